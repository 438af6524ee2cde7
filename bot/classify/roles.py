"""What part a name plays in its line: where it happens, who does it, who tells it. Pure.

Order of strength: a place after a locative, a place, a country, a nationality, who does the deed, who tells it.
"""

from collections.abc import Sequence
from enum import StrEnum

from bot.classify.cues import BREAKS, cue_of
from bot.classify.languages import Language
from bot.classify.matching import Name
from bot.classify.no_place import is_no_place
from bot.classify.terms import ARMED, Kind
from bot.classify.tokens import Token, Words


class Role(StrEnum):
    """The part a name plays, in words that a person reads in an explanation."""

    DATELINE = "where the report comes from"
    CORRESPONDENT = "where the correspondent is"
    WHERE = "where it happens"
    TARGET = "what it is done to"
    OURSELVES = "who speaks of themselves"
    DOER = "who says that they did it"
    STANCE = "who takes a stand"
    OPINION = "who says what should be"
    TOWARD = "where it goes"
    NAMED = "named"
    HOST = "who has others as guests"
    PARTY = "one of those who deal with each other"
    ORIGIN = "where it comes from"
    FIRED = "where it is fired from"
    NEAR = "a border of it"
    COMPANION = "with whom"
    VENUE = "where they meet"
    AGENT = "who does it"
    SPEAKER = "who says it"
    SOURCE = "who reports it"
    NOTHING = "no place"


# Who speaks, whatever of.
SPEAKING = frozenset((Role.SPEAKER, Role.OURSELVES, Role.DOER, Role.STANCE, Role.OPINION))


_BY_CUE = {
    "attack": Role.TARGET,
    "opponent": Role.TARGET,
    "companion": Role.COMPANION,
    "agent": Role.AGENT,
    "origin": Role.ORIGIN,
    "toward": Role.TOWARD,
    "fired": Role.FIRED,
    "border": Role.NEAR,
}
_OF_PLACE = frozenset(("party", "locative", "assault"))
_OF_A_PHRASE = frozenset(("locative", "origin", "fired", "toward", "companion"))  # no subject follows these


def role_of(at: int, names: Sequence[Name], words: Words, language: Language, before: Sequence[Role]) -> Role:
    """The role of names[at] in the body of a line; `before`: the roles of the names left of it."""
    name = names[at]
    if is_no_place(name, words, language):
        return Role.NOTHING
    after = _after(name, words)
    cue, crossed = cue_of(at, names, words, language)
    if after is not None and name.has(Kind.DEMONYM) and _suffers(after, words.after(name.end + 1), language):
        return Role.WHERE if after.key in language.sites and cue in ("locative", "assault") else Role.TARGET
    if (
        after is not None
        and _does(name, after, words, language)
        and not (name.has(Kind.COUNTRY) and cue in _OF_A_PHRASE and after.key not in language.forces)
    ):
        return Role.TARGET if _is_done_to(cue, name, words, language) else Role.AGENT
    if language.forces_before and _belongs_to_force(name, words, language):
        return Role.AGENT
    if after is not None and after.key in language.borders and name.terms:
        return Role.NEAR  # "the Afghan border"; "Shada border district" is a place
    if after is not None and after.key in language.speech and cue in ("joined", "start", "break", "other"):
        return Role.SPEAKER
    if cue == "joined" and at and before[-1] is not Role.NOTHING:
        return before[-1]
    return _by_cue(cue, crossed, name, words, language)


def _by_cue(cue: str, crossed: bool, name: Name, words: Words, language: Language) -> Role:
    if cue in _OF_PLACE:
        return _by_preposition(cue, name, words, language)
    if name.has(Kind.DEMONYM) and cue in ("toward", "origin"):
        return Role.NAMED
    if cue == "toward" and _is_venue(name, words, language):
        return Role.VENUE
    if cue in _BY_CUE and not (cue == "origin" and crossed):
        return _BY_CUE[cue]
    after = _after(name, words)
    if after is not None and after.key in language.civic and after.gap == " " and not name.terms:
        return Role.WHERE  # "Austin police", "Charlotte airport": a town has these
    if not name.has(Kind.DEMONYM) and (crossed or (after is not None and after.key in language.after_name)):
        return Role.WHERE
    return Role.SPEAKER if after is not None and after.key in language.speech else Role.NAMED


