"""Where a line is: names, roles, homonyms' meanings, and the regions that follow. Pure but for loading."""

from collections.abc import Mapping, Sequence

from bot.classify.context import with_context
from bot.classify.divisions import as_written, settled
from bot.classify.gazetteer import Gazetteer
from bot.classify.guessing import guessed
from bot.classify.hints import check_hints, hinted, signs_of, told_alone, told_parts
from bot.classify.homonyms import (
    HINTED,
    SIGNED,
    Sense,
    certain_support,
    in_a_longer_name,
    is_great_city,
    senses_of,
)
from bot.classify.languages import Language, language_of, load_languages
from bot.classify.lines import Line, PlacedLine
from bot.classify.matching import Name, Phrases, names_in
from bot.classify.namesakes import bears_a_countrys_name, is_namesake, speaks_of_herself
from bot.classify.naming import actor_of, mention_of, place_of
from bot.classify.raw import common_words
from bot.classify.roles import SPEAKING, Role
from bot.classify.scene import within
from bot.classify.settings import Knowledge, load_knowledge
from bot.classify.tables import FOLDER
from bot.classify.telling import is_told, of_who_tells
from bot.classify.terms import Kind, terms_of
from bot.classify.tokens import Words, words_of
from bot.classify.weighing import AGENT_AT_HOME, KIND_WORTH, LOUDEST, OF_RANK, ROLE_WORTH, Spoken, placement_of
from bot.classify.zones import roles_of
from bot.model.news import Mention, Placement
from bot.model.region import WORLD, RegionGraph
from bot.text.attribution import split
from bot.text.fold import plain

_SURE = frozenset((Role.WHERE, Role.TARGET, Role.VENUE, Role.DATELINE, Role.CORRESPONDENT))
_SAID = _SURE | {Role.TOWARD}  # roles in which even a plain word is a place
_TELLING = SPEAKING | {Role.SOURCE}
_TOLD = SPEAKING | {Role.NAMED, Role.TOWARD, Role.COMPANION}
_MOST_LOST = 3


