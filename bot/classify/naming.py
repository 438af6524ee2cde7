"""What placing tells other rooms of the names in a text, as mentions: who is named, and whose they are. Pure."""

from collections.abc import Mapping

from bot.classify.homonyms import Sense
from bot.classify.matching import Name
from bot.classify.terms import Kind, Term
from bot.classify.tokens import Words
from bot.model.news import Mention, Who

_WHO = {"person": Who.PERSON, "armed_group": Who.GROUP, "party": Who.GROUP}


def actor_of(name: Name) -> Term | None:
    """The actor with a region that a name may be; None for none."""
    return next((term for term in name.terms if term.kind is Kind.ACTOR and term.regions), None)


def mention_of(name: Name, actor: Term, words: Words, homes: Mapping[str, str]) -> Mention:
    """An actor named in a text. `homes`: the country that each region is or lies in."""
    start, end = words.tokens[name.start].start, words.tokens[name.end - 1].end
    region = actor.regions[0][0]
    return Mention(start, end, actor.actor, homes.get(region, region), who=_WHO.get(actor.actor_kind, Who.OFFICE))


def place_of(name: Name, sense: Sense, words: Words, homes: Mapping[str, str]) -> Mention:
    """A place or country named in a text, by the meaning that was chosen for it."""
    start, end = words.tokens[name.start].start, words.tokens[name.end - 1].end
    country = homes.get(sense.region, sense.region)
    country = country if country != sense.region else ""
    if sense.kind is Kind.COUNTRY:
        return Mention(start, end, sense.region, sense.region, is_country=True, country=country)
    return Mention(start, end, f"{sense.region}/{sense.place_id}", sense.region, country=country)
