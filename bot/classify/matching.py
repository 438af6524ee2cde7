"""Which names stand in a line: the longest first, left to right, whole words only. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.classify.gazetteer import Gazetteer, Reading
from bot.classify.languages import Language
from bot.classify.spelling import ARTICLE
from bot.classify.terms import Kind, Term, Terms
from bot.classify.tokens import Token, Words, bare_key, key_of

_LONGEST = 7
_NEVER_ALONE = 2
_COUNTRY_LETTERS = 6  # shorter words are a slip from too many others
_MANY_SLIPS = 20_000
_ACRONYM = 4  # letters
_JOINING = frozenset((" ", "-"))
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
    """Terms by folded key, and how many words a term has at most that begins with a word. `firsts`: such words.

    Most words of a line begin no term, so that their spans need no look-up at all.
    """

    def __init__(self, terms: Terms, plain: Mapping[str, int] | None = None) -> None:
        self._terms = terms
        self._plain = dict(plain or {})
        self._most: dict[str, int] = {}
        self.firsts = self._most.keys()
        self._pairs: set[tuple[str, str]] = set()
        self._meant: dict[str, tuple[Term, ...]] = {}
        self._countries = [
            key
            for key, known in terms.items()
            if len(key) >= _COUNTRY_LETTERS and any(term.kind is Kind.COUNTRY for term in known)
        ]
        for key in terms:
            parts = key.split(" ")
            self._most[parts[0]] = max(len(parts), self._most.get(parts[0], 0))
            if len(parts) > 1:
                self._pairs.add((parts[0], parts[1]))

    def terms(self, key: str) -> tuple[Term, ...]:
        return self._terms.get(key, ())

    def meant(self, key: str) -> tuple[Term, ...]:
        """The terms of the country of which an unknown word is one slip of the pen: "niigeria"; () for none."""
        if len(key) < _COUNTRY_LETTERS:
            return ()
        if key not in self._meant:
            if len(self._meant) >= _MANY_SLIPS:
                self._meant.clear()
            near = extract(key, self._countries, scorer=OSA.distance, score_cutoff=1, limit=2)
            self._meant[key] = self._terms[near[0][0]] if len(near) == 1 else ()
        return self._meant[key]

    def plainness(self, key: str) -> int:
        """0; 1: a plain word that is a place only where the line says so; 2: only after words like "town of"."""
        return max(self._plain.get(key, 0), self._plain.get(key.removeprefix("ال"), 0))

    def most(self, first: Token, second: Token | None, language: Language) -> int:
        """The most words that a term beginning with these tokens may have; 0 when none does."""
        if first.caseless and language.prefixes:
            return _LONGEST
        key = first.key
        most = self._most.get(key, 0)
        if key == ARTICLE:  # a term may be known without it too
            return max(most, 1 + self._most.get(second.key, 0)) if second is not None else most
        if most > 1 and (second is None or (key, second.key) not in self._pairs):
            return 1 if key in self._terms else 0
        return most


def names_in(words: Words, phrases: Phrases, gazetteer: Gazetteer, language: Language) -> tuple[Name, ...]:
    """All names of a line, left to right, without overlaps."""
    found = []
    free = 0
    tokens, whispering, firsts = words.tokens, words.whispering, phrases.firsts
    known = _Known(phrases, gazetteer, language)
    for at, token in enumerate(tokens):
        if at < free:
            continue
        begins_place = token.capital or token.caseless or whispering or token.key == ARTICLE
        if not begins_place and token.key not in firsts:
            continue
        most = phrases.most(token, tokens[at + 1] if at + 1 < len(tokens) else None, language)
        of_place = _longest_place(token, gazetteer, language) if begins_place else 0
        if most or of_place:
            name = _longest(words, at, known, most, of_place)
            if name is not None:
                found.append(name)
                free = name.end
    return tuple(found)


class _Known(NamedTuple):
    phrases: Phrases
    gazetteer: Gazetteer
    language: Language


def _longest(words: Words, at: int, known: _Known, most: int, of_place: int) -> Name | None:
    """The longest name at a word. `most`, `of_place`: words that a term, a place's name has here at most."""
    tokens, (phrases, gazetteer, language) = words.tokens, known
    first = tokens[at]
    is_plain = first.key != ARTICLE and not (first.caseless and language.prefixes)
    reach = max(most, of_place)
    for end in range(_reach(tokens, at, min(reach, _LONGEST)) if reach > 1 else at + 1, at, -1):
        span = tokens[at:end]
        is_place = end - at <= of_place and _may_be_place(span, words, language)
        if not is_place and end - at > most:
            continue
        if is_plain:
            keys: Sequence[str] = (first.key if end - at == 1 else key_of(span),)
        else:
            keys = _keys(span, language)
        for key in keys:
            terms = phrases.terms(key)
            readings = gazetteer.readings(key) if is_place else ()
            if terms or readings:
                name = _meant(Name(at, end, terms, readings), key, words, known)
                if name is not None:
                    return name
    return None


