"""Those who deal with each other: "Lebanon and Israel hold talks" is the affair of both. Pure."""

from collections.abc import Sequence

from bot.classify.cues import BREAKS
from bot.classify.languages import Language
from bot.classify.matching import Name
from bot.classify.roles import Role
from bot.classify.tokens import Words

_PLAIN = frozenset((Role.NAMED, Role.SPEAKER))
_NEAR = 4  # words: from the last party to what they do with each other


def with_parties(roles: Sequence[Role], names: Sequence[Name], words: Words, language: Language) -> list[Role]:
    """The roles, those of names that are joined and followed by what two do with each other as parties."""
    found = list(roles)
    if not language.mutual:
        return found
    first = 0
    while first < len(names):
        last = _last_joined(first, roles, names, words, language)
        if last > first and _deal(names[last].end, words, language):
            found[first : last + 1] = [Role.PARTY] * (last + 1 - first)
        first = last + 1
    return found


def _last_joined(
    first: int, roles: Sequence[Role], names: Sequence[Name], words: Words, language: Language
) -> int:
    """Where a list of names ends that begins with names[first] ("Egypt, Jordan and Iraq"): at least `first`."""
    last = first
    while last + 1 < len(names) and roles[last] in _PLAIN and roles[last + 1] in _PLAIN:
        between = words.tokens[names[last].end : names[last + 1].start]
        comma = words.tokens[names[last + 1].start].gap.strip() == "," and not between
        joined = bool(between) and all(token.key in language.joining for token in between)
        if not (comma or joined) or any(set(token.gap) & BREAKS for token in between):
            break
        last += 1
    return last


def _deal(start: int, words: Words, language: Language) -> bool:
    for token in words.tokens[start : start + _NEAR]:
        if set(token.gap) & BREAKS or token.key in language.locatives:
            return False
        if token.key in language.mutual:
            return True
    return False
