"""A line made comparable: its words with their meaning and weight, parsed once and kept. Pure."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from weakref import ref

from bot.dedupe.capitals import telling
from bot.dedupe.figures import number_at
from bot.dedupe.poles import Pole, poles_of
from bot.dedupe.reading import tokens_of
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort
from bot.dedupe.words import Word, cut, is_shouted, language, readable
from bot.ports.places import PlaceFinder
from bot.text.attribution import Attributed, is_background, split

# More words than a headline ever has; what follows is compared as one, so that nothing is told a repeat unread.
MOST_WORDS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line's telling words in order: first those of the body, from `said` on those of who says it.

    `lang`: "en", "ar" or "es", by its own words. Lines of two languages are never one: readers chose a language.
    `is_background`: a piece about events, by its label (FEATURE, CHRONOLOGY), not the news of one.
    `aside`: the keys of where its correspondent stands, and of who is credited at its tail.
    `poles`: its small words that have a contrary.
    """

    tokens: tuple[Token, ...]
    said: int
    lang: str = "en"
    is_background: bool = False
    aside: frozenset[str] = frozenset()
    poles: frozenset[Pole] = frozenset()

    @property
    def body(self) -> tuple[Token, ...]:
        """What is said."""
        return self.tokens[: self.said]


def parse(text: str, finder: PlaceFinder | None = None) -> Line:
    """Make a line comparable. Never raises."""
    taken = split(text)
    shown = readable(taken.body)
    words = cut(shown)
    lang = language(words)
    if not is_shouted(shown):
        words = telling(words, lang)
    body = tokens_of(shown, words[:MOST_WORDS], lang, finder) or _silent(taken.body)
    if len(words) > MOST_WORDS:
        body = (*body, _unread(words[MOST_WORDS:]))
    known = ref(finder) if finder else None
    speaker = _speaker(taken.said_by, lang, known) if taken.said_by else ()
    aside = frozenset((*_keys(taken.place, lang, finder), *_keys(taken.credited, lang, None)))
    poles = poles_of(words[:MOST_WORDS], lang)
    return Line((*body, *speaker), len(body), lang, is_background(taken.labels), aside, poles)


@lru_cache(maxsize=4096)
def _speaker(said_by: str, lang: str, finder: "ref[PlaceFinder] | None") -> tuple[Token, ...]:
    """Who speaks: few do, again and again. The finder is held weakly: another one takes its place at a reload."""
    shown = readable(said_by)
    return tokens_of(shown, cut(shown), lang, finder() if finder else None, is_name=True)


def _keys(text: str, lang: str, finder: PlaceFinder | None) -> Iterator[str]:
    if text:
        shown = readable(text)
        yield from (token.key for token in tokens_of(shown, cut(shown), lang, finder, is_name=True))


def _unread(words: tuple[Word, ...]) -> Token:
    """The rest of an overlong line as one figure: another rest is another line."""
    rest = hashlib.blake2b(" ".join(word.form for word in words).encode(), digest_size=8).hexdigest()
    return Token(f"rest:{rest}", rest, Sort.VAGUE, 0.001)


def _silent(text: str) -> tuple[Token, ...]:
    """For a line of small words only, or of no words at all: then these are what it says."""
    forms = [word.form for word in cut(readable(text))] or [text]
    return tuple(Token(form, form, Sort.WORD, 0.05) for form in forms)


def surface(attributed: Attributed) -> Iterator[str]:
    """The words of the body, then of who says it, in one spelling each, fillers too: what equal lines share."""
    for text in (attributed.body, attributed.said_by):
        words = cut(readable(text))
        lang = language(words)
        position = 0
        while position < len(words):
            number = number_at(words, position, lang)
            if number:
                token, position = number
                yield token.key
            else:
                yield words[position].form
                position += 1
        yield "|"
