"""Names of places that somebody or something else bears: "Denzel Washington", "Chad Johnson", a bank. Pure."""

from collections.abc import Mapping

from bot.classify.cues import BREAKS
from bot.classify.gazetteer import Reading
from bot.classify.homonyms import is_great_city
from bot.classify.languages import Language
from bot.classify.matching import Name
from bot.classify.raw import CORE
from bot.classify.terms import Kind
from bot.classify.tokens import Token, Words

_WELL_KNOWN = 5.2  # log10 of a population
_COMPANY = "company"


def is_namesake(name: Name, words: Words, language: Language, taken: Mapping[int, Name]) -> bool:
    """Whether a name of a place is somebody's or something's here. `taken`: every word's name, by its position."""
    if name.end - name.start > 1 or (name.has(Kind.COUNTRY) and words.shouting):
        return False
    return (
        _is_surname_after(name, words, language)
        or _is_first_name(name, words, language, taken)
        or _follows_first_word(name, words, language, taken)
        or _is_name_alone(name, words, language)
        or (not name.terms and _is_mortal(name, words, language))
        or _is_among_first_names(name, words, language, taken)
        or _deals_like_a_company(name, words, language, taken)
    )


def bears_a_countrys_name(name: Name, words: Words, language: Language, taken: Mapping[int, Name]) -> bool:
    """Whether somebody's first name is a country's here: "Georgia Stanway", not "Georgia Power"."""
    key, after = words.tokens[name.start].key, words.after(name.end)
    if name.end - name.start > 1 or words.shouting or after is None or key not in language.namesakes:
        return False
    before = words.before(name.start)
    if before is not None and before.key in language.locatives | language.before_name:
        return False
    if _is_mortal(name, words, language) and not _names_another_country(name, taken):
        return True  # "Jordan scored twice"
    return name.end not in taken and _is_unknown_surname(after, words.after(name.end + 1), language)


def speaks_of_herself(name: Name, words: Words, language: Language) -> bool:
    """Whether it is a person who speaks: "Paris says she was misled"."""
    says, who = words.after(name.end), words.after(name.end + 1)
    if says is None or who is None or says.key not in language.speech:
        return False
    return who.key in language.pronouns and not set(who.gap) & BREAKS


def _is_surname_after(name: Name, words: Words, language: Language) -> bool:
    before = words.before(name.start)
    if before is None or not before.capital or words.tokens[name.start].gap != " ":
        return False
    ours = [reading for reading in name.readings if reading.own and reading.region in CORE]
    if before.key in language.given_names and all(map(is_great_city, ours)):
        return True  # "Denzel Washington", but the village of Ali Taher
    return before.key in language.first_names and not ours


def _is_first_name(name: Name, words: Words, language: Language, taken: Mapping[int, Name]) -> bool:
    after = words.after(name.end)
    if after is None or after.gap != " " or not after.capital or words.shouting:
        return False
    if words.tokens[name.start].owner:
        return False  # "near Cordoba's Adamuz"
    if after.key in language.after_name or after.key in language.institutions:
        return False  # "Sydney Harbour"
    key = words.tokens[name.start].key
    if key in language.given_names and name.end in taken and not any(reading.own for reading in name.readings):
        return True  # "Whitney Houston"
    is_first = key in language.given_names or key in language.first_names
    if is_first and _is_abroad(taken.get(name.end)):
        return True  # "Chad Johnson"
    return key in language.first_names and not (name.end in taken and name.has(Kind.COUNTRY))


def _follows_first_word(name: Name, words: Words, language: Language, taken: Mapping[int, Name]) -> bool:
    """Whether a small town's name goes on with an unknown word that opens the line: "Tilda Swinton honoured"."""
    if name.start != 1 or 0 in taken or words.shouting or not _is_abroad(name):
        return False
    first, name_gap, after = words.tokens[0], words.tokens[1].gap, words.after(name.end)
    if name_gap != " " or not first.capital or not first.text.isalpha() or first.text.isupper():
        return False
    called = _is_called_place(after, language)
    known = first.key in language.vocabulary or any(map(_is_well_known, name.readings))
    return not (called or known)


def _is_name_alone(name: Name, words: Words, language: Language) -> bool:
    """Whether a small town abroad is somebody's name that stands alone: "Hudson wins best actress"."""
    token, before, after = words.tokens[name.start], words.before(name.start), words.after(name.end)
    if not _is_abroad(name) or any(map(_is_well_known, name.readings)):
        return False
    if _is_called_place(after, language) or (before is not None and before.key in language.before_name):
        return False
    named = token.key in language.given_names or token.key in language.surnames
    if named and token.owner:
        return True  # "over Diana's death"
    listed = (language.locatives, language.towards, language.origins)
    if before is not None and any(before.key in words_ for words_ in listed):
        return False
    return named or (after is not None and after.gap == " " and after.key in language.personal)


def _is_mortal(name: Name, words: Words, language: Language) -> bool:
    """Whether what follows is done by no town or country: "Jordan scored twice", "Georgia dies aged 90"."""
    after = words.after(name.end)
    if after is None or after.gap != " ":
        return False
    if after.key in language.scoring:
        told = words.tokens[name.end + 1 : name.end + 3]
        return any(token.key.isdecimal() or token.key in language.times for token in told)
    return after.key in language.mortal


def _is_among_first_names(name: Name, words: Words, language: Language, taken: Mapping[int, Name]) -> bool:
    """Whether a first name is joined to it: "Adele and Sofia"."""
    key = words.tokens[name.start].key
    if name.terms or not (key in language.first_names or key in language.given_names):
        return False
    joins, before = words.before(name.start), name.start - 2
    if joins is None or joins.key not in language.joining or before < 0:
        return False
    other = words.tokens[before]
    return other.capital and other.key in language.given_names and before not in taken


def _deals_like_a_company(name: Name, words: Words, language: Language, taken: Mapping[int, Name]) -> bool:
    """Whether a town is a company here: "Santander and Barclays cut rates", "Joyo.com"."""
    after = words.after(name.end)
    if name.terms or after is None:
        return False
    if after.gap == "." and after.key == "com":
        return True
    joined = after.key in language.joining and not set(after.gap) & BREAKS
    other = taken.get(name.end + 1) if joined else taken.get(name.start - 2) if name.start > 1 else None
    if other is None or (not joined and words.tokens[name.start - 1].key not in language.joining):
        return False
    return any(term.actor_kind == _COMPANY for term in other.terms)


def _is_called_place(after: Token | None, language: Language) -> bool:
    if after is None or after.gap != " ":
        return False
    return after.key in language.after_name or after.key in language.civic


def _is_well_known(reading: Reading) -> bool:
    """Whether a place is more than a namesake of its people; of provinces the sources tell no size."""
    return reading.population >= _WELL_KNOWN and reading.kind != "province"


def _is_abroad(name: Name | None) -> bool:
    """Whether a name is that of some town abroad only, as most surnames are."""
    return name is not None and not name.terms and not any(reading.own for reading in name.readings)


def _is_unknown_surname(after: Token, following: Token | None, language: Language) -> bool:
    """Whether the word after a first name is a surname: a capital, and no word that has a part of its own."""
    if after.gap != " " or not after.capital or after.text.isupper() or len(after.key) < 3:
        return False
    if after.key in language.vocabulary:
        return False
    # "Israel Aerospace Industries": a third capital makes it the name of something else.
    return following is None or not following.capital or bool(set(following.gap) & BREAKS)


def _names_another_country(name: Name, taken: Mapping[int, Name]) -> bool:
    return any(other is not name and other.has(Kind.COUNTRY) for other in taken.values())
