"""Is it the same word, spelt otherwise? Typing errors and romanisations of names. Pure.

A slip of the pen mostly makes a word that no dictionary knows; another place or person is a name on both sides. So
a difference of a letter between two known words is a different word, and between two unknown names only a
difference in vowels, as between romanisations, is none.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein

# Romanisations of one Arabic, Hebrew or Persian sound, brought together before the vowels go.
_SOUNDS = (
    (re.compile("tch|sch|sh|ch"), "š"),
    (re.compile("dj|zh"), "j"),
    (re.compile("gh"), "g"),
    (re.compile("kh"), "k"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("ck|[qc]"), "k"),
    (re.compile("z"), "s"),
    (re.compile("v"), "f"),
    (re.compile("^[aeiou]+"), "a"),
    (re.compile("(?<=.)[aeiouywh]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = (
    (re.compile("ou|oo|ow|aw|o|w"), "u"),
    (re.compile("ee|ei|ey|ai|ay|ie|iy|y"), "i"),
    (re.compile("e"), "a"),
    (re.compile("(?<=.)h$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=65536)
def skeleton(form: str) -> str:
    """The consonants of a romanised word: "jbeil", "jbail", "jubayl" -> "jbl"; "younis", "yunis" -> "yns".

    The first letter stays, a vowel there as "a". Only words of Latin letters have one; else "".
    """
    if not form.isascii() or not form.isalpha():
        return ""
    for pattern, put in _SOUNDS:
        form = pattern.sub(put, form)
    return form


@lru_cache(maxsize=65536)
def loose(form: str) -> str:
    """The word with its vowels as Arabic knows them, a, i and u: "hodeidah", "hudaydah" -> "hudida"."""
    for pattern, put in (*_SOUNDS[:10], *_VOWELS):
        form = pattern.sub(put, form)
    return form


def same_name(one: str, other: str) -> bool:
    """Whether two names, both folded, may be romanisations of one: same consonants, not too far apart."""
    bones = skeleton(one)
    if not bones or bones != skeleton(other) or min(len(one), len(other)) < 4:
        return False
    if len(bones) == 1:
        return False
    return Levenshtein.normalized_similarity(loose(one), loose(other)) >= (0.7 if len(bones) > 2 else 0.8)


def doubled(one: str, other: str) -> bool:
    """Whether one letter, written twice, is all the difference: "kaabul"; of words of four letters and more."""
    shorter, longer = (one, other) if len(one) < len(other) else (other, one)
    if len(longer) != len(shorter) + 1 or len(shorter) < 4:
        return False
    at = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    return at > 0 and longer[at] == longer[at - 1] and longer[at + 1 :] == shorter[at:]


def swapped(one: str, other: str) -> bool:
    """Whether two letters that stand side by side changed places, in a word of five letters or more."""
    return len(one) == len(other) >= 5 and sorted(one) == sorted(other) and OSA.distance(one, other) == 1


def slips(one: str, other: str) -> int:
    """How many letters were added, lost, changed or swapped with the next between two words: 1 or 2; 0 when more.

    Short words bear fewer: two slips need five letters, one slip three. Whether either is a word is not asked.
    """
    short = min(len(one), len(other))
    if short < 3 or abs(len(one) - len(other)) > 2 or one.isdigit() or other.isdigit():
        return 0
    distance = OSA.distance(one, other, score_cutoff=2)
    if distance == 1 and (short >= 4 or len(one) != len(other)):
        return 1
    return 2 if distance == 2 and short >= 5 else 0
