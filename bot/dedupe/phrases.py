"""Words that mean what they mean only together: phrases, and words in company. Pure."""

from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.dedupe import weights
from bot.dedupe.spelling import slips
from bot.dedupe.token import Token, phrased, sensed
from bot.dedupe.vocabulary import Entry, Phrases, vocabulary
from bot.dedupe.words import Word

# Of shorter words nobody knows which they are a slip for.
_LONG_ENOUGH = 5


def senses_in(words: tuple[Word, ...], lang: str) -> dict[str, Token]:
    """Word -> what it means in this company, of the words that mean something else in another."""
    found: dict[str, Token] = {}
    several = [word.form for word in words if _senses(word.form, lang)]
    forms = {word.form for word in words} if several else set()
    for form in several:
        meant = _senses(form, lang)
        entry = next((entry for beside, entry in meant if not beside.isdisjoint(forms)), None)
        if entry:
            found[form] = sensed(form, entry, lang)
    return found


@lru_cache(maxsize=32768)
def _senses(form: str, lang: str) -> tuple[tuple[frozenset[str], Entry], ...]:
    """Words of company with what the word means beside one of them; none of most words."""
    known = vocabulary(lang).senses
    return known.get(form) or (known.get(_meant(form, lang), ()) if form.isalpha() else ())


def _meant(form: str, lang: str) -> str:
    """The word of company of which this word, that nobody uses, is a slip of the pen; else ""."""
    if lang == "ar" or len(form) < _LONG_ENOUGH or weights.is_known(form, lang):
        return ""
    near = extractOne(form, vocabulary(lang).senses.keys(), scorer=OSA.distance, score_cutoff=1)
    return str(near[0]) if near else ""


def phrase_at(words: tuple[Word, ...], position: int, lang: str) -> tuple[Token, int] | None:
    listed = phrases_at(words, position, lang)
    if not listed:
        return None
    first = _first_of_phrase(words[position].form, lang)
    ahead = (first, *(word.form for word in words[position + 1 : position + listed.lengths[0]]))
    for length in listed.lengths:
        entry = listed.entries.get(ahead[:length]) if length <= len(ahead) else None
        if entry:
            return phrased(ahead[:length], entry, lang, words[position].capital), position + length
    return _misspelt_phrase(ahead, listed, lang, words[position].capital, position)


def phrases_at(words: tuple[Word, ...], position: int, lang: str) -> Phrases | None:
    """The phrases that may begin here by their first two words, of which the second may have a slip of the pen."""
    listed = _beginning(words[position].form, lang)
    if listed is None or position + 1 == len(words):
        return None
    second = words[position + 1].form
    return listed if second in listed.seconds or not weights.is_known(second, lang) else None


@lru_cache(maxsize=32768)
def _beginning(form: str, lang: str) -> Phrases | None:
    return vocabulary(lang).phrases.get(_first_of_phrase(form, lang))


@lru_cache(maxsize=16384)
def _first_of_phrase(form: str, lang: str) -> str:
    """The word as phrases begin with it: in Arabic without the letter of "and", "to" or "by" before it, in others
    without a slip of the pen."""
    phrases = vocabulary(lang).phrases
    bare = form[1:]
    if lang != "ar" and form not in phrases and len(form) > 3 and not weights.is_known(form, lang):
        near = extractOne(form, phrases.keys(), scorer=OSA.distance, score_cutoff=1)
        return near[0] if near else form
    return bare if lang == "ar" and form not in phrases and form[0] in "ولبف" and bare in phrases else form


def _misspelt_phrase(
    ahead: tuple[str, ...], listed: Phrases, lang: str, capital: bool, position: int
) -> tuple[Token, int] | None:
    """The phrase of which one word is a slip of the pen, and no word that anybody uses: "cast duobt on".

    Of those that begin with a small word none is tried: these stand before every name.
    """
    if ahead[0] in vocabulary(lang).fillers or all(weights.is_known(form, lang) for form in ahead[1:]):
        return None
    for parts, entry in listed.entries.items():
        forms = ahead[: len(parts)]
        odd = [(form, part) for form, part in zip(forms, parts, strict=False) if form != part]
        if (
            len(forms) == len(parts)
            and len(odd) == 1
            and not weights.is_known(odd[0][0], lang)
            and slips(*odd[0]) > 0
        ):
            return phrased(parts, entry, lang, capital), position + len(parts)
    return None
