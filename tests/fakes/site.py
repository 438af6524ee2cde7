"""A ticker site on loopback: a scripted window of lines, and every way in which a site may misbehave.

    async with TickerSite(["newest", "older"]) as site:
        site.push("newer still")
        site.mode = Mode.ERROR_500

It speaks real HTTP over a socket. `site.url` is the front page; `site.requests` keeps what was asked.
"""

import asyncio
import gzip
import hashlib
import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import TracebackType
from typing import Self

from aiohttp import web

Layout = Callable[[Sequence[str]], str]


class Mode(StrEnum):
    """OK: 200, or 304 when the page is unchanged. SILENT: never answers. DRIP: a byte now and then.

    EMPTY: a page without the ticker. CHANGED: other mark-up, the ticker not recognisable.
    HUGE: gzip that expands to 64 MB. CUT: the connection closes in the middle of the page.
    """

    OK = "ok"
    NO_VALIDATORS = "no_validators"
    FORBIDDEN = "403"
    THROTTLED = "429"
    ERROR_500 = "500"
    UNAVAILABLE = "503"
    CHALLENGE = "challenge"
    SILENT = "silent"
    DRIP = "drip"
    HUGE = "huge"
    CUT = "cut"
    EMPTY = "empty"
    CHANGED = "changed"
    REDIRECT = "redirect"


@dataclass(frozen=True, slots=True)
class Asked:
    path: str
    headers: dict[str, str]
    status: int


def list_layout(lines: Sequence[str]) -> str:
    """A page in the manner of a news site: navigation, the label and its lines, an article, more lists."""
    items = "\n".join(f"<li><a href='/news/{n}'>{html.escape(line)}</a></li>" for n, line in enumerate(lines))
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour News</title></head><body>
<nav><ul><li><a href="/p">Politics</a></li><li><a href="/e">Economy</a></li><li><a href="/s">Sports</a></li></ul>
<ul><li><a>Africa</a></li><li><a>Asia</a></li><li><a>Latin America</a></li><li><a>MENA</a></li></ul></nav>
<div class="bar"><span class="tag">BREAKING</span><div class="track"><ul>{items}</ul></div></div>
<main><article><h1>Port authority reopens the northern basin after a week of repairs</h1>
<p>The northern basin was closed after a storm. It reopened on Monday, officials said.</p>
<p>Ships had waited for days. The first of them entered in the morning.</p></article>
<aside><h3>Most read</h3><ul><li><a href="/m/1">How the old lighthouse came to be a museum of the sea</a></li>
<li><a href="/m/2">Five walks along the coast for a quiet weekend in spring</a></li>
<li><a href="/m/3">The last of the net makers tells of sixty years of work</a></li></ul></aside></main>
</body></html>"""


@cache
def _bomb() -> bytes:
    return gzip.compress(bytes(64 * 1024 * 1024), 1)


class TickerSite:
    """The site. `lines` newest first, at most `window` of them shown. Change the attributes while it runs."""

    def __init__(self, lines: Sequence[str] = (), window: int = 10, layout: Layout = list_layout) -> None:
        self.lines = list(lines)
        self.window = window
        self.layout = layout
        self.mode = Mode.OK
        self.retry_after = "7"
        self.robots: str | None = None
        self.robots_status = 404
        self.headers: dict[str, str] = {}
        self.location = "/"
        self.body: bytes | None = None
        self.bodies: dict[str, bytes] = {}
        self.content_type = "text/html; charset=utf-8"
        self.requests: list[Asked] = []
        self.in_flight = 0
        self.most_in_flight = 0
        self.released = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def push(self, *lines: str) -> None:
        """Put lines on top, the last argument the newest."""
        for line in lines:
            self.lines.insert(0, line)

    def retype(self, old: str, new: str) -> None:
        self.lines[self.lines.index(old)] = new

    def withdraw(self, line: str) -> None:
        self.lines.remove(line)

    def page(self) -> bytes:
        if self.body is not None:
            return self.body
        if self.mode is Mode.EMPTY:
            return b"<html><body><nav><ul><li>Politics</li></ul></nav><h1>An article</h1></body></html>"
        if self.mode is Mode.CHANGED:
            return b"<html><body><div id='app'></div><b>BREAKING</b><h1>Welcome to our new site</h1></body></html>"
        return self.layout(self.lines[: self.window]).encode()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start (again, on the same port after a stop)."""
        await self.__aenter__()

    async def stop(self) -> None:
        """Refuse connections from now on, as a server that is down does."""
        self.released.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self.released = asyncio.Event()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            response = await self._chosen(request)
        finally:
            self.in_flight -= 1
        self.requests.append(Asked(request.path, dict(request.headers), response.status))
        return response

    async def _chosen(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/robots.txt":
            return (
                web.Response(text=self.robots)
                if self.robots is not None
                else web.Response(status=self.robots_status)
            )
        streams = {Mode.SILENT: self._silent, Mode.DRIP: self._drip, Mode.CUT: self._cut}
        if self.mode in streams:
            return await streams[self.mode](request)
        return self._refusal() or self._shown(request)

    def _refusal(self) -> web.Response | None:
        match self.mode:
            case Mode.FORBIDDEN:
                return web.Response(status=403, text="Forbidden")
            case Mode.THROTTLED:
                return web.Response(status=429, headers={"Retry-After": self.retry_after})
            case Mode.ERROR_500:
                return web.Response(status=500, text="Internal Server Error")
            case Mode.UNAVAILABLE:
                return web.Response(status=503, text="Service Unavailable")
            case Mode.CHALLENGE:
                text = "<html><head><title>Just a moment...</title></head><body></body></html>"
                return web.Response(text=text, content_type="text/html", headers={"cf-mitigated": "challenge"})
            case Mode.HUGE:
                headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
                return web.Response(body=_bomb(), headers=headers)
            case Mode.REDIRECT:
                return web.Response(status=302, headers={"Location": self.location})
            case _:
                return None

    def _shown(self, request: web.Request) -> web.Response:
        body = self.bodies.get(request.path) or self.page()
        tag = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
        headers = {"Content-Type": self.content_type, **self.headers}
        if self.mode is not Mode.NO_VALIDATORS:
            headers["ETag"] = tag
            if request.headers.get("If-None-Match") == tag:
                return web.Response(status=304, headers={"ETag": tag})
        return web.Response(body=body, headers=headers)

    async def _silent(self, request: web.Request) -> web.StreamResponse:
        await self.released.wait()
        return web.Response(status=500)

    async def _drip(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        while not self.released.is_set():
            try:
                await response.write(b" ")
                await asyncio.wait_for(self.released.wait(), 0.05)
            except TimeoutError:
                continue
            except ConnectionError:
                break
        return response

    async def _cut(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": self.content_type})
        response.force_close()
        if self.headers.get("X-Fake") != "chunked":
            response.headers["Content-Length"] = str(len(self.page()))
        await response.prepare(request)
        await response.write(self.page()[: len(self.page()) // 2])
        if request.transport is not None:
            request.transport.close()
        return response
