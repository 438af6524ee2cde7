"""Stories: the event that several lines tell of, seen over the memory. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.model.news import Kind, Told
from bot.text.attribution import split


@dataclass(frozen=True, slots=True)
class Story:
    """The remembered lines of one event. `ref`: of its first line, which may be forgotten by now.

    `first`, `latest`: the oldest and the newest line still remembered. `sources`: the tickers that told it and the
    outlets they named, in order of their first word. `counts`: lines by kind.
    """

    ref: str
    first: Told
    latest: Told
    sources: tuple[str, ...]
    counts: Mapping[Kind, int]


def story(ref: str, told: Sequence[Told]) -> Story:
    """The story of its remembered lines, at least one, in any order."""
    lines = sorted(told, key=lambda line: (line.at, line.seq))
    sources: dict[str, None] = {}
    for line in lines:
        sources[line.source] = None
        sources.update(dict.fromkeys(split(line.text).sources))
    return Story(ref, lines[0], lines[-1], tuple(sources), Counter(line.kind for line in lines))