class Placer:
    """Places lines. Holds only what never changes; each method is a pure function of that and its arguments."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        regions: RegionGraph,
        languages: Mapping[str, Language] | None = None,
        knowledge: Knowledge | None = None,
    ) -> None:
        self._gazetteer = gazetteer
        self._regions = regions
        self._languages = dict(languages or load_languages())
        self._connectors = frozenset().union(*(language.connectors for language in self._languages.values()))
        self._knowledge = knowledge or load_knowledge(regions)
        plain = common_words(FOLDER / "plain_words.tsv")
        self._usual = self._knowledge.habits_of("")
        self._phrases = Phrases(terms_of(regions, self._languages, gazetteer.actors), plain)
        self._sections = frozenset(region.slug for region in regions if region.iso is None and not region.parents)
        check_hints(self._languages, regions)
        self._homes = {region.slug: _home(region.slug, regions) for region in regions}
        self._parts = {region.slug: _parts(region.slug, regions) for region in regions}

    def place(self, lines: Sequence[Line], before: Sequence[PlacedLine] = ()) -> list[Placement]:
        """Where each line is. `lines`: of one poll, oldest first; `before`: lately placed ones, oldest first.

        Any text gives an answer; `world` when nothing places it.
        """
        own = [self.alone(line) for line in lines]
        placed = with_context(lines, own, before, self._languages)
        return [
            self._at_home(line, one) if one.about == (WORLD,) else one
            for line, one in zip(lines, placed, strict=True)
        ]

    def _at_home(self, line: Line, placement: Placement) -> Placement:
        """Where no name places a line: by what is said of one region alone, or by who tells it."""
        words = words_of(plain(line.text))
        language = language_of(words, self._languages, line.lang)
        told_so = told_alone(placement, words, language)
        if told_so is not placement or not is_told(placement, line.text):
            return told_so
        return of_who_tells(placement, line.text, self._names(words, language), words)

    def alone(self, line: Line) -> Placement:
        """Where a line is by its own words."""
        text = plain(line.text)
        words = words_of(text)
        language = language_of(words, self._languages, line.lang)
        names = self._names(words, language)
        roles = roles_of(text, split(text), names, words, language)
        habits = self._knowledge.habits_of(line.source)
        told = told_parts(words, language)
        if len(told) == 1:  # "aid seekers near Zikim": the Zikim of the part that is spoken of
            habits = {**habits, **{part: habits.get(part, 0.0) + HINTED for part in told}}
        spoken = self._spoken(names, roles, words, language, habits)
        return hinted(placement_of(spoken, self._regions, self._homes), words, language, self._homes)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The places, countries and actors that a text names, left to right, without overlaps (a PlaceFinder)."""
        words = words_of(text)
        language = language_of(words, self._languages, "en")
        names = self._names(words, language)
        supports: dict[int, dict[str, float]] | None = None
        found = []
        for at, name in enumerate(names):
            actor = actor_of(name)
            if actor:
                found.append(mention_of(name, actor, words, self._homes))
            if actor or not (name.readings or name.has(Kind.COUNTRY)):
                continue  # people and nationalities are no places: their meaning need not be weighed
            supports = supports or certain_support(
                names, [Role.NAMED] * len(names), self._homes, self._knowledge.standing
            )
            chosen, _ = self._chosen(name, Role.NAMED, supports[at], self._usual)
            found.extend(
                place_of(name, sense, words, self._homes)
                for sense in chosen
                if sense.kind is Kind.COUNTRY or (sense.place_id and sense.credit >= 0.25)
            )
        return tuple(found)

    def _names(self, words: Words, language: Language) -> tuple[Name, ...]:
        names = names_in(words, self._phrases, self._gazetteer, language)
        names = guessed(words, names, self._phrases, self._gazetteer, language, parts=self._parts)
        return within(words, settled(words, as_written(words, names, language), language), self._homes)

    def _spoken(
        self,
        names: Sequence[Name],
        roles: Sequence[Role],
        words: Words,
        language: Language,
        habits: Mapping[str, float],
    ) -> list[Spoken]:
        supports = certain_support(names, roles, self._homes, self._knowledge.standing)
        signed = signs_of(words, language)
        taken = {at: name for name in names for at in range(name.start, name.end)}
        spoken: list[Spoken] = []
        for at, (name, role) in enumerate(zip(names, roles, strict=True)):
            if role is Role.NOTHING:
                continue
            backed = supports[at] | {region: max(SIGNED, supports[at].get(region, 0.0)) for region in signed}
            chosen, lost = self._chosen(name, role, backed, habits)
            shown = words.shown(name.start, name.end)
            for sense in chosen:
                worth = self._worth(sense, role, name, words=words, language=language, taken=taken)
                spoken.append(Spoken(shown, role, sense, worth, lost if sense is chosen[0] else (), at))
        return spoken

    def _chosen(
        self, name: Name, role: Role, support: Mapping[str, float], habits: Mapping[str, float]
    ) -> tuple[list[Sense], tuple[Sense, ...]]:
        """The meanings of a name, all of an actor or the likeliest, and the likeliest of those that lost."""
        senses = [self._of_section(sense) for sense in senses_of(name, support, habits, self._homes)]
        actors = [] if _is_known_scene(name, role) else [sense for sense in senses if sense.kind is Kind.ACTOR]
        others = [sense for sense in senses if sense.kind is not Kind.ACTOR]
        if actors:
            return actors, tuple(others[:_MOST_LOST])
        return others[:1], tuple(others[1 : 1 + _MOST_LOST])

    def _of_section(self, sense: Sense) -> Sense:
        """A place that is a part of the world ("Korean Peninsula") gives way to any country, as sections do."""
        is_wide = sense.region in self._sections and sense.kind is Kind.PLACE
        return sense._replace(kind=Kind.SECTION) if is_wide else sense

    def _worth(
        self, sense: Sense, role: Role, name: Name, *, words: Words, language: Language, taken: Mapping[int, Name]
    ) -> float:
        worth = self._worth_of_role(sense, role, name, words, language)
        if sense.kind in (Kind.COUNTRY, Kind.SECTION) and bears_a_countrys_name(name, words, language, taken):
            return 0.0
        if sense.kind is not Kind.PLACE:
            return worth
        if _speaks_for_state(sense, role, name, words) and not speaks_of_herself(name, words, language):
            return worth
        if (role in _TELLING and not _is_of_office(name, words, language)) or is_namesake(
            name, words, language, taken
        ):
            return 0.0  # "Al Mayadeen", "Al-Dali": who reports, not where
        first = words.tokens[name.start]
        is_word = first.caseless and name.end - name.start == 1 and bool(self._phrases.plainness(first.key))
        if is_word and role not in _SAID:
            return 0.0
        sure = sense.credit
        if in_a_longer_name(name, words, taken, self._connectors):
            sure *= 0.3
        elif role in _SURE and not words.shouting:
            sure = max(sure, min(0.8, sure + (0.4, 0.2, 0.0)[sense.commonness]))
        return worth * sure

    def _worth_of_role(self, sense: Sense, role: Role, name: Name, words: Words, language: Language) -> float:
        if role is Role.PARTY and sense.weight >= OF_RANK:
            return ROLE_WORTH[role]  # however it is called: "Syrian and Israeli officials meet"
        worth = ROLE_WORTH[role] * KIND_WORTH[sense.kind]
        if role is Role.AGENT and sense.region not in self._knowledge.standing:
            worth = AGENT_AT_HOME * KIND_WORTH[sense.kind]
        if role in SPEAKING and sense.kind is Kind.DEMONYM and not _is_unnamed(name, words, language):
            # "Pakistani army spokesperson"; "Iranian President" is as good as "Iran"
            stands_for = Kind.COUNTRY if _is_office(name, words, language) else Kind.ACTOR
            worth = ROLE_WORTH[role] * KIND_WORTH[stands_for]
        if sense.kind is Kind.ACTOR:
            worth *= _loudness(sense.weight, role)
        if sense.kind in (Kind.ACTOR, Kind.DEMONYM) or role in _TOLD:
            worth *= self._knowledge.standing.get(sense.region, 1.0)
        return worth


