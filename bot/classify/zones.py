"""Which part of a line a name stands in: what is said, or who says it. Pure."""

from collections.abc import Sequence

from bot.classify.cues import BREAKS
from bot.classify.diplomacy import with_acts
from bot.classify.homonyms import may_be_great_city
from bot.classify.languages import Language
from bot.classify.matching import Name
from bot.classify.parties import with_parties
from bot.classify.roles import Role, role_of
from bot.classify.spelling import ARTICLE
from bot.classify.stances import with_stances
from bot.classify.terms import Kind
from bot.classify.tokens import Words
from bot.text.attribution import Attributed

_KNOWN = 4.7  # log10 of a population
_DEED_REACH = 3  # words: from "we" or "our" to the deed ("Our F-16s destroyed")
_HAPPENS = frozenset((Role.WHERE, Role.TARGET))
_COMES_FROM = _HAPPENS | {Role.ORIGIN}


def roles_of(
    text: str, attributed: Attributed, names: Sequence[Name], words: Words, language: Language
) -> list[Role]:
    """The role of each name of the line. `attributed`: the line taken apart, as bot.text.attribution does."""
    start = max(0, text.find(attributed.body))
    end = start + len(attributed.body)
    place_at = text.find(attributed.place) if attributed.place else -1
    place_end = place_at + len(attributed.place)
    roles: list[Role] = []
    for at, name in enumerate(names):
        begins, ends = words.tokens[name.start].start, words.tokens[name.end - 1].end
        if place_at >= 0 and place_at <= begins and ends <= place_end:
            roles.append(Role.CORRESPONDENT)
        elif begins >= start and ends <= end:
            roles.append(role_of(at, names, words, language, roles))
        elif begins < start and name.readings and role_of(at, names, words, language, roles) in _COMES_FROM:
            roles.append(Role.DATELINE)  # "Shelling of the center of Kherson: ...", "Update from Pasni: ..."
        elif begins >= end and name.readings and role_of(at, names, words, language, roles) in _HAPPENS:
            roles.append(Role.CORRESPONDENT)  # "...: security source in Basra"
        elif begins < start and _is_dateline(text[:start], at, names, words, language):
            roles.append(Role.DATELINE)
        else:
            roles.append(_teller(name, words, text, attributed, language))
    for at in range(1, len(names)):
        if roles[at] is Role.AGENT and roles[at - 1] is Role.NAMED and _owns(names[at - 1], names[at], words):
            roles[at - 1] = Role.AGENT  # "Lebanon's Hezbollah fires ..."
    roles = with_acts(with_parties(roles, names, words, language), names, words, language)
    roles = with_stances(roles, names, words, language, start)
    taken = {at for name in names for at in range(name.start, name.end)}  # "US" is no "us"
    ours = [
        at
        for at, token in enumerate(words.tokens)
        if token.start >= start and at not in taken and token.key in language.ourselves
    ]
    return [_of_ourselves(role, name, ours, words, language) for role, name in zip(roles, names, strict=True)]


def _of_ourselves(role: Role, name: Name, ours: Sequence[int], words: Words, language: Language) -> Role:
    """The role of who speaks where the words at `ours` say "we": he may tell of his own deed ("We struck ...")."""
    if not ours or name.end > ours[0]:
        return role
    speaks = role in (Role.SPEAKER, Role.OPINION) or (role is Role.DATELINE and _is_capital(name))
    if not speaks:
        return role
    return Role.DOER if _is_deed(ours[0], words, language) else Role.OURSELVES


def _owns(one: Name, other: Name, words: Words) -> bool:
    return one.has(Kind.COUNTRY) and one.end == other.start and words.tokens[one.end - 1].owner


def _is_capital(name: Name) -> bool:
    return not name.terms and may_be_great_city(name)


def _is_deed(at: int, words: Words, language: Language) -> bool:
    """Whether those called "we" or "our" attack: "We shot down", "Our missiles hit", not "We were attacked"."""
    for verb in range(at + 1, min(len(words.tokens), at + 1 + _DEED_REACH)):
        token = words.tokens[verb]
        if set(token.gap) & BREAKS or token.key in language.passives:
            return False
        if token.key in language.attack_verbs and token.key not in language.deeds:
            return True
    return False


def _teller(name: Name, words: Words, text: str, attributed: Attributed, language: Language) -> Role:
    """Who says it where somebody is named, or an unnamed source of a nationality; else who reports it."""
    shown = text[words.tokens[name.start].start : words.tokens[name.end - 1].end]
    after = words.after(name.end)
    offices = language.offices if name.has(Kind.DEMONYM) else frozenset[str]()
    speaks = after is not None and after.key in language.forces | language.sources | offices
    if name.has(Kind.DEMONYM) and after is not None and after.key in language.deeds:
        return Role.NAMED  # "Afghan War Report: ..."
    if name.has(Kind.COUNTRY) and not speaks:
        return Role.NAMED  # "Iran Protests: ...", "Mali: ...": a topic, not a speaker
    if shown in attributed.said_by or shown in attributed.speaker:
        return Role.SPEAKER
    speaks = after is not None and after.key in language.sources | language.offices
    speaks = speaks or (name.has(Kind.ACTOR) and words.tokens[name.end - 1].key in language.offices)
    return Role.SPEAKER if speaks else Role.SOURCE


def _is_dateline(head: str, at: int, names: Sequence[Name], words: Words, language: Language) -> bool:
    """Whether the head is nothing but a place ("Gaza:", "South Lebanon:", "TYRE, Lebanon -")."""
    name = names[at]
    if not (name.readings or name.terms) or any(term.kind in ("nationality", "actor") for term in name.terms):
        return False
    if name.end - name.start == 2 and words.tokens[name.start].key == ARTICLE and not name.terms:
        # "Al-Dali: The visit ..." is somebody, "Al-Ram: Israeli forces storm the town" is a place.
        forces = any(token.key in language.forces for token in words.tokens if token.start >= len(head))
        if not (forces and any(reading.own and reading.exact for reading in name.readings)):
            return False
    if not name.terms and not any(reading.own or reading.population >= _KNOWN for reading in name.readings):
        return False  # a hamlet's name before a colon is somebody's name
    # "US White House: South Africa refuses ..." is somebody, whatever village is called White House.
    others = (other for other in names if not other.has(Kind.ACTOR))
    places = (name, *(other for other in others if other.readings or other.has(Kind.COUNTRY)))
    covered = {at for place in places for at in range(place.start, place.end)}
    lists = (language.directions, language.before_name, language.origins)
    return all(
        at in covered or any(token.key in words_ for words_ in lists)
        for at, token in enumerate(words.tokens)
        if token.end <= len(head)
    )
