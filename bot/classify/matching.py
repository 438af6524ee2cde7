"""Which names stand in a line: the longest first, left to right, whole words only. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.classify.gazetteer import Gazetteer, Reading
from bot.classify.languages import Language
from bot.classify.spelling import ARTICLE
from bot.classify.terms import Kind, Term, Terms
from bot.classify.tokens import Token, Words, bare_key, key_of

_LONGEST = 7
_NEVER_ALONE = 2
_ACRONYM = 4  # letters
_INSIDE = frozenset(" -‐‑–'’.\u00a0 ")


class Name(NamedTuple):
    """A name in a line: tokens[start:end], and all that it may mean."""

    start: int
    end: int
    terms: tuple[Term, ...] = ()
    readings: tuple[Reading, ...] = ()

    def has(self, kind: Kind) -> bool:
        return any(term.kind is kind for term in self.terms)


class Phrases:
    """Terms by folded key, and how many words a term has at most that begins with a word.

    Most words of a line begin no term, so that their spans need no look-up at all.
    """

    def __init__(self, terms: Terms, plain: Mapping[str, int] | None = None) -> None:
        self._terms = terms
        self._plain = dict(plain or {})
        self._most: dict[str, int] = {}
        for key in terms:
            first, words = key.partition(" ")[0], key.count(" ") + 1
            self._most[first] = max(words, self._most.get(first, 0))

    def __contains__(self, first: str) -> bool:
        """Whether a term begins with this folded word."""
        return first in self._most

    def terms(self, key: str) -> tuple[Term, ...]:
        return self._terms.get(key, ())

    def plainness(self, key: str) -> int:
        """0; 1: a plain word that is a place only where the line says so; 2: only after words like "town of"."""
        return max(self._plain.get(key, 0), self._plain.get(key.removeprefix("ال"), 0))

    def most(self, first: Token, second: Token | None, language: Language) -> int:
        """The most words that a term beginning with these tokens may have; 0 when none does."""
        if language.prefixes and first.caseless:
            return _LONGEST
        most = self._most.get(first.key, 0)
        if first.key == ARTICLE and second is not None:
            most = max(most, 1 + self._most.get(second.key, 0))
        return most


def names_in(words: Words, phrases: Phrases, gazetteer: Gazetteer, language: Language) -> tuple[Name, ...]:
    """All names of a line, left to right, without overlaps."""
    found = []
    at = 0
    whispering = words.whispering
    known = _Known(phrases, gazetteer, language)
    for place, token in enumerate(words.tokens):
        begins_place = whispering or token.capital or token.caseless or token.key == ARTICLE
        if place < at or not (begins_place or token.key in phrases):
            continue
        most = phrases.most(token, words.after(place + 1), language)
        reach = max(most, _longest_place(token, gazetteer, language)) if begins_place else most
        if reach:
            name = _longest(words, place, known, most, reach if begins_place else 0)
            if name is not None:
                found.append(name)
                at = name.end
    return tuple(found)


class _Known(NamedTuple):
    phrases: Phrases
    gazetteer: Gazetteer
    language: Language


def _longest(words: Words, at: int, known: _Known, most: int, of_place: int) -> Name | None:
    """The longest name at a word. `most`, `of_place`: words that a term, a place's name has here at most."""
    tokens = words.tokens
    reach = max(most, of_place)
    for end in range(_reach(tokens, at, min(reach, _LONGEST)) if reach > 1 else at + 1, at, -1):
        span = tokens[at:end]
        is_place = bool(of_place) and _may_be_place(span, words, known.language)
        if not is_place and end - at > most:
            continue
        for key in _keys(span, known.language):
            terms = known.phrases.terms(key)
            if terms:
                terms = _of_language(
                    [term for term in terms if _may_mean(term, span, words, known.language)], known
                )
            readings = known.gazetteer.readings(key) if is_place else ()
            if readings and end - at == 1:
                readings = _meant(key, readings, words, at, known)
            if terms or readings:
                return Name(at, end, terms, readings)
    return None


