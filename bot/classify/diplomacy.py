"""Acts of one state upon another: "Niger expels French diplomats" is the affair of both. Pure.

An envoy stands for the state that sent him: to summon, expel or recall him is done to it.
"""

from collections.abc import Sequence

from bot.classify.cues import BREAKS
from bot.classify.homonyms import may_be_great_city
from bot.classify.languages import Language
from bot.classify.matching import Name
from bot.classify.naming import actor_of
from bot.classify.roles import Role
from bot.classify.terms import Kind
from bot.classify.tokens import Token, Words

_MAY_ACT = frozenset((Role.NAMED, Role.SPEAKER, Role.AGENT, Role.OURSELVES, Role.SOURCE, Role.PARTY, Role.HOST))
_PRESENT = (Role.PARTY, Role.NOTHING)
_ACT_REACH = 4  # words: from who acts to what he does ("Polish Foreign Ministry summons")
_ENVOY_REACH = 3  # words: from a nationality to its envoy ("Israeli chargé d'affaires")
_MEET_REACH = 6  # words: from who meets to whom ("Iraqi national security adviser holds talks with")
_SENT_REACH = 3  # words: from an envoy to whom he was sent ("ambassador to the UK")


def with_acts(roles: Sequence[Role], names: Sequence[Name], words: Words, language: Language) -> list[Role]:
    """The roles, those of a state that acts upon another, and of that other, as parties.

    What the act is about ("over Taiwan remarks") is merely named then.
    """
    found = list(roles)
    if len(names) < 2 or not language.acts:
        return found
    pair = _acted_upon(roles, names, words, language) or _called_back(roles, names, words, language)
    pair = pair or _met(roles, names, words, language)
    if pair is None:
        return found
    for at in range(len(names)):
        if at in pair:
            found[at] = Role.PARTY
        elif at > max(pair) and found[at] not in _PRESENT:
            found[at] = Role.COMPANION
    return found


def _acted_upon(
    roles: Sequence[Role], names: Sequence[Name], words: Words, language: Language
) -> tuple[int, int] | None:
    """Who acts, at the head of the line, and upon whom: his envoy, or himself ("Sudan sues the UAE")."""
    if roles[0] not in _MAY_ACT or not is_state(names[0], words, language):
        return None
    act = _act_after(names[0], words, language)
    if act is None:
        return None
    for at in range(1, len(names)):
        if roles[at] is Role.NOTHING or _same(names[at], names[0]):
            continue
        if names[at].start <= act:
            return None
        if _sent_by(names[at], words, language) or _sent_to(names[at], words, language):
            return (0, at)
        direct = all(_counts(token, language) for token in words.tokens[act + 1 : names[at].start])
        if direct and words.tokens[act].key in language.upon and _has_region(names[at]):
            return (0, at)
    return None


def _called_back(
    roles: Sequence[Role], names: Sequence[Name], words: Words, language: Language
) -> tuple[int, int] | None:
    """Whose envoy is acted upon, and where: "Russian ambassador summoned in Warsaw"."""
    sent = next((at for at in range(len(names) - 1) if _sent_by(names[at], words, language)), None)
    if sent is None or roles[sent] is Role.NOTHING:
        return None
    host = names[sent + 1]
    between = words.tokens[names[sent].end : host.start]
    acted = any(token.key in language.acts for token in between)
    broken = any(set(token.gap) & BREAKS for token in between)
    before = words.before(host.start)
    placed = before is not None and before.key in language.insides | language.origins | language.agents
    if acted and placed and not broken and not _same(names[sent], host) and _has_region(host):
        return (sent, sent + 1)
    return None


def _met(roles: Sequence[Role], names: Sequence[Name], words: Words, language: Language) -> tuple[int, int] | None:
    """Who meets whom, at the head of the line: "Orban meets Putin", "Araghchi holds talks with Fidan"."""
    first = 1 if len(names) > 2 and _same(names[0], names[1]) else 0  # "Saudi Arabia's MbS visits Cairo"
    one, other = names[first], names[first + 1]
    between = words.tokens[one.end : other.start]
    if (
        roles[first] not in _MAY_ACT
        or one.start > 1 + first
        or not 0 < len(between) <= _MEET_REACH
        or _same(one, other)
    ):
        return None
    if any(set(token.gap) & BREAKS for token in (*between, words.tokens[other.start])):
        return None
    if not (_meets(one, between, words, language) and _is_met(other, words, language)):
        return None
    pair = (first, first + 1)
    last = len(between) - 1
    while last > 0 and (between[last].key in language.offices or between[last].key in language.articles):
        last -= 1  # "receives the king of Jordan"
    if between[last].key in language.companions:
        return pair if any(token.key in language.converse for token in between[:last]) else None
    return pair if between[last].key in language.encounters else None


