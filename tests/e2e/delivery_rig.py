"""A courier on a real Valkey in front of a fake Bot API, and the few words a test needs to drive them."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.deliver.courier import Courier
from bot.deliver.operators import Operators
from bot.deliver.settings import DeliverySettings
from bot.model.chat import ChatKey, ChatKind, ChatRecord, Subscription
from bot.model.news import Alert, AlertKind
from bot.model.region import Region, RegionGraph
from bot.ops.clock import Clock
from bot.ops.loops import pause
from bot.ops.secret import Secret
from bot.ports.chats import Change
from bot.ports.sender import Sender
from bot.ports.watching import Commit, CommitStatus, Committed, Entry, Role
from bot.store.bundle import Store, open_store
from bot.telegram.sender import TelegramSender
from tests.fakes.botapi import FakeBotApi
from tests.fakes.clock import QuickClock

REGIONS = RegionGraph(
    (
        Region("mena", "Middle East and North Africa"),
        Region("palestine", "Palestine", ("mena",)),
        Region("gaza", "Gaza", ("palestine",)),
        Region("lebanon", "Lebanon", ("mena",), "LB", {"en": ("Lebanon",), "ar": ("لبنان",), "es": ("Líbano",)}),
        Region("world", "World"),
    )
)
QUICK = DeliverySettings(burst_window=timedelta(0))
TTL = timedelta(seconds=60)


@dataclass
class FixedHold:
    """A lease that the test took once for long."""

    value: str
    span: timedelta = TTL

    def left(self) -> timedelta:
        return self.span


@dataclass
class Rig:
    store: Store
    clock: Clock
    settings: DeliverySettings
    operators: Operators
    hold: FixedHold
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    courier: Courier = field(init=False)

    def with_sender(self, sender: Sender) -> "Rig":
        """A new courier, as after a restart, that sends through `sender`."""
        self.courier = Courier(
            store=self.store.courier,
            log_of_alerts=self.store.log,
            sender=sender,
            clock=self.clock,
            regions=REGIONS,
            settings=self.settings,
            hold=self.hold,
            operators=self.operators,
            probe=self.store.probe,
        )
        return self

    def alert(self, text: str, *about: str, **fields: object) -> Alert:
        """An alert not yet in the log; unless told otherwise each is a story of its own."""
        ref = f"r{next(self.numbers)}"
        seen_at = self.clock.now()
        alert = Alert(0, ref, ref, AlertKind.NEW, "ticker-en", text, seen_at, about or ("lebanon",))
        return replace(alert, **fields)  # type: ignore[arg-type]

    async def publish(self, *alerts: Alert) -> Committed:
        """One poll's worth of alerts, appended as the pipeline does it."""
        recall = await self.store.watcher.recall("ticker-en", 2**40)
        entries = tuple(
            Entry(alert, REGIONS.reach(alert.about), REGIONS.reach(alert.also) - REGIONS.reach(alert.about))
            for alert in alerts
        )
        commit = Commit(
            id=f"c{next(self.numbers)}-{id(self)}",
            lease="watcher-lease",
            revision=recall.revision,
            now=self.clock.now(),
            source="ticker-en",
            window="",
            entries=entries,
        )
        done = await self.store.watcher.commit(commit)
        assert done.status is CommitStatus.COMMITTED
        self.courier.stir.set()
        return done

    async def join(
        self, chat: int, *regions: str, kind: ChatKind | None = None, topic: int | None = None, **fields: object
    ) -> ChatKey:
        """A chat subscribes: people have positive ids, channels negative ones."""
        key = ChatKey(chat, topic)
        wanted = Subscription(frozenset(regions or ("lebanon",)))
        kind = kind or (ChatKind.PRIVATE if chat > 0 else ChatKind.CHANNEL)
        record = ChatRecord(key, kind, replace(wanted, **fields))  # type: ignore[arg-type]
        await self.store.chats.change(Change(f"j{chat}:{topic}", key, 0, record))
        return key

    async def run_until(self, done: "asyncio.Event") -> None:
        """Take the courier's steps until `done`, then let it drain."""
        while not done.is_set():
            self.courier.stir.clear()
            wait_s = await self.courier.step()
            await pause(self.clock, wait_s, self.courier.stir, done)
        await self.courier.drain()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The courier runs while the block does; what it raises comes out here."""
        done = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(self.run_until(done))
            try:
                yield
            finally:
                done.set()

    async def counts(self) -> dict[str, int]:
        return {name: count for name, count in (await self.store.log.counts()).items() if "delivery" in name}


@asynccontextmanager
async def delivery_rig(
    valkey: str,
    api: FakeBotApi | None = None,
    *,
    sender: Sender | None = None,
    settings: DeliverySettings = QUICK,
    operators: Sequence[int] = (),
    lease: str = "courier-lease",
    clock: Clock | None = None,
) -> AsyncIterator[Rig]:
    """Everything opened in order and closed in reverse. Either a Bot API or a sender of the test's own.

    Unless told otherwise by a clock that runs eight times as fast as time.
    """
    clock = clock or QuickClock()
    async with open_store(valkey) as store:
        await store.leases.hold(Role.WATCHER, "watcher-lease", TTL)
        await store.leases.hold(Role.COURIER, lease, TTL)
        told = Operators(store.chats, [ChatKey(chat) for chat in operators])
        rig = Rig(store, clock, settings, told, FixedHold(lease))
        if sender is not None:
            yield rig.with_sender(sender)
            return
        assert api is not None
        timeout_s = settings.send_timeout.total_seconds()
        async with TelegramSender(Secret(api.token), base_url=api.base_url, timeout_s=timeout_s) as telegram:
            yield rig.with_sender(telegram)


async def until(condition: Callable[[], bool], timeout_s: float = 10.0) -> None:
    """Until a condition holds that nobody announces; TimeoutError after that long."""
    async with asyncio.timeout(timeout_s):
        for _ in itertools.count():
            if condition():
                return
            await asyncio.sleep(0.005)


async def settled(rig: Rig) -> None:
    """Until nothing is held: every flight has been settled."""
    async with asyncio.timeout(10):
        for _ in itertools.count():
            if not (await rig.store.chats.numbers())["held"]:
                return
            await asyncio.sleep(0.005)
