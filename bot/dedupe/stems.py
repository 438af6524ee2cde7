"""What is left of a word when its endings and its country's spelling are taken off. Pure."""

from functools import lru_cache

import snowballstemmer

from bot.dedupe import weights
from bot.dedupe.vocabulary import vocabulary

_STEMMERS = {"en": "english", "ar": "arabic", "es": "spanish"}
_NOT_FOR_STEMMING = 3
# "She strikes" is a verb when "he strikes" is seen at least a fifth as often.
_SEEN_TOO = 0.2
_A_WORD = 2e-6
# Shorter words have no ending that differs by country.
_LONG_ENOUGH = 6


@lru_cache(maxsize=65536)
def stem(form: str, lang: str) -> str:
    """The word's stem by Snowball, after spellings that differ by country were made one."""
    usually = form if len(form) <= _NOT_FOR_STEMMING else usual(form, lang)
    return usually if len(form) <= _NOT_FOR_STEMMING else str(_stemmer(lang).stemWord(usually)) or usually


@lru_cache(maxsize=65536)
def usual(form: str, lang: str) -> str:
    """The word in the one spelling that we compare: "defence", "apologises", "plough" -> "defense", "apologizes",
    "plow". Rules of endings also meet words that have one spelling only: alike in both lines, so no matter."""
    if lang == "ar":
        return _one_of_many(_person_off(form))
    words = vocabulary(lang)
    found = words.spellings.get(form)
    if found is not None or len(form) < _LONG_ENOUGH:
        return found or form
    for ending, put in words.endings:
        changed = ending.sub(put, form)
        if changed != form:
            return changed
    return form


def _person_off(form: str) -> str:
    """An Arabic verb without the letter of its person: "تضرب" and "يضرب" (she, he strikes) -> "ضرب"."""
    if len(form) > _NOT_FOR_STEMMING and form[0] == "ت":
        other = "ي" + form[1:]
        if _SEEN_TOO * weights.frequency(form, "ar") < weights.frequency(other, "ar"):
            form = other
    if len(form) > _NOT_FOR_STEMMING and form[0] == "ي" and weights.frequency(form[1:], "ar") > _A_WORD:
        form = form[1:]
    return form


def _one_of_many(form: str) -> str:
    """The Arabic word for one of what is many in "ات": "درجات" (degrees) -> "درجه"."""
    one = form[:-2] + "ه"
    is_many = len(form) > _NOT_FOR_STEMMING + 1 and form.endswith("ات") and weights.frequency(one, "ar") > _A_WORD
    return one if is_many else form


@lru_cache(maxsize=3)
def _stemmer(lang: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(_STEMMERS[lang])