def _meets(name: Name, between: Sequence[Token], words: Words, language: Language) -> bool:
    """Whether a name, with the words that follow it, is somebody who meets others for his state."""
    if name.has(Kind.DEMONYM):
        return any(token.key in language.offices | language.sources for token in between)
    return is_state(name, words, language)


def _is_met(name: Name, words: Words, language: Language) -> bool:
    """Whether a name is somebody's or a state's: "meets Putin", not "meets US demands"; mediators only help."""
    after = words.after(name.end)
    if name.has(Kind.DEMONYM):
        nearby = words.tokens[name.end : name.end + _ENVOY_REACH]
        if any(token.key in language.venues for token in nearby[:1]):
            return False
        return any(token.key in language.offices | language.sources for token in nearby)
    if name.has(Kind.COUNTRY):
        ends = after is None or bool(set(after.gap) & (BREAKS | {","})) or after.key in language.function_words
        return ends or _sent_by(name, words, language)
    return actor_of(name) is not None or may_be_great_city(name)


def _act_after(actor: Name, words: Words, language: Language) -> int | None:
    """Where the verb of an act stands behind who does it; None when there is none near."""
    for at in range(actor.end, min(len(words.tokens), actor.end + _ACT_REACH)):
        token = words.tokens[at]
        if set(token.gap) & (BREAKS - {":"}) or token.key in language.locatives:
            return None
        if token.key in language.acts:
            return at
    return None


def is_state(name: Name, words: Words, language: Language) -> bool:
    """Whether a name stands for a state: the country, its capital, its government or office."""
    if name.has(Kind.COUNTRY) or name.has(Kind.ACTOR):
        return True
    if name.has(Kind.DEMONYM):
        return any(token.key in language.offices for token in words.tokens[name.end : name.end + 2])
    return may_be_great_city(name)


def _sent_by(name: Name, words: Words, language: Language) -> bool:
    """Whether an envoy of theirs follows: "Russian ambassador", "six Indian diplomats", "US envoy"."""
    if not (name.has(Kind.DEMONYM) or name.has(Kind.COUNTRY)):
        return False
    for token in words.tokens[name.end : name.end + _ENVOY_REACH]:
        if set(token.gap) & BREAKS or token.key in language.locatives | language.acts:
            return False
        if token.key in language.envoys:
            return True
    return False


def _sent_to(name: Name, words: Words, language: Language) -> bool:
    """Whether an envoy to them, of theirs or in their country stands before: "its ambassador to Israel"."""
    linking = language.towards | language.origins | language.articles | language.locatives | language.companions
    at = name.start - 1
    for _ in range(_SENT_REACH):
        if at < 0 or set(words.tokens[at + 1].gap) & BREAKS:
            return False
        if words.tokens[at].key in language.envoys:
            return at + 1 < name.start or name.has(Kind.DEMONYM)  # "embajador francés"
        if words.tokens[at].key not in linking:
            return False
        at -= 1
    return False


def _counts(token: Token, language: Language) -> bool:
    """Whether a word may stand between a verb and what it is done to: "sues the", "thanks two"."""
    return token.key in language.articles or token.key in language.amounts


def _has_region(name: Name) -> bool:
    return name.has(Kind.COUNTRY) or name.has(Kind.DEMONYM) or may_be_great_city(name)


def _same(one: Name, other: Name) -> bool:
    return not _regions(one).isdisjoint(_regions(other))


def _regions(name: Name) -> frozenset[str]:
    """The regions that a name speaks for; a country's are its own, whatever villages share its name."""
    terms = frozenset(slug for term in name.terms for slug, _ in term.regions)
    return terms or frozenset(reading.region for reading in name.readings)
