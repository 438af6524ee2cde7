"""How soon the first channel hears of an alert while a round to everybody is under way.

People and channels of two regions; each alert concerns everybody, and the channels of one of the regions in turn,
which have had time to become free again since their last message. It comes at a random moment of the pace. The
Bot API is in another process, and answers at once.
"""

import asyncio
import random
import resource
import statistics
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.deliver_server import Server
from bot.ops.clock import SystemClock
from bot.ops.secret import Secret
from bot.ports.watching import Role
from bot.store.embedded import start_embedded
from bot.telegram.sender import TelegramSender
from tests.e2e.delivery_rig import Rig, delivery_rig

LINE = "Correspondent: A line of about the usual length, of which there are a hundred and fifty a day"
LANES = 32
SLOW_US = 10_000
CHANNELS = {"lebanon": range(-1010, -1000), "gaza": range(-2010, -2000)}
# A channel is free again 3.2 s after its last message, and is served anew each second time.
APART_S = (1.9, 2.2)


async def run(people: int, alerts: int) -> None:
    """Prints the table."""
    with TemporaryDirectory(prefix="tocsin-bench-") as folder:
        valkey, api = await start_embedded(Path(folder), ("--appendfsync", "no")), await Server.open()
        try:
            async with (
                TelegramSender(Secret(api.token), base_url=api.base_url) as sender,
                delivery_rig(valkey.url, sender=sender, clock=SystemClock()) as rig,
            ):
                await _measure(rig, api, people, alerts)
        finally:
            await api.close()
            await valkey.stop()


async def _measure(rig: Rig, api: Server, people: int, alerts: int) -> None:
    await asyncio.gather(*(_join(rig, range(1 + lane, people + 1, LANES)) for lane in range(LANES)))
    for region, channels in CHANNELS.items():
        for chat in channels:
            await rig.join(chat, region)
    for role, lease in ((Role.WATCHER, "watcher-lease"), (Role.COURIER, rig.hold.value)):
        await rig.store.leases.hold(role, lease, timedelta(hours=1))
    client = rig.store.connection.client
    for setting, value in (("appendfsync", "everysec"), ("slowlog-log-slower-than", SLOW_US)):
        await client.config_set(setting, value)
    await client.slowlog_reset()
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    async with rig.running():
        commits = await _publish_all(rig, alerts)
        await asyncio.sleep(APART_S[0])
        waiting = (await rig.store.chats.numbers())["due.rest"]
    heard = await api.channels()
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb) / 1024
    slow = [entry for entry in await client.slowlog_get(128) if b"EVAL" in entry["command"]]
    took = [_first(heard, at, region) * 1000 for at, region in commits]
    _report(people, took, waiting)
    print(f"  scripts over 10 ms {len(slow)}; the courier's memory grew by {grown_mb:.0f} MB meanwhile")


async def _join(rig: Rig, chats: Sequence[int]) -> None:
    for chat in chats:
        await rig.join(chat, "world", "palestine" if chat % 2 else "lebanon")


async def _publish_all(rig: Rig, alerts: int) -> list[tuple[float, str]]:
    """When each commit had ended, and the region of its channels."""
    commits = []
    for number in range(alerts):
        region = tuple(CHANNELS)[number % 2]
        await rig.publish(rig.alert(LINE, "world", region))
        commits.append((time.monotonic(), region))
        await asyncio.sleep(random.uniform(*APART_S))
    return commits


def _first(heard: Sequence[tuple[float, int]], since: float, region: str) -> float:
    """Seconds from a commit to the first message to one of its channels."""
    return min(at for at, chat in heard if at >= since and chat in CHANNELS[region]) - since


def _report(people: int, took: Sequence[float], waiting: int) -> None:
    idle, busy = took[0], sorted(took[1:])
    print(f"from the commit to the first channel's message; {people:,} people and ten channels hear of each alert")
    print(f"  the first alert, nothing else under way   {idle:6.1f} ms")
    print(f"  {len(busy)} alerts in the middle of a round: median {statistics.median(busy):.1f} ms,", end=" ")
    print(f"99 % within {busy[int(len(busy) * 0.99) - 1]:.1f} ms, worst {busy[-1]:.1f} ms")
    print(f"  {waiting:,} people were due at the end")
