"""Countries and their peoples, by whatever word a line uses: "Iraqi", "Iraq", "العراق" -> "iraq". Pure.

Names are those of Unicode CLDR, through babel. Nationalities are those of the table that placing reads too, and in
English those that rules lead to. What is left stands in the vocabulary (`[peoples]`, `[names]`).
"""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from bot.dedupe import weights
from bot.text.fold import folded
from bot.text.peoples import peoples

# CLDR's English name where a ticker, or the regions one may subscribe to, use another.
_USUAL = {
    "CD": "dr congo",
    "CG": "congo",
    "CI": "ivory coast",
    "HK": "hong kong",
    "MM": "myanmar",
    "MO": "macao",
    "PS": "palestine",
    "TR": "turkey",
}
_ARTICLE = "ال"
# English nationalities of several countries, or that also mean another people or thing.
_OF_SEVERAL = frozenset(
    (
        "bosniak",
        "croat",
        "serb",
        "turkmen",
        "kiwi",
        "english",
        "scottish",
        "welsh",
        "northern irish",
        "papal",
        "congolese",
        "dominican",
    )
)
_NOT_LETTERS = re.compile(r"[^\w]+")
# Codes that CLDR lists and that are no country.
_NO_COUNTRY = frozenset(("EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"))


def slug(name: str) -> str:
    """ "Ivory Coast" -> "ivory-coast"."""
    return _NOT_LETTERS.sub("-", folded(name).replace("'", "")).strip("-")


@cache
def _english() -> dict[str, str]:
    names = Locale("en").territories
    return {
        code: slug(_USUAL.get(code, name))
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }


@cache
def slugs() -> frozenset[str]:
    """Every country's slug."""
    return frozenset(_english().values())


@cache
def names(lang: str) -> dict[str, str]:
    """Folded name of a country in that language, or of its people ("iraqi", "iraquíes", "عراقي") -> slug."""
    found: dict[str, str] = {}
    for code, name in Locale(lang).territories.items():
        if code in _english():
            found[_NOT_LETTERS.sub(" ", folded(name).replace("'", "")).strip()] = _english()[code]
    found |= {form: key for form, key in _of_peoples(lang) if form not in found}
    if lang == "en":
        for key in _english().values():
            found[key.replace("-", " ")] = key
            for people in _peoples(key):
                if weights.is_known(people, "en"):
                    found.setdefault(people, key)
                    found.setdefault(people + "s", key)
    return found


def _of_peoples(lang: str) -> Iterator[tuple[str, str]]:
    """(form, slug) of the nationalities that stand in the table."""
    for row in peoples():
        key = row["slug"].replace("-and-", "-")
        for form in map(folded, row.several(lang) if key in slugs() else ()):
            if lang != "en" or form.removesuffix("s") not in _OF_SEVERAL:
                yield _NOT_LETTERS.sub(" ", form), key
            if lang == "ar":
                yield _ARTICLE + form, key


def _peoples(key: str) -> list[str]:
    """The demonyms that English makes by rule: Libya-n, Egypt-ian, Kuwait-i, Japan-ese, Ital-ian, Ukrain-ian."""
    if "-" in key or len(key) < 4:
        return []
    stem = key.rstrip("aeiouy") or key
    made = [key + "i", key + "ian", key + "an", key + "ese", stem + "ian", stem + "an", stem + "ese", stem + "ish"]
    return [*made, key + "n"] if key[-1] in "aeio" else made
