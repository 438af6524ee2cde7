"""The whole state as the status page, /readyz and the metrics show it: gathered, not decided."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.app.pulse import Pulse, Vital
from bot.app.resources import Resources
from bot.app.sighting import Sightings
from bot.app.telling import Sendings
from bot.model.delivery import DeliveryOutcome
from bot.model.news import Alert, Outcome
from bot.panel.status import (
    AlertRow,
    HeldRow,
    Link,
    LinkState,
    LoopRow,
    RoleRow,
    StatusView,
)
from bot.panel.tally import tally
from bot.ports.errors import StoreError
from bot.ports.sources import Sight
from bot.ports.watching import Held, Role

SHOWN = 30
PATIENCE_S = 2.0


@dataclass(slots=True)
class Viewer:
    """`view()` gathers the state; with Redis away it shows what this process knows by itself."""

    resources: Resources
    sightings: Sightings
    pulse: Pulse
    sendings: Sendings
    version: str
    started_at: datetime

    async def view(self) -> StatusView:
        stored = await self._known()
        numbers, counts = stored.numbers, stored.counts
        return StatusView(
            now=self.resources.clock.now(),
            started_at=self.started_at,
            version=self.version,
            replica=self.resources.replica,
            redis=_link(self.pulse.redis),
            telegram=_link(self.pulse.telegram) if self.resources.members else Link(LinkState.ABSENT),
            sources=self.sightings.rows(stored.board, stored.holders.get(Role.WATCHER, "")),
            roles=self._roles(stored.holders),
            loops=tuple(LoopRow(beat.loop, beat.age_s, beat.limit_s) for beat in self.resources.beats.rows()),
            alerts=tuple(self._alert(alert) for alert in reversed(stored.alerts)),
            held=tuple(_held(row) for row in stored.held if row.outcome in ("duplicate", "drop")),
            decisions=tally(counts, "decision", [outcome.value for outcome in Outcome]),
            deliveries=tally(counts, "delivery", [outcome.value for outcome in DeliveryOutcome]),
            due={"first": numbers.get("due.first", 0), "rest": numbers.get("due.rest", 0)},
            oldest_wait_s=numbers.get("oldest_wait_ms", 0) / 1000,
            chats=_by_state(numbers),
            latency=tuple(self.sendings.latency),
            paused=self.pulse.paused,
            pause_note="An operator paused all sending; lines are kept." if self.pulse.paused else "",
        )

    async def _known(self) -> "_Stored":
        """What Redis holds; nothing while it is known not to answer, so that the page never waits for it."""
        if self.pulse.redis.wrong:
            return _Stored()
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._stored()
        except TimeoutError:
            self.pulse.redis.wrong = f"no answer within {PATIENCE_S:.0f} s"
        except StoreError as error:
            self.pulse.redis.wrong = str(error)
        return _Stored()

    async def _stored(self) -> "_Stored":
        store = self.resources.store
        return _Stored(
            alerts=await store.log.latest(SHOWN),
            held=await store.log.held(4 * SHOWN),
            counts=await store.log.counts(),
            numbers=await store.chats.numbers(),
            holders=await store.leases.holders(),
            board={} if self.sightings.watching else await store.sources.shown(),
        )

    def _roles(self, holders: Mapping[Role, str]) -> tuple[RoleRow, ...]:
        return tuple(
            RoleRow(role.value, holders.get(role, "")[:6], mine=tenure.held)
            for role, tenure in self.resources.tenures.items()
            if role is not Role.LISTENER or self.resources.members is not None
        )

    def _alert(self, alert: Alert) -> AlertRow:
        return AlertRow(
            seq=alert.seq,
            at=alert.seen_at,
            kind=alert.kind.value,
            source=alert.source,
            text=alert.text,
            lang=alert.lang,
            about=alert.about,
            also=alert.also,
            because=alert.because,
            told_before=alert.told_before,
            url=alert.url or "",
            late=alert.late,
            sent_after_s=self.sendings.first_s.get(alert.seq),
            chats=self.sendings.chats.get(alert.seq),
        )


@dataclass(frozen=True, slots=True)
class _Stored:
    alerts: tuple[Alert, ...] = ()
    held: tuple[Held, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    holders: Mapping[Role, str] = field(default_factory=dict)
    board: Mapping[str, Sight] = field(default_factory=dict)


def _link(vital: Vital) -> Link:
    if not vital.asked:
        return Link(LinkState.UNKNOWN)
    state = LinkState.FAILING if vital.wrong else LinkState.OK
    if state is LinkState.OK and vital.answered_at is None:
        state = LinkState.UNKNOWN
    return Link(state, vital.answered_at, vital.wrong)


def _held(row: Held) -> HeldRow:
    return HeldRow(row.at, row.source, row.text, row.outcome, row.because, row.of)


def _by_state(numbers: Mapping[str, int]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for name, number in numbers.items():
        kind, _, state = name.rpartition(".")
        if kind and state in ("active", "suspended"):
            totals[state] = totals.get(state, 0) + number
    return totals
