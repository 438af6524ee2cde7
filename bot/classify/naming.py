"""What placing tells other rooms of the names in a text, as mentions: who is named, and whose they are. Pure."""

from collections.abc import Mapping
from functools import lru_cache

from bot.classify.actors import Actor
from bot.classify.homonyms import Sense
from bot.classify.matching import Name
from bot.classify.spelling import fold
from bot.classify.terms import Kind, Term
from bot.classify.tokens import Words
from bot.model.news import Mention, Who

_SMALL = 2  # letters: "II", "Jr"
_WHO = {"person": Who.PERSON, "envoy": Who.PERSON, "armed_group": Who.GROUP, "party": Who.GROUP}


def actor_of(name: Name) -> Term | None:
    """The actor with a region that a name may be; None for none."""
    return next((term for term in name.terms if term.kind is Kind.ACTOR and term.regions), None)


def mention_of(name: Name, actor: Term, words: Words, homes: Mapping[str, str]) -> Mention:
    """An actor named in a text. `homes`: the country that each region is or lies in."""
    start, end = words.tokens[name.start].start, words.tokens[name.end - 1].end
    region = actor.regions[0][0]
    who = _WHO.get(actor.actor_kind, Who.OFFICE)
    key = identity(actor.actor, actor.name) if actor.actor else ""
    return Mention(start, end, key, homes.get(region, region), who=who)


@lru_cache(maxsize=4096)
def identity(actor: Actor, name: str) -> str:
    """Who is meant by one of the names of a row: the same as by an earlier one that has its last word, or whose
    initials it is. A row may hold several people of one country; they must not be taken for one another."""
    for other in actor.names[: actor.names.index(name)] if name in actor.names else actor.names:
        if _shares_surname(name, other) or _is_short_for(name, other) or _is_short_for(other, name):
            return identity(actor, other)
    return fold(name)


def _shares_surname(one: str, other: str) -> bool:
    ours, theirs = fold(one).split(), fold(other).split()
    return any(last in words and len(last) > _SMALL for last, words in ((ours[-1], theirs), (theirs[-1], ours)))


def _is_short_for(short: str, long: str) -> bool:
    """Whether a name is the initials of another: "SDF" of the Syrian Democratic Forces."""
    initials = "".join(word[0] for word in long.replace("-", " ").split() if word[0].isupper())
    return short.isupper() and len(short) > 1 and short in initials


def place_of(name: Name, sense: Sense, words: Words, homes: Mapping[str, str]) -> Mention:
    """A place or country named in a text, by the meaning that was chosen for it."""
    start, end = words.tokens[name.start].start, words.tokens[name.end - 1].end
    country = homes.get(sense.region, sense.region)
    country = country if country != sense.region else ""
    if sense.kind is Kind.COUNTRY:
        return Mention(start, end, sense.region, sense.region, is_country=True, country=country)
    return Mention(start, end, f"{sense.region}/{sense.place_id}", sense.region, country=country)
