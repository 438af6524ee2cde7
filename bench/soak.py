"""A day of the real program at many times its speed, with troubles thrown in: does it stay as it was?

    python -m bench.soak                    24 h at 100 times speed, about a quarter of an hour
    python -m bench.soak --hours 6 --speed 300 --lines 500
    python -m bench.soak --speed 300 --seed 3       other lines, and the troubles in another order in each round

`tocsin run` itself runs in this process, against five ticker sites, a Bot API and a Valkey on loopback. What is
scaled: the moments of lines and of troubles. What is not: the program's own clock. Polls (one a second and
source: as many in a day as one source has at 20 s), leases, time-outs, back-off and Telegram's pace go as always.
So an outage costs many more lines than it would: pages keep 40 lines instead of 10.

Ends with exit code 1 when memory after the warm-up (a fifth of the day) grew by more than a tenth, tasks or open
files kept growing, a task was left over, or a line was not decided exactly once or not told where it belongs.
"""

import argparse
import asyncio
import contextlib
import gc
import io
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from bench.soak_day import Trouble, lines
from bench.soak_settings import soak_rooms
from bench.soak_trouble import troubles
from bot.app.rooms import Rooms
from bot.app.run import Hooks, run
from bot.app.view import Viewer
from bot.model.news import Decision, Outcome
from bot.ops.log import set_up
from bot.ports.errors import StoreError
from bot.store.embedded import EmbeddedServer, start_embedded
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite

SITES, WINDOW, PAGE_SIZE = 5, 40, os.sysconf("SC_PAGE_SIZE")
SWING = 4


@dataclass
class Sample:
    """`hour` of the day; the rest as the kernel and the loop say, in MB and counts."""

    hour: float
    rss_mb: float
    tasks: int
    files: int
    threads: int
    decided: int
    trouble: str


@dataclass
class Soak:
    """Everything the run is made of, and what was seen of it."""

    sites: list[TickerSite]
    api: FakeBotApi
    valkey: Path
    rooms: Rooms
    speed: float
    hours: float
    seed: int
    shown: list[str] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    stored: set[str] = field(default_factory=set)
    samples: list[Sample] = field(default_factory=list)
    suffered: Counter[str] = field(default_factory=Counter)
    server: EmbeddedServer | None = None
    viewer: Viewer | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    started_s: float = 0.0
    now_failing: str = ""

    @property
    def hour(self) -> float:
        return (time.monotonic() - self.started_s) * self.speed / 3600

    def started(self, _url: str, viewer: Viewer) -> None:
        self.viewer = viewer
        self.ready.set()

    def decided(self, decisions: Sequence[Decision], _at: datetime) -> None:
        self.decisions += decisions

    @property
    def ringing(self) -> list[Decision]:
        return [one for one in self.decisions if one.outcome in {Outcome.ALERT, Outcome.UPDATE}]

    def sample(self) -> None:
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        files = len(list(Path("/proc/self/fd").iterdir()))
        rss, tasks = pages * PAGE_SIZE / 2**20, len(asyncio.all_tasks())
        told = len(self.decisions)
        self.samples.append(Sample(self.hour, rss, tasks, files, threading.active_count(), told, self.now_failing))
        # The fakes keep what they were asked; that is not the program's memory.
        self.api.calls.clear()
        for site in self.sites:
            site.requests.clear()


async def show_lines(soak: Soak, count: int) -> None:
    """`count` lines, evenly over the day, on one site after the other."""
    every_s = soak.hours * 3600 / soak.speed / count
    for number, line in zip(range(count), lines(soak.seed), strict=False):
        await asyncio.sleep(max(0.0, soak.started_s + number * every_s - time.monotonic()))
        site = soak.sites[number % SITES]
        site.push(line)
        del site.lines[WINDOW:]
        soak.shown.append(line)


async def suffer(soak: Soak, round_of: Sequence[Trouble]) -> None:
    """One trouble after the other, each followed by as long a rest, until cancelled; each round in a new order."""
    order = random.Random(soak.seed)
    while True:
        for trouble in order.sample(round_of, len(round_of)):
            await asyncio.sleep(max(2.0, trouble.for_s))
            soak.now_failing = trouble.name
            soak.suffered[trouble.name] += 1
            await trouble.begin()
            try:
                await asyncio.sleep(trouble.for_s)
            finally:
                await trouble.end()
                soak.now_failing = ""


async def look_on(soak: Soak, count: int) -> None:
    """Samples all day; then the end of all troubles, and time to tell what is still to be told."""
    suffering = asyncio.create_task(suffer(soak, troubles(soak.sites, soak.api, soak.valkey, soak)))
    showing = asyncio.create_task(show_lines(soak, count))
    while soak.hour < soak.hours or not showing.done():
        await asyncio.sleep(1)
        soak.sample()
    await showing
    suffering.cancel()
    await asyncio.wait([suffering])
    for _ in range(120):
        await asyncio.sleep(1)
        soak.sample()
        # A chat that Telegram refused is due later, not now: what counts is that all was heard.
        await learn_stored(soak)
        if not unknown(soak) and not untold(soak)[0]:
            break
    soak.stop.set()


async def learn_stored(soak: Soak) -> None:
    """What Redis holds is the truth: where the answer to a commit was lost, nobody saw its decisions pass."""
    if soak.viewer is not None:
        log = soak.viewer.resources.store.log
        with contextlib.suppress(StoreError):
            soak.stored = {one.text for one in await log.latest(2000)} | {one.text for one in await log.held(2000)}


def unknown(soak: Soak) -> list[str]:
    """Lines that nobody saw decided and that Redis does not hold."""
    seen = {one.headline.text for one in soak.decisions}
    return [line for line in soak.shown if line not in seen | soak.stored]


