"""The forms of a word that stands in the thesaurus in one form. Pure. All words are folded (bot.text.fold)."""

import re
from collections.abc import Mapping

# One vowel between consonants, the last of which doubles: "grab", "plot"; not "fix", "show".
_DOUBLING = re.compile(r"(?:[^aeiou]|qu)*[aeiou][bdgklmnprt]$")
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
# Shorter verbs make other words: "pass" and "passion".
_LONG_ENOUGH = 5
# The Arabic letters of the person of a verb that does not lie in the past.
_PERSONS = "يت"

# Endings of a Spanish verb: the present, past and future of "he" and "they", -ing, and the participles.
_SPANISH = {
    "ar": "ar a an o aron ara aran ando ado ada ados adas",
    "er": "er e en io ieron era eran iendo ido ida idos idas",
    "ir": "ir e en io ieron ira iran iendo ido ida idos idas",
}


def verb(base: str, lang: str, irregular: Mapping[str, str]) -> frozenset[str]:
    """All forms of a verb: of "grab": grabs, grabbed, grabbing; an Arabic one is given by past and present.

    `irregular`: base -> forms, parted by commas, in place of the regular past in English, else beside it.
    """
    if lang == "ar":
        return _arabic(base)
    extra = frozenset(filter(None, irregular.get(base, "").split(",")))
    if base == "be":
        return frozenset(("is", "are", "was", "were", "be", "been"))
    if lang == "es":
        base = base.removesuffix("se")
        endings = _SPANISH.get(base[-2:], "")
        return frozenset((base, *(base[:-2] + ending for ending in endings.split()), *extra))
    return frozenset((base, _third(base), *_english(base, extra)))


def deed(base: str, lang: str) -> frozenset[str]:
    """What may be the noun of a verb; most are no words: of "deport" deportation, deportal, deportment."""
    if lang == "es":
        return (
            frozenset(base[:-2] + ending for ending in ("acion", "aciones")) if base[-2:] == "ar" else frozenset()
        )
    if lang != "en" or len(base) < _LONG_ENOUGH:
        return frozenset()
    stem = base.removesuffix("e")
    made = {stem + "ation", stem + "al", base + "ment", *((stem + "ion",) if stem[-1] in "ts" else ())}
    return frozenset(word + plural for word in made for plural in ("", "s"))


def definite(words: tuple[str, ...]) -> tuple[str, ...]:
    """An Arabic noun and its adjective, "طايره مسيره", with the article that both then have."""
    if any(word.startswith("ال") for word in words):
        return words
    return tuple("ال" + word for word in words)


def noun(base: str, lang: str) -> frozenset[str]:
    """A noun and its plural; in Arabic, where plurals follow no rule, the word alone."""
    if lang == "ar":
        return frozenset((base,))
    if lang == "es":
        return frozenset((base, base + ("s" if base[-1] in "aeiou" else "es")))
    return frozenset((base, _third(base)))


def _third(base: str) -> str:
    if base[-1] == "y" and base[-2:-1] not in tuple("aeiou"):
        return base[:-1] + "ies"
    return base + ("es" if _HISSING.search(base) else "s")


def _english(base: str, past: frozenset[str]) -> tuple[str, ...]:
    """The past and -ing. A base like "admit!" has the mark of a doubling that no rule foresees."""
    if base[-1] == "e":
        return (*(past or (base + "d",)), (base[:-1] if base[-2:] != "ee" else base) + "ing")
    if base[-1] == "y" and base[-2:-1] not in tuple("aeiou"):
        return (*(past or (base[:-1] + "ied",)), base + "ing")
    stem = base + base[-1] if _DOUBLING.match(base) or base.endswith(_STRESSED) else base
    return (*(past or (stem + "ed",)), stem + "ing")


# Verbs of two syllables with the stress on the last, which double its consonant.
_STRESSED = (
    *("mit", "fer", "cur", "pel", "gret", "trol", "quip", "quit"),
    *("rebel", "patrol", "overrun", "rerun", "unplug", "kidnap", "format"),
)


def _arabic(base: str) -> frozenset[str]:
    past, _, present = base.partition("/")
    found = {past, past + "ت", past + "وا"}
    if past[-1] in "اي":
        found.update((past[:-1] + "ت", past[:-1] + "وا"))
    if present:
        found.update(person + present[1:] for person in _PERSONS)
        found.update(person + present[1:] + "ون" for person in _PERSONS[:1])
    return frozenset(found)
