"""What befalls the program during a soak: sites, Redis and Telegram fail in every usual way, in turn."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from bench.soak_day import Trouble
from bot.store.embedded import SOCKET, EmbeddedServer, start_embedded
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_limits import BROKEN, CUT, HTML_ANSWER, Fault, flood
from tests.fakes.site import Mode, TickerSite


class Holder(Protocol):
    """Who owns the Valkey server that is stopped and started."""

    server: EmbeddedServer | None


def troubles(sites: Sequence[TickerSite], api: FakeBotApi, valkey: Path, holder: Holder) -> list[Trouble]:
    """One round, about a minute and a half with its rests."""
    first, second, third = sites[:3]
    return [
        Trouble("site down", 6, first.stop, first.start),
        Trouble("Telegram 429", 2, _failing(api, flood(2)), _healed(api)),
        Trouble("site 403", 5, _showing(second, Mode.FORBIDDEN), _showing(second, Mode.OK)),
        Trouble("Redis restarted", 3, partial(_stop, holder), partial(_start, holder, valkey)),
        Trouble("Telegram 500", 3, _failing(api, BROKEN), _healed(api)),
        Trouble("site 429", 4, _showing(third, Mode.THROTTLED), _showing(third, Mode.OK)),
        Trouble("Redis connections killed", 1, partial(_cut_redis, valkey), _nothing),
        Trouble("Telegram cuts", 2, _failing(api, CUT), _healed(api)),
        Trouble("site cuts pages", 4, _showing(first, Mode.CUT), _showing(first, Mode.OK)),
        Trouble("Telegram down", 4, api.stop, partial(_again, api)),
        Trouble("site without a ticker", 4, _showing(second, Mode.EMPTY), _showing(second, Mode.OK)),
        Trouble("Telegram answers a gateway's page", 3, _failing(api, HTML_ANSWER), _healed(api)),
        Trouble("site 500", 4, _showing(third, Mode.ERROR_500), _showing(third, Mode.OK)),
    ]


def _showing(site: TickerSite, mode: Mode) -> Callable[[], Awaitable[None]]:
    async def show() -> None:
        site.retry_after = "3"
        site.mode = mode

    return show


def _failing(api: FakeBotApi, fault: Fault) -> Callable[[], Awaitable[None]]:
    async def fail() -> None:
        api.fail(fault, method=None)

    return fail


def _healed(api: FakeBotApi) -> Callable[[], Awaitable[None]]:
    async def heal() -> None:
        api.heal()

    return heal


async def _again(api: FakeBotApi) -> None:
    await api.start(int(api.base_url.rsplit(":", 1)[1].removesuffix("/bot")))


async def _stop(holder: Holder) -> None:
    if holder.server is not None:
        await holder.server.stop()
    holder.server = None


async def _start(holder: Holder, folder: Path) -> None:
    holder.server = await start_embedded(folder, ("--appendfsync", "everysec"))


async def _cut_redis(folder: Path) -> None:
    """Close every connection of the program, as a proxy that restarts would."""
    _, writer = await asyncio.open_unix_connection(str(folder / SOCKET))
    writer.write(b"CLIENT KILL TYPE normal SKIPME yes\r\n")
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def _nothing() -> None:
    return
