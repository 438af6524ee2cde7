"""Who tells: is a stretch of words an outlet, an unnamed teller, or a speaker with a name? Pure."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.text.fold import folded
from bot.text.words import alternation, words

_SMALL = frozenset(
    ("of", "the", "for", "and", "in", "to", "&", "on", "at", "with", "from", "de", "del", "y", "من", "في")
)
_OF = re.compile(r"^(?:of|for|from|de|del)\s+", re.IGNORECASE)
_NAME_END = re.compile(r"(?:'s|'|s')$")


class Role(Enum):
    """OUTLET: a medium, with its correspondents. TELLER: unnamed ("security sources"). SPEAKER: named."""

    OUTLET = auto()
    TELLER = auto()
    SPEAKER = auto()


@dataclass(frozen=True, slots=True)
class Teller:
    """`name` as the line has it, without article, possessive, "correspondent". `place`: the correspondent's."""

    role: Role
    name: str
    place: str = ""
    acts: bool = False


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """Folded, without article, possessive, hyphens, handle sign: "Al-Mayadeen's" and "al mayadeen" are alike."""
    key = folded(name).lstrip("@#").replace("-", " ").replace("_", " ")
    key = _NAME_END.sub("", key).strip(" .,:;|\"'()")
    return key.removeprefix("the ")


def is_outlet(name: str) -> bool:
    """Whether the name is that of a known medium, in any spelling."""
    return outlet_key(name) in _outlets()


@lru_cache(maxsize=1)
def _outlets() -> frozenset[str]:
    keys = {outlet_key(name) for name in words()["media"]}
    return frozenset(keys | {key.replace(" ", "") for key in keys})


@lru_cache(maxsize=1)
def _most_spaces() -> int:
    """No medium's name has more, an article and a stray sign before it included."""
    return max(key.count(" ") for key in _outlets()) + 2


@lru_cache(maxsize=1)
def _correspondent() -> re.Pattern[str]:
    who, where = alternation("correspondents"), alternation("located")
    return re.compile(
        rf"^(?:(?P<of>.*?)\s+)?(?:our\s+)?(?:{who})(?:\s+(?P<after>(?!(?:{where})\b)[^,]*?))?"
        rf"(?:\s+(?:{where})\s+(?P<place>.+))?$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def teller(part: str) -> Teller | None:
    """What a stretch of words before a colon or after a dash is; None when it does not look like a teller."""
    part = part.strip(" ,.|-\"'()")
    low = folded(part)
    if not low or len(low) > 90:
        return None
    found = _correspondent().match(part) if any(who in low for who in words()["correspondents"]) else None
    if found:
        name = _OF.sub("", _NAME_END.sub("", found["of"] or found["after"] or "").strip())
        return Teller(Role.OUTLET, name or part, found["place"] or "")
    if low.count(" ") <= _most_spaces() and is_outlet(part):
        return Teller(Role.OUTLET, _without_article(part))
    tokens = low.split()
    if _is_unnamed(tokens):
        acts = tokens[-1] in words()["actors"] or tokens[0] in words()["actors"]
        return Teller(Role.TELLER, _without_article(part), acts=acts)
    return Teller(Role.SPEAKER, _without_article(part)) if _looks_named(part.split()) else None


def _is_unnamed(tokens: list[str]) -> bool:
    tellers = words()["tellers"]
    if len(tokens) > 7 or tokens[0].isdigit():
        return False
    tail = tokens[tokens.index("to") - 1] if "to" in tokens[1:] else tokens[-1]
    return tail in tellers or _is_slip(tail) or " ".join(tokens[-2:]) in tellers or tokens[0] in tellers


def _is_slip(word: str) -> bool:
    """ "offficial": a teller with a slip of the pen; only in long words, where no other word is so near."""
    return len(word) > 7 and bool(extractOne(word, _long_tellers(), scorer=OSA.distance, score_cutoff=1))


@lru_cache(maxsize=1)
def _long_tellers() -> tuple[str, ...]:
    return tuple(word for word in words()["tellers"] if len(word) > 7)


def _looks_named(parts: list[str]) -> bool:
    """Capitalised words, titles and small words, at most two others; ends in a name or a title."""
    known = words()
    if len(parts) > 10 or any(char.isdigit() for char in parts[0]):
        return False
    if not parts[0][0].isascii():
        return len(parts) <= 5
    odd = [
        part
        for part in parts
        if part[0].islower()
        and folded(part) not in known["titles"]
        and folded(part) not in _SMALL
        and not _particle(part)
    ]
    last = parts[-1]
    if any(not part[0].isupper() and folded(part) in known["speech"] for part in parts[1:]) or len(odd) > 2:
        return False
    return (last[0].isupper() or _particle(last) or folded(last) in known["titles"]) and len(odd) < max(
        2, len(parts) - 1
    )


def _particle(part: str) -> bool:
    head, dash, rest = part.partition("-")
    return head.casefold() in words()["particles"] and (not dash or rest[:1].isupper())


def _without_article(name: str) -> str:
    return name[4:] if name[:4].casefold() == "the " else name


def short_name(name: str) -> str:
    """What follows the last title: "Izzat al-Rashq" of "Hamas bureau member Izzat al-Rashq".

    A name that is all title ("Hamas official", "White House") stays whole. At most three words of a person.
    """
    parts = _without_article(name.strip()).split()
    known = words()
    start = 0
    for at in range(len(parts)):
        pair = folded(" ".join(parts[at : at + 2]))
        if folded(parts[at]) in known["titles"]:
            start = at + 1
        if pair in known["titles"]:
            start = at + 2
        if parts[at][0].islower() and not _particle(parts[at]) and folded(parts[at]) not in _SMALL:
            start = max(start, at + 1)
    rest = parts[start:]
    if not rest or folded(rest[0]) in _SMALL:
        return " ".join(parts)
    if start and len(rest) > 3:
        rest = rest[-3:]
    return " ".join(rest)
