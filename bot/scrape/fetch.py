"""The only code that asks other people's servers for pages: politely, and as if each of them were hostile.

Redirects are followed here, hop by hop, so that every address is checked and no header of ours goes to another
host; the body is read in pieces, decompressed under a cap; one deadline spans it all.
"""

import asyncio
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import version

import aiohttp
from aiohttp.abc import AbstractResolver
from multidict import CIMultiDictProxy
from yarl import URL

from bot.ops.clock import Clock
from bot.ports.errors import (
    SourceBlocked,
    SourceBroken,
    SourceError,
    SourceOversized,
    SourceUnreachable,
)
from bot.scrape.answers import fresh_for, is_challenge, refusal
from bot.scrape.bodies import BodyDamaged, BodyTooLarge, inflater
from bot.scrape.guard import GuardedResolver, RefusedAddress, guarded_socket, is_public
from bot.scrape.record import Validators
from bot.scrape.robots import SIZE_MOST, Robots
from bot.scrape.settings import SourceSettings

HOPS_MOST = 5
CONNECT_S = 8.0
NOTHING_KNOWN = Validators()
_PIECE = 16 * 1024
_CONDITIONS = frozenset(("If-None-Match", "If-Modified-Since"))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Answer:
    """A page that came. `body`: decompressed, empty when `not_modified`. `url`: where the redirects ended.

    `announced`: its length was announced or its end marked, so that it is not cut short. `fresh_for`: how long
    caches will go on giving this very answer. `crawl_delay`: what robots.txt asks for.
    """

    url: str
    body: bytes
    content_type: str
    validators: Validators
    at: datetime
    not_modified: bool = False
    announced: bool = True
    fresh_for: timedelta | None = None
    crawl_delay: timedelta | None = None


@dataclass(slots=True)
class _Exchange:
    """One fetch under way: what may still be spent on it."""

    settings: SourceSettings
    validators: Validators
    left_s: float
    most: int


class Fetcher:
    """Fetches pages. One for all sources: it sees to it that a host is asked one thing at a time.

    `contact`: an address (mail or web) where a site's people may reach whoever runs this. `resolver`: asked for
    the addresses of names, whose answers are checked; the system's when None.
    """

    def __init__(self, clock: Clock, contact: str = "", resolver: AbstractResolver | None = None) -> None:
        self._clock = clock
        self._agent = user_agent(contact)
        self._resolver = resolver
        self._sessions: dict[str, aiohttp.ClientSession] = {}
        self._hosts: dict[str, asyncio.Lock] = {}
        self._robots = Robots(clock)

    async def fetch(self, settings: SourceSettings, validators: Validators = NOTHING_KNOWN) -> Answer:
        """The page of a source. Raises a SourceError, and nothing else but CancelledError."""
        url = _url(settings.url)
        exchange = _Exchange(settings, validators, settings.deadline.total_seconds(), settings.max_bytes)
        crawl_delay: timedelta | None = None
        for _ in range(HOPS_MOST + 1):
            if settings.robots:
                crawl_delay = await self._allowed(url, settings) or crawl_delay
            answer = await self._hop(url, exchange)
            if isinstance(answer, Answer):
                return replace(answer, crawl_delay=crawl_delay)
            url = answer
        raise SourceBroken(f"the site redirects more than {HOPS_MOST} times")

    async def close(self) -> None:
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    async def _allowed(self, url: URL, settings: SourceSettings) -> timedelta | None:
        """The crawl delay that robots.txt asks for. Raises SourceBlocked when it forbids the page."""
        rules = await self._robots.rules(url, lambda site: self._robots_txt(site, settings))
        if not rules.allow(url):
            raise SourceBlocked(f"robots.txt of {url.host} forbids {url.path}")
        return rules.crawl_delay

    async def _robots_txt(self, url: URL, settings: SourceSettings) -> bytes:
        exchange = _Exchange(settings, NOTHING_KNOWN, settings.deadline.total_seconds(), SIZE_MOST)
        for _ in range(HOPS_MOST + 1):
            answer = await self._hop(url, exchange)
            if isinstance(answer, Answer):
                return answer.body
            url = answer
        raise SourceBroken("robots.txt redirects in a circle")

    async def _hop(self, url: URL, exchange: _Exchange) -> Answer | URL:
        """One request: the answer, or where it redirects to."""
        session = self._session(url, exchange.settings)
        async with self._hosts.setdefault(_asked_host(url), asyncio.Lock()):
            began_s = self._clock.monotonic()
            try:
                async with asyncio.timeout(exchange.left_s):
                    return await self._request(session, url, exchange)
            except SourceError:
                raise
            except TimeoutError as error:
                span = exchange.settings.deadline.total_seconds()
                raise SourceUnreachable(f"{url.host} did not answer within {span:g} s") from error
            except (aiohttp.ClientError, OSError, ssl.SSLError, ValueError) as error:
                raise _translated(url, error) from error
            finally:
                exchange.left_s = max(0.001, exchange.left_s - (self._clock.monotonic() - began_s))

    async def _request(self, session: aiohttp.ClientSession, url: URL, exchange: _Exchange) -> Answer | URL:
        proxy = exchange.settings.proxy
        async with session.get(
            url,
            headers=self._headers(url, exchange),
            allow_redirects=False,
            proxy=proxy.reveal() if proxy else None,
        ) as response:
            if response.status in _REDIRECTS and "Location" in response.headers:
                return _target(url, response.headers["Location"])
            now = self._clock.now()
            if (error := refusal(response.status, response.headers, now)) is not None:
                raise error
            if response.status == 304 and not _CONDITIONS & set(response.request_info.headers):
                raise SourceBroken("the site says «not modified» to an unconditional request")
            body = b"" if response.status == 304 else await _body(response, exchange.most)
            if is_challenge(body):
                raise SourceBlocked("the site shows a challenge page instead of its own")
            return _answer(response, body, exchange.validators, now)

    def _headers(self, url: URL, exchange: _Exchange) -> dict[str, str]:
        """Validators go to the source's own host only."""
        headers = {
            "User-Agent": self._agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate, br",
        }
        if url.origin() == _url(exchange.settings.url).origin():
            if exchange.validators.etag:
                headers["If-None-Match"] = exchange.validators.etag
            if exchange.validators.modified:
                headers["If-Modified-Since"] = exchange.validators.modified
        return headers

    def _session(self, url: URL, settings: SourceSettings) -> aiohttp.ClientSession:
        """Guarded, unless the hop goes to the host that the settings allow, or through a proxy of the operator's.

        A proxy resolves names itself; then only literal private addresses can be refused here.
        """
        allowed = settings.allow_private and url.host == _url(settings.url).host
        if not allowed and _is_literal(url.host) and not is_public(url.host or ""):
            raise SourceUnreachable(f"{url.host} is a private address; allow_private would allow the source's own")
        kind = "proxied" if settings.proxy else "open" if allowed else "guarded"
        if kind not in self._sessions:
            self._sessions[kind] = _opened(kind, self._resolver)
        return self._sessions[kind]


