"""A line made comparable: its words with their meaning and weight, parsed once and kept. Pure."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.dedupe import weights
from bot.dedupe.figures import number_at
from bot.dedupe.token import Token, is_listed, is_settlement, lexeme, phrased, placed, plain, standing
from bot.dedupe.vocabulary import Sort, vocabulary
from bot.dedupe.words import Word, cut, is_shouted, language, readable
from bot.model.news import Mention
from bot.ports.places import PlaceFinder
from bot.text.attribution import Attributed, is_background, split

# More words than a headline ever has; what follows is compared as one, so that nothing is told a repeat unread.
MOST_WORDS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line's telling words in order: first those of the body, from `said` on those of who says it.

    `lang`: "en", "ar" or "es", by its own words. Lines of two languages are never one: readers chose a language.
    `is_background`: a piece about events, by its label (FEATURE, CHRONOLOGY), not the news of one.
    """

    tokens: tuple[Token, ...]
    said: int
    lang: str = "en"
    is_background: bool = False

    @property
    def body(self) -> tuple[Token, ...]:
        """What is said."""
        return self.tokens[: self.said]


_SILENT = frozenset((Sort.FILLER, Sort.REPORTING))
_ARTICLES = frozenset(("the", "a", "an", "el", "la", "los", "las"))
_OF = frozenset(("of", "de"))
# "to" after a word of purpose comes and goes with that word.
_BOUND = Token("will", "to", Sort.FUTURE, 1.0, slight=True)
_FILLER = Token("", "", Sort.FILLER, 1.0)


def parse(text: str, finder: PlaceFinder | None = None) -> Line:
    """Make a line comparable. Never raises."""
    taken = split(text)
    shown = readable(taken.body)
    words = cut(shown)
    lang = language(words)
    body = _tokens(shown, words[:MOST_WORDS], lang, finder) or _silent(taken.body)
    if len(words) > MOST_WORDS:
        body = (*body, _unread(words[MOST_WORDS:]))
    said = cut(readable(taken.said_by)) if taken.said_by else ()
    return Line(
        (*body, *_tokens(taken.said_by, said, lang, None, is_name=True)),
        len(body),
        lang,
        is_background(taken.labels),
    )


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


def _tokens(
    shown: str, words: tuple[Word, ...], lang: str, finder: PlaceFinder | None, *, is_name: bool = False
) -> tuple[Token, ...]:
    shouted = is_shouted(shown)
    places = {} if finder is None else {mention.start: mention for mention in finder.mentions(shown)}
    reading = _Reading(words, lang, places, shouted=shouted, is_name=is_name)
    made: list[Token] = []
    ended = position = 0
    while position < len(words):
        token, after = _next(reading, position)
        if token.sort not in _SILENT:
            beside = bool(made) and ended == position and not words[position].after_comma
            follows = beside and made[-1].sort is Sort.PLACE
            if follows and is_settlement(reading.words[position].form, lang):
                token = _FILLER
            else:
                made.append(reading.standing(token, position, follows=follows, glued=beside))
                ended = after
        position = after
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
        word = self.words[position]
        if self.is_name and self.lang == "ar":
            return word.form not in vocabulary("ar").entries
        if not word.capital or self.shouted:
            return False
        if word.opens and position > 0:
            return not is_listed(word.form, self.lang)
        return position > 0 or self.is_name

    def standing(self, token: Token, position: int, *, follows: bool, glued: bool) -> Token:
        """The token, if a name, with what the word before it makes of it. `follows`: a place stands before."""
        if not token.name:
            return token
        if follows and self.capital(position):
            return standing(token, spot=True, glued=glued)
        word = self._leading(position)
        meaning = vocabulary(self.lang)
        spot, agent = word in meaning.locatives, word in meaning.agents
        if not (spot or agent or glued):
            return token
        return standing(token, spot=spot, inside=word in meaning.inside, agent=agent, glued=glued)

    def _leading(self, position: int) -> str:
        """The word of place or of doing before a name, directly or before articles and capitals; else ""."""
        meaning = vocabulary(self.lang)
        for before in range(position - 1, max(-1, position - 4), -1):
            form = self.words[before].form
            if form in meaning.locatives or form in meaning.agents:
                return form
            is_between = self.words[before].capital or form in _ARTICLES
            if not is_between or self.words[position].after_comma:
                return ""
        return ""

    def is_kind(self, position: int) -> bool:
        """Whether the word only says what kind of place the name after it is: "the town of Houla"."""
        if not is_settlement(self.words[position].form, self.lang):
            return False
        after = position + 1
        if after < len(self.words) and self.words[after].form in _OF:
            after += 1
        if after >= len(self.words) or self.words[after].after_comma:
            return False
        word = self.words[after]
        if word.start in self.places or (word.capital and not self.shouted):
            return True
        known = vocabulary(self.lang).entries.get(word.form)
        return known is not None and known.sort is Sort.PLACE


def _next(reading: _Reading, position: int) -> tuple[Token, int]:
    words, lang = reading.words, reading.lang
    phrase = _phrase(words, position, lang)
    if phrase:
        return phrase
    place = reading.places.get(words[position].start)
    if place and not _is_compass(words, position, place, lang):
        return _place(words, position, place, lang)
    number = number_at(words, position, lang)
    if number:
        return (_FILLER, number[1]) if _counts_again(words, position, lang) else number
    word = words[position]
    if word.form == "to" and not _before_verb(words, position, shouted=reading.shouted):
        return _FILLER, position + 1
    if word.form == "to" and position and words[position - 1].form in vocabulary(lang).purposes:
        return _BOUND, position + 1
    if reading.is_kind(position) or (word.form == "us" and not (word.capital or reading.shouted)):
        return _FILLER, position + 1
    is_plain = word.form in vocabulary(lang).capitals and not (word.capital or reading.shouted)
    token = plain(word.form, lang) if is_plain else lexeme(word.form, lang, name=reading.names(position))
    return token, position + 1


def _counts_again(words: tuple[Word, ...], position: int, lang: str) -> bool:
    """Whether an Arabic "two" stands after a word that says so by its form: "جنديين اثنين"."""
    if lang != "ar" or not position or vocabulary("ar").numbers.get(words[position].form) != 2:
        return False
    return words[position - 1].form.endswith(("ين", "ان"))


def _phrase(words: tuple[Word, ...], position: int, lang: str) -> tuple[Token, int] | None:
    for parts, entry in vocabulary(lang).phrases.get(words[position].form, ()):
        end = position + len(parts)
        if end <= len(words) and all(words[position + at].form == part for at, part in enumerate(parts)):
            return phrased(parts, entry, lang, words[position].capital), end
    return None


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
        return lexeme(words[position].form, lang, name=True), end
    forms = tuple(word.form for word in words[position:end])
    return placed(place.key, place.region, place.is_country, forms, lang), end


def _before_verb(words: tuple[Word, ...], position: int, *, shouted: bool) -> bool:
    """Whether "to" stands before a verb, as of what is to come: the dictionary knows the word with -ing."""
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
