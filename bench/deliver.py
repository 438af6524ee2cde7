"""Delivery beside its rivals, in tables.

python -m bench.deliver cpu            CPU per message, the whole path against bare sending
python -m bench.deliver pace           600 messages against 30/s (floor 20 s); pace-ban: 3 s bans too
python -m bench.deliver first          from the commit to the first channel's message, also in mid-round
python -m bench.deliver flood          one channel of ten with retry_after = 30
python -m bench.deliver killed         200 kills at random
--messages N --kills N --alerts N --only NAME     more or less of it
"""

import argparse
import asyncio
import itertools
import logging
import re
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import structlog

from bench import deliver_first, deliver_killed
from bench.deliver_rivals import BARE, PACED
from bench.deliver_server import Server
from bot.ops.clock import SystemClock
from bot.ops.secret import Secret
from bot.store.embedded import start_embedded
from bot.telegram.sender import TelegramSender
from tests.e2e.delivery_rig import QUICK, Rig, delivery_rig
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_limits import flood

LINE = "Correspondent: A line of about the usual length, of which there are a hundred and fifty a day"


@asynccontextmanager
async def valkey() -> AsyncIterator[str]:
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
        server = await start_embedded(Path(folder), ("--appendfsync", "everysec"))
        try:
            yield server.url
        finally:
            await server.stop()


async def ours(server: Server, chats: Sequence[int], rate: float = 28.0) -> float:
    """One alert to every chat through the whole path; seconds of CPU, the commit not counted."""
    settings = replace(QUICK, rate=rate, paid=rate > 30)
    async with (
        valkey() as url,
        TelegramSender(Secret(server.token), base_url=server.base_url) as sender,
        delivery_rig(url, sender=sender, settings=settings, clock=SystemClock()) as rig,
    ):
        for chat in chats:
            await rig.join(chat, "lebanon")
        await rig.publish(rig.alert(LINE))
        before = time.process_time()
        async with rig.running():
            await all_sent(rig, len(chats))
        return time.process_time() - before


async def all_sent(rig: Rig, count: int) -> None:
    for _ in itertools.count():
        if (await rig.counts()).get("delivery.sent", 0) >= count:
            return
        await asyncio.sleep(0.1)


async def cpu(messages: int, only: str) -> None:
    print(f"CPU a message, {messages} messages, the Bot API in another process (us; less is better)")
    chats, used = range(1, messages + 1), dict[str, float]()
    table = {"tocsin, whole path": lambda server, chats: ours(server, chats, rate=1000.0), **BARE}
    for name, send in table.items():
        if only in name:
            server = await Server.open()
            used[name] = await send(server, chats) / messages * 1e6
            await server.close()
            print(f"  {name:32} {used[name]:8.0f}")
    if len(used) == len(table):
        mine, aiogram, ptb = used.values()
        print(f"  {mine / aiogram:.2f} times aiogram's; python-telegram-bot's is {ptb / mine:.1f} times ours")


async def pace(messages: int, only: str, ban_s: float) -> None:
    floor = messages / 30
    print(f"{messages} messages to as many chats, 30/s enforced, ban {ban_s:g} s; the floor is {floor:.1f} s")
    print("  seconds from the first message to the last")
    print(f"  {'':28} {'s':>6} {'of floor':>8} {'429s':>6} {'lost':>6} {'doubled':>8}")
    for name, send in {"tocsin": ours, **PACED}.items():
        if only in name:
            server = await Server.open(30, ban_s)
            await send(server, range(1, messages + 1))
            counts = await server.counts()
            took = counts["span_ms"] / 1000
            await server.close()
            lost = messages - counts["chats"]
            row = f"{took:6.1f} {took / floor:8.2f} {counts['refused']:6} {lost:6} {counts['doubled']:8}"
            print(f"  {name:28} {row}", flush=True)


async def flood_of_one() -> None:
    print("100 alerts to ten channels; nine of them, without and with a wait of 30 s for the tenth")
    print(
        f"  {'':10} {'first message of each within':>30} {'all 100 lines within':>22} {'messages':>9} {'429s':>5}"
    )
    for name, faults in (("without", 0), ("with", 1)):
        async with FakeBotApi() as api, valkey() as url, delivery_rig(url, api, clock=SystemClock()) as rig:
            api.fail(flood(30), chat=-1001, times=faults)
            await _hundred_to_ten(rig, api, name)


async def _hundred_to_ten(rig: Rig, api: FakeBotApi, name: str) -> None:
    channels, others = range(-1010, -1000), range(-1010, -1001)
    for chat in channels:
        await rig.join(chat, "lebanon")
    since = time.monotonic()
    async with rig.running():
        for number in range(100):
            await rig.publish(rig.alert(f"L{number}. A line"))
        for waiting in (others, channels):
            while any(heard(api, chat) < 100 for chat in waiting):
                await api.wait_sent(len(api.sent) + 1, 60)
            if waiting is others:
                took, sent = time.monotonic() - since, len(api.sent)
    first = max(next(kept.at for kept in api.sent if kept.chat == chat) for chat in others) - since
    row = f"{first * 1000:27.0f} ms {took:20.1f} s {sent:9} {api.statuses.count(429):5}"
    print(f"  {name:10} {row}   the tenth had all after {time.monotonic() - since:.1f} s")


def heard(api: FakeBotApi, chat: int) -> int:
    return len({number for text in api.texts(chat) for number in re.findall(r"L(\d+)\.", text)})


async def killed(kills: int) -> None:
    for latency_s, longest_life_s in deliver_killed.QUICK_AND_SLOW:
        async with valkey() as url:
            await deliver_killed.killed(url, kills, latency_s, longest_life_s)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("cpu", "pace", "pace-ban", "first", "flood", "killed"))
    parser.add_argument("--messages", type=int, default=600)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--alerts", type=int, default=100)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    parts: dict[str, Callable[[], Awaitable[None]]] = {
        "cpu": lambda: cpu(asked.messages, asked.only),
        "pace": lambda: pace(asked.messages, asked.only, 0.0),
        "pace-ban": lambda: pace(asked.messages, asked.only, 3.0),
        "first": lambda: deliver_first.run(asked.messages, asked.alerts),
        "flood": flood_of_one,
        "killed": lambda: killed(asked.kills),
    }

    async def run() -> None:
        await parts[asked.part]()

    logging.disable(logging.CRITICAL)  # each message that a rival loses would print a traceback
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    asyncio.run(run())


if __name__ == "__main__":
    main()