def _asked_host(url: URL) -> str:
    """What is asked one thing at a time: a host, whether by http or https; a server at a port of its own."""
    return url.host or "" if url.is_default_port() else f"{url.host}:{url.port}"


def user_agent(contact: str) -> str:
    """Who we are, and where to complain."""
    about = f"+{contact}" if contact else "news ticker monitor; its operator gave no contact"
    clean = "".join(each for each in about if each.isprintable() and each.isascii() and each not in "()")
    return f"Tocsin/{version('tocsin')} ({clean})"


def _opened(kind: str, resolver: AbstractResolver | None) -> aiohttp.ClientSession:
    guarded = kind == "guarded"
    connector = aiohttp.TCPConnector(
        resolver=GuardedResolver(resolver) if guarded else resolver,
        socket_factory=guarded_socket if guarded else None,
        limit=100,
        keepalive_timeout=75,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S),
        auto_decompress=False,
        trust_env=False,
        read_bufsize=_PIECE,
    )


async def _body(response: aiohttp.ClientResponse, most: int) -> bytes:
    """The decompressed body, at most `most` bytes, whatever the headers promise."""
    announced = response.content_length
    plain = response.headers.get("Content-Encoding", "").lower() in ("", "identity")
    if announced is not None and announced > most and plain:
        raise SourceOversized(f"the page announces {announced} bytes, {most} are allowed")
    pieces: list[bytes] = []
    try:
        inflated = inflater(response.headers.get("Content-Encoding", ""))
        async for piece in response.content.iter_any():
            got = inflated.feed(piece, most)
            most -= len(got)
            pieces.append(got)
        inflated.end()
    except BodyTooLarge as error:
        raise SourceOversized("the page is larger than max_bytes allows, once decompressed") from error
    except BodyDamaged as error:
        raise SourceUnreachable(str(error)) from error
    return b"".join(pieces)


def _answer(response: aiohttp.ClientResponse, body: bytes, sent: Validators, now: datetime) -> Answer:
    headers = response.headers
    not_modified = response.status == 304
    told = Validators(headers.get("ETag", "")[:512], headers.get("Last-Modified", "")[:64])
    return Answer(
        url=str(response.url),
        body=body,
        content_type=headers.get("Content-Type", "")[:200],
        validators=sent if not_modified else told,
        at=now,
        not_modified=not_modified,
        announced=not_modified or _is_announced(headers),
        fresh_for=fresh_for(headers),
    )


def _is_announced(headers: CIMultiDictProxy[str]) -> bool:
    return "Content-Length" in headers or "chunked" in headers.get("Transfer-Encoding", "").lower()


def _url(text: str) -> URL:
    """Raises SourceUnreachable when the text is no http or https address."""
    try:
        url = URL(text)
    except ValueError as error:
        raise SourceUnreachable(f"{text[:100]!r} is no address") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise SourceUnreachable(f"{text[:100]!r} is no http or https address")
    return url


def _target(url: URL, location: str) -> URL:
    try:
        target = url.join(URL(location)).with_fragment(None)
    except ValueError as error:
        raise SourceBroken("the site redirects to what is no address") from error
    if target.scheme not in ("http", "https") or not target.host:
        raise SourceBroken(f"the site redirects to {target.scheme or 'nowhere'}:, which is not followed")
    return target if target.user is None else target.with_user(None)


def _is_literal(host: str | None) -> bool:
    return bool(host) and (":" in str(host) or str(host).replace(".", "").isdigit())


def _translated(url: URL, error: Exception) -> SourceError:
    refused = next((cause for cause in _causes(error) if isinstance(cause, RefusedAddress)), None)
    if refused is not None:
        return SourceUnreachable(f"refused: {refused}; allow_private would allow the source's own host")
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError | ssl.SSLError):
        return SourceUnreachable(f"{url.host} has no valid certificate")
    if isinstance(error, aiohttp.ClientPayloadError):
        return SourceUnreachable(f"the answer of {url.host} ended too early")
    return SourceUnreachable(f"{url.host} could not be reached ({type(error).__name__})")


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__
