"""A line made comparable: its words with their meaning and weight, parsed once and kept. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import snowballstemmer
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.dedupe import weights
from bot.dedupe.vocabulary import Entry, Sort, vocabulary
from bot.dedupe.words import Word, cut, is_shouted, language, readable
from bot.model.news import Mention
from bot.ports.places import PlaceFinder
from bot.text.attribution import Attributed, split

_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
# Share of lines that hold a given figure: small ones are common, large ones hardly ever the same by chance.
_FIGURES = ((13, 0.06), (100, 0.02), (1000, 0.005), (float("inf"), 0.001))
_STEMMERS = {"en": "english", "ar": "arabic", "es": "spanish"}
_NOT_FOR_STEMMING = 3


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A word as it is compared. Two tokens with one `key` mean the same. Shared between lines: keep none of a line's own.

    `form`: as spelt, folded. `share`: expected share of lines that hold it, in 0..1. `name`: it is one, by its
    capital (or a place). `spot`: a name that stands where a place stands, as after "in". `daily`: it
    tells of what happens every day somewhere. `region`: of a place that is no country, the country it lies in, else "".
    """

    key: str
    form: str
    sort: Sort
    share: float
    name: bool = False
    known: bool = True
    spot: bool = False
    daily: bool = False
    phase: str = ""
    state: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line's telling words in order: first those of the body, from `said` on those of who says it."""

    tokens: tuple[Token, ...]
    said: int
    cut_off: bool = False

    @property
    def body(self) -> tuple[Token, ...]:
        return self.tokens[: self.said]


_SILENT = frozenset((Sort.FILLER, Sort.REPORTING))


def parse(text: str, finder: PlaceFinder | None = None) -> Line:
    """Make a line comparable. Never raises."""
    taken = split(text)
    body = _tokens(taken.body, finder) or _silent(taken.body)
    said = _tokens(taken.said_by, None, is_name=True) if taken.said_by else ()
    return Line((*body, *said), len(body), cut_off=taken.body.rstrip("\"' ").endswith(".."))


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
            number = _number(words, position, lang)
            if number:
                token, position = number
                yield token.key
            else:
                yield words[position].form
                position += 1
        yield "|"


def _tokens(text: str, finder: PlaceFinder | None, *, is_name: bool = False) -> tuple[Token, ...]:
    shown = readable(text)
    words = cut(shown)
    shouted = is_shouted(shown)
    lang = language(words)
    places = {} if finder is None else {mention.start: mention for mention in finder.mentions(shown)}
    reading = _Reading(words, lang, places, shouted=shouted, is_name=is_name)
    made: list[Token] = []
    last = position = 0
    while position < len(words):
        token, after = _next(reading, position)
        if token.sort not in _SILENT:
            follows = bool(made) and made[-1].sort is Sort.PLACE and last == position and reading.capital(position)
            made.append(_spotted(token) if token.name and (follows or reading.is_spot(position)) else token)
        last = position = after
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The words of a text being read, and what holds for all of them."""

    words: tuple[Word, ...]
    lang: str
    places: Mapping[int, Mention]
    shouted: bool
    is_name: bool

    def capital(self, position: int) -> bool:
        """Whether the word has a capital that tells something, and stands in no list."""
        word = self.words[position]
        return word.capital and not self.shouted and not word.after_comma

    def names(self, position: int) -> bool:
        """Whether the word's capital makes it a name: the first word of a sentence has one anyway."""
        return self.words[position].capital and not self.shouted and (position > 0 or self.is_name)

    def is_spot(self, position: int) -> bool:
        """Whether a word of place stands before, directly or before other capitalised words."""
        locatives = vocabulary(self.lang).locatives
        for before in range(position - 1, max(-1, position - 4), -1):
            if self.words[before].form in locatives:
                return True
            if not self.words[before].capital or self.words[position].after_comma:
                return False
        return False


@lru_cache(maxsize=32768)
def _spotted(token: Token) -> Token:
    return replace(token, spot=True)


