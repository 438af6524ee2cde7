"""How the sources fare, for this replica's page: its own watches where it watches, else what the watcher shows.

The holder of the watcher's role shows its sources on a board in Redis every two seconds. A standby looks at the
board, so its page, /readyz and metrics say of the sources what the holder's say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.app.pulse import Pulse
from bot.app.resources import Resources
from bot.panel.status import SourceRow, SourceState
from bot.pipeline.watch import Glance, SourceWatch
from bot.ports.sources import Sight
from bot.ports.watching import Role
from bot.scrape.settings import SourceSettings

SHOW_S = 2.0
SHOWN_FOR = timedelta(seconds=10)
STALE_POLLS = 6
"""A source is too old when it was not read for so many of its intervals."""
_STATES = frozenset(state.value for state in SourceState)


@dataclass(slots=True)
class Sightings:
    """The sources as this replica may tell of them."""

    resources: Resources
    watches: Sequence[SourceWatch]
    pulse: Pulse

    @property
    def watching(self) -> bool:
        """Whether what this process knows counts: it watches, or nobody can tell who does."""
        tenure = self.resources.tenures[Role.WATCHER]
        return tenure.held or tenure.adrift

    async def show(self) -> float:
        """A loop's step: put our sources on the board while we watch. Returns the pause in seconds."""
        tenure = self.resources.tenures[Role.WATCHER]
        if tenure.held and not self.pulse.redis.wrong:
            sights = [sight_of(watch.settings, watch.glance, self.resources.replica) for watch in self.watches]
            await self.resources.store.sources.show(tenure.value, sights, SHOWN_FOR)
        return SHOW_S

    def rows(self, board: Mapping[str, Sight], holder: str) -> tuple[SourceRow, ...]:
        """One row a source, in the order of the settings. `board`: what is shown; `holder`: who watches, or ""."""
        mine = self.resources.replica
        if self.watching:
            return tuple(
                row_of(one.settings, sight_of(one.settings, one.glance, mine), mine) for one in self.watches
            )
        absent = SourceState.UNKNOWN if holder or self.pulse.redis.wrong else SourceState.STARTING
        return tuple(
            row_of(one.settings, board.get(one.settings.name) or Sight(one.settings.name, absent.value), mine)
            for one in self.watches
        )


def sight_of(settings: SourceSettings, glance: Glance, replica: str) -> Sight:
    """What the watcher says of a source of its own."""
    return Sight(
        source=settings.name,
        state=glance.health.state.value if glance.polled else SourceState.STARTING.value,
        read_at=glance.read_at,
        since_at=glance.health.since,
        interval_s=round(glance.interval_s, 1),
        lines=glance.lines,
        note=note(glance),
        by=replica,
    )


def row_of(settings: SourceSettings, sight: Sight, mine: str) -> SourceRow:
    """A row of the page; `mine`: this replica's name. A word of another version is a state that we do not know."""
    every_s = settings.every.total_seconds()
    return SourceRow(
        name=settings.name,
        state=SourceState(sight.state) if sight.state in _STATES else SourceState.UNKNOWN,
        kind=settings.kind,
        url=settings.url,
        read_at=sight.read_at,
        since_at=sight.since_at,
        interval_s=sight.interval_s or every_s,
        limit_s=max(60.0, STALE_POLLS * every_s),
        lines=sight.lines,
        note=sight.note,
        by="" if sight.by == mine else sight.by,
    )


def note(glance: Glance) -> str:
    """Why a source is not well, in one line; "" when there is nothing to say."""
    waiting = f"{glance.pending} windows wait for Redis" if glance.pending > 1 else ""
    dropped = f"{glance.dropped} windows were dropped, the oldest first" if glance.dropped else ""
    return "; ".join(part for part in (glance.health.why, waiting, dropped) if part)
