"""A line as words: where each stands, how it is compared, whether it bears a capital. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.classify.spelling import ARTICLE, ARTICLES, POSSESSIVES, articled, fold_word

MOST_WORDS = 400  # a line of 10,000 characters is no headline; its first words say where it is
_PLAIN_ARTICLES = frozenset(("al", "el"))
_JOINING = frozenset("-‐‑")
_DOTTED = r"(?:[^\W\d_]\.){2,}"
_IN_WORD = "'’‘`´ʼʻʿʾʽˈ′"
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0640\u200b-\u200f\u00ad\ufeff\u2060\u061c"
_SIGNS = rf"(?:[^\W_]++|[{_MARKS}])+"
_WORD = re.compile(rf"({_DOTTED}|{_SIGNS}(?:[{_IN_WORD}]{_SIGNS})*[{_IN_WORD}]?)")


class Token(NamedTuple):
    """One word, text[start:end]. `key`: folded, an article as "al". `gap`: what stands before it."""

    text: str
    start: int
    end: int
    key: str
    gap: str
    capital: bool
    caseless: bool
    hyphened: bool

    @property
    def may_name(self) -> bool:
        """Whether it may begin or end a name: it bears a capital, or its script knows none."""
        return self.capital or self.caseless

    @property
    def owner(self) -> bool:
        """Whether it stands with a possessive: "Egypt's"."""
        return self.text.endswith(POSSESSIVES)


@dataclass(frozen=True)
class Words:
    """The words of a line, and how far its capitals can be trusted."""

    tokens: tuple[Token, ...]

    @cached_property
    def shouting(self) -> bool:
        """Whether (nearly) every word bears a capital, so that a capital says nothing."""
        cased = [token.capital for token in self.tokens if not token.caseless and len(token.text) > 3]
        return len(cased) >= 3 and sum(cased) >= 0.8 * len(cased)

    @cached_property
    def loud(self) -> bool:
        """Whether (nearly) every word is in capitals throughout, so that they say nothing of a word."""
        cased = [token.text.isupper() for token in self.tokens if not token.caseless and len(token.text) > 3]
        return len(cased) >= 2 and sum(cased) >= 0.7 * len(cased)

    @cached_property
    def whispering(self) -> bool:
        """Whether no word bears a capital, so that its absence says nothing."""
        return not any(token.capital for token in self.tokens)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The folded words."""
        return frozenset(token.key for token in self.tokens)

    @cached_property
    def line(self) -> str:
        """The folded words as one line, a space before and after each."""
        return f" {key_of(self.tokens)} "

    def shown(self, start: int, end: int) -> str:
        """The words from `start` up to `end`, which does not belong to them, as they stand."""
        return " ".join(token.text for token in self.tokens[start:end])

    def before(self, at: int) -> Token | None:
        return self.tokens[at - 1] if 0 < at <= len(self.tokens) else None

    def after(self, at: int) -> Token | None:
        return self.tokens[at] if at < len(self.tokens) else None


_new = tuple.__new__  # half the time of Token(...), for millions of words


def words_of(text: str) -> Words:
    """The words of any text, from its beginning, at most 400."""
    parts = _WORD.split(text)  # what stands between words and, at each odd place, a word
    tokens: list[Token] = []
    gap, end = "", 0
    for before, shown, after in zip(parts[:-1:2], parts[1::2], parts[2::2], strict=True):
        key, capital, caseless = _form(shown)
        start = end + len(before)
        end = start + len(shown)
        gap = gap + before if gap else before
        if not key:  # a lone mark
            gap += shown
            continue
        hyphened = after != " " and after[:1] in _JOINING
        tokens.append(_new(Token, (shown, start, end, key, gap, capital, caseless, hyphened)))
        gap = ""
        if len(tokens) == MOST_WORDS:
            break
    return Words(tuple(_articled(tokens)))


def _articled(tokens: list[Token]) -> list[Token]:
    keys = [token.key for token in tokens]
    if ARTICLES.isdisjoint(keys):
        return tokens
    forms = articled(keys, [token.hyphened for token in tokens])
    # "at three", "as soldiers": in running text such a word is an article only with a capital or a hyphen.
    return [
        token._replace(key=form) if token.capital or token.hyphened or token.key in _PLAIN_ARTICLES else token
        for token, form in zip(tokens, forms, strict=True)
    ]


class _Form(NamedTuple):
    key: str
    capital: bool
    caseless: bool


@lru_cache(maxsize=65536)
def _form(shown: str) -> _Form:
    """What a word is, wherever it stands: folded, with a capital or not."""
    letter = shown[0] if shown[0].isalpha() else next(filter(str.isalpha, shown), "")
    caseless = letter.upper() == letter.lower()
    return _Form(fold_word(shown.replace(".", "")), not caseless and letter.isupper(), caseless)


def key_of(tokens: Sequence[Token]) -> str:
    """The words as one folded key."""
    return " ".join([token.key for token in tokens])


def bare_key(tokens: Sequence[Token]) -> str:
    """The key without articles."""
    return " ".join(token.key for token in tokens if token.key != ARTICLE)
