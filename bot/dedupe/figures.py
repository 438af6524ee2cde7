"""Figures in digits or words. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.dedupe.token import Token, numeral
from bot.dedupe.vocabulary import vocabulary
from bot.dedupe.weights import is_known
from bot.dedupe.words import Word

# Letters: shorter words are a slip away from too many others.
_LONG_ENOUGH = 4
_OLDEST = 125
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))


def number_at(words: tuple[Word, ...], position: int, lang: str) -> tuple[Token, int] | None:
    """A number in digits or words: "1,300", "two hundred", "3rd", "third", "$400 mln"."""
    meaning = vocabulary(lang)
    word = words[position]
    if word.form in meaning.ordinals and (not word.capital or position == 0):
        return numeral("o", float(meaning.ordinals[word.form])), position + 1
    value = _value(word.form, meaning.numbers)
    if value is None and (not word.capital or position == 0):
        meant = misspelt_number(word.form, lang)
        if meant in meaning.ordinals:
            return numeral("o", float(meaning.ordinals[meant])), position + 1
        value = meaning.numbers.get(meant)
    if value is None:
        return None
    after = position + 1
    if after < len(words) and words[after].form in _ORDINAL_ENDINGS and words[after].start == word.end:
        return numeral("o", value), after + 1
    while after < len(words):
        form = words[after].form
        small = meaning.numbers.get(form)
        scale = _scale(form, lang)
        if scale:
            value *= scale
        elif small is not None and small < 10 and value >= 20 and value % 10 == 0 and not word.form[0].isdigit():
            value += small
        else:
            break
        after += 1
    found = numeral("n", value)
    return (replace(found, slight=True) if _is_age(words, position, after, lang) else found), after


def _is_age(words: tuple[Word, ...], position: int, after: int, lang: str) -> bool:
    """Whether a figure in digits is how old somebody is: "aged 82", "dies at 82", "Karen Black, 74, dies"."""
    meaning, word = vocabulary(lang), words[position]
    if position == 0 or not word.form.isdecimal() or not 0 < int(word.form) < _OLDEST:
        return False
    before = words[position - 1]
    if before.form in meaning.ages:
        return True
    if word.after_comma and after < len(words) and words[after].after_comma:
        return before.capital
    ends = after == len(words) and before.form == "at"
    return ends and any(_is_death(word.form, lang) for word in words)


@lru_cache(maxsize=4096)
def _is_death(form: str, lang: str) -> bool:
    entry = vocabulary(lang).entries.get(form)
    return entry is not None and entry.state == "dead"


@lru_cache(maxsize=32768)
def misspelt_number(form: str, lang: str) -> str:
    """The word for a number of which a word that nobody uses is a slip: "fiive" is five; "" for none."""
    if lang == "ar" or len(form) < _LONG_ENOUGH or not form.isalpha() or is_known(form, lang):
        return ""
    meaning = vocabulary(lang)
    listed = [word for word in (*meaning.numbers, *meaning.ordinals) if len(word) >= _LONG_ENOUGH]
    near = extractOne(form, listed, scorer=OSA.distance, score_cutoff=1)
    return near[0] if near else ""


@lru_cache(maxsize=4096)
def _scale(form: str, lang: str) -> float:
    """What "million", or "milliion" by a slip of the pen, makes of the figure before it; 0 for other words."""
    scales = vocabulary(lang).scales
    if form in scales or len(form) < 6 or is_known(form, lang):
        return scales.get(form, 0.0)
    near = extractOne(form, [word for word in scales if len(word) > 5], scorer=OSA.distance, score_cutoff=1)
    return scales[near[0]] if near else 0.0


def _value(form: str, numbers: Mapping[str, float]) -> float | None:
    if not form[0].isdigit():
        return numbers.get(form)
    try:
        return float(form) if len(form) <= 15 else None
    except ValueError:
        return None
