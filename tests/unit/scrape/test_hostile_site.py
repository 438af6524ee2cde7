"""Sites that redirect, lie and rebind: what is refused, and what never leaves for another host."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta

import brotli
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.ops.clock import SystemClock
from bot.ops.secret import Secret
from bot.ports.errors import SourceBroken, SourceError, SourceOversized, SourceThrottled, SourceUnreachable
from bot.scrape.fetch import HOPS_MOST, Fetcher
from bot.scrape.guard import GuardedResolver, RefusedAddress, guarded_socket, is_public
from bot.scrape.poll import Polled, Poller
from bot.scrape.readers import Readers
from bot.scrape.record import Validators
from bot.scrape.settings import SourceSettings
from tests.fakes.clock import FakeClock
from tests.fakes.site import Mode, TickerSite
from tests.unit.scrape.layout_lines import ENGLISH

PUBLIC = "93.184.215.14"


class Names(AbstractResolver):
    """A name server under somebody else's hand: one list of addresses per question."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0)
            for each in self.answers.pop(0)
        ]

    async def close(self) -> None:
        return


@pytest.fixture
async def site() -> AsyncIterator[TickerSite]:
    async with TickerSite(ENGLISH) as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    one = Fetcher(SystemClock())
    yield one
    await one.close()


def source(site: TickerSite) -> SourceSettings:
    return SourceSettings("x", site.url, allow_private=True, deadline=timedelta(seconds=5))


@pytest.mark.parametrize("answer", [["127.0.0.1"], ["10.0.0.8", "127.0.0.1"], ["169.254.169.254"], []])
async def test_a_name_that_leads_inside_is_never_connected_to(site: TickerSite, answer: list[str]) -> None:
    names = Names(answer)
    fetcher = Fetcher(SystemClock(), resolver=names)
    settings = SourceSettings("x", f"http://rebound.example:{site.port}/", robots=False)
    with pytest.raises(SourceUnreachable):
        await fetcher.fetch(settings)
    assert names.asked == ["rebound.example"]
    assert site.requests == []
    await fetcher.close()


async def test_a_name_that_rebinds_is_judged_by_each_answer() -> None:
    resolver = GuardedResolver(Names([PUBLIC, "127.0.0.1"], ["192.168.1.1"]))
    assert [each["host"] for each in await resolver.resolve("rebound.example")] == [PUBLIC]
    with pytest.raises(RefusedAddress):
        await resolver.resolve("rebound.example")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:10.0.0.1", "fe80::1", "169.254.169.254", "::"])
