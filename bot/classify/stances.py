"""Who takes a stand on another's affair: "Kuwait condemns the strikes on Iran" is his affair too. Pure."""

from collections.abc import Sequence

from bot.classify.cues import BREAKS
from bot.classify.diplomacy import is_state
from bot.classify.languages import Language
from bot.classify.matching import Name
from bot.classify.roles import Role
from bot.classify.tokens import Words

_MAY_STAND = frozenset((Role.NAMED, Role.SPEAKER, Role.AGENT))
_REACH = 3  # words: from who takes a stand to the verb ("Turkish foreign ministry condemns")


def with_stances(
    roles: Sequence[Role], names: Sequence[Name], words: Words, language: Language, start: int
) -> list[Role]:
    """The roles, those of a state at the head that takes a stand, or downs what enters its sky.

    `start`: where what is said begins in the text; before it stands who says it.
    """
    found = list(roles)
    for at, (role, name) in enumerate(zip(roles, names, strict=True)):
        if name.start > 1 and not (at and name.start == names[at - 1].end):
            break  # only the head of the line, and who stands right beside it ("Saudi Arabia's MbS")
        if role not in _MAY_STAND:
            continue
        if _verb_in(name, words, language, language.defends):
            found[at] = Role.DOER
        elif not is_state(name, words, language):
            continue
        elif _verb_in(name, words, language, language.stances):
            found[at] = Role.STANCE
        elif role is Role.SPEAKER and _should(words, language, start):
            found[at] = Role.OPINION
    return found


def _verb_in(name: Name, words: Words, language: Language, listed: frozenset[str]) -> bool:
    """Whether a verb of a list follows a name, its office or forces between."""
    for token in words.tokens[name.end : name.end + _REACH]:
        if set(token.gap) & BREAKS or token.key in language.locatives:
            return False
        if token.key in listed:
            return True
        between = (language.adverbs, language.offices, language.forces, language.articles)
        if not any(token.key in some for some in between):
            return False
    return False


def _should(words: Words, language: Language, start: int) -> bool:
    """Whether the line tells what should be, not what was: "Israel must leave"."""
    told = [token.key for token in words.tokens if token.start >= start]
    return any(key in language.modals for key in told)
