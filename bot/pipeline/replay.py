"""A recorded day, and what it would have rung: the deciding half without a store and without a clock. Pure.

A recording is text, one JSON object a line, oldest first: what one source showed at one moment.

    {"at": "2026-03-14T06:10:00+00:00", "source": "harbour-en", "lines": ["newest", "older", ...]}

A line that links somewhere is {"text": ..., "url": ...} instead. A window shown twice in a row needs one row only.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.classify.lines import Line as PlaceLine
from bot.classify.place import Placer
from bot.decide import decide
from bot.dedupe.memory import Memory
from bot.model.news import Decision
from bot.pipeline.context import Context
from bot.pipeline.fold import fold
from bot.scrape.settings import SourceSettings
from bot.scrape.sites.found import Line
from bot.scrape.window import Record, Snapshot


class RecordingError(ValueError):
    """A row that cannot be read; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What `source` showed at one moment: lines newest first."""

    at: datetime
    source: str
    lines: tuple[Line, ...]


def row_of(recorded: Recorded) -> str:
    """One row of a recording, without the line break."""
    lines = [line.text if line.url is None else {"text": line.text, "url": line.url} for line in recorded.lines]
    row = {"at": recorded.at.isoformat(), "source": recorded.source, "lines": lines}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def read_rows(rows: Iterable[str]) -> Iterator[Recorded]:
    """The inverse of `row_of`; blank rows are passed over. Raises RecordingError, also when time goes back."""
    last: datetime | None = None
    for number, row in enumerate(rows, start=1):
        if not row.strip():
            continue
        try:
            recorded = _recorded(json.loads(row))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            wrong = f"{type(error).__name__}: {error}"
            raise RecordingError(f"row {number} is none that `tocsin record` writes ({wrong})") from error
        if last is not None and recorded.at < last:
            raise RecordingError(f"row {number}: {recorded.at.isoformat()} is earlier than the row before")
        last = recorded.at
        yield recorded


def _recorded(row: Mapping[str, object]) -> Recorded:
    at = datetime.fromisoformat(str(row["at"]))
    shown = row["lines"]
    if not isinstance(shown, list):
        raise TypeError('"lines" must be a list')
    return Recorded(
        at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC), str(row["source"]), tuple(map(_line, shown))
    )


def _line(shown: object) -> Line:
    if isinstance(shown, str) and shown.strip():
        return Line(shown)
    if isinstance(shown, dict) and str(shown["text"]).strip():
        return Line(str(shown["text"]), str(shown["url"]) if shown.get("url") else None)
    raise ValueError("a line must be a text, or an object with a text, and not empty")


class Replay:
    """Plays recorded windows, oldest first, against a memory of its own.

    `sources` by name; one that the settings do not know is taken as a ticker with the usual settings.
    """

    def __init__(self, sources: Mapping[str, SourceSettings], memory: Memory, placer: Placer) -> None:
        self._sources, self._memory, self._placer = dict(sources), memory, placer
        self._records: dict[str, Record | None] = {}
        self._context = Context()
        self._turns = 0
        self.gaps = 0

    def play(self, recorded: Recorded) -> tuple[Decision, ...]:
        """What becomes of the lines that are new in this window, oldest first; `gaps` counts lost joins."""
        name = recorded.source
        settings = self._sources.setdefault(name, SourceSettings(name, ""))
        folded = fold(self._records.get(name), [Snapshot(recorded.lines, recorded.at)], settings)
        self._records[name] = folded.record
        self.gaps += folded.gap
        self._turns += 1
        context = self._context.lately(recorded.at)
        decisions = decide(folded.offers, self._memory, self._placer, context, f"replay{self._turns}")
        for decision in decisions:
            if decision.placement is not None:
                headline = decision.headline
                line = PlaceLine(headline.text, headline.source, headline.lang)
                self._context.add(line, decision.placement, headline.seen_at)
        return decisions
