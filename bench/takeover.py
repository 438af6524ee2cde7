"""Two whole programs on one Redis, one of them killed or frozen: how long until the other has taken over?

    python -m bench.takeover [--kills 10] [--freezes 3]        (about twenty seconds each)

The holder of all roles is killed (SIGKILL) or frozen (SIGSTOP, woken when the other has taken over), at a random
moment while a line comes every half second (the page shows 40). Printed for each: when the other held all three
roles, and when its first message arrived. At the end: lines lost, lines that came twice, lines out of order.
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from bench.soak_day import lines
from bot.ports.watching import Role
from bot.store import Store, open_store
from bot.store.embedded import start_embedded
from tests.e2e.delivery_rig import until
from tests.e2e.river_rig import Bed, Program, heard, laid
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite

EVERY_S = 0.5
LIMIT_S = 10.0
PATIENCE_S = 30.0
CHANNEL = -1001
EVERYWHERE = ("mena", "europe", "asia", "asia-pacific", "africa", "latin-america", "us-canada", "world")


class Scene:
    """The site with its lines, the Bot API that hears them, the store that both programs use."""

    def __init__(self, site: TickerSite, api: FakeBotApi, store: Store) -> None:
        self.site, self.api, self.store = site, api, store
        self.pushed_at: dict[str, float] = {}
        self.heard_at: dict[str, float] = {}
        self.holders: dict[Role, str] = {}

    async def feed(self) -> None:
        """A new line every half second, for ever."""
        for line in lines(seed=1):
            self.pushed_at[line] = time.monotonic()
            self.site.push(line)
            await asyncio.sleep(EVERY_S)

    async def look(self) -> None:
        """Notes when each line was first heard, and who holds what."""
        seen = 0
        while True:
            sent = self.api.texts(CHANNEL)
            for row in "\n".join(sent[seen:]).split("\n"):
                if row in self.pushed_at:
                    self.heard_at.setdefault(row, time.monotonic())
            seen = len(sent)
            self.holders = dict(await self.store.leases.holders())
            await asyncio.sleep(0.005)

    async def until_held_by(self, lease: str) -> float:
        """The moment when one replica holds every role."""
        await until(lambda: list(self.holders.values()) == [lease] * len(Role), PATIENCE_S)
        return time.monotonic()

    async def until_heard_after(self, at: float) -> float:
        """When the first message came that was heard after `at`."""
        await until(lambda: max(self.heard_at.values(), default=at) > at, PATIENCE_S)
        return min(heard_at for heard_at in self.heard_at.values() if heard_at > at)


async def _start(bed: Bed, name: str) -> tuple[Program, str]:
    """A program on a data folder of its own, and its lease."""
    folder = bed.folder / name
    program = await bed.start(TOCSIN_DATA_DIR=str(folder))
    return program, (folder / "replica-1").read_text("ascii").strip()


async def _struck(scene: Scene, victim: Program, heir: str, *, freeze: bool) -> tuple[float, float]:
    """Kill or freeze one; seconds until the other held all roles, and until the first message after that."""
    await asyncio.sleep(random.random())
    struck_at = time.monotonic()
    victim.process.send_signal(signal.SIGSTOP if freeze else signal.SIGKILL)
    held_at = await scene.until_held_by(heir)
    first_at = await scene.until_heard_after(struck_at + 0.1)
    if freeze:
        victim.process.send_signal(signal.SIGCONT)
        await asyncio.sleep(2.0)
    return held_at - struck_at, first_at - struck_at


async def _rounds(scene: Scene, bed: Bed, kinds: list[str]) -> list[float]:
    holder, lease = await _start(bed, "a")
    await scene.until_held_by(lease)
    stand_by, other = await _start(bed, "b")
    waits = []
    for number, kind in enumerate(kinds, 1):
        held_s, first_s = await _struck(scene, holder, other, freeze=kind == "frozen")
        waits.append(first_s)
        print(f"{number:>3}  {kind:<7} {held_s:>12.2f} {first_s:>16.2f}", flush=True)
        name = "a" if number % 2 else "b"
        if kind == "frozen":
            await holder.stop()
        else:
            await holder.process.wait()
        revived = await _start(bed, name)
        (holder, lease), (stand_by, other) = (stand_by, other), revived
        await asyncio.sleep(1.5)
    return waits


async def run(kills: int, freezes: int) -> bool:
    """Prints the tables; whether every bound held."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tocsin-bench-")))
        site = await stack.enter_async_context(TickerSite(["Weather service: Calm seas until Friday"], window=40))
        api = await stack.enter_async_context(FakeBotApi())
        server = await start_embedded(folder / "redis")
        store = await stack.enter_async_context(open_store(server.url, server=server))
        bed = await stack.enter_async_context(
            laid(folder, site, api, redis_url=server.url, channels={CHANNEL: EVERYWHERE})
        )
        scene = Scene(site, api, store)
        print(f"{'#':>3}  {'was':<7} {'roles held, s':>13} {'first message, s':>16}")
        looking, feeding = asyncio.create_task(scene.look()), asyncio.create_task(scene.feed())
        waits = await _rounds(scene, bed, ["killed"] * kills + ["frozen"] * freezes)
        feeding.cancel()
        await until(lambda: list(scene.pushed_at)[-1] in scene.heard_at, PATIENCE_S)
        looking.cancel()
        await asyncio.gather(feeding, looking, return_exceptions=True)
        return _verdict(scene, waits)


def _verdict(scene: Scene, waits: list[float]) -> bool:
    told = heard(scene.api, CHANNEL, list(scene.pushed_at))
    firsts = list(dict.fromkeys(told))
    # What the page showed when it was first read is known, not news.
    wanted = list(scene.pushed_at)[list(scene.pushed_at).index(firsts[0]) :]
    lost = len(set(wanted) - set(firsts))
    twice = len(told) - len(firsts)
    longest = max(scene.heard_at[line] - scene.pushed_at[line] for line in firsts)
    ordered = firsts == [line for line in wanted if line in scene.heard_at]
    for what, figure, bound in (
        ("first message after a strike, median", f"{sorted(waits)[len(waits) // 2]:.2f} s", ""),
        ("first message after a strike, worst", f"{max(waits):.2f} s", f"{LIMIT_S:.0f} s"),
        ("longest wait of a line, strikes included", f"{longest:.2f} s", ""),
        ("lines", str(len(firsts)), ""),
        ("lost", str(lost), "0"),
        ("messages that came twice", str(twice), f"{len(waits)}: one in flight each"),
        ("lines out of order", "none" if ordered else "some", "none"),
    ):
        print(f"{what:<42} {figure:>8}   {bound}")
    return lost == 0 and twice <= len(waits) and ordered and max(waits) <= LIMIT_S


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--kills", type=int, default=10)
    arguments.add_argument("--freezes", type=int, default=3)
    chosen = arguments.parse_args()
    sys.exit(0 if asyncio.run(run(chosen.kills, chosen.freezes)) else 1)
