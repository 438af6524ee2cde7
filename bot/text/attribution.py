"""Who says a line and what is said: labels, sources and speaker taken off, the body kept. Pure.

    "UPDATE 1-Reuters, citing White House: Hungary gets exemption" ->
    labels ("UPDATE 1",), sources ("Reuters",), speaker "White House", body "Hungary gets exemption"

Spellings of one thing differ from line to line ("Al Mayadeen correspondent", "Al-Mayadeen’s
correspondent"); all come off alike. Nothing is ever lost: what is not recognised stays in the body, which is never
empty.
"""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.text.fold import folded, plain
from bot.text.labels import unlabelled
from bot.text.teller import Role, Teller, is_outlet, outlet_key, short_name, teller
from bot.text.words import alternation, words


@dataclass(frozen=True, slots=True)
class Attributed:
    """A line taken apart. `body`: what is said, never empty unless the line is.

    `speaker`: short name of who says it ("Sheikh Qassem"), "" when nobody does: for bursts and context.
    `said_by`: the speaker as the line has it, and tellers that may act themselves ("Pakistani army"): it is news.
    `sources`: outlets and unnamed tellers, head to tail: who reports, not what happened.
    `credited`: those tellers, and speakers, where they stand at the tail ("..., police say"), among the sources.
    `labels`: BREAKING, UPDATE 1, 12:11. `place`: where the correspondent is ("South Lebanon").
    """

    body: str
    speaker: str = ""
    sources: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    place: str = ""
    said_by: str = ""
    credited: str = ""


@dataclass(slots=True)
class _Parts:
    body: str
    tellers: list[Teller] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)


# No tail is longer: what follows the last dash or colon beyond that is no source.
_LONGEST_TAIL = 100
_URL = re.compile(r"\s*(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+", re.IGNORECASE)
_HEAD = re.compile(r"^(?P<head>[^:\"|]{2,90}?)(?:\s*:\s+|\s+\|\s+)(?P<rest>.+)$")
_SIGNATURE = re.compile(r"\s*\(@(?P<handle>\w{2,30})\)(?:\s+\w+ \d{1,2}, \d{4})?\s*$")
_HANDLE = re.compile(r"\b(?:via|h/t|source:?)\s+@?(?P<who>[\w .&'-]{2,40})$", re.IGNORECASE)
_PAREN = re.compile(r"\s*[(\[](?P<who>[^()\[\]]{2,60})[)\]]$")
_DASH = re.compile(r"\s+-+\s*(?P<who>[^-][^:|]{1,60})$")
_GLUED = re.compile(r"(?<=[\w'\".])-(?P<who>[A-Za-z]{2}[\w.' ]{0,29})$")
_COLON = re.compile(r"\s*[:|]\s+(?P<who>[^:|]{2,90})$")
_BY = re.compile(
    r"\s+(?:according to|seg[uú]n|وفقا? ?ل?|وفقاً لـ?|بحسب|حسب|نقلا? عن|نقلاً عن)\s*(?P<who>[^,:]{2,60})$",
    re.IGNORECASE,
)
# "An American official to Reuters".
_TOLD_TO = re.compile(r"\s+(?:لـ?\s?|to |tells |told |a )(?P<outlet>[^\s,]+(?: [^\s,]+)?)$", re.IGNORECASE)
_COLONS = (": ", "| ")
_MORE = re.compile(r"\s*\b(?:more |latest |live )?(?:updates?|latest|more|details)\s*:$", re.IGNORECASE)


@lru_cache(maxsize=8192)
def split(text: str) -> Attributed:
    """Take a line apart. Never raises; the same text always gives the same answer."""
    whole = plain(text)
    linked = "/" in whole or "www." in whole
    parts = _Parts((_URL.sub("", whole).strip() or whole) if linked else whole)
    for _ in range(4):
        before = parts.body
        _take_tail(parts)
        if parts.body == before:
            break
    for _ in range(6):
        before = parts.body
        _take_label(parts)
        if parts.body == before:
            _take_head(parts)
        if parts.body == before:
            break
    return _attributed(parts)


def is_background(labels: tuple[str, ...]) -> bool:
    """Whether a label says that the line is a piece about events, not the news of one: FEATURE, FACTBOX."""
    return any(folded(label).rstrip("0123456789 ") in words()["background"] for label in labels)


def _attributed(parts: _Parts) -> Attributed:
    speakers = [teller_.name for teller_ in parts.tellers if teller_.role is Role.SPEAKER]
    acting = [teller_.name for teller_ in parts.tellers if teller_.role is Role.TELLER and teller_.acts]
    sources = [teller_.name for teller_ in parts.tellers if teller_.role is not Role.SPEAKER]
    said_by = " ".join(dict.fromkeys(speakers + acting))
    speaker = short_name((speakers or acting)[-1]) if speakers or acting else _opening_speaker(parts.body)
    place = next((teller_.place for teller_ in parts.tellers if teller_.place), "")
    return Attributed(
        parts.body,
        speaker,
        tuple(dict.fromkeys(sources)),
        tuple(parts.labels),
        place,
        said_by,
        " ".join(parts.credits),
    )


def _take_label(parts: _Parts) -> None:
    parts.body, label = unlabelled(parts.body)
    if label:
        parts.labels.append(label)


