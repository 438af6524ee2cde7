"""Countries and their peoples, by whatever word a line uses: "Iraqi", "Iraq", "العراق" -> "iraq". Pure.

Names are those of Unicode CLDR, through babel. Demonyms follow from the name by rule, for English; what no rule
leads to stands in the vocabulary (`[peoples]`, `[names]`). Those of other languages stand in `bot/text/data`.
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
    """(form, slug) of the languages in which no rule leads from a country to its people.

    In English some peoples live in several countries (Serbs, Turkmens): there rules and the vocabulary tell.
    """
    if lang == "en":
        return
    for region, forms in peoples(lang).items():
        key = region.replace("-and-", "-")
        if key in slugs():
            for form in map(folded, forms):
                yield form, key
                if lang == "ar":
                    yield _ARTICLE + form, key


def _peoples(key: str) -> list[str]:
    """The demonyms that English makes by rule: Libya-n, Egypt-ian, Kuwait-i, Japan-ese, Ital-ian, Ukrain-ian."""
    if "-" in key or len(key) < 4:
        return []
    stem = key.rstrip("aeiouy") or key
    made = [key + "i", key + "ian", key + "an", key + "ese", stem + "ian", stem + "an", stem + "ese", stem + "ish"]
    return [*made, key + "n"] if key[-1] in "aeio" else made
