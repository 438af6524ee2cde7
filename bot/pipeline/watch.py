"""Watching one source: poll, keep what was shown until it is committed, know how the source fares.

The loop goes on while Redis is away: windows are kept in memory and flow when it is back.
"""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ops.clock import Clock
from bot.ops.log import logger
from bot.pipeline.pending import Pending
from bot.pipeline.river import Flowed, NotHolder, River, TooManyConflicts
from bot.pipeline.shelf import Shelf
from bot.ports.errors import SourceError, StoreError
from bot.scrape.poll import Polled, Poller
from bot.scrape.schedule import Pace, after_failure, after_success
from bot.scrape.settings import SourceSettings
from bot.scrape.sites.found import Line
from bot.scrape.states import Health, Notice, Shown, State, after_error, after_poll, wants_links
from bot.scrape.window import Record, Snapshot, Step, step, unchanged

log = logger(__name__)

STANDBY_S = 0.5
AGAIN_S = 1.0
"""While Redis is away, committing is tried this often, whatever the interval of polls."""


class Post(Protocol):
    """The watcher's role: whether it is ours, and whether nobody can tell because Redis is away."""

    adrift: bool

    @property
    def held(self) -> bool: ...

    def lose(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Glance:
    """What the status page shows of a source. `read_at`: the last poll that went well.

    `pending`: windows that wait for Redis; `dropped`: those that did not fit while they waited.
    """

    health: Health
    read_at: datetime | None
    lines: int | None
    interval_s: float
    pending: int
    polled: bool
    dropped: int


class SourceWatch:
    """The loop of one source; `step` polls once and returns the pause in seconds.

    `jitter` gives numbers in 0..1. `shelf` keeps the source's health over a restart. `notify` hears of each notice
    for the operators. `counted` hears of every poll with the state that was found. `stir` is called after a commit
    that appended to the log.
    """

    def __init__(
        self,
        settings: SourceSettings,
        poller: Poller,
        river: River,
        post: Post,
        clock: Clock,
        *,
        jitter: Callable[[], float],
        notify: Callable[[Notice], Awaitable[None]],
        shelf: Shelf,
        counted: Callable[[str, State], None] = lambda source, state: None,
        stir: Callable[[], None] = lambda: None,
    ) -> None:
        self.settings = settings
        self._poller, self._river, self._post, self._clock = poller, river, post, clock
        self._jitter, self._notify, self._counted, self._stir = jitter, notify, counted, stir
        self._shelf = shelf
        self._pending = Pending()
        self._record: Record | None = None
        self._fresh = False
        self._pace = Pace()
        self._health = Health()
        self._read_at: datetime | None = None
        self._lines: int | None = None
        self._polled = False
        self._stuck = False

    @property
    def glance(self) -> Glance:
        at = self._pace.next_at
        wait = (at - self._clock.now()).total_seconds() if at is not None and self._pace.failures else None
        every = self.settings.every.total_seconds()
        pending = self._pending
        return Glance(
            health=self._health,
            read_at=self._read_at,
            lines=self._lines,
            interval_s=max(every, wait or 0.0),
            pending=len(pending),
            polled=self._polled,
            dropped=pending.dropped,
        )

    async def step(self) -> float:
        """Poll if it is time, then commit what is pending; a Redis that is away holds up the second only."""
        if not (self._post.held or self._post.adrift):
            self._fresh = False
            self._shelf.close()
            return STANDBY_S
        await self._shelve()
        now = self._clock.now()
        if self._pace.next_at is None or self._pace.next_at <= now:
            await self._poll()
        await self._flow_if_possible()
        await self._shelve()
        wait = ((self._pace.next_at or now) - self._clock.now()).total_seconds()
        return max(0.0, min(wait, AGAIN_S) if self._stuck or self._pending else wait)

    async def _poll(self) -> None:
        links = wants_links(self._health, self._clock.now(), self.settings)
        self._polled = True
        try:
            polled = await self._poller.poll(self._record, links=links)
        except SourceError as error:
            await self._failed(error)
            return
        taken = self._folded(polled)
        lines = len(polled.snapshot.lines) if polled.snapshot is not None else None
        news, gap = (len(taken.headlines), taken.gap) if taken is not None else (0, False)
        self._read_at = polled.at
        self._lines = self._lines if lines is None else lines
        now = self._clock.now()
        self._pace = after_success(
            self._pace,
            now,
            self.settings,
            jitter=self._jitter(),
            news=news,
            gap=gap,
            fresh_for=polled.fresh_for,
            crawl_delay=polled.crawl_delay,
        )
        shown = Shown(lines, news, gap=gap, links=polled.links)
        self._health, notices = after_poll(self._health, shown, now, self.settings)
        await self._told(notices)

    def _folded(self, polled: Polled) -> Step | None:
        """What the poll means beside what we last saw; a window that changes nothing need not be committed.

        The step's own record is only our view until the commit: what counts is folded again from the store's.
        """
        if self._record is None or not self._fresh:
            # Not yet recalled: the store alone knows whether this is the first poll.
            if polled.snapshot is not None:
                self._keep(polled.snapshot)
            return None
        if polled.snapshot is None:
            still = unchanged(self._record, polled.at, self.settings)
            if still.changed:
                lines = tuple(Line(text) for text in self._record.last)
                self._keep(Snapshot(lines, polled.at, self._record.validators))
            self._record = still.record
            return None
        taken = step(self._record, polled.snapshot, self.settings)
        if taken.changed:
            self._keep(polled.snapshot)
        self._record = taken.record
        if taken.gap:
            log.warning("gap", source=self.settings.name, lines=len(taken.headlines))
        return taken

    def _keep(self, snapshot: Snapshot) -> None:
        """Until it is committed. What does not fit any more is counted, and said once."""
        before = self._pending.dropped
        self._pending.add(snapshot)
        if self._pending.dropped and not before:
            log.warning("windows_dropped", source=self.settings.name, kept=len(self._pending))

    async def _failed(self, error: SourceError) -> None:
        now = self._clock.now()
        self._pace = after_failure(self._pace, now, self.settings, error, jitter=self._jitter())
        before = self._health.state
        self._health, notices = after_error(self._health, error, now, self.settings)
        say = log.warning if self._health.state is not before else log.debug
        say("poll_failed", source=self.settings.name, state=error.state, error=str(error))
        await self._told(notices)

    async def _told(self, notices: list[Notice]) -> None:
        self._counted(self.settings.name, self._health.state)
        for notice in notices:
            await self._notify(notice)

    async def _shelve(self) -> None:
        """Take over what was kept of the source's health, and keep what changed; while Redis is away, later."""
        if not self._post.held:
            return
        with contextlib.suppress(StoreError):
            if not self._shelf.is_open:
                self._health, notices = await self._shelf.taken_over(self._health, self._clock.now())
                for notice in notices:
                    await self._notify(notice)
            await self._shelf.keep(self._health)

    async def _flow_if_possible(self) -> None:
        """A poll must never wait for Redis: the loop's own back-off would let lines roll off the page."""
        try:
            await self._flow()
        except StoreError as error:
            if not self._stuck:
                log.warning("commit_waits", source=self.settings.name, error=str(error))
            self._stuck = True
            return
        if self._stuck:
            log.info("commit_goes_on", source=self.settings.name)
        self._stuck = False

    async def _flow(self) -> None:
        if not self._pending and self._fresh and not self._river.owes(self.settings.name):
            return
        if self._post.adrift and not self._post.held:
            raise StoreError("Redis does not answer; what the source shows is kept until it does")
        try:
            flowed = await self._river.flow(self.settings, self._pending)
        except NotHolder:
            self._post.lose()
            self._fresh = False
            return
        except TooManyConflicts as error:
            log.warning("commit_conflicts", source=self.settings.name, error=str(error))
            return
        if not self._fresh and flowed.folded.gap:
            await self._missed_a_while(flowed)
        self._fresh = self._fresh or flowed.record is not None
        if flowed.record is not None:
            self._record = flowed.record
        if flowed.seqs:
            self._stir()

    async def _missed_a_while(self, flowed: Flowed) -> None:
        """Nobody watched for so long that the window turned over: said like any other gap."""
        log.warning("gap", source=self.settings.name, lines=len(flowed.decisions))
        shown = Shown(self._lines, len(flowed.decisions), gap=True)
        self._health, notices = after_poll(self._health, shown, self._clock.now(), self.settings)
        await self._told(notices)