def _take_head(parts: _Parts) -> None:
    found = _HEAD.match(parts.body) if ":" in parts.body or "|" in parts.body else None
    if not found:
        return
    tellers = _tellers(found["head"])
    if tellers and len(found["rest"].split()) > 1:
        parts.tellers.extend(tellers)
        parts.body = found["rest"].strip()


@lru_cache(maxsize=1)
def _citing() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{alternation('citing')})\s+|,\s+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _tellers(text: str) -> tuple[Teller, ...]:
    """The tellers in "Reuters, citing White House", each of them recognised; else none."""
    whole = teller(text)
    if whole and whole.role is Role.OUTLET and "citing" not in folded(text):
        return (whole,)
    told = _TOLD_TO.search(text)
    if told and is_outlet(told["outlet"]):
        text = f"{text[: told.start()]}, {told['outlet']}"
    pieces = [piece for piece in _citing().split(text.strip(" .")) if piece.strip()]
    found = [teller(piece) for piece in pieces]
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(pieces) else ()


def _take_tail(parts: _Parts) -> None:
    if parts.body.endswith(":"):
        parts.body = _MORE.sub("", parts.body).strip() or parts.body
    _take_tag(parts)
    if _take_signature(parts):
        return
    end = parts.body[-_LONGEST_TAIL:].casefold()
    for sign, pattern in _tails():
        if sign in end:
            found = pattern.search(parts.body, _begin(parts.body, sign))
            if found and _take_found_tail(parts, found, sure=pattern is _HANDLE, glued=pattern is _GLUED):
                return


def _begin(body: str, sign: str) -> int:
    """Where to look for a tail that begins with the sign: what follows a comma or a colon holds no other."""
    if sign == ",":
        return body.rfind(",")
    if sign in _COLONS:
        at = max(body.rfind(":"), body.rfind("|"))
        return at - len(body[:at]) + len(body[:at].rstrip())
    return 0


@lru_cache(maxsize=1)
def _tails() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms a tail may have, each with a sign without which it need not be looked for."""
    forms = (
        (_HANDLE, ("via ", "h/t ", "source")),
        (_PAREN, (")", "]")),
        (_DASH, (" -",)),
        (_GLUED, ("-",)),
        (_COLON, _COLONS),
        (_saying(), (",",)),
        (_BY, ("according", "seg", "وفق", "حسب", "نقل")),
    )
    return tuple((sign, pattern) for pattern, signs in forms for sign in signs)


def _take_tag(parts: _Parts) -> None:
    tag = _tag().search(parts.body) if "#" in parts.body else None
    if tag and tag.start():
        parts.labels.append(tag[0].strip())
        parts.body = parts.body[: tag.start()].rstrip()


@lru_cache(maxsize=1)
def _tag() -> re.Pattern[str]:
    return re.compile(rf"\s+#(?:{alternation('labels')})$", re.IGNORECASE)


def _take_signature(parts: _Parts) -> bool:
    """An embedded post signs "BBC Breaking News (@BBCBreaking) October 3, 2017"."""
    found = _SIGNATURE.search(parts.body) if "(@" in parts.body else None
    if not found or not found.start():
        return False
    head, handle = parts.body[: found.start()].split(), found["handle"].casefold()
    for count in range(min(5, len(head) - 1), 0, -1):
        name = " ".join(head[-count:])
        joined = outlet_key(name).replace(" ", "")
        if is_outlet(name) or (len(joined) > 3 and (joined.startswith(handle) or handle.startswith(joined))):
            head, handle = head[:-count], name
            break
    parts.body = " ".join(head)
    parts.tellers.append(Teller(Role.OUTLET, handle))
    return True


@lru_cache(maxsize=1)
def _saying() -> re.Pattern[str]:
    verbs = alternation("saying")
    return re.compile(
        rf",\s+(?:(?P<who>[^,:]{{2,60}}?)\s+(?:{verbs})|(?:according to|{verbs})\s+(?P<by>[^,:]{{2,60}}))\.?$",
        re.IGNORECASE,
    )


def _take_found_tail(parts: _Parts, found: re.Match[str], *, sure: bool, glued: bool) -> bool:
    who = (found.groupdict().get("who") or found.groupdict().get("by") or "").strip(" .")
    rest = parts.body[: found.start()].rstrip(" ,|-")
    if len(rest.split()) < 2 or len(who.split()) > 9:
        return False
    tellers = _tellers(re.sub(r"^sources?:\s*", "", who, flags=re.IGNORECASE))
    if sure and (not tellers or "@" in found[0]):
        tellers = (Teller(Role.OUTLET, who),)
    if not tellers:
        return False
    named = [one for one in tellers if one.role is Role.SPEAKER]
    if named and (glued or len(who.split()) >= len(rest.split()) or _tellers(rest)):
        return False
    parts.credits.extend(one.name for one in tellers if one.acts or one.role is Role.SPEAKER)
    parts.tellers.extend(replace(one, acts=False) if one.role is Role.TELLER else one for one in tellers)
    parts.body = rest
    return True


def _opening_speaker(body: str) -> str:
    """ "Hamas official" of "Hamas official says it has ...": only when a verb of speech follows soon."""
    parts = body.split()
    for at, word in enumerate(parts[1:6], 1):
        if not word[0].isupper() and folded(word) in words()["speech"]:
            head = " ".join(parts[:at])
            found = teller(head)
            return short_name(found.name) if found and found.role is not Role.OUTLET else ""
    return ""
