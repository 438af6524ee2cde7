"""Exchanges that lie, drip, stop and lead astray, each class by its name, on real sockets."""

import asyncio
import gzip
import time
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import brotli
import pytest
from yarl import URL

from bot.ops.clock import SystemClock
from bot.ports.errors import SourceBroken, SourceError, SourceOversized, SourceUnreachable
from bot.scrape.fetch import Fetcher
from bot.scrape.guard import is_public
from bot.scrape.poll import Poller
from bot.scrape.readers import Readers
from bot.scrape.settings import SourceSettings
from tests.fakes.site import Mode, TickerSite
from tests.unit.scrape.layout_lines import ENGLISH

Answer = Callable[[asyncio.StreamWriter], object]


@asynccontextmanager
async def server(*pieces: bytes, pause_s: float = 0.0) -> AsyncIterator[SourceSettings]:
    """A server that says these bytes to every request, one piece after another, and closes."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(pause_s)
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as running:
        port = running.sockets[0].getsockname()[1]
        yield SourceSettings(
            "x",
            f"http://127.0.0.1:{port}/",
            allow_private=True,
            robots=False,
            deadline=timedelta(seconds=0.5),
            max_bytes=200_000,
        )


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    one = Fetcher(SystemClock())
    yield one
    await one.close()


def head(*lines: str) -> bytes:
    return "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *lines, "", "")).encode()


BOMB = bytes(20_000_000)
LIES: dict[str, tuple[tuple[bytes, ...], type[SourceError]]] = {
    "a bomb of gzip": ((head("Content-Encoding: gzip"), gzip.compress(BOMB)), SourceOversized),
    "a bomb of deflate": ((head("Content-Encoding: deflate"), zlib.compress(BOMB)), SourceOversized),
    "a bomb of brotli": ((head("Content-Encoding: br"), brotli.compress(BOMB)), SourceOversized),
    "zstd, which was not asked for": ((head("Content-Encoding: zstd"), b"\x28\xb5\x2f\xfd"), SourceUnreachable),
    "packed twice": (
        (head("Content-Encoding: gzip, gzip"), gzip.compress(gzip.compress(b"<html></html>"))),
        SourceUnreachable,
    ),
    "a length too long": ((head("Content-Length: 5000"), b"<html><body>x"), SourceUnreachable),
    "a length that is none": ((head("Content-Length: many"), b"<html></html>"), SourceUnreachable),
    "a length below nought": ((head("Content-Length: -5"), b"<html></html>"), SourceUnreachable),
    "a length of a terabyte": ((head("Content-Length: 1099511627776"), b"<html>"), SourceOversized),
    "two lengths": ((head("Content-Length: 5", "Content-Length: 9"), b"<html></html>"), SourceUnreachable),
    "chunks that end in the middle": ((head("Transfer-Encoding: chunked"), b"400\r\n<html>"), SourceUnreachable),
    "a chunk of a size that is none": (
        (head("Transfer-Encoding: chunked"), b"zz\r\n<html></html>\r\n0\r\n\r\n"),
        SourceUnreachable,
    ),
    "compressed and cut": (
        (head("Content-Encoding: gzip"), gzip.compress(b"<html>" * 90)[:-9]),
        SourceUnreachable,
    ),
    "no HTTP at all": ((b"SSH-2.0-OpenSSH_9.6\r\n",), SourceUnreachable),
    "nothing": ((), SourceUnreachable),
    "ten thousand headers": ((head(*(f"X-{n}: y" for n in range(10_000))),), SourceUnreachable),
    "a film": ((head("Content-Type: video/mp4").replace(b"Content-Type: text/html\r\n", b""),), SourceBroken),
    "a redirect to nowhere": ((b"HTTP/1.1 302 Found\r\nLocation: http://\r\n\r\n",), SourceError),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
async def test_each_lie_is_an_error_of_its_kind(
    fetcher: Fetcher, lie: tuple[tuple[bytes, ...], type[SourceError]]
) -> None:
    pieces, expected = lie
    async with server(*pieces) as settings:
        began = time.perf_counter()
        with pytest.raises(expected):
            await fetcher.fetch(settings)
        assert time.perf_counter() - began < 3


DRIPS = {
    "headers": (b"HTTP/1.1 200 OK\r\n", *(b"X-%d: y\r\n" % n for n in range(200))),
    "a body": (head("Content-Length: 900"), *(b" " for _ in range(200))),
    "gzip": (head("Content-Encoding: gzip"), *(gzip.compress(BOMB)[n : n + 1] for n in range(200))),
    "chunks": (head("Transfer-Encoding: chunked"), *(b"1\r\n \r\n" for _ in range(200))),
}


@pytest.mark.parametrize("pieces", DRIPS.values(), ids=DRIPS.keys())
async def test_what_drips_ends_at_the_deadline(fetcher: Fetcher, pieces: tuple[bytes, ...]) -> None:
    async with server(*pieces, pause_s=0.05) as settings:
        with pytest.raises(SourceUnreachable, match=r"within 0\.5 s"):
            await fetcher.fetch(settings)


LITERALS = (
    *("http://[::ffff:127.0.0.1]:{}/", "http://[::ffff:7f00:1]:{}/", "http://[64:ff9b::7f00:1]:{}/"),
    *("http://[::]:{}/", "http://[::1]:{}/", "http://[::127.0.0.1]:{}/", "http://[2002:7f00:1::]:{}/"),
    *("http://0177.0.0.1:{}/", "http://0x7f000001:{}/", "http://0x7f.1:{}/", "http://2130706433:{}/"),
    *(
        "http://127.1:{}/",
        "http://0:{}/",
        "http://127.0.0.1.:{}/",
        "http://localhost:{}/",
        "http://[fe80::1%25lo]:{}/",
    ),
    "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460:{}/",
)


@pytest.mark.parametrize("literal", LITERALS)
async def test_no_spelling_of_a_private_address_leads_inside(fetcher: Fetcher, literal: str) -> None:
    async with TickerSite(ENGLISH) as site:
        settings = SourceSettings("x", literal.format(site.port), robots=False, deadline=timedelta(seconds=5))
        with pytest.raises(SourceUnreachable):
            await fetcher.fetch(settings)
        site.mode, site.location = Mode.REDIRECT, literal.format(site.port)
        public = replace(settings, url=site.url, allow_private=True)
        if URL(settings.url).host != "127.0.0.1":
            with pytest.raises(SourceError):
                await fetcher.fetch(public)
        assert len(site.requests) <= 1


def test_addresses_that_carry_a_private_one_are_private() -> None:
    for inside in ("::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:a00:1::", "::10.0.0.1"):
        assert not is_public(inside)


async def test_the_password_of_a_source_goes_to_its_own_host_only(fetcher: Fetcher) -> None:
    async with TickerSite(ENGLISH) as site, TickerSite(ENGLISH) as other:
        settings = SourceSettings("x", f"http://me:word@127.0.0.1:{site.port}/", allow_private=True, robots=False)
        await fetcher.fetch(settings)
        assert site.requests[-1].headers["Authorization"].startswith("Basic ")
        site.mode, site.location = Mode.REDIRECT, f"http://127.0.0.1:{other.port}/there"
        answer = await fetcher.fetch(settings)
        assert "Authorization" not in other.requests[-1].headers
        assert "word" not in answer.url
        await site.stop()
        with pytest.raises(SourceUnreachable) as caught:
            await fetcher.fetch(settings)
        assert "word" not in str(caught.value)


async def test_a_charset_that_lies_rings_for_nothing(fetcher: Fetcher) -> None:
    """Wherever a header sends us, the lines come out as they are, or not at all."""
    async with TickerSite(ENGLISH) as site, Readers() as readers:
        settings = SourceSettings("x", site.url, allow_private=True, robots=False)
        for charset in ("utf-7", "utf-16", "utf-32", "zip", "rot13", "x" * 5000, "cp037", "undefined"):
            site.content_type = f"text/html; charset={charset}"
            poller = Poller(settings, fetcher, readers)
            try:
                polled = await poller.poll(None)
            except SourceError:
                continue
            assert polled.snapshot is not None
            assert [line.text for line in polled.snapshot.lines] == list(ENGLISH), charset
