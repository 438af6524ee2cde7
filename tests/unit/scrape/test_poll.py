"""One poll against a site that behaves in every way a site may."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ops.clock import SystemClock
from bot.ports.errors import (
    SourceBlocked,
    SourceBroken,
    SourceError,
    SourceOversized,
    SourceThrottled,
    SourceUnreachable,
)
from bot.scrape.fetch import Fetcher
from bot.scrape.poll import Poller
from bot.scrape.readers import Readers
from bot.scrape.settings import SourceSettings
from bot.scrape.window import step
from tests.fakes.site import Mode, TickerSite
from tests.unit.scrape.layout_lines import ENGLISH


@pytest.fixture
async def site() -> AsyncIterator[TickerSite]:
    async with TickerSite(ENGLISH) as running:
        yield running


@pytest.fixture
async def poller(site: TickerSite) -> AsyncIterator[Poller]:
    fetcher = Fetcher(SystemClock(), "ops@example.org")
    settings = SourceSettings("x", site.url, allow_private=True, deadline=timedelta(seconds=0.7))
    async with Readers() as readers:
        yield Poller(settings, fetcher, readers)
    await fetcher.close()


async def test_lines_then_not_modified(site: TickerSite, poller: Poller) -> None:
    polled = await poller.poll(None)
    assert polled.snapshot is not None
    assert [line.text for line in polled.snapshot.lines] == list(ENGLISH)
    record = step(None, polled.snapshot, poller.settings).record
    assert (await poller.poll(record)).snapshot is None
    assert site.requests[-1].status == 304
    assert site.requests[-1].headers["User-Agent"].endswith("(+ops@example.org)")


FAILURES: dict[Mode, type[SourceError]] = {
    Mode.FORBIDDEN: SourceBlocked,
    Mode.CHALLENGE: SourceBlocked,
    Mode.THROTTLED: SourceThrottled,
    Mode.ERROR_500: SourceUnreachable,
    Mode.UNAVAILABLE: SourceUnreachable,
    Mode.SILENT: SourceUnreachable,
    Mode.DRIP: SourceUnreachable,
    Mode.CUT: SourceUnreachable,
    Mode.HUGE: SourceOversized,
    Mode.CHANGED: SourceBroken,
    Mode.REDIRECT: SourceBroken,
}


@pytest.mark.parametrize("mode", FAILURES)
async def test_each_failure_has_its_error(site: TickerSite, poller: Poller, mode: Mode) -> None:
    site.mode = mode
    with pytest.raises(FAILURES[mode]):
        await poller.poll(None)


async def test_the_wait_asked_for_is_kept(site: TickerSite, poller: Poller) -> None:
    site.mode = Mode.THROTTLED
    with pytest.raises(SourceThrottled) as caught:
        await poller.poll(None)
    assert caught.value.retry_after == timedelta(seconds=7)


async def test_robots_txt_is_obeyed(site: TickerSite, poller: Poller) -> None:
    site.robots = "User-agent: *\nDisallow: /\n"
    with pytest.raises(SourceBlocked, match="robots"):
        await poller.poll(None)


async def test_private_addresses_are_refused(site: TickerSite, poller: Poller) -> None:
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", ".".join("0000"), "127.1", "2130706433"):
        settings = replace(poller.settings, url=f"http://{host}:{site.port}/", allow_private=False)
        with pytest.raises(SourceUnreachable, match="private"):
            await Poller(settings, poller._fetcher, poller._readers).poll(None)
    assert site.requests == []


async def test_a_redirect_to_another_private_host_is_refused(site: TickerSite, poller: Poller) -> None:
    site.mode = Mode.REDIRECT
    site.location = f"http://127.0.0.2:{site.port}/"
    with pytest.raises(SourceUnreachable, match="private"):
        await poller.poll(None)


async def test_one_request_at_a_time_per_host(site: TickerSite, poller: Poller) -> None:
    await asyncio.gather(*(poller.poll(None) for _ in range(6)))
    assert site.most_in_flight == 1


async def test_a_page_too_deep_ends_at_the_deadline_and_holds_nobody_up(site: TickerSite, poller: Poller) -> None:
    site.body = b"<div>" * 100_000
    hostile = Poller(
        replace(poller.settings, parse_deadline=timedelta(seconds=1.5)), poller._fetcher, poller._readers
    )
    burning = asyncio.create_task(hostile.poll(None))
    async with TickerSite(ENGLISH) as other:
        calm = Poller(replace(poller.settings, url=other.url), poller._fetcher, poller._readers)
        assert (await calm.poll(None)).snapshot is not None
        assert not burning.done()
    with pytest.raises(SourceOversized):
        await burning