def test_no_socket_is_made_for_a_private_address(address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with pytest.raises(RefusedAddress):
        guarded_socket((family, socket.SOCK_STREAM, 0, "", (address, 80)))


def test_public_addresses_are_those_of_the_open_internet() -> None:
    for open_one in (PUBLIC, "2606:4700::1111", "64:ff9b::5db8:d70e"):
        assert is_public(open_one)
    for closed in ("100.64.0.1", "192.0.2.1", "224.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "fc00::1", "x", ""):
        assert not is_public(closed)


async def test_a_loop_of_redirects_ends(site: TickerSite, fetcher: Fetcher) -> None:
    site.mode = Mode.REDIRECT
    with pytest.raises(SourceBroken, match="redirects more than"):
        await fetcher.fetch(replace(source(site), robots=False))
    assert len(site.requests) == HOPS_MOST + 1


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.example/", "data:,x"])
async def test_a_redirect_to_what_is_no_page_is_not_followed(
    site: TickerSite, fetcher: Fetcher, target: str
) -> None:
    site.mode, site.location = Mode.REDIRECT, target
    with pytest.raises(SourceError):
        await fetcher.fetch(source(site))
    assert len(site.requests) <= 2


async def test_nothing_of_ours_travels_to_another_origin(site: TickerSite, fetcher: Fetcher) -> None:
    async with TickerSite(ENGLISH) as other:
        site.mode = Mode.REDIRECT
        site.location = f"http://user:word@127.0.0.1:{other.port}/there"
        site.headers = {"Set-Cookie": "a=b; Path=/"}
        kept = Validators('"secret-tag"', "Wed, 04 Mar 2026 12:00:00 GMT", "x")
        answer = await fetcher.fetch(source(site), kept)
    page = [asked for asked in other.requests if asked.path == "/there"]
    assert answer.url.endswith("/there")
    assert site.requests[-1].headers["If-None-Match"] == '"secret-tag"'
    assert len(page) == 1
    assert not {"If-None-Match", "If-Modified-Since", "Authorization", "Cookie", "Referer"} & set(page[0].headers)


async def test_cookies_are_not_kept(site: TickerSite, fetcher: Fetcher) -> None:
    site.headers = {"Set-Cookie": "a=b; Path=/"}
    await fetcher.fetch(source(site))
    await fetcher.fetch(source(site))
    assert all("Cookie" not in asked.headers for asked in site.requests)


LIES: dict[str, tuple[dict[str, str], bytes | None, type[SourceError]]] = {
    "compressed, and it is not": ({"Content-Encoding": "gzip"}, None, SourceUnreachable),
    "an encoding nobody asked for": ({"Content-Encoding": "zstd"}, None, SourceUnreachable),
    "a picture": ({"Content-Type": "image/png"}, None, SourceBroken),
    "larger than allowed": ({}, b" " * 5_000_000, SourceOversized),
    "a bomb of brotli": ({"Content-Encoding": "br"}, brotli.compress(bytes(16_000_000)), SourceOversized),
    "a header without end": ({"X-Long": "x" * 100_000}, None, SourceUnreachable),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
async def test_headers_that_lie(
    site: TickerSite, fetcher: Fetcher, lie: tuple[dict[str, str], bytes | None, type[SourceError]]
) -> None:
    site.headers, site.body, expected = lie
    with pytest.raises(expected):
        await fetcher.fetch(source(site))


async def test_not_modified_is_no_answer_to_a_plain_request(fetcher: Fetcher) -> None:
    async def lie(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(lie, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        settings = SourceSettings("x", f"http://127.0.0.1:{port}/", allow_private=True, robots=False)
        with pytest.raises(SourceBroken, match="unconditional"):
            await fetcher.fetch(settings)


async def test_a_page_cut_short_with_a_length_that_agrees_is_broken(site: TickerSite, fetcher: Fetcher) -> None:
    async with Readers() as readers:
        poller = Poller(source(site), fetcher, readers)
        assert (await poller.poll(None)).snapshot is not None
        site.body = site.page()[: site.page().index(b"Geneva")]
        with pytest.raises(SourceBroken, match="ends in the middle"):
            await poller.poll(None)


async def test_robots_that_cannot_be_had_forbid_until_a_copy_is_known(site: TickerSite) -> None:
    clock = FakeClock()
    fetcher = Fetcher(clock)
    site.robots_status = 500
    with pytest.raises(SourceUnreachable, match=r"robots\.txt could not be had"):
        await fetcher.fetch(source(site))
    site.robots_status = 429
    with pytest.raises(SourceThrottled):
        await fetcher.fetch(source(site))
    assert [asked.path for asked in site.requests] == ["/robots.txt"] * 2
    site.robots = "User-agent: Tocsin\nCrawl-delay: 30\n"
    assert (await fetcher.fetch(source(site))).crawl_delay == timedelta(seconds=30)
    site.robots, site.robots_status = None, 503
    clock.advance(2 * 3600)
    assert (await fetcher.fetch(source(site))).crawl_delay == timedelta(seconds=30)
    await fetcher.close()


async def test_a_proxy_is_asked_for_the_page_and_its_password_told_to_nobody_else(fetcher: Fetcher) -> None:
    async with TickerSite(ENGLISH) as proxy:
        word = Secret(f"http://me:pass-word@127.0.0.1:{proxy.port}")
        settings = SourceSettings("x", "http://news.example/front", proxy=word)
        answer = await fetcher.fetch(settings)
        asked = proxy.requests[-1]
        assert ENGLISH[0].encode() in answer.body
        assert asked.headers["Host"] == "news.example"
        assert asked.headers["Proxy-Authorization"].startswith("Basic ")
        with pytest.raises(SourceUnreachable, match="private"):
            await fetcher.fetch(replace(settings, url="http://10.0.0.1/"))
    with pytest.raises(SourceUnreachable) as caught:
        await fetcher.fetch(settings)
    assert "pass-word" not in f"{caught.value!r} {settings!r}"


BOMBS = {
    "deep": b"<div>" * 100_000,
    "wide": b"<i></i>" * 300_000,
    "attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(60_000)) + b">BREAKING",
    "options": b"<b>BREAKING</b><select>" + b"<option>x" * 200_000,
    "formatting": b"<a><b>" * 30_000,
    "labels": b"<b>BREAKING</b><p>" * 40_000,
}


async def test_bombs_of_markup_end_and_hold_nobody_up(site: TickerSite, fetcher: Fetcher) -> None:
    """Whatever they are read as, they end by the deadline; meanwhile pages of another source are read."""
    async with Readers() as readers, TickerSite(ENGLISH) as other:
        calm = Poller(source(other), fetcher, readers)
        for bomb in BOMBS.values():
            site.body = bomb
            settings = replace(source(site), parse_deadline=timedelta(seconds=0.4))
            burning = asyncio.create_task(Poller(settings, fetcher, readers).poll(None))
            other.push(f"Minister number {len(other.lines)} speaks in the assembly")
            shown = await calm.poll(None)
            assert shown.snapshot is not None
            assert shown.snapshot.lines[0].text == other.lines[0]
            (outcome,) = await asyncio.gather(burning, return_exceptions=True)
            assert isinstance(outcome, SourceError | Polled)
            assert isinstance(outcome, SourceError) or (outcome.snapshot and outcome.snapshot.lines == ())
