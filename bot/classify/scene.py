"""Places that the country after their comma settles: "in Bir Hasna, in the Palmyra countryside, Syria". Pure."""

from collections.abc import Mapping, Sequence

from bot.classify.gazetteer import Reading
from bot.classify.homonyms import GREAT
from bot.classify.matching import Name
from bot.classify.terms import Kind, Term
from bot.classify.tokens import Words

_REACH = 10  # words: from the first place of a phrase to the country that ends it
_ENDS = frozenset(".;:!?—")


def within(words: Words, names: Sequence[Name], homes: Mapping[str, str]) -> tuple[Name, ...]:
    """The names of a line, the small places before ", Country" as places of that country.

    Great cities stay what they are, and so does a list of countries ("Lebanon, Syria and Iraq").
    """
    found = list(names)
    for at in range(1, len(names)):
        country = _country(words, names[at - 1], names[at])
        if country:
            for earlier in range(at):
                if _same_phrase(words, names[earlier], names[at]):
                    found[earlier] = _settled(found[earlier], country, homes)
    return tuple(found)


def _country(words: Words, place: Name, country: Name) -> str:
    is_place = bool(place.readings) and not place.terms and _adjoins(words, place, country)
    if not (is_place and country.has(Kind.COUNTRY)) or words.tokens[country.start].gap.strip() != ",":
        return ""
    return next(slug for term in country.terms if term.kind is Kind.COUNTRY for slug, _ in term.regions)


def _adjoins(words: Words, place: Name, country: Name) -> bool:
    """Whether nothing stands between, or one word: "the Palmyra countryside, Syria"."""
    return country.start == place.end or (country.start == place.end + 1 and words.tokens[place.end].gap == " ")


def _same_phrase(words: Words, place: Name, country: Name) -> bool:
    between = words.tokens[place.start + 1 : country.start]
    return len(between) < _REACH and not any(set(token.gap) & _ENDS for token in between)


def _settled(name: Name, country: str, homes: Mapping[str, str]) -> Name:
    if name.terms or not name.readings:
        return name
    kept = tuple(one for one in name.readings if _stays(one, country, homes))
    terms = () if kept else (Term(Kind.PLACE, ((country, 1.0),)),)
    return name._replace(readings=kept, terms=terms)


def _stays(reading: Reading, country: str, homes: Mapping[str, str]) -> bool:
    is_great = reading.exact and reading.population >= GREAT
    return is_great or homes.get(reading.region, reading.region) == homes.get(country, country)
