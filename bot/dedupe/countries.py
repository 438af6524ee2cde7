"""Countries and their peoples, by whatever word a line uses: "Iraqi", "Iraq", "العراق" -> "iraq". Pure.

Names are those of Unicode CLDR, through babel. Demonyms follow from the name by rule, for English; what no rule
leads to stands in the vocabulary (`[peoples]`, `[names]`).
"""

import re
from functools import cache

from babel import Locale

from bot.dedupe import weights
from bot.text.fold import folded

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
    """Folded name of a country in that language -> slug; for English also its people ("iraqi", "iraqis")."""
    found: dict[str, str] = {}
    for code, name in Locale(lang).territories.items():
        if code in _english():
            found[_NOT_LETTERS.sub(" ", folded(name).replace("'", "")).strip()] = _english()[code]
    if lang == "en":
        for key in _english().values():
            found[key.replace("-", " ")] = key
            for people in _peoples(key):
                if weights.is_known(people, "en"):
                    found.setdefault(people, key)
                    found.setdefault(people + "s", key)
    return found


def _peoples(key: str) -> list[str]:
    """The demonyms that English makes by rule: Libya-n, Egypt-ian, Kuwait-i, Japan-ese, Ital-ian, Ukrain-ian."""
    if "-" in key or len(key) < 4:
        return []
    stem = key.rstrip("aeiouy") or key
    made = [key + "i", key + "ian", key + "an", key + "ese", stem + "ian", stem + "an", stem + "ese", stem + "ish"]
    return [*made, key + "n"] if key[-1] in "aeio" else made
