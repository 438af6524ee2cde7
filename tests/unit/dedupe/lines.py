"""Remembering and judging a few lines, for the tests of telling apart."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.dedupe.memory import Memory
from bot.model.news import Headline, Kind, Mention, Told, Verdict, Who
from bot.ports.places import PlaceFinder

START_AT = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


def told(text: str, *, ref: str = "a", minutes: float = 0, source: str = "s", story: str | None = None) -> Told:
    return Told(ref, story or ref, Kind.NEW, source, text, START_AT + timedelta(minutes=minutes))


def headline(text: str, *, minutes: float = 1, source: str = "s", replaces: str | None = None) -> Headline:
    return Headline(source, text, START_AT + timedelta(minutes=minutes), replaces=replaces)


def remembering(texts: Sequence[str], finder: PlaceFinder | None = None) -> Memory:
    """A memory of these lines, told a minute apart under the refs "0", "1" ..."""
    memory = Memory(finder)
    for at, text in enumerate(texts):
        memory.add(told(text, ref=str(at), minutes=at))
    return memory


def judged(old: str, new: str, *, minutes: float = 1, finder: PlaceFinder | None = None) -> Verdict:
    return remembering([old], finder).judge(headline(new, minutes=minutes))


class Towns:
    """A PlaceFinder that knows a few towns: name -> (key, region)."""

    def __init__(self, known: dict[str, tuple[str, str]]) -> None:
        self._known = known

    def mentions(self, text: str) -> tuple[Mention, ...]:
        found = [
            Mention(text.index(name), text.index(name) + len(name), key, region)
            for name, (key, region) in self._known.items()
            if name in text
        ]
        return tuple(sorted(found, key=lambda mention: mention.start))


class Actors:
    """A PlaceFinder that knows a few actors: name -> (key, whose, what)."""

    def __init__(self, known: dict[str, tuple[str, str, Who]]) -> None:
        self._known = known

    def mentions(self, text: str) -> tuple[Mention, ...]:
        found = [
            Mention(text.index(name), text.index(name) + len(name), key, region, who=who)
            for name, (key, region, who) in self._known.items()
            if name in text
        ]
        return tuple(sorted(found, key=lambda mention: mention.start))
