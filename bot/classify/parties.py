"""Those who deal with each other: "Lebanon and Israel hold talks" is the affair of both. Pure."""

from collections.abc import Sequence

from bot.classify.cues import BREAKS
from bot.classify.languages import Language
from bot.classify.matching import Name
from bot.classify.roles import Role
from bot.classify.terms import Kind
from bot.classify.tokens import Words

_PLAIN = frozenset((Role.NAMED, Role.SPEAKER))
_JOINED = _PLAIN | {Role.AGENT}  # "Thai and Cambodian troops clash"
_HYPHENED = _JOINED | {Role.NEAR}  # "Thailand-Cambodia border"
_HYPHENS = frozenset(("-", "–"))
_NEAR = 4  # words: from the last party to what they do with each other
_FAR = 7  # words: from somebody to those he deals with


def with_parties(roles: Sequence[Role], names: Sequence[Name], words: Words, language: Language) -> list[Role]:
    """The roles, those of names that are joined and followed by what two do with each other as parties.

    Who has others as guests ("Oman hosts ...") becomes a host.
    """
    found = [
        Role.HOST if role in _PLAIN and _hosts(name, words, language) else role
        for role, name in zip(roles, names, strict=True)
    ]
    if not language.mutual:
        return found
    first = 0
    while first < len(names):
        last = _last_joined(first, roles, names, words, language)
        if last > first and _deal(names[first].start, names[last].end, words, language):
            found[first : last + 1] = [Role.PARTY] * (last + 1 - first)
            _meet_elsewhere(last + 1, found, names, words, language)
        elif _deals_with(first, roles, names, words, language):
            found[first] = found[first + 1] = Role.PARTY
        first = last + 1
    return found


def _hosts(name: Name, words: Words, language: Language) -> bool:
    after = words.after(name.end)
    return after is not None and after.key in language.hosting and not set(after.gap) & BREAKS


def _last_joined(
    first: int, roles: Sequence[Role], names: Sequence[Name], words: Words, language: Language
) -> int:
    """Where a list of names ends that begins with names[first] ("Egypt, Jordan and Iraq"): at least `first`."""
    last = first
    while last + 1 < len(names) and roles[last] in _PLAIN and _is_joined(last + 1, roles, names, words, language):
        last += 1
    return last


def _is_joined(at: int, roles: Sequence[Role], names: Sequence[Name], words: Words, language: Language) -> bool:
    """Whether names[at] is joined to the one before: "Jordan and Iraq", "Jordan, Iraq", "Jordan-Iraq"."""
    between, gap = words.tokens[names[at - 1].end : names[at].start], words.tokens[names[at].start].gap
    if not between:
        hyphened = gap.strip() in _HYPHENS and roles[at] in _HYPHENED
        first = words.tokens[names[at].start]
        glued = first.caseless and first.text[:1] in language.joining  # Arabic "and" sticks to the word
        return hyphened or ((gap.strip() == "," or glued) and roles[at] in _JOINED)
    while between and between[0].key in language.offices:
        between = between[1:]  # "Turkish Defense Minister, Syrian counterpart sign"
    if not between:
        return gap.strip() == "," and roles[at] in _JOINED
    joins = all(token.key in language.joining for token in between)
    return joins and roles[at] in _JOINED and not any(set(token.gap) & BREAKS for token in between)


def _deal(start: int, end: int, words: Words, language: Language) -> bool:
    """Whether what two do with each other follows on tokens[start:end], or in Arabic stands before them."""
    before = words.before(start)
    if before is not None and before.caseless and before.key in language.mutual:
        return True
    for token in words.tokens[end : end + _NEAR]:
        if set(token.gap) & BREAKS or token.key in language.locatives:
            return False
        if token.key in language.mutual:
            return True
    return False


def _deals_with(
    first: int, roles: Sequence[Role], names: Sequence[Name], words: Words, language: Language
) -> bool:
    """Whether names[first] opens the line and deals with the next: "Iraq signs water deal with Turkey"."""
    if first or len(names) < 2 or roles[0] is not Role.NAMED or roles[1] is not Role.COMPANION:
        return False
    between = words.tokens[names[0].end : names[1].start]
    if not (names[0].start == 0 and names[0].has(Kind.COUNTRY) and names[1].has(Kind.COUNTRY)):
        return False
    return len(between) <= _FAR and any(token.key in language.mutual for token in between)


def _meet_elsewhere(
    start: int, found: list[Role], names: Sequence[Name], words: Words, language: Language
) -> None:
    """Turns the place where parties meet into a venue, unless they fight: "... sign accord in Washington"."""
    fights = (language.attack_verbs, language.fights)  # "military agreement" is no fight
    if any(token.key in listed for token in words.tokens for listed in fights):
        return
    for at in range(start, len(names)):
        before = words.before(names[at].start)
        if found[at] is Role.WHERE and before is not None and before.key in language.insides:
            found[at] = Role.VENUE