def _next(reading: _Reading, position: int) -> tuple[Token, int]:
    words, lang = reading.words, reading.lang
    phrase = _phrase(words, position, lang)
    if phrase:
        return phrase
    place = reading.places.get(words[position].start)
    if place and not _is_compass(words, position, place, lang):
        return _place(words, position, place, lang)
    number = _number(words, position, lang)
    if number:
        return number
    word = words[position]
    if word.form == "to" and not _before_verb(words, position, shouted=reading.shouted):
        return _FILLER, position + 1
    if word.form == "us" and not (word.capital or reading.shouted):
        return _FILLER, position + 1
    return lexeme(word.form, lang, reading.names(position)), position + 1


_FILLER = Token("", "", Sort.FILLER, 1.0)


def _phrase(words: tuple[Word, ...], position: int, lang: str) -> tuple[Token, int] | None:
    for parts, entry in vocabulary(lang).phrases.get(words[position].form, ()):
        end = position + len(parts)
        if end <= len(words) and all(words[position + at].form == part for at, part in enumerate(parts)):
            return _phrased(parts, entry, lang, words[position].capital), end
    return None


@lru_cache(maxsize=4096)
def _phrased(parts: tuple[str, ...], entry: Entry, lang: str, capital: bool) -> Token:
    share = min(weights.expected(weights.frequency(part, lang)) for part in parts)
    silent = vocabulary(lang).fillers
    return Token(
        entry.key,
        "".join(part for part in parts if part not in silent),
        entry.sort,
        share,
        name=capital or entry.sort is Sort.PLACE,
        daily=all(part in vocabulary(lang).recurring or part in silent for part in parts),
    )


def _is_compass(words: tuple[Word, ...], position: int, place: Mention, lang: str) -> bool:
    """ "South Lebanon" and "southern Lebanon" are one: the direction and the country are read apart."""
    first = vocabulary(lang).entries.get(words[position].form)
    if not first or first.sort is not Sort.DIRECTION or position + 1 >= len(words):
        return False
    second = vocabulary(lang).entries.get(words[position + 1].form)
    return second is not None and second.sort is Sort.PLACE and words[position + 1].end >= place.end


def _place(words: tuple[Word, ...], position: int, place: Mention, lang: str) -> tuple[Token, int]:
    end = position
    while end < len(words) and words[end].start < place.end:
        end += 1
    known = vocabulary(lang).entries.get(words[position].form)
    if known and known.sort is Sort.PLACE and end == position + 1:
        return lexeme(words[position].form, lang, True), end
    forms = tuple(word.form for word in words[position:end])
    return _placed(place.key, place.region, place.is_country, forms, lang), end


@lru_cache(maxsize=16384)
def _placed(key: str, region: str, is_country: bool, forms: tuple[str, ...], lang: str) -> Token:
    share = min(weights.expected(weights.frequency(form, lang)) for form in forms)
    named = f"@{region}" if is_country else f"@{key}"
    return Token(named, "".join(forms), Sort.PLACE, share, name=True, region="" if is_country else region)


def _number(words: tuple[Word, ...], position: int, lang: str) -> tuple[Token, int] | None:
    """A number in digits or words: "1,300", "two hundred", "3rd", "third", "$400 mln"."""
    meaning = vocabulary(lang)
    word = words[position]
    if word.form in meaning.ordinals and not word.capital:
        return _numeral("o", float(meaning.ordinals[word.form])), position + 1
    value = _value(word.form, meaning.numbers)
    if value is None:
        return None
    after = position + 1
    if after < len(words) and words[after].form in _ORDINAL_ENDINGS and words[after].start == word.end:
        return _numeral("o", value), after + 1
    while after < len(words):
        form = words[after].form
        small = meaning.numbers.get(form)
        if form in meaning.scales:
            value *= meaning.scales[form]
        elif small is not None and small < 10 and value >= 20 and value % 10 == 0 and not word.form[0].isdigit():
            value += small
        else:
            break
        after += 1
    return _numeral("n", value), after