def _of_language(terms: list[Term], known: _Known) -> tuple[Term, ...]:
    """Without nationalities of another language where a country has the name: "India" is an Indian in Spanish."""
    if len(terms) < 2 or all(term.kind is not Kind.COUNTRY for term in terms):
        return tuple(terms)
    code = known.language.code
    return tuple([term for term in terms if term.kind is not Kind.DEMONYM or term.lang == code])


def _meant(key: str, readings: tuple[Reading, ...], words: Words, at: int, known: _Known) -> tuple[Reading, ...]:
    """The readings of one word that it can have here: "UAV" is no Irish town, "Eastern" alone no province."""
    token, before, language = words.tokens[at], words.before(at), known.language
    if token.caseless:
        if known.phrases.plainness(key) < _NEVER_ALONE:
            return readings
        return readings if before is not None and before.key in language.before_name else ()
    if token.key in language.directions:
        return tuple(one for one in readings if one.own) if before and before.key in language.articles else ()
    if len(token.text) <= _ACRONYM and token.text.isupper() and not words.loud:
        return tuple(one for one in readings if one.own and len(token.text) == _ACRONYM)
    return readings


def _longest_place(first: Token, gazetteer: Gazetteer, language: Language) -> int:
    """The most words that a place's name beginning with this token may have, in any form of the token."""
    if first.key == ARTICLE or (first.caseless and language.prefixes):
        return _LONGEST
    return gazetteer.longest(first.key)


def _reach(tokens: Sequence[Token], at: int, most: int) -> int:
    end, last = at + 1, min(len(tokens), at + most)
    while end < last and (tokens[end].gap == " " or _INSIDE.issuperset(tokens[end].gap)):
        end += 1
    return end


def _keys(span: Sequence[Token], language: Language) -> Sequence[str]:
    """The span's key, and for languages whose prepositions stick to the word, the keys without them."""
    first = span[0]
    key = first.key if len(span) == 1 else key_of(span)
    keys = [key]
    if first.key == ARTICLE and len(span) > 1:
        keys.append(bare_key(span))
    if language.prefixes and first.caseless:
        keys += [form for form in unprefixed(key, language) if form != key]
    return keys


def unprefixed(key: str, language: Language) -> Iterator[str]:
    """An Arabic key in its other forms: without a prefix, with and without the article."""
    stems = [key]
    for prefix in language.prefixes:
        if key.startswith(prefix) and len(key) - len(prefix) >= 3:
            stem = key[len(prefix) :]
            stems.append("ا" + stem if prefix == "ل" and stem.startswith("ل") else stem)
            stems.extend(
                stem[1:] for other in ("ب", "ل") if prefix in "وف" and stem.startswith(other) and len(stem) > 3
            )
    for stem in stems:
        yield stem
        yield stem[2:] if stem.startswith("ال") and len(stem) > 4 else f"ال{stem}"


def _may_mean(term: Term, span: Sequence[Token], words: Words, language: Language) -> bool:
    first, last = span[0], span[-1]
    if term.acronym:
        return all(token.text.replace(".", "").replace("’s", "").replace("'s", "").isupper() for token in span)
    if words.whispering or first.caseless:
        return True
    if term.kind is Kind.NOTHING:
        return True
    if term.kind is Kind.DEMONYM and term.lang == language.code and language.plain_names:
        return True
    return (
        (first.may_name or first.key == ARTICLE)
        and (last.may_name or len(span) > 2 or first.key == ARTICLE or term.ends_small)
        and (first.may_name or last.may_name)
    )


def _may_be_place(span: Sequence[Token], words: Words, language: Language) -> bool:
    first, last = span[0], span[-1]
    if len(span) == 1 and (len(first.key) < 3 or first.key.isdecimal() or first.key == ARTICLE):
        return False
    if words.whispering:
        return True
    if first.key == ARTICLE and len(span) > 1 and first.hyphened:
        return span[1].may_name
    return (
        first.may_name
        and (last.may_name or last.key.isdecimal() or last.key in language.after_name)
        and not first.key.isdecimal()
    )
