"""Whatever comes when: no rate limit is broken, no alert lost, no chat's alerts out of order.

A real Valkey, the real courier, a clock that the test moves, and a sender with moods. Crashes drop the courier
with all that it has in flight; another one takes over.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.deliver.limits import gap
from bot.model.chat import ChatKey, ChatKind
from bot.model.delivery import Outgoing, Sent
from bot.ports.errors import Ambiguous, NotSent, Throttled
from bot.ports.watching import Role
from tests.e2e.delivery_rig import QUICK, TTL, FixedHold, Rig, delivery_rig
from tests.fakes.clock import FakeClock

CHATS = (1, 2, 3, -1001, -1002)
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

    async def send(self, outgoing: Outgoing) -> Sent:
        chat = int(outgoing.chat.id)
        now = self.clock.now()
        if self.flood_until_at is not None and now < self.flood_until_at:
            self.flooded += 1
            raise Throttled("flood", self.flood_until_at - now)
        mood = self.moods.pop() if self.moods else "ok"
        if mood == "refused":
            raise NotSent("refused")
        if mood == "throttled":
            raise Throttled("slow down here", timedelta(seconds=4))
        if mood == "flood":
            self.flood_until_at = now + timedelta(seconds=3)
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
    """The courier's steps while the clock moves on by `seconds`."""
    end = clock.monotonic() + seconds
    while clock.monotonic() < end:
        pause_s = await rig.courier.step()
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


def check(sender: MoodySender, count: int) -> None:
    for chat in CHATS:
        mine = [(at, numbers) for at, to, numbers in sender.arrived if to == chat]
        kind = ChatKind.PRIVATE if chat > 0 else ChatKind.CHANNEL
        for (earlier, _), (later, _) in pairwise(mine):
            assert later - earlier >= gap(kind) - timedelta(milliseconds=1), "too soon for the chat"
        told = [number for _, numbers in mine for number in numbers]
        first = list(dict.fromkeys(told))
        assert first == list(range(count)), f"chat {chat} heard {first} of {count}"
        assert max(Counter(told).values(), default=0) <= 1 + sender.unsure[chat], "repeated for no reason"
    times = sorted(at for at, _, _ in sender.arrived)
    for earliest, latest in zip(times, times[30:], strict=False):
        assert latest - earliest >= timedelta(seconds=1), "more than 30 in a second"


events = st.lists(
    st.tuples(st.sampled_from(("alerts", "alerts", "time", "crash")), st.integers(1, 4)), min_size=1, max_size=10
)


async def play(valkey: str, moods: Sequence[str], happenings: Sequence[tuple[str, int]]) -> None:
    clock = FakeClock()
    sender = MoodySender(clock, list(moods))
    async with delivery_rig(valkey, sender=sender, settings=QUICK, clock=clock) as rig:
        await rig.store.connection.client.flushdb()
        await rig.store.leases.hold(Role.WATCHER, "watcher-lease", TTL)
        await rig.store.leases.hold(Role.COURIER, rig.hold.value, TTL)
        for chat in CHATS:
            await rig.join(chat, "lebanon")
        count = 0
        for number, (what, size) in enumerate(happenings):
            if what == "alerts":
                await rig.publish(*(rig.alert(f"L{count + n}. something") for n in range(size)))
                count += size
            elif what == "crash":
                await crash(rig, sender, number)
            await moved(rig, clock, size * 0.4)
        sender.moods.clear()
        for _ in range(60):
            await moved(rig, clock, 5)
            numbers = await rig.store.chats.numbers()
            if not numbers["due.first"] + numbers["due.rest"] + numbers["held"] + numbers["audiences"]:
                break
        check(sender, count)
        assert sender.flooded <= 8


@settings(max_examples=14, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(MOODS), max_size=25), events)
def test_nothing_is_lost_doubled_for_no_reason_or_out_of_order(
    valkey: str, moods: list[str], happenings: list[tuple[str, int]]
) -> None:
    asyncio.run(play(valkey, moods, happenings))
