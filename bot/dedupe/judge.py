"""From findings about single remembered lines to one verdict: the horizons, and which line counts. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.dedupe.align import Weigh, align
from bot.dedupe.horizons import Horizons
from bot.dedupe.line import Line
from bot.dedupe.rule import Finding, finding
from bot.model.news import Kind, Near, Told, Verdict

_RANK = {Kind.DUPLICATE: 2, Kind.UPDATE: 1, Kind.NEW: 0}
_EXPLAINED = 5


@dataclass(frozen=True, slots=True)
class Weighed:
    """A remembered line and what it makes of the headline."""

    told: Told
    finding: Finding

    @property
    def rank(self) -> tuple[int, float, datetime, int]:
        """Duplicates before updates, the likest first, then the newest."""
        return _RANK[self.finding.kind], self.finding.score, self.told.at, self.told.seq


def weighed(
    line: Line, other: Line, told: Told, weigh: Weigh, *, at: datetime, said: float, settings: Horizons
) -> Weighed:
    """Lay a headline beside a remembered line, within the horizons. `said`: the headline's weight in nats."""
    age = abs(at - told.at)
    found = finding(align(line, other, weigh), settings.limits, age)
    if found.kind is Kind.DUPLICATE and age > settings.repeat(said):
        kind = Kind.UPDATE if settings.is_story(said) else Kind.NEW
        horizon = _span(settings.repeat(said))
        why = f"told again after {_span(age)}; a line that says so much counts as a repeat for {horizon}"
        found = Finding(kind, found.score, (why, *found.because))
    return Weighed(told, found)


def retyped(line: Line, other: Line, told: Told, weigh: Weigh, settings: Horizons) -> Weighed:
    """Lay a line beside the one it was typed over on the page: there the horizon is no question."""
    found = finding(align(line, other, weigh), settings.limits)
    if found.kind is Kind.NEW and found.score >= settings.limits.same_story_in_place:
        found = Finding(Kind.UPDATE, found.score, ("typed over it on the page", *found.because))
    return Weighed(told, found)


def verdict(found: Sequence[Weighed], *, explain: bool) -> Verdict:
    """The verdict over all lines that were laid beside the headline; new when there was none."""
    if not found:
        return Verdict(Kind.NEW, None, 0.0, ("nothing like it is remembered",))
    best = max(found, key=lambda one: one.rank)
    near = tuple(_nearest(found)) if explain else ()
    kind = best.finding.kind
    if kind is not Kind.NEW:
        return Verdict(kind, best.told, best.finding.score, best.finding.because, near)
    return Verdict(
        Kind.NEW, None, best.finding.score, (f"nearest: {_shortened(best.told.text)}", *best.finding.because), near
    )


def _nearest(found: Iterable[Weighed]) -> Iterable[Near]:
    for one in sorted(found, key=lambda each: each.rank, reverse=True)[:_EXPLAINED]:
        yield Near(one.told.ref, one.told.text, one.finding.score, one.finding.kind, one.finding.because)


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def _span(time: timedelta) -> str:
    minutes = time.total_seconds() / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"
