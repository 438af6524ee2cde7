"""From the last byte of a page to the commit: the real loop of a source on a real Valkey, everything included."""

import asyncio
import itertools
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from bot.classify.gazetteer import Gazetteer
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.dedupe.memory import Memory
from bot.ops.clock import SystemClock
from bot.pipeline.river import River
from bot.pipeline.shelf import Shelf
from bot.pipeline.watch import SourceWatch
from bot.ports.sources import SourceBoard
from bot.ports.watching import Commit, Committed, Recall, Role, WatcherStore
from bot.scrape.fetch import NOTHING_KNOWN, Answer, Fetcher
from bot.scrape.poll import Poller
from bot.scrape.readers import Readers
from bot.scrape.record import Validators
from bot.scrape.settings import SourceSettings
from bot.scrape.states import Notice
from bot.store import open_embedded

LEASE = "bench"


class TimedFetcher(Fetcher):
    """Remembers when the last byte was there."""

    came_s = 0.0

    async def fetch(self, settings: SourceSettings, validators: Validators = NOTHING_KNOWN) -> Answer:
        answer = await super().fetch(settings, validators)
        self.came_s = time.perf_counter()
        return answer


@dataclass
class Post:
    """The watcher's role, held for as long as the table takes."""

    held: bool = True
    adrift: bool = False

    def lose(self) -> None:
        self.held = False


class TimedStore:
    """The store as the river takes it; `spent_ms`: in recalling and committing since it was last set to nought."""

    def __init__(self, store: WatcherStore) -> None:
        self._store = store
        self.spent_ms = 0.0

    async def recall(self, source: str, after: int) -> Recall:
        began = time.perf_counter()
        recall = await self._store.recall(source, after)
        self.spent_ms += 1000 * (time.perf_counter() - began)
        return recall

    async def commit(self, commit: Commit) -> Committed:
        began = time.perf_counter()
        committed = await self._store.commit(commit)
        self.spent_ms += 1000 * (time.perf_counter() - began)
        return committed


@dataclass(frozen=True)
class Took:
    """Milliseconds of one poll: from the last byte to the commit; how much of it in the store; and, just
    after it, a bare parse of a page of the same size."""

    whole: float
    store: float
    parse: float


@dataclass
class Flow:
    """A river, its store, and the moment of its last commit that decided on lines."""

    river: River
    store: TimedStore
    board: SourceBoard
    committed_s: float = 0.0


@asynccontextmanager
async def flowing() -> AsyncIterator[Flow]:
    """The embedded server as it is run for people (each commit on the disk), the whole gazetteer, one river."""
    regions = load_regions()
    placer = Placer(Gazetteer.load(), regions)
    stems = (f"b{number}" for number in itertools.count())
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
        store = await open_embedded(Path(folder))
        async with store:
            await store.leases.hold(Role.WATCHER, LEASE, timedelta(hours=1))
            timed = TimedStore(store.watcher)
            flow = Flow(
                River(
                    timed,
                    lambda: Memory(placer),
                    placer,
                    regions,
                    SystemClock(),
                    lease=LEASE,
                    stem=lambda: next(stems),
                    observe=lambda decisions, at: _stamp(flow),
                ),
                timed,
                store.sources,
            )
            yield flow


def _stamp(flow: Flow) -> None:
    flow.committed_s = time.perf_counter()


async def commits(
    page: tuple[str, str], fetcher: TimedFetcher, readers: Readers, flow: Flow, count: int
) -> list[Took]:
    """Poll a page that shows a new line each time, and parse one like it after each poll.

    `page`: the address, and the text to parse. The first two polls, which ask for robots.txt and remember the
    page, are not counted.
    """
    url, text = page
    settings = SourceSettings(
        f"page-{urlsplit(url).port}", url, allow_private=True, every=timedelta(milliseconds=1)
    )
    watch = SourceWatch(
        settings,
        Poller(settings, fetcher, readers),
        flow.river,
        Post(),
        SystemClock(),
        jitter=lambda: 0.0,
        notify=_nobody,
        shelf=Shelf(flow.board, LEASE, settings),
    )
    took: list[Took] = []
    came_s = 0.0
    while len(took) < count + 2:
        flow.store.spent_ms = 0.0
        await asyncio.sleep(await watch.step())
        if fetcher.came_s == came_s:
            continue
        came_s = fetcher.came_s
        began = time.perf_counter()
        LexborHTMLParser(text)
        parse = 1000 * (time.perf_counter() - began)
        took.append(Took(1000 * (flow.committed_s - came_s), flow.store.spent_ms, parse))
    return took[2:]


async def _nobody(notice: Notice) -> None:
    return
