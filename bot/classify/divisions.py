"""A place that the division after its comma settles: "Lebanon, Ohio", "Bethlehem, PA", "London, Ontario". Pure."""

from collections.abc import Sequence
from dataclasses import replace

from bot.classify.languages import Language
from bot.classify.matching import Name
from bot.classify.terms import Kind, Term
from bot.classify.tokens import Token, Words, key_of

_LONGEST = 3  # "District of Columbia"
_CODE = 2  # letters of a division's code, which counts only in capitals


def settled(words: Words, names: Sequence[Name], language: Language) -> tuple[Name, ...]:
    """The names of a line, each that a division follows taken together with it, as a place of its country.

    A division that is a country too counts only where the place lies in no such country, as Tbilisi does, and is
    no country: "Lebanon, Georgia and Armenia" is a list.
    """
    found: list[Name] = []
    for name in names:
        if found and name.start < found[-1].end:
            continue  # the division itself
        found.append(_with_division(words, name, names, language))
    return tuple(found)


def as_written(words: Words, names: Sequence[Name], language: Language) -> tuple[Name, ...]:
    """The names of a line, those whose vowel signs tell a country as its places: عمّان is Amman."""
    if not language.written:
        return tuple(names)
    return tuple(_as_written(name, words.tokens[name.start].text, language) for name in names)


def _as_written(name: Name, text: str, language: Language) -> Name:
    for region, forms in language.written.items():
        if name.terms and any(text.endswith(form) for form in forms):
            readings = tuple(reading for reading in name.readings if reading.region == region)
            return name._replace(terms=(), readings=readings) if readings else name
    return name


def _with_division(words: Words, name: Name, names: Sequence[Name], language: Language) -> Name:
    after = words.after(name.end)
    if after is None or after.gap.strip() != "," or not (name.readings or name.has(Kind.COUNTRY)):
        return name
    for end in range(min(len(words.tokens), name.end + _LONGEST), name.end, -1):
        key = key_of(words.tokens[name.end : end])
        region = next((region for region, divisions in language.divisions.items() if key in divisions), "")
        if region and _is_meant(words, name, words.tokens[name.end : end], names, region):
            # That it is a place, and by this name, the division says.
            readings = tuple(
                replace(reading, commonness=0, alternate=False, bare=False, own=True)
                for reading in name.readings
                if reading.region == region
            )
            terms = () if readings else (Term(Kind.PLACE, ((region, 1.0),)),)
            return name._replace(end=end, terms=terms, readings=readings)
    return name


def _is_meant(words: Words, name: Name, tokens: Sequence[Token], names: Sequence[Name], region: str) -> bool:
    if len(tokens) == 1 and len(tokens[0].key) <= _CODE:
        return tokens[0].text.isupper() and not words.shouting
    division = next((other for other in names if other.start == name.end), None)
    if division is None or not division.has(Kind.COUNTRY):
        return tokens[0].may_name
    countries = {slug for term in division.terms for slug, _ in term.regions}
    homes = {reading.region for reading in name.readings}
    return region in homes and not homes & countries and not name.has(Kind.COUNTRY)