async def play(hours: float, speed: float, count: int, seed: int) -> Soak:
    """The whole day; returns what was seen."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tocsin-soak-")))
        sites = [
            await stack.enter_async_context(TickerSite([f"Opening line {n} of the day"], window=WINDOW))
            for n in range(SITES)
        ]
        api = await stack.enter_async_context(FakeBotApi())
        server = await start_embedded(folder / "valkey", ("--appendfsync", "everysec"))
        rooms = soak_rooms(folder / "data", sites, api, server.url)
        soak = Soak(sites, api, folder / "valkey", rooms, speed, hours, seed, server=server)
        try:
            hooks = Hooks(started=soak.started, decided=soak.decided, stop=soak.stop)
            async with asyncio.TaskGroup() as group:
                group.create_task(run(rooms, Console(file=io.StringIO()), hooks))
                await soak.ready.wait()
                await asyncio.sleep(4)
                soak.started_s = time.monotonic()
                group.create_task(look_on(soak, count))
        finally:
            if soak.server is not None:
                await soak.server.stop()
        return soak


def judged(soak: Soak) -> list[tuple[str, str, bool]]:
    """What was asked, what was found, whether it is as it should be."""
    warm = [one for one in soak.samples if one.hour >= soak.hours / 5]
    fifth = max(1, len(warm) // 5)
    before, after = warm[:fifth], warm[-fifth:]
    rss = median(one.rss_mb for one in before), median(one.rss_mb for one in after)
    # Which requests are under way at a moment varies by a few; a leak would add one with every trouble.
    halves = warm[: len(warm) // 2], warm[len(warm) // 2 :]
    tasks = [median(one.tasks for one in half if not one.trouble) for half in halves]
    files = [median(one.files for one in half if not one.trouble) for half in halves]
    times = Counter(one.headline.text for one in soak.decisions)
    undecided = unknown(soak)
    unseen = [line for line in soak.shown if not times[line] and line in soak.stored]
    twice = [line for line in soak.shown if times[line] > 1]
    missing, repeated = untold(soak)
    grown = rss[1] / rss[0] - 1
    return [
        ("memory after the warm-up", f"{rss[0]:.1f} -> {rss[1]:.1f} MB ({grown:+.1%})", grown <= 0.10),
        ("tasks, median of each half", f"{tasks[0]:g} -> {tasks[1]:g}", tasks[1] <= tasks[0] + SWING),
        ("open files, median of each half", f"{files[0]:g} -> {files[1]:g}", files[1] <= files[0] + SWING),
        ("lines shown", str(len(soak.shown)), bool(soak.shown)),
        ("lines never decided", f"{len(undecided)} {undecided[:2] or ''}", not undecided),
        ("decided, the answer to the commit lost", str(len(unseen)), True),
        ("lines decided twice", f"{len(twice)} {twice[:2] or ''}", not twice),
        ("alerts and updates", str(len(soak.ringing)), bool(soak.ringing)),
        ("not told in a channel of theirs", f"{len(missing)} {missing[:2] or ''}", not missing),
        ("told twice in a channel", f"{len(repeated)} {repeated[:2] or ''}", not repeated),
        ("troubles", ", ".join(f"{name} {n}" for name, n in soak.suffered.items()), bool(soak.suffered)),
    ]


def untold(soak: Soak) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(channel, line) that are missing, and that came more than once. What an update superseded may be missing."""
    heard = Counter((str(kept.chat), row) for kept in soak.api.sent for row in kept.text.split("\n"))
    replaced = {one.verdict.of.text for one in soak.ringing if one.verdict and one.verdict.of}
    wanted = {
        (chat, one.headline.text)
        for one in soak.ringing
        if one.placement is not None
        for chat in soak.rooms.channels_for(one.placement)
    }
    missing = sorted(pair for pair in wanted if not heard[pair] and pair[1] not in replaced)
    told = {row for _, row in heard}
    seen = {one.headline.text for one in soak.decisions}
    missing += [("any", line) for line in soak.shown if line in soak.stored - seen - told - replaced]
    return missing, sorted(pair for pair in wanted if heard[pair] > 1)


def printed(soak: Soak, left: int) -> bool:
    """The tables; whether all is well."""
    table = Table(title="Hour by hour")
    for name in ("hour", "RSS MB", "tasks", "files", "threads", "decided"):
        table.add_column(name, justify="right")
    step = max(1, len(soak.samples) // 12)
    for one in soak.samples[step - 1 :: step]:
        table.add_row(
            f"{one.hour:.1f}", f"{one.rss_mb:.1f}", *map(str, (one.tasks, one.files, one.threads, one.decided))
        )
    found = [*judged(soak), ("tasks left after the stop", str(left), left == 0)]
    verdicts = Table(title=f"{soak.hours:g} h at {soak.speed:g} times speed, seed {soak.seed}", show_header=False)
    for what, says, well in found:
        verdicts.add_row("ok" if well else "BAD", what, says)
    console = Console(width=110)
    console.print(table, verdicts)
    return all(well for _, _, well in found)


async def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--speed", type=float, default=100.0)
    parser.add_argument("--lines", type=int, default=500, help="how many lines the day has")
    parser.add_argument("--seed", type=int, default=8, help="which lines, and the order of the troubles")
    options = parser.parse_args()
    set_up("critical", "json")
    before = asyncio.all_tasks()
    soak = await play(options.hours, options.speed, options.lines, options.seed)
    await asyncio.sleep(0.5)
    left = asyncio.all_tasks() - before
    return 0 if printed(soak, len(left)) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
