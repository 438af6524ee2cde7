"""The chat commands under load, in a table: the real store, and a fake Bot API in a process of its own.

python -m bench.commands latency      20 commands a second at the usual pace of 28 messages a second
python -m bench.commands served       while a courier, a process of its own, serves 100,000 chats at that pace
python -m bench.commands burst        1,000 commands a second for ten seconds, at the usual pace
python -m bench.commands drained      the same where 2,000 messages a second may leave: until all is answered
--per-s N --seconds N --chats N       a part of it, or more
--known N                             chats that the store knows already
"""

import argparse
import asyncio
import json
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import structlog

from bench.commands_server import ALERT
from bot.model.chat import ChatKey, ChatKind, ChatRecord, Subscription
from bot.model.news import Alert, AlertKind
from bot.ports.chats import Change, ChangeStatus
from bot.ports.watching import Commit, Entry, Role
from bot.store.bundle import Store, open_store
from bot.store.chats import RedisChatStore
from bot.store.embedded import start_embedded
from tests.e2e.chat_rig import chatting
from tests.e2e.courier_process import Couriers
from tests.fakes.botapi import TOKEN

REGION = "lebanon"
DRAIN_S = 60.0
AT_PACE_S = 5.0
UNDER_WAY_S = 3.0


@dataclass(frozen=True, slots=True)
class Load:
    """`known`: chats that are there already; `courier`: whether one serves them. `drain_s`: the wait."""

    per_s: float
    seconds: float
    chats: int
    known: int
    interval_ms: float = 1000 / 28
    courier: bool = False
    drain_s: float = DRAIN_S


LOADS = {
    "latency": Load(20, 20, 400, 100_000),
    "served": Load(5, 40, 200, 100_000, courier=True),
    "burst": Load(1000, 10, 5_000, 0, drain_s=AT_PACE_S),
    "drained": Load(1000, 10, 5_000, 0, interval_ms=0.5),
}


class Commits:
    """When each change of a chat was committed; put in front of the store's own method."""

    def __init__(self) -> None:
        self.at: dict[int | str, list[float]] = {}
        self._change = RedisChatStore.change

    def watch(self) -> None:
        inner, at = self._change, self.at

        async def change(store: RedisChatStore, asked: Change) -> ChangeStatus:
            status = await inner(store, asked)
            if status is ChangeStatus.DONE and asked.replies:
                at.setdefault(asked.chat.id, []).append(time.monotonic())
            return status

        patch.object(RedisChatStore, "change", change).start()


async def fill(store: Store, known: int) -> None:
    """Chats that are there already, all hearing of one region."""
    wanted = Subscription(frozenset((REGION,)))
    for first in range(1, known + 1, 50):
        records = [
            ChatRecord(ChatKey(number), ChatKind.PRIVATE, wanted)
            for number in range(first, min(first + 50, known + 1))
        ]
        await asyncio.gather(*(store.chats.change(Change("", record.key, 0, record)) for record in records))


async def publish(store: Store) -> None:
    """One alert, which all chats of the region are due for at once."""
    now = datetime.now(UTC)
    alert = Alert(0, "r1", "r1", AlertKind.NEW, "ticker-en", f"{ALERT} is closed to traffic", now, (REGION,))
    await store.leases.hold(Role.WATCHER, "watcher-lease", timedelta(minutes=1))
    recall = await store.watcher.recall("ticker-en", 2**40)
    entry = Entry(alert, frozenset((REGION,)), frozenset())
    await store.watcher.commit(
        Commit("c1", "watcher-lease", recall.revision, now, "ticker-en", "", entries=(entry,))
    )


@asynccontextmanager
async def serving(load: Load, url: str, base_url: str) -> AsyncIterator[None]:
    """The chats that are there, and a courier in the midst of serving them where the load asks for one."""
    async with open_store(url) as store:
        await fill(store, load.known)
        if not load.courier:
            yield
            return
        await publish(store)
        async with await Couriers.open(url, base_url, TOKEN, times=1) as couriers:
            await couriers.start()
            await asyncio.sleep(UNDER_WAY_S)
            yield


async def run(load: Load) -> dict[str, Any]:
    """One load and what came of it."""
    commits = Commits()
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
        server = await start_embedded(Path(folder))
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "bench.commands_server")
        api = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, limit=2**26)
        assert api.stdin is not None
        assert api.stdout is not None
        try:
            base_url = (await api.stdout.readline()).decode().strip()
            async with serving(load, server.url, base_url):
                commits.watch()
                async with chatting(server.url, TOKEN, base_url, interval_ms=load.interval_ms) as rig:
                    api.stdin.write(f"burst {load.per_s} {load.seconds} {load.chats}\n".encode())
                    return judged(await _counted(api.stdin, api.stdout, rig.store, load), commits)
        finally:
            api.stdin.close()
            await api.wait()
            await server.stop()


async def _counted(
    ask: asyncio.StreamWriter, told: asyncio.StreamReader, store: Store, load: Load
) -> dict[str, Any]:
    """The counts once all is answered, or after a while. What waits is counted first: nothing falls between."""
    total = int(load.per_s * load.seconds)
    await asyncio.sleep(load.seconds)
    for left in range(int(load.drain_s), -1, -1):
        waiting = (await store.chats.numbers())["outbox"]
        ask.write(b"counts\n")
        counts: dict[str, Any] = json.loads(await told.readline())
        if counts["answered"] >= total or not left:
            break
        await asyncio.sleep(1)
    return {**counts, "waiting": waiting}


def judged(counts: dict[str, Any], commits: Commits) -> dict[str, Any]:
    """The row of the table, in ms. `waiting`: answers in the outbox, which the pace has not let out yet."""
    asked = {int(chat): moments for chat, moments in counts["asked"].items()}
    waits = [
        (done - at) * 1000
        for chat, moments in asked.items()
        for at, done in zip(moments, commits.at.get(chat, ()), strict=False)
    ]
    total = sum(map(len, asked.values()))
    return {
        "commands": total,
        "committed": len(waits),
        "answered": counts["answered"],
        "answers waiting": counts["waiting"],
        "lost": max(0, total - counts["answered"] - counts["waiting"]),
        "wrong chat": counts["strange"],
        "alerts beside": counts["alerts"],
        "commit median": statistics.median(waits),
        "commit worst": max(waits),
        "answer median": statistics.median(counts["waits_ms"]),
        "answer 99 %": percentile(counts["waits_ms"], 0.99),
    }


def percentile(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=tuple(LOADS))
    for name, kind in (("per_s", float), ("seconds", float), ("chats", int), ("known", int)):
        parser.add_argument("--" + name.replace("_", "-"), type=kind)
    asked = vars(parser.parse_args())
    load = LOADS[asked.pop("what")]
    load = replace(load, **{name: value for name, value in asked.items() if value is not None})
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    row = asyncio.run(run(load))
    others = f"{load.known:,} others{', being served by a courier' if load.courier else ''}"
    print(f"{load.per_s:g} commands/s for {load.seconds:g} s from {load.chats:,} chats; {others}")
    print(f"  {'may leave':<15} {1000 / load.interval_ms:,.0f} messages/s")
    for name, value in row.items():
        print(f"  {name:<15} {f'{value:,.0f} ms' if isinstance(value, float) else f'{value:,}'}")


if __name__ == "__main__":
    main()
