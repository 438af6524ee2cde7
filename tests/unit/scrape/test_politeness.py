"""What a site may expect of us, word for word, seen from the site's side."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import format_datetime

import pytest

from bot.ops.clock import SystemClock
from bot.ports.errors import SourceBlocked, SourceThrottled, SourceUnreachable
from bot.scrape.fetch import Fetcher
from bot.scrape.poll import Poller
from bot.scrape.readers import Readers
from bot.scrape.record import Record
from bot.scrape.schedule import JITTER, Pace, after_failure, after_success
from bot.scrape.settings import SourceSettings
from bot.scrape.window import step
from tests.fakes.clock import START_AT, FakeClock
from tests.fakes.site import Mode, TickerSite
from tests.unit.scrape.layout_lines import ENGLISH

CONTACT = "mailto:desk@example.org"


@dataclass
class Visit:
    """A site, and one source of it."""

    site: TickerSite
    fetcher: Fetcher
    readers: Readers

    def source(self, path: str = "") -> Poller:
        settings = SourceSettings("x", self.site.url + path, allow_private=True)
        return Poller(settings, self.fetcher, self.readers)


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    fetcher = Fetcher(FakeClock(), CONTACT)
    async with TickerSite(ENGLISH) as site, Readers() as readers:
        yield Visit(site, fetcher, readers)
    await fetcher.close()


async def record_of(poller: Poller) -> Record:
    polled = await poller.poll(None)
    assert polled.snapshot is not None
    return step(None, polled.snapshot, poller.settings).record


async def test_requests_are_conditional_by_tag_and_by_date(visit: Visit) -> None:
    visit.site.headers = {"Last-Modified": "Wed, 04 Mar 2026 12:00:00 GMT"}
    poller = visit.source()
    record = await record_of(poller)
    await poller.poll(record)
    asked = visit.site.requests[-1]
    assert asked.status == 304
    assert asked.headers["If-None-Match"] == record.validators.etag
    assert asked.headers["If-Modified-Since"] == "Wed, 04 Mar 2026 12:00:00 GMT"


async def test_a_question_is_conditional_only_where_the_lines_it_stands_for_are_remembered(visit: Visit) -> None:
    """Validators travel with the record, which is committed with the lines; without it the page is read anew."""
    poller = visit.source()
    await record_of(poller)
    await poller.poll(None)
    assert "If-None-Match" not in visit.site.requests[-1].headers
    other = Poller(replace(poller.settings, labels=("FLASH",)), visit.fetcher, visit.readers)
    await other.poll(await record_of(poller))
    assert "If-None-Match" not in visit.site.requests[-1].headers


async def test_one_request_at_a_time_whatever_the_sources_of_a_host(visit: Visit) -> None:
    pollers = [visit.source(path) for path in ("en", "ar", "es", "feed")]
    await asyncio.gather(*(poller.poll(None) for poller in pollers for _ in range(3)))
    assert len(visit.site.requests) == 12 + 1
    assert visit.site.most_in_flight == 1
    assert [asked.path for asked in visit.site.requests].count("/robots.txt") == 1


async def test_every_request_says_who_asks_and_where_to_complain(visit: Visit) -> None:
    await visit.source().poll(None)
    for asked in visit.site.requests:
        assert asked.headers["User-Agent"].startswith("Tocsin/")
        assert asked.headers["User-Agent"].endswith(f"(+{CONTACT})")


ROBOTS = {
    "User-agent: *\nDisallow: /\n": False,
    "User-agent: *\nDisallow: /private\n": True,
    "User-agent: Tocsin\nDisallow: /\n\nUser-agent: *\nAllow: /\n": False,
    "User-agent: *\nDisallow: /\n\nUser-agent: tocsin\nAllow: /\n": True,
    "User-agent: *\nDisallow: /*/live$\n": False,
    "User-agent: *\nDisallow: /en\nAllow: /en/live\n": True,
    "<html><body>Not found</body></html>": True,
    "": True,
}


@pytest.mark.parametrize("robots", ROBOTS)
async def test_robots_txt_decides_which_page_is_asked_for(visit: Visit, robots: str) -> None:
    visit.site.robots = robots
    poller = visit.source("en/live")
    if ROBOTS[robots]:
        await poller.poll(None)
    else:
        with pytest.raises(SourceBlocked, match=r"robots\.txt"):
            await poller.poll(None)
    paths = [asked.path for asked in visit.site.requests]
    assert paths == ["/robots.txt", *(["/en/live"] if ROBOTS[robots] else [])]


async def test_the_page_that_a_redirect_leads_to_must_be_allowed_too(visit: Visit) -> None:
    visit.site.robots = "User-agent: *\nDisallow: /closed\n"
    visit.site.mode, visit.site.location = Mode.REDIRECT, "/closed"
    with pytest.raises(SourceBlocked, match=r"forbids /closed"):
        await visit.source().poll(None)
    assert "/closed" not in [asked.path for asked in visit.site.requests]


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_while_robots_txt_cannot_be_had_nothing_is_asked_for(visit: Visit, status: int) -> None:
    visit.site.robots_status = status
    with pytest.raises((SourceUnreachable, SourceThrottled)):
        await visit.source().poll(None)
    assert [asked.path for asked in visit.site.requests] == ["/robots.txt"]


async def test_the_crawl_delay_is_kept_between_polls(visit: Visit) -> None:
    visit.site.robots = "User-agent: *\nCrawl-delay: 45\n"
    polled = await visit.source().poll(None)
    pace = after_success(Pace(), START_AT, visit.source().settings, jitter=0.0, crawl_delay=polled.crawl_delay)
    assert pace.next_at == START_AT + timedelta(seconds=45)


@pytest.mark.parametrize("form", ["600", "date"])
async def test_retry_after_is_kept_in_both_forms(form: str) -> None:
    clock = SystemClock()
    fetcher = Fetcher(clock)
    async with TickerSite(ENGLISH) as site, Readers() as readers:
        visit = Visit(site, fetcher, readers)
        site.mode = Mode.THROTTLED
        at = clock.now() + timedelta(seconds=600)
        site.retry_after = format_datetime(at, usegmt=True) if form == "date" else form
        with pytest.raises(SourceThrottled) as caught:
            await visit.source().poll(None)
        pace = after_failure(Pace(), START_AT, visit.source().settings, caught.value, jitter=0.0)
    await fetcher.close()
    assert pace.next_at is not None
    assert timedelta(seconds=590) <= pace.next_at - START_AT <= timedelta(seconds=600)


async def test_what_a_cache_will_go_on_saying_is_not_asked_again(visit: Visit) -> None:
    visit.site.headers = {"Cache-Control": "public, max-age=90", "Age": "20"}
    poller = visit.source()
    settings = replace(poller.settings, adapt=True)
    polled = await poller.poll(None)
    assert polled.fresh_for == timedelta(seconds=70)
    pace = after_success(Pace(), START_AT, settings, jitter=0.0, fresh_for=polled.fresh_for)
    assert pace.next_at == START_AT + timedelta(seconds=70)


def test_no_two_watchers_come_at_the_same_moment() -> None:
    settings = SourceSettings("x", "https://news.example/")
    moments = {after_success(Pace(), START_AT, settings, jitter=n / 10).next_at for n in range(11)}
    assert len(moments) == 11
    error = SourceUnreachable("500")
    pauses = {after_failure(Pace(failures=3), START_AT, settings, error, jitter=n / 10).next_at for n in range(11)}
    assert len(pauses) == 11
    assert max(filter(None, moments)) <= START_AT + settings.every * (1 + JITTER)
