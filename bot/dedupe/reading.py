"""The words of a text read one after the other: phrases, places, figures, and what stands around a name. Pure."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.dedupe.capitals import is_before_verb
from bot.dedupe.figures import misspelt_number, number_at
from bot.dedupe.phrases import phrase_at, phrases_at, senses_in
from bot.dedupe.standing import acting, is_people, known_as, names_storm, standing
from bot.dedupe.token import Token, is_listed, is_settlement, lexeme, placed, plain
from bot.dedupe.vocabulary import Sort, Vocabulary, vocabulary
from bot.dedupe.words import Word, is_shouted
from bot.model.news import Mention, Who
from bot.ports.places import PlaceFinder

_SILENT = frozenset((Sort.FILLER, Sort.REPORTING))
_ARTICLES = frozenset(("the", "a", "an", "el", "la", "los", "las"))
_AND = frozenset(("and", "y", "e"))
_OF = frozenset(("of", "de"))
_BY_NAME = frozenset((Who.PERSON, Who.GROUP))
# "to" after a word of purpose comes and goes with that word.
_BOUND = Token("will", "to", Sort.FUTURE, 1.0, slight=True)
_FILLER = Token("", "", Sort.FILLER, 1.0)


def tokens_of(
    shown: str, words: tuple[Word, ...], lang: str, finder: PlaceFinder | None, *, is_name: bool = False
) -> tuple[Token, ...]:
    """The telling words of a text, in order. `is_name`: it is the name of who speaks."""
    if not words:
        return ()
    reading = _reading(shown, words, lang, finder, is_name=is_name)
    senses = senses_in(words, lang)
    made: list[Token] = []
    ended = position = 0
    while position < len(words):
        word, after = words[position], position + 1
        is_place = word.start in reading.places
        if senses and word.form in senses and not is_place and not phrase_at(words, position, lang):
            token = senses[word.form]
        elif not is_place and _is_plain(word.form, lang) and not phrases_at(words, position, lang):
            token = lexeme(word.form, lang, (word.capital or is_name) and reading.names(position))
        else:
            token, after = _next(reading, position)
        if token.sort not in _SILENT:
            token = reading.known(token, after - 1)
            beside = bool(made) and ended == position and not word.after_comma
            follows = made[-1] if beside and made[-1].sort is Sort.PLACE else None
            if follows and follows.region and is_settlement(word.form, lang):
                position = after
                continue
            if not token.name and reading.is_agent(position):
                token = standing(token, agent=True)
            if token.name:
                listed = bool(made) and (word.after_comma or reading.is_joined(position, ended))
                owner = words[after - 1].owner
                token = reading.standing(token, position, follows, glued=beside, listed=listed, owner=owner)
            made.append(token)
            ended = after
        position = after
    return tuple(made)


def _first_words(starts: list[int], named: list[Mention]) -> dict[int, Mention]:
    """Where the first word of each name begins -> the name; an article before it is no word: "al-Khiam"."""
    found: dict[int, Mention] = {}
    for one in named:
        at = bisect_left(starts, one.start)
        if at < len(starts) and starts[at] < one.end:
            found[starts[at]] = one
    return found


@dataclass(slots=True)
class _Reading:
    """The words of a text being read, and what holds for all of them. `places`: by where they begin in the text;
    `actors`: by the position of their last word."""

    words: tuple[Word, ...]
    lang: str
    meaning: Vocabulary
    places: Mapping[int, Mention]
    actors: Mapping[int, Mention]
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
            return word.form not in self.meaning.entries
        if not word.capital or self.shouted:
            return False
        if word.opens and position > 0:
            return not is_listed(word.form, self.lang)
        return position > 0 or self.is_name

    def known(self, token: Token, position: int) -> Token:
        """The token with what is known of the actor whose name ends with its word."""
        actor = self.actors.get(position)
        return known_as(token, actor.key, actor.who, actor.region) if actor and actor.who else token

    def standing(
        self, token: Token, position: int, follows: Token | None, *, glued: bool, listed: bool, owner: bool
    ) -> Token:
        """The name with what the word before it makes of it. `follows`: the place right before."""
        if follows and self.capital(position):
            at = follows.inside
            return standing(token, spot=True, inside=at, glued=glued, listed=listed, owner=owner)
        word = self._leading(position)
        meaning = self.meaning
        spot, agent = word in meaning.locatives, word in meaning.agents
        if word in meaning.inside and is_people(token) and self._is_followed_by_deed(position):
            return standing(token, agent=True, glued=glued, listed=listed, owner=owner)
        if not (spot or agent or glued or listed or owner):
            return token
        inside = word in meaning.inside
        return standing(token, spot=spot, inside=inside, agent=agent, glued=glued, listed=listed, owner=owner)

    def _is_followed_by_deed(self, position: int) -> bool:
        """Whether it is theirs what happens: "killed in Israeli strike", "hit in Ukrainian drone attack"."""
        after = self.words[position + 1 : position + 2]
        return bool(after) and not after[0].capital and after[0].form in self.meaning.recurring

    def _leading(self, position: int) -> str:
        """The word of place or of doing before a name, directly or before articles and capitals; else ""."""
        meaning = self.meaning
        for before in range(position - 1, max(-1, position - 4), -1):
            form = self.words[before].form
            if form in meaning.locatives or form in meaning.agents:
                return form
            is_between = self.words[before].capital or form in _ARTICLES
            if not is_between or self.words[position].after_comma:
                return ""
        return ""

    def is_agent(self, position: int) -> bool:
        """Whether the word stands right after "by", or its article does."""
        before = position - 1
        if before > 0 and self.words[before].form in _ARTICLES:
            before -= 1
        return before >= 0 and self.words[before].form in self.meaning.agents

    def is_joined(self, position: int, ended: int) -> bool:
        """Whether "and" alone stands between the word and what was told before it."""
        if self.lang == "ar":
            return ended == position and self.words[position].form[0] == "و"
        return ended == position - 1 and self.words[ended].form in _AND

    def is_storm(self, position: int) -> bool:
        """Whether the word is a kind of storm or the name of one: "Hurricane Melissa" is no town of Texas."""
        forms = [word.form for word in self.words[max(0, position - 2) : position + 1]]
        return forms[-1] in self.meaning.storms or names_storm(forms[:-1], self.meaning)

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
        known = self.meaning.entries.get(word.form)
        return known is not None and known.sort is Sort.PLACE


def _reading(
    shown: str, words: tuple[Word, ...], lang: str, finder: PlaceFinder | None, *, is_name: bool
) -> _Reading:
    mentions = () if finder is None else finder.mentions(shown)
    starts = [word.start for word in words]
    places = _first_words(
        starts, [one for one in mentions if (one.who in _BY_NAME if one.who or is_name else True)]
    )
    actors = {bisect_left(starts, one.end) - 1: one for one in mentions if one.who}
    return _Reading(words, lang, vocabulary(lang), places, actors, shouted=is_shouted(shown), is_name=is_name)


def _next(reading: _Reading, position: int) -> tuple[Token, int]:
    words, lang = reading.words, reading.lang
    word = words[position]
    phrase = phrase_at(words, position, lang)
    if phrase:
        return phrase
    place = reading.places.get(word.start)
    if place and place.who:
        return _actor(reading, position, place)
    if not place and _is_plain(word.form, lang):
        return lexeme(word.form, lang, reading.names(position)), position + 1
    if place and not reading.is_storm(position) and not _is_compass(words, position, place, lang):
        return _place(words, position, place, lang)
    number = number_at(words, position, lang)
    if number:
        return (_FILLER, number[1]) if _counts_again(words, position, lang) else number
    return _single(reading, position), position + 1


@lru_cache(maxsize=65536)
def _is_plain(form: str, lang: str) -> bool:
    """Whether the word, unless a phrase begins with it, needs no look at those around it."""
    meaning = vocabulary(lang)
    return not (
        form in meaning.numbers
        or form in meaning.ordinals
        or misspelt_number(form, lang)
        or form in meaning.capitals
        or form[0].isdigit()
        or form in ("to", "us", "pm")
        or form in meaning.ages
        or is_settlement(form, lang)
    )


def _single(reading: _Reading, position: int) -> Token:
    words, lang = reading.words, reading.lang
    word = words[position]
    has_capital = word.capital or reading.shouted
    if word.form == "to" and not is_before_verb(words, position, shouted=reading.shouted):
        return _FILLER
    if word.form == "to" and position and words[position - 1].form in reading.meaning.purposes:
        return _BOUND
    # After an hour "pm" is no prime minister.
    is_hour = word.form == "pm" and position > 0 and words[position - 1].form[0].isdigit()
    if is_hour or reading.is_kind(position) or (word.form == "us" and not has_capital):
        return _FILLER
    if word.form in reading.meaning.ages and position + 1 < len(words) and words[position + 1].form.isdecimal():
        return _FILLER
    if word.form in reading.meaning.capitals and not has_capital:
        return plain(word.form, lang)
    return lexeme(word.form, lang, reading.names(position))


def _counts_again(words: tuple[Word, ...], position: int, lang: str) -> bool:
    """Whether an Arabic "two" stands after a word that says so by its form: "جنديين اثنين"."""
    if lang != "ar" or not position or vocabulary("ar").numbers.get(words[position].form) != 2:
        return False
    before = words[position - 1]
    is_split = position > 1 and words[position - 2].form == "2" and words[position - 2].start == before.start
    return is_split or before.form.endswith(("ين", "ان"))


def _is_compass(words: tuple[Word, ...], position: int, place: Mention, lang: str) -> bool:
    """ "South Lebanon" and "southern Lebanon" are one: the direction and the country are read apart."""
    first = vocabulary(lang).entries.get(words[position].form)
    if not first or first.sort is not Sort.DIRECTION or position + 1 >= len(words):
        return False
    second = vocabulary(lang).entries.get(words[position + 1].form)
    return second is not None and second.sort is Sort.PLACE and words[position + 1].end >= place.end


def _actor(reading: _Reading, position: int, actor: Mention) -> tuple[Token, int]:
    """A person, group or party, where all of it is its name: "RSF drones" are drones of the RSF."""
    words, lang = reading.words, reading.lang
    end = sum(word.start < actor.end for word in words)
    forms = tuple(word.form for word in words[position:end])
    if all(form not in reading.meaning.named for form in forms) and all(
        word.capital or lang == "ar" for word in words[position:end]
    ):
        is_group = actor.who is Who.GROUP
        shown = forms if is_group else forms[-1:]
        return acting(actor.key, actor.region, shown, lang, group=is_group), end
    return _single(reading, position), position + 1


def _place(words: tuple[Word, ...], position: int, place: Mention, lang: str) -> tuple[Token, int]:
    end = position
    while end < len(words) and words[end].start < place.end:
        end += 1
    known = vocabulary(lang).entries.get(words[position].form)
    if known and known.sort is Sort.PLACE and end == position + 1:
        return lexeme(words[position].form, lang, True), end
    first = position + (lang == "ar" and end > position + 1 and is_settlement(words[position].form, lang))
    forms = tuple(word.form for word in words[first:end])
    return placed(place.key, place.region, place.is_country, forms, lang, country=place.country), end
