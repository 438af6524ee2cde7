"""Names that the gazetteer spells otherwise: by sound, and by consonants where the words must be a place. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from bot.classify.gazetteer import Gazetteer, Reading
from bot.classify.languages import Language
from bot.classify.matching import Name, Phrases
from bot.classify.spelling import ARTICLE, fold, loose
from bot.classify.tokens import Token, Words, key_of

_LONGEST = 4
LIKE_BY_SOUND = 0.75  # how alike the sounds must be when only they decide
LIKE_BY_BONES = 0.66  # and when the words must be a place and the consonants agree
_FOREIGN = frozenset("óñãõíúøåÓÑ")  # letters in which no name of the theatre is spelt
_SURE_LENGTH = 6  # sounds shorter than this are shared by too many names


def guessed(
    words: Words,
    names: Sequence[Name],
    phrases: Phrases,
    gazetteer: Gazetteer,
    language: Language,
    *,
    parts: Mapping[str, frozenset[str]],
) -> tuple[Name, ...]:
    """The names of a line with those added that are known under another spelling, left to right.

    `parts`: region -> the parts of the world it lies in. A guess lies in a part that the line's places lie in too.
    """
    if words.whispering:
        return tuple(names)
    sure = frozenset(
        part
        for name in names
        for region in {reading.region for reading in name.readings}
        for part in parts.get(region, ())
    )
    taken = {at for name in names for at in range(name.start, name.end)}
    found = list(names)
    free = 0
    for at, token in enumerate(words.tokens):
        if at < free or at in taken or not (token.capital or (token.key == ARTICLE and token.hyphened)):
            continue
        country = phrases.meant(token.key)
        name = Name(at, at + 1, country) if country else _guess(words, at, taken, gazetteer, language)
        if name and name.readings and sure:
            near = tuple(one for one in name.readings if not sure.isdisjoint(parts.get(one.region, sure)))
            name = name._replace(readings=near) if near else None
        if name is None or (name.end - at == 1 and phrases.plainness(token.key)):
            continue  # "Heart" is not Herat
        found.append(name)
        free = name.end
    return tuple(sorted(found, key=lambda name: name.start))


def _guess(words: Words, at: int, taken: set[int], gazetteer: Gazetteer, language: Language) -> Name | None:
    end = at + 1
    while (
        end < len(words.tokens)
        and end - at < _LONGEST
        and _continues(words.tokens[end])
        and words.tokens[end].key not in language.locatives
        and end not in taken
    ):
        end += 1
    if _goes_on_before(words, at, taken, language) or _is_acronym(words, at):
        return None
    must = _must_be_place(words, at, language)
    if words.tokens[at].key in language.directions or not _FOREIGN.isdisjoint(words.tokens[at].text):
        return None
    for stop in range(end, at, -1):
        span = words.tokens[at:stop]
        called = _is_called_place(words, stop, language)
        if not span[-1].capital or (stop < end and not words.shouting and not called):
            continue  # "Naher Aisha" is no place called Naher
        if words.shouting and (not (must or called) or _has_plain_word(span, language)):
            continue  # in Title Case "Dead Heat" and "The Road" look like names
        found = _like(span, gazetteer, must=must or called, alone=stop - at == 1)
        if found:
            return Name(at, stop, (), found)
    return None


def _is_acronym(words: Words, at: int) -> bool:
    """Whether a word is in capitals where others are not: "RFID" is spelt like no village."""
    return words.tokens[at].text.isupper() and len(words.tokens[at].text) > 1 and not words.loud


def _has_plain_word(span: Sequence[Token], language: Language) -> bool:
    return any(token.key != ARTICLE and token.key in language.vocabulary for token in span)


def _goes_on_before(words: Words, at: int, taken: set[int], language: Language) -> bool:
    """Whether the word goes on with an unknown name that stands before it."""
    before = words.before(at)
    if before is None or at - 1 in taken or words.shouting or words.tokens[at].gap not in (" ", "-"):
        return False
    return before.capital and at > 1 and before.key not in language.before_name and before.key != ARTICLE


def _continues(token: Token) -> bool:
    return token.gap in (" ", "-", "‐", "‑", "–") and (token.capital or token.key == ARTICLE)


def _like(span: Sequence[Token], gazetteer: Gazetteer, *, must: bool, alone: bool) -> tuple[Reading, ...]:
    if alone and not must:
        return ()
    key = key_of(span)
    sounds = loose(key)
    found = tuple(one for one in gazetteer.loose_readings(key) if _alike(sounds, one) >= LIKE_BY_SOUND)
    if found and (must or len(sounds) >= _SURE_LENGTH):
        return tuple(replace(one, exact=False) for one in found)
    if not must:
        return ()
    return tuple(one for one in gazetteer.skeleton_readings(key) if _alike(sounds, one) >= LIKE_BY_BONES)


def _alike(sounds: str, reading: Reading) -> float:
    return Levenshtein.normalized_similarity(sounds, loose(fold(reading.name))) if reading.name else 0.0


def _must_be_place(words: Words, at: int, language: Language) -> bool:
    """Whether a word like "in" or "town of" stands before."""
    for place in range(at - 1, max(-1, at - 5), -1):
        token, gap = words.tokens[place], words.tokens[place + 1].gap
        if set(gap) - set(" -") or token.key in language.soft_locatives:
            return False
        if (
            token.key in language.before_name
            or token.key in language.locatives
            or token.key in language.attack_verbs
        ):
            return True
        if token.key not in language.articles and token.key not in language.directions:
            return False
    return False


def _is_called_place(words: Words, at: int, language: Language) -> bool:
    after = words.after(at)
    return after is not None and after.gap == " " and after.key in language.after_name and not after.capital
