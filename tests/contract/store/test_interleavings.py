"""No order of commits, wakes, claims, sends, crashes, changes and restarts loses an alert for a chat.

A small world beside the real server: it knows which chat was to hear which alert, plays a courier that may die at
any moment, and at the end serves whoever is due until nobody is.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.chat import ChatKey, ChatKind, ChatRecord, ChatState, Subscription
from bot.ports.chats import Change, ChangeStatus
from bot.ports.couriers import Claimed
from bot.store import Store, open_store
from bot.store.embedded import EmbeddedServer
from tests.contract.store.build import HOLD, LEASE, NOW, SECOND, claim, entry, hold_all, publish, settle, settled

REGIONS = ("lebanon", "syria")
CHATS = {**dict.fromkeys((1, 2, 3, 4), ChatKind.PRIVATE), -1: ChatKind.CHANNEL, -2: ChatKind.GROUP}
WISHES = st.sampled_from([frozenset(REGIONS[:1]), frozenset(REGIONS[:1]), frozenset(REGIONS)])
CHAT = st.sampled_from(sorted(CHATS))
# The river itself comes often, what disturbs it now and then.
RIVER = st.one_of(
    st.tuples(st.just("publish"), WISHES),
    st.tuples(st.just("wake"), st.just(1)),
    st.tuples(st.just("claim"), st.integers(1, 2)),
    st.tuples(st.just("serve"), st.just("all")),
)
TROUBLE = st.one_of(
    st.tuples(st.just("serve"), st.sampled_from(["one", "wait", "lost", "more"])),
    st.tuples(st.just("subscribe"), st.tuples(CHAT, WISHES)),
    st.tuples(st.just("suspend"), CHAT),
    st.tuples(st.just("resume"), CHAT),
    st.tuples(st.just("forget"), CHAT),
    st.tuples(st.just("pass"), st.sampled_from([1, 5, 20])),
    st.tuples(st.just("restart"), st.none()),
)
STEP = st.one_of(RIVER, RIVER, RIVER, TROUBLE)


@dataclass
class World:
    """What should be, beside the store that is. `pending`: per chat the alerts that it must still hear."""

    store: Store
    now: datetime = NOW
    reaches: dict[int, frozenset[str]] = field(default_factory=dict)
    pending: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    told: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    joins: dict[int, dict[str, int]] = field(default_factory=dict)
    claimed: list[tuple[Claimed, int]] = field(default_factory=list)
    repeats_allowed: set[int] = field(default_factory=set)

    async def publish(self, reach: frozenset[str]) -> None:
        done = await publish(self.store, entry(reach=reach), now=self.now)
        (seq,) = done.seqs
        self.reaches[seq] = reach
        for chat, joins in self.joins.items():
            if reach & joins.keys():
                self.pending[chat].add(seq)

    async def wake(self, chunk: int) -> None:
        await self.store.courier.wake(LEASE, self.now, chunk)

    async def claim(self, most: int) -> None:
        claims = await claim(self.store, self.now, most)
        self.claimed += [(chat, claims.head) for chat in claims.chats]

    async def serve(self, how: str) -> None:
        """Send what the oldest claimed chat wants. "lost": the process dies between send and settle."""
        if not self.claimed:
            return
        chat, head = self.claimed.pop(0)
        wanted = await self._wanted(chat, head)
        if how == "wait":
            await settle(self.store, settled(chat, chat.record.cursor, self.now + 10 * SECOND, wait=True))
            return
        sent = wanted[:1] if how in {"one", "more"} else wanted
        cursor = sent[-1] if sent and how in {"one", "more"} else head
        self._hear(int(chat.record.key.id), sent)
        if how == "lost":
            self.repeats_allowed.add(int(chat.record.key.id))
            return
        left = len(wanted) > len(sent)
        next_at = self.now + (SECOND if how == "more" else 0 * SECOND) if left else None
        if not await settle(self.store, settled(chat, cursor, next_at)):
            self.repeats_allowed.add(int(chat.record.key.id))

    async def _wanted(self, chat: Claimed, head: int) -> list[int]:
        record = chat.record
        return [
            alert.seq
            for alert in await self.store.log.after(record.cursor, 1_000)
            if alert.seq <= head and self._reaches(alert.seq, record.joins)
        ]

    def _reaches(self, seq: int, joins: Mapping[str, int]) -> bool:
        return any(seq > join for region, join in joins.items() if region in self.reaches[seq])

    def _hear(self, chat: int, seqs: list[int]) -> None:
        assert chat in self.repeats_allowed or not set(seqs) & set(self.told[chat]), "told twice"
        self.told[chat] += seqs
        self.pending[chat] -= set(seqs)

    async def subscribe(self, wish: tuple[int, frozenset[str]]) -> None:
        number, regions = wish
        key = ChatKey(number)
        known = await self.store.chats.chat(key)
        record = ChatRecord(key, CHATS[number], Subscription(regions))
        revision = known.revision if known else 0
        if known is not None and known.state is ChatState.SUSPENDED:
            self._away(number)
        status = await self.store.chats.change(Change("", key, revision, record))
        assert status is ChangeStatus.DONE
        made = await self.store.chats.chat(key)
        assert made is not None
        self.joins[number] = dict(made.joins)
        self.pending[number] = {seq for seq in self.pending[number] if self._reaches(seq, made.joins)}

    def _away(self, number: int) -> None:
        self.joins.pop(number, None)
        self.pending[number] = set()

    async def suspend(self, number: int) -> None:
        if await self.store.chats.suspend(ChatKey(number), "kicked"):
            self._away(number)

    async def resume(self, number: int) -> None:
        if await self.store.chats.resume(ChatKey(number)):
            record = await self.store.chats.chat(ChatKey(number))
            assert record is not None
            self.joins[number] = dict(record.joins)

    async def forget(self, number: int) -> None:
        known = await self.store.chats.chat(ChatKey(number))
        if known is not None:
            await self.store.chats.change(Change("", known.key, known.revision, forget=True))
            self._away(number)
            self.told[number] = []

    async def restart(self, _: None) -> None:
        """Killed: what was claimed is forgotten, and taken back by the next run."""
        self.claimed.clear()
        await self.store.courier.give_back(LEASE)

    def passing(self, seconds: int) -> None:
        self.now += seconds * SECOND

    async def finish(self) -> None:
        """Serve until nobody is due, the holds of the dead included."""
        self.claimed.clear()
        for _ in range(3):
            self.now += HOLD + 20 * SECOND
            while True:
                while await self.store.courier.wake(LEASE, self.now, 2):
                    pass
                await self.claim(2)
                if not self.claimed:
                    break
                while self.claimed:
                    await self.serve("all")


async def _play(url: str, steps: list[tuple[str, Any]]) -> None:
    async with open_store(url) as store:
        await store.connection.client.flushall()
        await hold_all(store)
        world = World(store)
        for number in CHATS:
            await world.subscribe((number, frozenset(REGIONS[: 1 + abs(number) % 2])))
        for name, value in steps:
            if name == "pass":
                world.passing(value)
            else:
                await getattr(world, name)(value)
        await world.finish()
        assert {chat: seqs for chat, seqs in world.pending.items() if seqs} == {}
        for chat, seqs in world.told.items():
            assert chat in world.repeats_allowed or seqs == sorted(seqs)
        numbers = await store.chats.numbers()
        assert (numbers["due.first"], numbers["due.rest"], numbers["held"], numbers["audiences"]) == (0, 0, 0, 0)


@given(st.lists(STEP, min_size=10, max_size=60))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_lost(valkey_server: EmbeddedServer, steps: list[tuple[str, Any]]) -> None:
    asyncio.run(_play(valkey_server.url, steps))