def _meant(name: Name, key: str, words: Words, known: _Known) -> Name | None:
    """The name with what its key can mean here; None when that is nothing."""
    terms, readings = name.terms, name.readings
    if terms:
        span = words.tokens[name.start : name.end]
        alone = any(term.alone for term in terms) and _stands_alone(name, words, known)
        may = [
            term for term in terms if (alone or not term.alone) and _may_mean(term, span, words, known.language)
        ]
        terms = _of_language(may, known)
    if readings and name.end - name.start == 1:
        readings = _of_one_word(key, readings, words, name.start, known)
    return Name(name.start, name.end, terms, readings) if terms or readings else None


def _stands_alone(name: Name, words: Words, known: _Known) -> bool:
    """Whether a surname has no first name before it, nor another name after it: "Aoun says", not "Ghada Aoun"."""
    language, before, after = known.language, words.before(name.start), words.after(name.end)
    if before is not None and before.key in language.locatives:
        return False
    if after is not None and after.key in language.after_name:
        return False  # "the Salam district"
    if words.shouting:
        return True
    beside = [
        token
        for token, gap in ((before, words.tokens[name.start].gap), (after, after.gap if after else ""))
        if token is not None and token.capital and gap in _JOINING
    ]
    return all(_is_a_word(token.key, known) for token in beside)


def _is_a_word(key: str, known: _Known) -> bool:
    """Whether a word is no name: an office, a verb, a nationality."""
    if key in known.language.given_names or key in known.language.surnames:
        return False
    named = any(term.kind is not Kind.NOTHING for term in known.phrases.terms(key))
    return named or key in known.language.vocabulary or known.phrases.plainness(key) > 0


def _of_language(terms: list[Term], known: _Known) -> tuple[Term, ...]:
    """Without nationalities of another language where a country has the name: "India" is an Indian in Spanish."""
    if len(terms) < 2:
        return tuple(terms)
    if all(term.kind is not Kind.COUNTRY for term in terms):
        return tuple({(term.kind, term.regions): term for term in reversed(terms)}.values())[::-1]
    code = known.language.code
    return tuple([term for term in terms if term.kind is not Kind.DEMONYM or term.lang == code])


def _of_one_word(
    key: str, readings: tuple[Reading, ...], words: Words, at: int, known: _Known
) -> tuple[Reading, ...]:
    """The readings of one word that it can have here: "UAV" is no Irish town, "Eastern" alone no province."""
    token, before, language = words.tokens[at], words.before(at), known.language
    if token.caseless:
        if known.phrases.plainness(key) < _NEVER_ALONE:
            return readings
        return readings if before is not None and before.key in language.before_name else ()
    if token.key in language.directions:
        return tuple(one for one in readings if one.own) if before and before.key in language.articles else ()
    if _is_odd(token.text):
        return tuple(one for one in readings if one.own and one.name == token.text)
    if len(token.text) <= _ACRONYM and token.text.isupper() and not words.loud:
        return tuple(one for one in readings if one.own and len(token.text) == _ACRONYM)
    return readings


def _is_odd(text: str) -> bool:
    """Whether a word bears its capitals as no place does: "BoE", "eBay", but "McAllen", "LaSalle"."""
    inner = [at for at, letter in enumerate(text) if at and letter.isupper() and text[at - 1].isalpha()]
    return bool(inner) and not text.isupper() and len(inner) == 1 and inner[0] == len(text.rstrip("'’s")) - 1


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
    """The span's key, without articles too, and without prepositions where the language's stick to the word."""
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
    if term.kind is Kind.ACTOR and first.key in language.particles:
        return last.may_name
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
    if first.hyphened and len(span) > 1 and first.key == ARTICLE:
        return span[1].may_name
    return (
        (first.capital or first.caseless)
        and (last.capital or last.caseless or last.key.isdecimal() or last.key in language.after_name)
        and not first.key.isdecimal()
    )
