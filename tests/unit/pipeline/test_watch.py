"""Watching one source by hand: a real site and a real store, a clock that only the test moves."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bot.pipeline.pending import Pending
from bot.pipeline.shelf import Shelf
from bot.pipeline.watch import STANDBY_S, SourceWatch
from bot.ports.errors import StoreError
from bot.ports.watching import Role
from bot.scrape.fetch import Fetcher
from bot.scrape.poll import Poller
from bot.scrape.readers import Readers
from bot.scrape.settings import NoticeAfter, SourceSettings
from bot.scrape.states import Notice, State
from bot.store.bundle import open_store
from tests.fakes.clock import FakeClock
from tests.fakes.site import Mode, TickerSite
from tests.unit.pipeline.river_rig import KNOWN, LEASE, NEWS, Bank


@dataclass
class Post:
    held: bool = True
    adrift: bool = False

    def lose(self) -> None:
        self.held = False


class Watched:
    """A watch with all that it tells."""

    def __init__(self, bank: Bank, site: TickerSite, fetcher: Fetcher, readers: Readers) -> None:
        self.bank, self.site, self.post = bank, site, Post()
        self.notices: list[Notice] = []
        self.states: list[State] = []
        self.stirred = 0
        self.source = SourceSettings(
            "harbour-en",
            site.url,
            every=timedelta(seconds=1),
            allow_private=True,
            robots=False,
            notice_after=NoticeAfter(unreachable=timedelta(0), blocked=timedelta(0)),
        )
        self._read = fetcher, readers
        self.watch = self.another()

    def another(self) -> SourceWatch:
        """The watch of the next run, which remembers nothing by itself."""
        self.watch = SourceWatch(
            self.source,
            Poller(self.source, *self._read),
            self.bank.river,
            self.post,
            self.bank.clock,
            jitter=lambda: 0.0,
            notify=self._notify,
            shelf=Shelf(self.bank.store.sources, LEASE, self.source),
            counted=lambda name, state: self.states.append(state),
            stir=self._stir,
        )
        return self.watch

    async def _notify(self, notice: Notice) -> None:
        self.notices.append(notice)

    def _stir(self) -> None:
        self.stirred += 1

    async def step(self, seconds: float = 1.0) -> float:
        """One step after so much time."""
        self.bank.clock.advance(seconds)
        return await self.watch.step()

    async def told(self) -> list[str]:
        return [alert.text for alert in await self.bank.log()]


@pytest.fixture
async def watched(valkey: str) -> AsyncIterator[Watched]:
    clock = FakeClock()
    fetcher = Fetcher(clock)
    async with TickerSite(KNOWN) as site, open_store(valkey) as store, Readers() as readers:
        bank = Bank(store, clock)
        await bank.take()
        yield Watched(bank, site, fetcher, readers)
        await fetcher.close()


async def test_what_comes_on_top_is_committed_and_stirs_the_courier(watched: Watched) -> None:
    assert await watched.step() == pytest.approx(1.0)
    assert (await watched.told(), watched.stirred) == ([], 0)
    watched.site.push(*NEWS[:2])
    await watched.step()
    assert (await watched.told(), watched.stirred) == (list(NEWS[:2]), 1)
    glance = watched.watch.glance
    assert (glance.health.state, glance.lines, glance.pending, glance.polled) == (State.OK, 4, 0, True)
    assert glance.read_at == watched.bank.clock.now()


async def test_a_standby_asks_nobody(watched: Watched) -> None:
    watched.post.held = False
    assert await watched.step() == STANDBY_S
    assert watched.site.requests == []


async def test_while_redis_is_away_windows_are_kept(watched: Watched) -> None:
    await watched.step()

    async def down() -> None:
        raise StoreError("no connection")

    for line in NEWS:
        watched.bank.between.before.append(down)
        watched.site.push(line)
        assert await watched.step() <= 1.0
    assert await watched.told() == []
    assert watched.watch.glance.pending == len(NEWS)
    watched.bank.between.before.clear()
    await watched.step()
    assert await watched.told() == list(NEWS)
    assert watched.watch.glance.pending == 0


async def test_what_does_not_fit_while_redis_is_away_is_counted(watched: Watched) -> None:
    await watched.step()
    watched.watch._pending = Pending(most=1)

    async def down() -> None:
        raise StoreError("no connection")

    for line in NEWS:
        watched.bank.between.before.append(down)
        watched.site.push(line)
        await watched.step()
    assert watched.watch.glance.pending == 1
    assert watched.watch.glance.dropped == len(NEWS) - 1
    watched.bank.between.before.clear()
    await watched.step()
    assert await watched.told() == list(NEWS), "the last window still shows them all"


async def test_what_a_failed_over_redis_lost_is_offered_again_though_the_page_stands_still(
    watched: Watched,
) -> None:
    await watched.step()
    client: Any = watched.bank.store.connection.client
    keys = await client.keys("*")
    before = {key: await client.dump(key) for key in keys}
    watched.site.push(NEWS[0])
    await watched.step()
    assert await watched.told() == [NEWS[0]]
    await client.flushall()
    for key, packed in before.items():
        await client.restore(key, 0, packed)
    assert await watched.told() == []
    watched.bank.river.forget()
    await watched.step()
    assert await watched.told() == [NEWS[0]]
    assert not watched.bank.river.owes(watched.source.name)


async def test_adrift_it_polls_and_commits_nothing(watched: Watched) -> None:
    await watched.step()
    watched.post.held, watched.post.adrift = False, True
    watched.site.push(NEWS[0])
    await watched.step()
    assert await watched.told() == []
    watched.post.held, watched.post.adrift = True, False
    await watched.step()
    assert await watched.told() == [NEWS[0]]


async def test_who_lost_the_role_stands_down_at_once(watched: Watched) -> None:
    await watched.step()
    await watched.bank.store.leases.release(Role.WATCHER, LEASE)
    await watched.bank.take("another")
    watched.site.push(NEWS[0])
    await watched.step()
    assert not watched.post.held
    assert await watched.step() == STANDBY_S
    assert await watched.told() == []


async def test_trouble_is_told_once_and_its_end_once(watched: Watched) -> None:
    await watched.step()
    watched.site.mode = Mode.ERROR_500
    waits = [await watched.step(60) for _ in range(4)]
    assert watched.watch.glance.health.state is State.UNREACHABLE
    assert waits == sorted(waits)
    watched.site.mode = Mode.OK
    watched.site.push(NEWS[0])
    await watched.step(600)
    assert await watched.told() == [NEWS[0]]
    assert [(notice.state, notice.over) for notice in watched.notices] == [
        (State.UNREACHABLE, False),
        (State.UNREACHABLE, True),
    ]
    assert watched.states[-1] is State.OK
    assert (await watched.bank.log())[0].late


async def test_an_unchanged_page_is_asked_for_by_its_tag(watched: Watched) -> None:
    for _ in range(3):
        await watched.step()
    assert [asked.status for asked in watched.site.requests] == [200, 304, 304]


async def test_a_trouble_that_was_told_is_not_told_again_after_a_restart_and_its_end_is_told_once(
    watched: Watched,
) -> None:
    await watched.step()
    watched.site.mode = Mode.ERROR_500
    await watched.step(60)
    for mode in (Mode.ERROR_500, Mode.FORBIDDEN):
        watched.site.mode = mode
        watched.another()
        for _ in range(3):
            await watched.step(900)
    assert [notice.over for notice in watched.notices] == [False]
    watched.site.mode = Mode.OK
    for _ in range(2):
        watched.another()
        for _ in range(3):
            await watched.step(900)
    assert [notice.over for notice in watched.notices] == [False, True]
    assert "well again" in watched.notices[1].text


async def test_what_was_told_before_is_known_as_soon_as_redis_is_back(watched: Watched) -> None:
    await watched.step()
    watched.site.mode = Mode.ERROR_500
    await watched.step(60)
    assert len(watched.notices) == 1
    watched.another()
    watched.post.held, watched.post.adrift = False, True
    await watched.step(900)
    watched.post.held, watched.post.adrift = True, False
    await watched.step(900)
    watched.site.mode = Mode.OK
    await watched.step(900)
    assert [notice.over for notice in watched.notices][-1] is True
