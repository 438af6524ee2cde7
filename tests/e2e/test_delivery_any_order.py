"""Whatever comes when: no rate limit is broken, no alert lost, no chat's alerts out of order.

A real Valkey, the real courier, a clock that the test moves, a sender with moods, and a store whose answers get
lost. Crashes drop the courier with all that it has in flight; another one takes over.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any, cast

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.model.chat import ChatKey, ChatKind
from bot.model.delivery import Outgoing, Sent
from bot.ports.couriers import CourierStore
from bot.ports.errors import Ambiguous, NotSent, StoreError, Throttled
from bot.ports.watching import Role
from tests.e2e.delivery_rig import QUICK, TTL, FixedHold, Rig, delivery_rig
from tests.fakes.clock import FakeClock

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
SOON_S = (0.0, 0.04, 0.3, 0.6, 1.1)
TOKEN = re.compile(r"L(\d+)\.")
MOODS = ("ok", "ok", "ok", "slow", "lost", "unsure", "refused", "throttled", "flood")


@dataclass
class MoodySender:
    """Delivers, or not, as its moods say; content for ever when they are used up. Keeps what arrived, and when."""

    clock: FakeClock
    moods: list[str]
    bot_id: int = 7
    arrived: list[tuple[datetime, int, tuple[int, ...]]] = field(default_factory=list)
    unsure: Counter[int] = field(default_factory=Counter)
    flood_until_at: datetime | None = None
    flooded: int = 0
    bans: int = 0

    async def send(self, outgoing: Outgoing) -> Sent:
        chat = int(outgoing.chat.id)
        now = self.clock.now()
        if self.flood_until_at is not None and now < self.flood_until_at:
            self.flooded += 1
            # Who knocks begins the wait anew.
            self.flood_until_at = now + timedelta(seconds=3)
            raise Throttled("flood", self.flood_until_at - now)
        mood = self.moods.pop() if self.moods else "ok"
        if mood == "refused":
            raise NotSent("refused")
        if mood == "throttled":
            raise Throttled("slow down here", timedelta(seconds=4))
        if mood == "flood":
            self.flood_until_at = now + timedelta(seconds=3)
            self.bans += 1
            raise Throttled("slow down", timedelta(seconds=3))
        if mood == "unsure":
            self.unsure[chat] += 1
            raise Ambiguous("no answer")
        self.arrived.append((now, chat, tuple(map(int, TOKEN.findall(outgoing.message.plain)))))
        if mood == "lost":
            self.unsure[chat] += 1
            raise Ambiguous("the answer was lost")
        if mood == "slow":
            await self.clock.sleep(1.5)
        return Sent(len(self.arrived))

    async def resolve(self, name: str) -> tuple[ChatKey, ChatKind]:
        return ChatKey.parse(name), ChatKind.CHANNEL

    async def check(self) -> str:
        return "moody"


async def at_rest(rig: Rig, clock: FakeClock) -> None:
    """Until every flight has ended or sleeps on the clock."""
    before, still = (-1, -1.0), 0
    while still < 3:
        await asyncio.sleep(0.0005)
        flights = sum(not flight.done() for flight in rig.courier._flights)
        now = (flights, clock.next_wake_s or 0.0)
        if not flights:
            return
        still = still + 1 if now == before else 0
        before = now


async def moved(rig: Rig, clock: FakeClock, seconds: float) -> None:
    """The courier's steps while the clock moves on by `seconds`; what the store failed of is tried again."""
    end = clock.monotonic() + seconds
    while clock.monotonic() < end:
        try:
            pause_s = await rig.courier.step()
        except StoreError:
            pause_s = 0.5
        await at_rest(rig, clock)
        wakes = [wait for wait in (clock.next_wake_s, max(pause_s, 0.01)) if wait is not None]
        clock.advance(max(0.001, min(*wakes, end - clock.monotonic()) if len(wakes) > 1 else wakes[0]))
        await at_rest(rig, clock)


async def crash(rig: Rig, sender: MoodySender, number: int) -> None:
    """The courier dies with what it has in flight or has not settled yet; the next one holds another lease."""
    for ended in rig.courier._ended:
        sender.unsure[int(ended.id)] += 1
    for flight, key in rig.courier._flights.items():
        if flight.cancel():
            sender.unsure[int(key.id)] += 1
    await asyncio.gather(*rig.courier._flights, return_exceptions=True)
    await rig.store.leases.release(Role.COURIER, rig.hold.value)
    rig.hold = FixedHold(f"lease{number}")
    await rig.store.leases.hold(Role.COURIER, rig.hold.value, TTL)
    rig.with_sender(sender)


@dataclass
class Forgetful:
    """A store for couriers that fails as its moods say: before it did what was asked, or after."""

    inner: CourierStore
    moods: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return partial(self._asked, getattr(self.inner, name))

    async def _asked(self, method: Callable[..., Awaitable[Any]], *arguments: Any, **named: Any) -> Any:
        mood = self.moods.pop() if self.moods else "ok"
        if mood == "before":
            raise StoreError("no connection")
        answer = await method(*arguments, **named)
        if mood == "after":
            raise StoreError("the answer got lost")
        return answer