def _is_known_scene(name: Name, role: Role) -> bool:
    """Whether a name that is an actor's too is a place of our own here ("in Duma")."""
    return role is Role.WHERE and any(
        reading.own and reading.exact and not reading.alternate for reading in name.readings
    )


def _speaks_for_state(sense: Sense, role: Role, name: Name, words: Words) -> bool:
    """Whether a great city or a state is its government: "Amman announces ...", "Victoria declares ..."."""
    if role not in SPEAKING or sense.known is None:
        return False
    is_state = sense.known.kind == "province" and (sense.known.own or bool(sense.named))
    if not (is_state or is_great_city(sense.known)):
        return False
    before = words.before(name.start)
    return before is None or not before.capital or words.shouting


def _is_unnamed(name: Name, words: Words, language: Language) -> bool:
    """Whether an unnamed source speaks, for no country: "Pakistani sources"."""
    after = words.after(name.end)
    return after is not None and after.key in language.sources


def _is_office(name: Name, words: Words, language: Language) -> bool:
    """Whether an office of a nationality speaks: "Iranian President"."""
    after = words.after(name.end)
    return after is not None and after.key in language.offices


def _loudness(weight: float, role: Role) -> float:
    """How much of an actor's weight counts: less above 1; who speaks for his region counts whole."""
    damped = min(weight, 1 + LOUDEST * (weight - 1))
    speaks = role in SPEAKING and weight >= OF_RANK  # an envoy of less speaks of others' affairs
    return max(damped, 1.0) if speaks else damped


def _is_of_office(name: Name, words: Words, language: Language) -> bool:
    """Whether a place stands in who tells it as the place of an office: "Governor of Ohio"."""
    before = words.before(name.start)
    return before is not None and (before.key in language.articles or before.key in language.locatives)


def _parts(slug: str, regions: RegionGraph) -> frozenset[str]:
    """The parts of the world that a region lies in: "mena", "africa"."""
    above = frozenset(regions[slug].parents)
    return above.union(*(_parts(parent, regions) for parent in above)) if above else frozenset((slug,))


def _home(slug: str, regions: RegionGraph) -> str:
    """The country that a region is or lies in; sections are their own."""
    if regions[slug].iso:
        return slug
    return next((parent for parent in regions[slug].parents if regions[parent].iso), slug)
