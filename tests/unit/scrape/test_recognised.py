"""Every failure of a site, seen through real polls: its state within three of them; a quiet night raises none."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.ops.clock import SystemClock
from bot.ports.errors import SourceError
from bot.scrape.fetch import Fetcher
from bot.scrape.poll import Poller
from bot.scrape.readers import Readers
from bot.scrape.record import Record
from bot.scrape.settings import SourceSettings
from bot.scrape.states import Health, Notice, Shown, State, after_error, after_poll, wants_links
from bot.scrape.window import step, unchanged
from tests.fakes.clock import START_AT
from tests.fakes.site import Mode, TickerSite
from tests.unit.scrape.layout_lines import ENGLISH


@dataclass
class Watch:
    """Polls a site every 20 s of a clock of its own."""

    site: TickerSite
    poller: Poller
    health: Health = field(default_factory=Health)
    record: Record | None = None
    polls: int = 0
    notices: list[Notice] = field(default_factory=list)

    async def poll(self) -> State:
        settings = self.poller.settings
        now = START_AT + self.polls * settings.every
        self.polls += 1
        links = wants_links(self.health, now, settings)
        try:
            polled = await self.poller.poll(self.record, links=links)
        except SourceError as error:
            self.health, notices = after_error(self.health, error, now, settings)
        else:
            shown = Shown(None)
            if polled.snapshot is None:
                assert self.record is not None
                self.record = unchanged(self.record, now, settings).record
            else:
                made = step(self.record, replace(polled.snapshot, at=now), settings)
                self.record = made.record
                lines = len(polled.snapshot.lines)
                shown = Shown(lines, len(made.headlines), gap=made.gap, links=polled.links)
            self.health, notices = after_poll(self.health, shown, now, settings)
        self.notices += notices
        return self.health.state


@pytest.fixture
async def watch() -> AsyncIterator[Watch]:
    fetcher = Fetcher(SystemClock())
    async with Readers() as readers, TickerSite(ENGLISH) as site:
        settings = SourceSettings("x", site.url, allow_private=True, deadline=timedelta(seconds=0.4))
        yield Watch(site, Poller(settings, fetcher, readers))
    await fetcher.close()


STATES = {
    Mode.EMPTY: State.EMPTY,
    Mode.FORBIDDEN: State.BLOCKED,
    Mode.CHALLENGE: State.BLOCKED,
    Mode.THROTTLED: State.THROTTLED,
    Mode.ERROR_500: State.UNREACHABLE,
    Mode.UNAVAILABLE: State.UNREACHABLE,
    Mode.SILENT: State.UNREACHABLE,
    Mode.DRIP: State.UNREACHABLE,
    Mode.CUT: State.UNREACHABLE,
    Mode.CHANGED: State.BROKEN,
    Mode.HUGE: State.BROKEN,
}


@pytest.mark.parametrize("mode", STATES)
async def test_each_failure_is_recognised_within_three_polls_and_so_is_its_end(watch: Watch, mode: Mode) -> None:
    assert await watch.poll() is State.OK
    watch.site.mode = mode
    assert STATES[mode] in [await watch.poll() for _ in range(3)]
    watch.site.mode = Mode.OK
    watch.site.push("Port captain: The northern basin is open to ships again")
    assert State.OK in [await watch.poll() for _ in range(3)]


async def test_robots_and_a_site_that_is_down_are_recognised(watch: Watch) -> None:
    await watch.poll()
    await watch.site.stop()
    assert State.UNREACHABLE in [await watch.poll() for _ in range(3)]
    await watch.site.start()
    assert State.OK in [await watch.poll() for _ in range(3)]


async def test_a_turnover_is_a_gap_and_the_next_poll_is_well(watch: Watch) -> None:
    await watch.poll()
    watch.site.push(*(f"Minister number {n} speaks in the assembly of the north" for n in range(12)))
    assert await watch.poll() is State.GAP
    assert [notice.state for notice in watch.notices] == [State.GAP]
    assert await watch.poll() is State.OK


async def test_a_frozen_ticker_is_recognised_once_the_site_has_moved_on(watch: Watch) -> None:
    after = replace(
        watch.poller.settings.notice_after, frozen=timedelta(minutes=40), frozen_links=4, quiet=timedelta(hours=5)
    )
    watch.poller.settings = replace(watch.poller.settings, notice_after=after)
    ticker = watch.site.page().decode()
    states: list[State] = []
    for n in range(150):
        fresh = "".join(f"<a href='/fresh/{each}'>x</a>" for each in range(n // 10))
        watch.site.body = ticker.replace("<main>", f"<main>{fresh}").encode()
        states.append(await watch.poll())
    assert State.FROZEN in states
    assert states.index(State.FROZEN) <= 120 + 3
    assert [notice.state for notice in watch.notices] == [State.FROZEN]


async def test_a_frozen_source_without_links_of_its_own_is_told_by_the_front_page(watch: Watch) -> None:
    """A bare ticker: the links that move are on the site's front page, which is asked for now and then."""
    after = replace(
        watch.poller.settings.notice_after, frozen=timedelta(minutes=40), frozen_links=4, quiet=timedelta(hours=5)
    )
    site = watch.site
    watch.poller.settings = replace(watch.poller.settings, url=f"{site.url}ticker", notice_after=after)
    ticker = "<b>BREAKING</b><ul>" + "".join(f"<li>{line}</li>" for line in ENGLISH[:4]) + "</ul></body>"
    site.bodies["/ticker"] = f"<html><body>{ticker}</html>".encode()
    states: list[State] = []
    for n in range(150):
        fresh = "".join(f"<a href='/fresh/{each}'>x</a>" for each in range(n // 10))
        site.body = f"<html><body><h1>Harbour</h1>{fresh}</body></html>".encode()
        states.append(await watch.poll())
    assert states.index(State.FROZEN) <= 120 + 3
    assert [notice.state for notice in watch.notices] == [State.FROZEN]
    assert sum(asked.path == "/" for asked in site.requests) <= 6


async def test_a_quiet_night_raises_nothing(watch: Watch) -> None:
    """Eight hours without a line; the rest of the page hardly moves. Nobody is told."""
    settings = replace(watch.poller.settings, every=timedelta(minutes=2))
    watch.poller.settings = settings
    ticker = watch.site.page().decode()
    states = set()
    for n in range(240):
        if n % 60 == 30:
            watch.site.body = ticker.replace("<main>", f"<main><a href='/night/{n}'>x</a>").encode()
        states.add(await watch.poll())
    assert states == {State.OK, State.QUIET}
    assert watch.notices == []
