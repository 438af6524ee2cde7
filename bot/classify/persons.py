"""Names of places that are part of a person's name: "Denzel Washington", "Chad Johnson". Pure."""

from collections.abc import Mapping

from bot.classify.homonyms import is_great_city
from bot.classify.languages import Language
from bot.classify.matching import Name
from bot.classify.terms import Kind
from bot.classify.tokens import Words


def is_person(name: Name, words: Words, language: Language, taken: Mapping[int, Name]) -> bool:
    """Whether a name of a place is part of a person's. `taken`: every word's name, by its position."""
    if name.end - name.start > 1 or (name.has(Kind.COUNTRY) and words.shouting):
        return False
    before, after = words.before(name.start), words.after(name.end)
    if before is not None and before.capital and words.tokens[name.start].gap == " ":
        ours = [reading for reading in name.readings if reading.own]
        if before.key in language.given_names and all(map(is_great_city, ours)):
            return True  # "Denzel Washington", but the village of Ali Taher
        if before.key in language.first_names and not ours:
            return True
    if (
        after is None
        or after.gap != " "
        or not after.capital
        or words.shouting
        or after.key in language.after_name
    ):
        return False
    key = words.tokens[name.start].key
    if key in language.given_names and name.end in taken and not any(reading.own for reading in name.readings):
        return True  # "Whitney Houston"
    if key in language.given_names | language.first_names and _is_surname(taken.get(name.end)):
        return True  # "Chad Johnson"
    return key in language.first_names and not (name.end in taken and name.has(Kind.COUNTRY))


def _is_surname(name: Name | None) -> bool:
    """Whether a name is that of some small town abroad only, as most surnames are."""
    return name is not None and not name.terms and not any(reading.own for reading in name.readings)
