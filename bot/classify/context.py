"""What a line that names no place takes from its neighbours: the same speaker's, or the same event's. Pure.

Only lines placed by their own words lend, and only within one burst, so that nothing is handed on for long.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from bot.classify.languages import Language, language_of
from bot.classify.lines import Line, PlacedLine
from bot.classify.roles import Role
from bot.classify.spelling import fold_word
from bot.classify.tokens import Words, words_of
from bot.model.news import Evidence, Placement
from bot.model.region import WORLD
from bot.text.attribution import split
from bot.text.fold import plain

BURST = timedelta(minutes=30)  # a speech fills a ticker within minutes; half an hour later it is another affair
SPEAKER_REACH = 12  # lines: a ticker shows ten, a burst may be one more poll
EVENT_REACH = 3  # lines: a second line of an event stands beside the first, seldom with one or two between
_LONG_WORD = 5  # letters: shorter words are seldom what an event is called by
_STEM = 6
_STRONG = frozenset((Role.WHERE.value, Role.TARGET.value, Role.DATELINE.value))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line with what context needs of it. `speaker`: the last word of the name; `head`: all before the colon."""

    source: str
    speaker: str
    head: str
    words: Words
    language: Language
    placement: Placement
    lends: bool


def with_context(
    lines: Sequence[Line],
    own: Sequence[Placement],
    before: Sequence[PlacedLine],
    languages: Mapping[str, Language],
) -> list[Placement]:
    """The placements of a poll's lines, oldest first, those without a place filled in from their neighbours.

    `before`: lines of earlier polls, oldest first; those a burst older than the newest do not count.
    """
    near = tuple(_burst(before))[-SPEAKER_REACH:]  # no line reaches further back
    past = [_seen(placed.line, placed.placement, languages) for placed in near]
    present = [_seen(line, placement, languages) for line, placement in zip(lines, own, strict=True)]
    everything = past + present
    return [_filled(at, everything) for at in range(len(past), len(everything))]


def _burst(before: Sequence[PlacedLine]) -> Iterator[PlacedLine]:
    newest = max((placed.at for placed in before if placed.at is not None), default=None)
    for placed in before:
        if newest is None or placed.at is None or newest - placed.at <= BURST:
            yield placed


def _seen(line: Line, placement: Placement, languages: Mapping[str, Language]) -> _Seen:
    speaker, head, words, whole = _read(line.text)
    language = language_of(whole, languages, line.lang)
    lends = placement.about != (WORLD,) and not placement.inherited
    return _Seen(line.source, speaker, head, words, language, placement, lends)


@lru_cache(maxsize=64)
def _read(line: str) -> tuple[str, str, Words, Words]:
    """Speaker, head, the words of the body and of all; kept, for each line is a neighbour of many to come."""
    text = plain(line)
    attributed = split(text)
    named = words_of(attributed.speaker).tokens
    head = text[: max(0, text.find(attributed.body))].strip(" :").casefold()
    return named[-1].key if named else "", head, words_of(attributed.body), words_of(text)


def _filled(at: int, lines: Sequence[_Seen]) -> Placement:
    one = lines[at]
    placeless = one.placement.about == (WORLD,)
    by_speaker = _lender(at, lines, SPEAKER_REACH, _same_speaker)
    if by_speaker is not None and (placeless or _is_counterpart(one.placement, by_speaker.placement)):
        return _inherited(one.placement, by_speaker.placement, "the same speaker's other line")
    if not placeless:
        return one.placement
    by_event = _lender(at, lines, EVENT_REACH, _same_event)
    return (
        _inherited(one.placement, by_event.placement, "the same event's other line") if by_event else one.placement
    )


def _lender(at: int, lines: Sequence[_Seen], reach: int, same: Callable[[_Seen, _Seen], bool]) -> _Seen | None:
    """The nearest line that lends, earlier ones first at the same distance."""
    for distance in range(1, reach + 1):
        for other in (at - distance, at + distance):
            if 0 <= other < len(lines) and lines[other].lends and same(lines[at], lines[other]):
                return lines[other]
    return None


def _same_speaker(one: _Seen, other: _Seen) -> bool:
    if one.source != other.source:
        return False
    if one.speaker and one.speaker == other.speaker:
        return True
    return bool(one.head) and one.head == other.head and bool(one.speaker or other.speaker or _is_statement(one))


def _is_statement(one: _Seen) -> bool:
    return any(token.key in one.language.statements for token in words_of(one.head).tokens)


def _same_event(one: _Seen, other: _Seen) -> bool:
    """Whether a line goes on with what another tells: "the" or "it" first, and a telling word in both."""
    first = one.words.tokens[:1]
    if one.source != other.source or not first:
        return False
    # As it is written: "El" is also a form of the Arabic article, and as such has another key.
    refers = {first[0].key, fold_word(first[0].text)} & one.language.referring
    if not refers and not _refers(first[0].key, one):
        return False
    opening = {_stem(token.key) for token in one.words.tokens[:5] if _tells(token.key, one.language)}
    return bool(opening & {_stem(token.key) for token in other.words.tokens if _tells(token.key, other.language)})


def _refers(key: str, one: _Seen) -> bool:
    return any(key.startswith(prefix) and len(key) > len(prefix) + 2 for prefix in one.language.referring_prefixes)


def _tells(key: str, language: Language) -> bool:
    return len(key) >= _LONG_WORD and key not in language.function_words | language.statements


def _stem(key: str) -> str:
    return key.removeprefix("ال")[:_STEM]


def _is_counterpart(own: Placement, lent: Placement) -> bool:
    """Whether the only regions a speaker names are those he speaks of or against, not where something happens."""
    if set(own.about) & set(lent.about) or any(item.role == Role.SPEAKER.value for item in own.evidence):
        return False
    roles = {item.role for item in own.evidence if not item.lost and item.region in own.about}
    return bool(roles) and not roles & _STRONG and set(own.about) <= set(lent.also) | set(lent.about)


def _inherited(own: Placement, lent: Placement, why: str) -> Placement:
    also = tuple(region for region in (*own.also, *own.about) if region != WORLD and region not in lent.about)
    evidence = tuple(Evidence("", region, "taken from its neighbour", 1.0, why) for region in lent.about)
    return replace(
        lent, about=lent.about, also=tuple(dict.fromkeys(also)), evidence=evidence + own.evidence, inherited=True
    )
