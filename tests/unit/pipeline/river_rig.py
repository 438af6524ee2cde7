"""A river on a real Valkey server, with the words a test needs to feed it and to look at its log."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.classify.gazetteer import Gazetteer
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.dedupe.memory import Memory
from bot.model.news import Alert, Decision
from bot.pipeline.pending import Pending
from bot.pipeline.river import Flowed, River
from bot.ports.watching import Commit, Committed, Recall, Role
from bot.scrape.settings import SourceSettings
from bot.scrape.sites.found import Line
from bot.scrape.window import Snapshot
from bot.store.bundle import Store
from tests.fakes.clock import FakeClock

REGIONS = load_regions()
PLACER = Placer(Gazetteer.load(), REGIONS)
SOURCE = SourceSettings("harbour-en", "https://example.org/")
LEASE = "watcher-lease"
KNOWN = ("Harbour office: The northern basin is open", "Weather service: Calm seas until Friday")
NEWS = (
    "Our correspondent: A drone targeted a vehicle in Aitaroun",
    "Spanish rail union calls off the strike in Madrid",
    "Farmers' union: Wheat harvest begins in the countryside of Hama",
)


class Between:
    """Stands between the river and its store: what a test puts into `before` or `after` happens at a commit.

    What it puts into `asked` or `answered` happens before or after a recall.
    """

    def __init__(self, store: Any) -> None:
        self._store = store
        self.before: list[Callable[[], Any]] = []
        self.after: list[Callable[[], Any]] = []
        self.asked: list[Callable[[], Any]] = []
        self.answered: list[Callable[[], Any]] = []
        self.recalled: list[int] = []

    async def recall(self, source: str, after: int) -> Recall:
        self.recalled.append(after)
        if self.asked:
            self.asked.pop(0)()
        found: Recall = await self._store.recall(source, after)
        if self.answered:
            self.answered.pop(0)()
        return found

    async def commit(self, commit: Commit) -> Committed:
        if self.before:
            await self.before.pop(0)()
        done: Committed = await self._store.commit(commit)
        if self.after:
            self.after.pop(0)()
        return done


class Bank:
    """One river with what its one source showed."""

    def __init__(self, store: Store, clock: FakeClock, lease: str = LEASE, name: str = "a") -> None:
        self.store, self.clock = store, clock
        self.between = Between(store.watcher)
        self.heard: list[Decision] = []
        stems = (f"{name}{number}" for number in itertools.count())
        self.river = River(
            self.between,
            lambda: Memory(PLACER),
            PLACER,
            REGIONS,
            clock,
            lease=lease,
            stem=lambda: next(stems),
            observe=lambda decisions, at: self.heard.extend(decisions),
        )
        self.pending = Pending()

    def show(self, *texts: str) -> None:
        """The window as it is now, newest first."""
        self.pending.add(Snapshot(tuple(map(Line, texts)), self.clock.now()))

    async def flow(self, source: SourceSettings = SOURCE) -> Flowed:
        return await self.river.flow(source, self.pending)

    async def log(self) -> list[Alert]:
        return list(await self.store.log.after(0, 100))

    async def take(self, lease: str = LEASE) -> None:
        await self.store.leases.hold(Role.WATCHER, lease, timedelta(minutes=1))
