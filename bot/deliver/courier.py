"""The courier: serves the chat that is due first, a few at a time, until told to stop.

    step():  settle what ended and claim (one round trip) -> read the log -> plan each chat -> begin all that send
             (attempts and slots stored, one round trip) -> a flight each -> wake a chunk -> pause
    flight:  wait for its slot -> send; how it ended is settled by the next step, which it calls for

It works with any Sender and without a token. Redis away: nothing is sent; what was sent and could not be settled
is settled first when it is back.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Protocol

from bot.deliver.ended import Ended, Stir
from bot.deliver.limits import SHORT, Slots
from bot.deliver.operators import Operators
from bot.deliver.outlook import Outlook
from bot.deliver.serving import Waiter, unobserved
from bot.deliver.settings import DeliverySettings
from bot.deliver.tail import Tail
from bot.deliver.trouble import is_token_good, tell_of_flood, tell_of_gone, tell_of_parked
from bot.deliver.turn import Nothing, Send, Wait
from bot.model.chat import ChatKey
from bot.model.news import Alert
from bot.model.region import RegionGraph
from bot.ops.clock import Clock
from bot.ops.log import logger
from bot.ports.couriers import Claimed, Claims, CourierStore, Settlement
from bot.ports.errors import StoreError
from bot.ports.sender import Sender
from bot.ports.watching import Log, Probe

log = logger(__name__)

IDLE_S = 0.1
"""Between two looks at Redis when nothing is due: another replica's commit cannot stir this one."""
BUSY_S = 0.05
COMPANY_S = 0.005
"""At a pace faster than that, what ended waits so long for others: they share the round trip."""
PAUSED_S = 1.0
CHECK_S = 10.0
"""Between two looks at whether a revoked token was replaced, or a server that knew no chat knows one again."""
PROBE_S = 2.0


class Hold(Protocol):
    """The courier's lease: its random value, and how long it certainly still lives."""

    value: str

    def left(self) -> timedelta: ...


def never() -> bool:
    return False