def no_limit_is_broken(sender: MoodySender) -> None:
    for chat in {chat for _, chat, _ in sender.arrived}:
        times = [at for at, to, _ in sender.arrived if to == chat]
        assert all(later - earlier >= SECOND for earlier, later in pairwise(times)), f"too soon for {chat}"
        if chat < 0:
            crowded = [at for at, twentieth in zip(times, times[19:], strict=False) if twentieth - at < MINUTE]
            assert not crowded, f"twenty to {chat} in a minute"
    times = sorted(at for at, _, _ in sender.arrived)
    crowded = [at for at, next_31st in zip(times, times[30:], strict=False) if next_31st - at < SECOND]
    assert not crowded, "more than thirty in a second"


def nothing_is_lost_or_out_of_order(sender: MoodySender, wanted: Mapping[int, Sequence[int]]) -> None:
    for chat, numbers in wanted.items():
        told = [number for _, to, heard in sender.arrived if to == chat for number in heard]
        assert list(dict.fromkeys(told)) == list(numbers), f"chat {chat}"
        assert max(Counter(told).values(), default=0) <= 1 + sender.unsure[chat], f"{chat}: repeated for no reason"
        messages = {heard for _, to, heard in sender.arrived if to == chat}
        assert sum(map(len, messages)) == len(set(told)), f"{chat}: repeated along with other lines"


class AnyOrder(RuleBasedStateMachine):
    """Alerts for channels or for everybody, time, crashes, and trouble with Telegram and Redis, in any order."""

    valkey: str

    def __init__(self) -> None:
        super().__init__()
        self.runner, self.opened = asyncio.Runner(), AsyncExitStack()
        self.clock, self.lives, self.count = FakeClock(), 0, 0
        self.sender = MoodySender(self.clock, [])
        self.wanted: dict[int, list[int]] = {}

    @initialize(people=st.sampled_from((3, 70)))
    def begin(self, people: int) -> None:
        self.runner.run(self._begin(people))

    async def _begin(self, people: int) -> None:
        rig = delivery_rig(self.valkey, sender=self.sender, settings=QUICK, clock=self.clock)
        self.rig = await self.opened.enter_async_context(rig)
        self.unhindered = self.rig.store
        self.forgetful = Forgetful(self.unhindered.courier)
        await self.unhindered.connection.client.flushdb()
        for role, lease in ((Role.WATCHER, "watcher-lease"), (Role.COURIER, self.rig.hold.value)):
            await self.unhindered.leases.hold(role, lease, TTL)
        self.rig.store = replace(self.unhindered, courier=cast("CourierStore", self.forgetful))
        self.rig.with_sender(self.sender)
        for chat in (*range(1, people + 1), -1001, -1002):
            await self.rig.join(chat, "lebanon", *["gaza"] * (chat < 0))
            self.wanted[chat] = []

    @rule(
        size=st.integers(1, 4),
        region=st.sampled_from(("lebanon", "gaza")),
        moods=st.lists(st.sampled_from(MOODS), max_size=4),
        seconds=st.sampled_from(SOON_S),
    )
    def alerts(self, size: int, region: str, moods: list[str], seconds: float) -> None:
        self.sender.moods += moods
        numbers = range(self.count, self.count + size)
        alerts = [self.rig.alert(f"L{number}. something", region) for number in numbers]
        self.runner.run(self.rig.publish(*alerts))
        self.count += size
        for chat in self.wanted:
            self.wanted[chat] += numbers if chat < 0 or region == "lebanon" else ()
        self.time(seconds)

    @rule(seconds=st.sampled_from((*SOON_S, 3.0)))
    def time(self, seconds: float) -> None:
        self.runner.run(moved(self.rig, self.clock, seconds))

    @rule(seconds=st.sampled_from((0.0, 0.04, 0.3)))
    def death(self, seconds: float) -> None:
        self.lives += 1
        self.forgetful.moods.clear()
        self.runner.run(crash(self.rig, self.sender, self.lives))
        self.runner.run(moved(self.rig, self.clock, seconds))

    @rule(moods=st.lists(st.sampled_from(("ok", "before", "after")), min_size=1, max_size=4))
    def forgetfulness(self, moods: list[str]) -> None:
        self.forgetful.moods += moods

    @invariant()
    def no_limit_is_broken(self) -> None:
        no_limit_is_broken(self.sender)

    def teardown(self) -> None:
        try:
            if hasattr(self, "rig"):
                self.runner.run(self._end())
                no_limit_is_broken(self.sender)
                nothing_is_lost_or_out_of_order(self.sender, self.wanted)
                assert self.sender.flooded <= 2 * (self.sender.bans + self.lives), "it knocks on and on in a ban"
        finally:
            self.runner.run(self.opened.aclose())
            self.runner.close()

    async def _end(self) -> None:
        self.sender.moods.clear()
        self.forgetful.moods.clear()
        for _ in range(60):
            await moved(self.rig, self.clock, 5)
            numbers = await self.unhindered.chats.numbers()
            if not numbers["due.first"] + numbers["due.rest"] + numbers["held"] + numbers["audiences"]:
                break
        await self.rig.courier.drain()


def test_no_order_of_things_breaks_a_limit_loses_an_alert_or_reorders_them(valkey: str) -> None:
    machine = type("AnyOrderHere", (AnyOrder,), {"valkey": valkey})
    often = settings(max_examples=12, stateful_step_count=16, deadline=None)
    run_state_machine_as_test(machine, settings=often)
