"""One name, many spellings: the forms under which names of places are compared. Pure.

Three forms, from strict to loose:
- `fold`: case, diacritics, apostrophes and hyphens gone, the Arabic article in one form ("Aş-Şūfī" -> "al sufi").
- `loose`: romanisations of one sound brought together ("Kfar Shouba", "Kafr Chouba" differ in a vowel only).
- `skeleton`: consonants only ("Bint Jbeil", "Jbail", "Jubayl"); safe only for words known to be names of places.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼʻʿʾʽˈ′"), None)
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD, 0x640, 0x61C], None)
_SPECIAL = str.maketrans(
    {"ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a"}
    | {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ی": "ي",
        "ک": "ك",
        "ہ": "ه",
    }
)
POSSESSIVES = ("'s", "’s")
# Forms that the article takes before the letters that it assimilates to.
ARTICLES = frozenset(
    [
        "al",
        "el",
        "ad",
        "ed",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "ath",
        "an",
        "en",
        "az",
        "ez",
        "adh",
        "il",
        "ul",
        "ech",
        "ach",
    ]
)
_SUN = {
    "ad": "d",
    "ed": "d",
    "ar": "r",
    "er": "r",
    "as": "s",
    "es": "s",
    "ash": "sh",
    "esh": "sh",
    "at": "t",
    "et": "t",
}
_SUN |= {"ath": "th", "an": "n", "en": "n", "az": "z", "ez": "z", "adh": "dh", "ech": "ch", "ach": "ch"}
ARTICLE = "al"

_LOOSE = (
    (re.compile("ee"), "i"),  # before doubled letters are made one
    (re.compile("tch|ch|sch"), "sh"),
    (re.compile("dj"), "j"),
    (re.compile("gh"), "g"),
    (re.compile("kh"), "x"),
    (re.compile("[qc]|ck"), "k"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("(.)\\1+"), "\\1"),
    (re.compile("ou|oo|u|o|w"), "u"),
    (re.compile("ee|ei|ey|ai|ay|ie|y|i"), "i"),
    (re.compile("e"), "a"),
    (re.compile("(?<=.)h$"), ""),
    (re.compile("(.)\\1+"), "\\1"),
)


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """One word without case, diacritics, apostrophes and a final possessive; Arabic letters in one form.

    Empty when nothing is left (the word was punctuation or a lone mark).
    """
    lowered = word.translate(_INVISIBLE).lower()
    for ending in POSSESSIVES:
        lowered = lowered.removesuffix(ending)
    spread = unicodedata.normalize("NFKD", lowered.translate(_APOSTROPHES))
    kept = "".join(sign for sign in spread if not (unicodedata.combining(sign) or sign.isspace()))
    return unicodedata.normalize("NFC", kept.lower().translate(_SPECIAL))


def articled(words: Sequence[str], hyphened: Sequence[bool]) -> list[str]:
    """Folded words with each Romanised article as "al". `hyphened[i]`: a hyphen joins word i to the next.

    An article is followed by a hyphen, or assimilated to the next letter ("as suwayda"), or is al or el.
    """
    forms = list(words)
    for i, word in enumerate(words[:-1]):
        if word in ARTICLES and (
            hyphened[i] or word in ("al", "el") or words[i + 1].startswith(_SUN.get(word, " "))
        ):
            forms[i] = ARTICLE
    return forms


_WORD = re.compile(r"(?:[^\W_]|['’‘`´ʼʻʿʾʽˈ′\u0300-\u036f\u064b-\u065f\u0670\u0640\u200b-\u200f\u0331\u0327])+")


def fold(name: str) -> str:
    """A name as folded words with one space between them, the article as "al"."""
    found = list(_WORD.finditer(name))
    words = [(fold_word(match.group()), name[match.end() : match.end() + 1] in "-‐‑–") for match in found]
    kept = [(word, hyphened) for word, hyphened in words if word]
    return " ".join(articled([word for word, _ in kept], [hyphened for _, hyphened in kept]))


def bare(folded: str) -> str:
    """A folded name without its articles; the same name when nothing else would be left."""
    return " ".join(word for word in folded.split(" ") if word != ARTICLE) or folded


@lru_cache(maxsize=65536)
def loose(folded: str) -> str:
    """A folded name's sounds: articles and spaces gone, romanisations of one sound in one letter."""
    sounds = bare(folded).replace(" ", "")
    for pattern, letter in _LOOSE:
        sounds = pattern.sub(letter, sounds)
    return sounds


@lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """The consonants of a folded name, a leading vowel kept as "a". Empty when fewer than three are left."""
    sounds = loose(folded)
    if not sounds:
        return ""
    bones = ("a" if sounds[0] in "aiu" else sounds[0]) + re.sub("[aiu]", "", sounds[1:])
    bones = re.sub("(.)\\1+", "\\1", bones)
    return bones if len(bones) >= 3 else ""