class Courier:
    """`step` is a loop's step. Set `stir` after a commit to be looked at at once.

    `paused`: whether an operator stopped all sending. `delivered` hears of every alert sent and when.
    """

    def __init__(
        self,
        *,
        store: CourierStore,
        log_of_alerts: Log,
        sender: Sender,
        clock: Clock,
        regions: RegionGraph,
        settings: DeliverySettings,
        hold: Hold,
        operators: Operators,
        probe: Probe | None = None,
        paused: Callable[[], bool] = never,
        delivered: Callable[[Alert, datetime], None] = unobserved,
    ) -> None:
        self.stir = Stir()
        self.outlook = Outlook()
        self.tail = Tail(regions)
        self._store, self._log, self._sender, self._clock = store, log_of_alerts, sender, clock
        self._settings, self._hold, self._operators, self._probe = settings, hold, operators, probe
        self._paused = paused
        self._waiter = Waiter(
            store, sender, clock, regions, settings, self.tail, self.outlook, delivered=delivered
        )
        self._flights: dict[asyncio.Task[Settlement | None], ChatKey] = {}
        self._ended = Ended(clock)
        self._lease = ""
        self._run_id = ""
        self._probed = -PROBE_S
        self._stepping = self._full = False
        self._slots = Slots(settings.interval)
        self._call: asyncio.TimerHandle | None = None

    @property
    def in_flight(self) -> int:
        return len(self._flights)

    async def step(self) -> float:
        """Serve what is due; returns the pause in seconds. Raises StoreError, and what is a bug of ours.

        With news one chat is claimed before the pace has a slot: a channel may then go beside it.
        """
        self._stepping = True
        news, self.stir.news = self.stir.news, False
        if self._call is not None:
            self._call.cancel()
            self._call = None
        try:
            wait_s = 0.0 if news else self._too_early_s()
            if wait_s > COMPANY_S:
                # A death before the settlement repeats the message: what has ended does not wait for the slot.
                await self._settle()
            return wait_s or min(await self._step(news), self._settle_in_s())
        finally:
            self._stepping = False

    def _too_early_s(self) -> float:
        """In how many seconds a slot of the pace may be taken, 0.0 when now."""
        self._reap()
        return self._slots.room(self._clock.now())[1] if self._room() > 0 else 0.0

    async def _step(self, news: bool) -> float:
        self._reap()
        room = min(self._room(), max(int(news), self._slots.room(self._clock.now())[0]))
        if not self._may_claim(room):
            await self._settle()
        if self._hold.left() <= timedelta(0):
            return IDLE_S
        await self._take_over()
        if self._paused():
            return PAUSED_S
        if self.outlook.unauthorised:
            if not await is_token_good(self._sender, self._operators):
                return CHECK_S
            self.outlook.succeeded()
        self._full = room <= 0
        if room <= 0:
            return BUSY_S
        await self._look_at_server()
        claims = await self._claim(room, ahead=news)
        return await self._after_claim(claims, room)

    async def drain(self) -> None:
        """Let what is in flight end, at most as long as a send may take. Call it after the last step."""
        if self._flights:
            await asyncio.wait(self._flights, timeout=self._settings.hold.total_seconds())
        self._reap()
        try:
            await self._settle()
        except StoreError as error:
            log.warning("unsettled_at_stop", chats=[str(chat) for chat in self._ended], error=str(error))

    # --- claims ----------------------------------------------------------------------------------------------

    def _room(self) -> int:
        """How many chats may be claimed now: one as a probe while all seem gone."""
        most = 1 if self.outlook.all_gone else self._settings.in_flight
        return most - len(self._flights)

    def _may_claim(self, room: int) -> bool:
        """Whether this step claims, so that what has ended is settled along with it."""
        held = self._lease == self._hold.value and self._hold.left() > timedelta(0)
        return held and room > 0 and not self._paused() and not self.outlook.unauthorised

    async def _claim(self, room: int, *, ahead: bool) -> Claims:
        asked = self._clock.monotonic()
        owed = self._ended.owed()
        claims = await self._store.claim(self._hold.value, self._clock.now(), room, self._settings.hold, owed)
        self._ended.settled(owed, claims.stale)
        try:
            if claims.head != self.tail.head:
                await self.tail.refresh(self._log, claims.head)
            await self._take_off(claims, asked + self._settings.hold.total_seconds(), ahead=ahead)
        except StoreError:
            # Nothing was sent to any of them: they are due again as soon as that can be said.
            for claimed in claims.chats:
                self._ended.add(self._waiter.postponed(claimed, claimed.due_at, hard=False))
            raise
        return claims

    async def _after_claim(self, claims: Claims, room: int) -> float:
        """Wake a chunk of a waiting audience when few are ripe; then say how long to pause."""
        now = self._clock.now()
        await tell_of_flood(self._operators, claims.flood_until_at, now, self._settings.long_flood)
        await tell_of_parked(self._operators, self.outlook, now, self._settings.long_flood)
        await tell_of_gone(self._operators, self.outlook)
        if claims.audiences and claims.waiting < self._settings.wake_chunk:
            woken = await self._store.wake(self._hold.value, now, self._settings.wake_chunk)
            if woken and len(claims.chats) < room:
                return 0.0
        if self.outlook.all_gone:
            return CHECK_S
        if claims.waiting:
            return min(BUSY_S, self._slots.room(now)[1] or BUSY_S)
        if claims.chats:
            return BUSY_S
        until = claims.next_due_at
        return min(IDLE_S, max(0.0, (until - now).total_seconds())) if until is not None else IDLE_S

    async def _take_over(self) -> None:
        """On the first step under a lease: what an earlier run of ours still held is due again at once."""
        if self._lease != self._hold.value:
            returned = await self._store.give_back(self._hold.value)
            self._lease = self._hold.value
            now = self.outlook.took_over_at = self._clock.now()
            trial = await self._store.trial(now)
            if trial is not None:
                self.outlook.on_trial(*trial, now)
            log.info("courier_took_over", returned=returned)

    async def _look_at_server(self) -> None:
        """Another run id: the server restarted or failed over, and what is cached of the log may be gone."""
        if self._probe is None or self._clock.monotonic() - self._probed < PROBE_S:
            return
        pong = await self._probe.ping()
        self._probed = self._clock.monotonic()
        if pong.run_id != self._run_id:
            self.tail.forget()
            self._run_id = pong.run_id

    # --- flights ---------------------------------------------------------------------------------------------

    async def _take_off(self, claims: Claims, deadline: float, *, ahead: bool) -> None:
        """Plan every chat that was claimed; one flight for each that is sent something or waits a moment."""
        planned = [(claimed, self._waiter.plan(claimed, claims.head)) for claimed in claims.chats]
        sends = [(claimed, turn) for claimed, turn in planned if isinstance(turn, Send)]
        starts = await self._waiter.begin(sends, ahead=ahead)
        self._slots.took(starts)
        for (claimed, send), start_at in zip(sends, starts, strict=True):
            self._fly(claimed, self._waiter.fly(claimed, send, start_at, deadline))
        for claimed, turn in planned:
            if isinstance(turn, Nothing):
                self._ended.add(self._waiter.passed_over(claimed, turn))
            elif isinstance(turn, Wait) and turn.until - self._clock.now() <= SHORT:
                self._fly(claimed, self._waiter.fly_later(claimed, turn.until, claims.head, deadline))
            elif isinstance(turn, Wait):
                self._ended.add(self._waiter.postponed(claimed, turn.until, hard=turn.hard))

    def _fly(self, claimed: Claimed, flight: Coroutine[None, None, Settlement | None]) -> None:
        task = asyncio.create_task(flight)
        self._flights[task] = claimed.record.key
        task.add_done_callback(self._landed)

    def _landed(self, flight: "asyncio.Task[Settlement | None]") -> None:
        """Have what has ended settled soon; what went wrong in a flight is left to `_reap`."""
        if flight in self._flights and not flight.cancelled() and flight.exception() is None:
            self._land(flight)
        # A step under way looks for itself when it ends.
        wait_s = BUSY_S if self._stepping else self._settle_in_s()
        if not wait_s:
            self.stir.nudge()
        elif wait_s < BUSY_S and self._call is None:
            self._call = asyncio.get_running_loop().call_later(wait_s, self.stir.nudge)

    def _settle_in_s(self) -> float:
        """When what has ended is to be settled, and others claimed: later while many are in the air."""
        if not self._ended:
            return CHECK_S
        if not self._flights or self._settings.interval.total_seconds() > COMPANY_S:
            return 0.0
        return COMPANY_S if self._full or len(self._flights) <= self._settings.in_flight // 2 else BUSY_S

    def _reap(self) -> None:
        """Note how flights ended; a known error is told, any other comes out here."""
        for flight in [flight for flight in self._flights if flight.done()]:
            self._land(flight)

    def _land(self, flight: "asyncio.Task[Settlement | None]") -> None:
        chat = self._flights.pop(flight)
        try:
            settlement = flight.result()
        except StoreError as error:
            log.warning("flight_failed", chat=str(chat), error=str(error))
        except asyncio.CancelledError:
            log.warning("flight_cancelled", chat=str(chat))
        else:
            if settlement is None:
                log.info("claim_lost", chat=str(chat))
            else:
                self._ended.add(settlement)

    # --- settling --------------------------------------------------------------------------------------------

    async def _settle(self) -> None:
        """Raises StoreError; what is not settled then is settled by a later step."""
        owed = self._ended.owed()
        if owed:
            self._ended.settled(owed, await self._store.settle(self._hold.value, owed))