def _by_preposition(cue: str, name: Name, words: Words, language: Language) -> Role:
    if name.has(Kind.ACTOR) and not name.readings:
        return Role.NAMED if cue == "party" else Role.TARGET  # nothing happens in a person or a party
    if name.has(Kind.DEMONYM):
        after = _after(name, words)
        if after is not None and cue != "party" and after.key in language.sites:
            return Role.WHERE  # "at Israeli kibbutz"
        inside = cue == "locative" and _is_inside(name, words, language)
        return Role.WHERE if inside else Role.TARGET if cue == "assault" else Role.NAMED
    if _is_venue(name, words, language):
        return Role.NAMED if cue == "party" else Role.VENUE
    return Role.WHERE


def _after(name: Name, words: Words) -> Token | None:
    after = words.after(name.end)
    return None if after is None or set(after.gap) & (BREAKS | {","}) else after


def _suffers(after: Token, following: Token | None, language: Language) -> bool:
    """Whether the deed is done to those named ("Palestinians killed by"), not by them ("Russians killed two")."""
    if after.key in language.sufferers:
        return True
    if after.key not in language.suffering:
        return False
    ends = following is None or bool(set(following.gap) & (BREAKS | {","}))
    lists = (language.agents, language.locatives, language.function_words, language.sufferers)
    return ends or (following is not None and any(following.key in words for words in lists))


def _does(name: Name, after: Token, words: Words, language: Language) -> bool:
    """Whether a force follows ("Israeli drone"), or a verb of attack ("Israel strikes"), or "-backed"."""
    if name.has(Kind.DEMONYM):
        nearby = _qualified(name, words, language)
        return any(token.key in language.forces for token in nearby) or after.key in language.attack_verbs
    if not (name.has(Kind.COUNTRY) or name.has(Kind.ACTOR)):
        return False
    if after.key in language.forces and any(term.actor_kind in ARMED for term in name.terms):
        return True  # "Hezbollah rockets"
    return (
        after.key in language.attack_verbs
        or (after.gap == "-" and after.key in language.forces)
        or (after.key in language.forces and words.tokens[name.end - 1].text.isupper())
    )


def _is_inside(name: Name, words: Words, language: Language) -> bool:
    """Whether a nationality stands for where something happens: "in Afghan fighting"."""
    before = words.before(name.start)
    return before is not None and before.key in language.insides and words.tokens[name.start].gap == " "


def _qualified(name: Name, words: Words, language: Language) -> tuple[Token, ...]:
    """The words that a nationality qualifies: "Israeli military vehicles", not "Palestinians is genocide"."""
    nearby = words.tokens[name.end : name.end + 2]
    return nearby[:1] if nearby and nearby[0].key in language.function_words else nearby


def _is_done_to(cue: str, name: Name, words: Words, language: Language) -> bool:
    """Whether those named suffer ("targets Israeli soldiers"): their deeds do not ("condemns US threats")."""
    if cue == "owner":
        return not name.has(Kind.ACTOR)  # "Israel's Syria strikes"
    if any(token.key in language.deeds for token in _qualified(name, words, language)):
        return False
    return cue in ("attack", "opponent", "assault")


def _belongs_to_force(name: Name, words: Words, language: Language) -> bool:
    nearby = words.tokens[max(0, name.start - 3) : name.start]
    if name.has(Kind.COUNTRY):  # "Bombardeos de Estados Unidos", not "ataque en Siria"
        nearby = nearby[-2:]
        lists = (language.locatives, language.opponents, language.towards - language.articles)
        if any(token.key in words_ for token in nearby for words_ in lists):
            return False
    elif not name.has(Kind.DEMONYM):
        return False
    return any(
        token.key.removeprefix("ال") in language.forces_before or token.key in language.forces_before
        for token in nearby
    )


def _is_venue(name: Name, words: Words, language: Language) -> bool:
    return any(token.key in language.venues for token in words.tokens[max(0, name.start - 8) : name.start])
