"""How much a word weighs before the stream has taught anything: its frequency in the language at large. Pure.

The frequencies are those of the package wordfreq (Speer, 2022), loaded once per language when first needed.
"""

import math
from collections.abc import Mapping
from functools import lru_cache

from wordfreq import get_frequency_dict

from bot.text.fold import translated

# A headline has about twelve words, so a word of frequency f stands in about 12 f of them.
_WORDS_PER_LINE = 12
# Below the rarest frequency that wordfreq knows (1e-8): a word it never met.
UNKNOWN = 1e-8
# Once in ten million words: what is rarer is as often an error as a word (wordfreq counts those of the web too).
_IN_USE = 1e-7
# The dictionary speaks with the voice of this many lines against those the stream has shown.
PRIOR_LINES = 20_000
# No word weighs more: one never met would have ln(1 / 12e-8) = 15.9, and names would drown the rest.
HEAVIEST = 12.0


@lru_cache(maxsize=3)
def _frequencies(lang: str) -> Mapping[str, float]:
    """Frequencies of a language's words, lower case: 321,000 of English, 620,000 of Arabic, 342,000 of Spanish."""
    return get_frequency_dict(lang, wordlist="best")


@lru_cache(maxsize=3)
def _accented(lang: str) -> Mapping[str, float]:
    """Folded word -> frequency of all words that lose accents, or the forms of alef, to become it."""
    if lang == "en":
        return {}
    listed = _frequencies(lang)
    found: dict[str, float] = {}
    for word, share, bare in zip(listed, listed.values(), translated("\n".join(listed)).split("\n"), strict=True):
        if bare != word:
            found[bare] = found.get(bare, 0.0) + share
    return found


@lru_cache(maxsize=65536)
def frequency(word: str, lang: str) -> float:
    """Share of running text that the folded word makes up, 0 when the dictionary does not know it."""
    return _frequencies(lang).get(word, 0.0) + _accented(lang).get(word, 0.0)


def is_known(word: str, lang: str) -> bool:
    """Whether the word is in use: a slip of the pen is mostly no word at all, or one that is hardly ever seen."""
    return frequency(word, lang) >= _IN_USE


def expected(word_frequency: float) -> float:
    """Share of lines, in 0..1, expected to hold a word of that frequency."""
    return min(1.0, _WORDS_PER_LINE * max(word_frequency, UNKNOWN))


def weight(lines: int, holding: int, share: float) -> float:
    """What a word tells, in nats, 0..HEAVIEST: inverse document frequency with the dictionary as prior.

    `lines` are remembered, `holding` of them hold the word, `share` is `expected` of it.
    """
    return min(HEAVIEST, math.log((lines + PRIOR_LINES) / (holding + PRIOR_LINES * share)))