def _value(form: str, numbers: Mapping[str, float]) -> float | None:
    if not form[0].isdigit():
        return numbers.get(form)
    try:
        return float(form) if len(form) <= 15 else None
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def _numeral(kind: str, value: float) -> Token:
    share = next(share for below, share in _FIGURES if value < below)
    return Token(f"{kind}{value:g}" if value < 1e6 else f"{kind}{value:.0f}", f"{value:g}", Sort.NUMBER, share)


def _before_verb(words: tuple[Word, ...], position: int, *, shouted: bool) -> bool:
    """Whether "to" stands before a verb, so that the thing is still to come: the dictionary knows the word with -ing."""
    if position + 1 >= len(words):
        return False
    word = words[position + 1]
    if (word.capital and not shouted) or not word.form.isalpha():
        return False
    form = word.form
    return not weights.is_known(form, "en") or any(
        weights.is_known(one, "en")
        for one in (f"{form}ing", f"{form[:-1]}ing" if form[-1] == "e" else f"{form}{form[-1]}ing")
    )


@lru_cache(maxsize=65536)
def lexeme(form: str, lang: str, name: bool) -> Token:
    """The token of a single word."""
    meaning = vocabulary(lang)
    entry = meaning.entries.get(form) or _without_article(form, lang)
    share = weights.expected(weights.frequency(form, lang))
    known = weights.is_known(form, lang)
    if entry is None and not name:
        entry = _inflected(form, lang) if known or len(form) <= 3 else _misspelt(form, lang)
    entry = entry or _NOTHING
    sort = entry.sort
    if sort is Sort.NEGATION:
        return Token("not", form, sort, 0.05)
    if sort is Sort.FUTURE:
        return Token("will", form, sort, 1.0)
    key = entry.key or stem(form, lang)
    if sort is Sort.PLACE:
        return Token(key, form, sort, share, name=True)
    return Token(
        key,
        form,
        sort,
        share,
        name=name and sort is Sort.WORD,
        known=known,
        daily=form in meaning.recurring,
        phase=entry.phase,
        state=entry.state,
    )


_NOTHING = Entry("")


def _inflected(form: str, lang: str) -> Entry | None:
    """The entry of a word of the same stem: "abductions" means what "abducted" does."""
    return _stems(lang).get(stem(form, lang))


@lru_cache(maxsize=3)
def _stems(lang: str) -> dict[str, Entry]:
    entries = vocabulary(lang).entries
    return {
        stem(word, lang): entry
        for word, entry in entries.items()
        if entry.key.startswith("=") and entry.sort is Sort.WORD
    }


def _misspelt(form: str, lang: str) -> Entry | None:
    """The entry of which the word is a slip of the pen: "aftr", "milliion" and "kiled" say what they mean."""
    entries = vocabulary(lang).entries
    found = [word for word, _, _ in extract(form, _long_words(lang), scorer=OSA.distance, score_cutoff=1, limit=4)]
    if not found:
        return None
    return entries[max(found, key=lambda word: (weights.frequency(word, lang), word))]


@lru_cache(maxsize=3)
def _long_words(lang: str) -> list[str]:
    entries = vocabulary(lang).entries
    return [word for word, entry in entries.items() if len(word) > 3 and entry.sort is not Sort.PLACE]


def _without_article(form: str, lang: str) -> Entry | None:
    """The Arabic article and conjunction do not change what a word means."""
    if lang != "ar":
        return None
    entries = vocabulary("ar").entries
    for prefix in ("ال", "و", "وال", "ب", "بال", "ل", "لل", "ف"):
        if form.startswith(prefix) and form[len(prefix) :] in entries:
            return entries[form[len(prefix) :]]
    return None


@lru_cache(maxsize=65536)
def stem(form: str, lang: str) -> str:
    """The word's stem by Snowball, after spellings that differ by country were made one."""
    if len(form) <= _NOT_FOR_STEMMING:
        return form
    if len(form) > 5:
        for ending, put in vocabulary(lang).endings:
            if form.endswith(ending):
                form = form.removesuffix(ending) + put
                break
    stemmed = _stemmer(lang).stemWord(form)
    return str(stemmed) or form


@lru_cache(maxsize=3)
def _stemmer(lang: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(_STEMMERS[lang])
