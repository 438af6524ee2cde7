"""What robots.txt lets us read (RFC 9309, parsed by protego), kept per site for a while."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from protego import Protego
from yarl import URL

from bot.ops.clock import Clock
from bot.ports.errors import SourceBlocked, SourceBroken, SourceError, SourceUnreachable

PRODUCT = "Tocsin"
KEPT_S = 3600.0
# RFC 9309 lets a copy be used past its time while the site does not answer.
KEPT_WHILE_AWAY_S = 7 * 24 * 3600.0
SIZE_MOST = 512 * 1024
DELAY_MOST = timedelta(minutes=5)

Ask = Callable[[URL], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Rules:
    """A parsed robots.txt; None when the site has none. `judged`: the pages asked about so far."""

    parsed: Protego | None
    read_s: float
    judged: dict[URL, bool] = field(default_factory=dict, compare=False, repr=False)

    def allow(self, url: URL) -> bool:
        if self.parsed is None:
            return True
        if url not in self.judged:
            self.judged[url] = bool(self.parsed.can_fetch(str(url), PRODUCT))
        return self.judged[url]

    @property
    def crawl_delay(self) -> timedelta | None:
        """Crawl-delay for us, at most DELAY_MOST; no standard, but asked for by many sites."""
        delay = None if self.parsed is None else self.parsed.crawl_delay(PRODUCT)
        return None if delay is None else min(timedelta(seconds=float(delay)), DELAY_MOST)


class Robots:
    """Asks each site for its robots.txt at most once an hour."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, Rules] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def rules(self, url: URL, ask: Ask) -> Rules:
        """The site's rules; `ask` fetches them, raising SourceErrors.

        No robots.txt (4xx) allows all; one that cannot be had (5xx, no answer) allows nothing: SourceUnreachable
        or SourceThrottled is raised, unless an older copy is at hand.
        """
        site = str(url.origin())
        # Sources of one site that start together ask for its rules once.
        async with self._asking.setdefault(site, asyncio.Lock()):
            return await self._known(site, url, ask)

    async def _known(self, site: str, url: URL, ask: Ask) -> Rules:
        kept = self._kept.get(site)
        now = self._clock.monotonic()
        if kept is not None and now - kept.read_s < KEPT_S:
            return kept
        try:
            rules = Rules(parsed(await ask(url.origin().with_path("/robots.txt"))), now)
        except (SourceBroken, SourceBlocked):
            rules = Rules(None, now)
        except SourceError as error:
            if kept is not None and now - kept.read_s < KEPT_WHILE_AWAY_S:
                return kept
            if isinstance(error, SourceUnreachable):
                raise SourceUnreachable(f"robots.txt could not be had: {error}") from error
            raise
        self._kept[site] = rules
        return rules


def parsed(body: bytes) -> Protego | None:
    """The rules in a robots.txt; None when it is empty or no text of that kind."""
    text = body[:SIZE_MOST].decode("utf-8", "replace").lstrip("\ufeff")
    if "<html" in text[:2000].lower() or not text.strip():
        return None
    return Protego.parse(text)
