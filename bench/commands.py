"""The chat commands under load, in a table: the real store, and a fake Bot API in a process of its own.

python -m bench.commands latency      20 commands a second at the usual pace of 28 answers a second
python -m bench.commands burst        1,000 commands a second for ten seconds
--per-s N --seconds N --chats N       a part of it, or more
--known N                             chats that the store knows already (latency: 100,000)
"""

import argparse
import asyncio
import json
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import structlog

from bot.model.chat import ChatKey, ChatKind, ChatRecord, Subscription
from bot.ports.chats import Change, ChangeStatus
from bot.store.bundle import open_store
from bot.store.chats import RedisChatStore
from bot.store.embedded import start_embedded
from tests.e2e.chat_rig import chatting
from tests.fakes.botapi import TOKEN

REGIONS = ("lebanon", "gaza", "syria", "yemen", "iran", "iraq")
ANSWERS_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class Load:
    per_s: float
    seconds: float
    chats: int
    known: int
    interval_ms: float


LATENCY = Load(20, 20, 400, 100_000, 1000 / 28)
BURST = Load(1000, 10, 5_000, 0, 0.5)


class Commits:
    """When each change of a chat was committed; put in front of the store's own method."""

    def __init__(self) -> None:
        self.at: dict[int | str, list[float]] = {}
        self._change = RedisChatStore.change

    def watch(self) -> None:
        inner, at = self._change, self.at

        async def change(store: RedisChatStore, asked: Change) -> ChangeStatus:
            status = await inner(store, asked)
            if status is ChangeStatus.DONE:
                at.setdefault(asked.chat.id, []).append(time.monotonic())
            return status

        patch.object(RedisChatStore, "change", change).start()


async def fill(url: str, known: int) -> None:
    """Chats that are there already, each hearing of one region."""
    async with open_store(url) as store:
        for first in range(0, known, 50):
            records = [
                ChatRecord(ChatKey(number), ChatKind.PRIVATE, Subscription(frozenset((REGIONS[number % 6],))))
                for number in range(first + 1, min(first + 51, known + 1))
            ]
            await asyncio.gather(*(store.chats.change(Change("", record.key, 0, record)) for record in records))


async def run(load: Load) -> dict[str, Any]:
    """One burst and what came of it."""
    commits = Commits()
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
        server = await start_embedded(Path(folder), ("--appendfsync", "everysec"))
        api = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bench.commands_server"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=2**26,
        )
        assert api.stdin is not None
        assert api.stdout is not None
        try:
            await fill(server.url, load.known)
            commits.watch()
            base_url = (await api.stdout.readline()).decode().strip()
            async with chatting(server.url, TOKEN, base_url, interval_ms=load.interval_ms):
                api.stdin.write(f"burst {load.per_s} {load.seconds} {load.chats}\n".encode())
                return judged(await _counted(api.stdin, api.stdout, load), commits)
        finally:
            api.stdin.close()
            await api.wait()
            await server.stop()


async def _counted(ask: asyncio.StreamWriter, told: asyncio.StreamReader, load: Load) -> dict[str, Any]:
    """The counts once all is answered, or after a while."""
    total = int(load.per_s * load.seconds)
    await asyncio.sleep(load.seconds)
    for _ in range(int(ANSWERS_WITHIN_S)):
        ask.write(b"counts\n")
        counts: dict[str, Any] = json.loads(await told.readline())
        if counts["answered"] >= total:
            break
        await asyncio.sleep(1)
    return counts


def judged(counts: dict[str, Any], commits: Commits) -> dict[str, Any]:
    """The row of the table, in ms."""
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
        "wrong chat": counts["strange"],
        "commit median": statistics.median(waits),
        "commit worst": max(waits),
        "answer median": statistics.median(counts["waits_ms"]),
        "answer 99 %": percentile(counts["waits_ms"], 0.99),
    }


def percentile(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("latency", "burst"))
    parser.add_argument("--per-s", type=float)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--chats", type=int)
    parser.add_argument("--known", type=int)
    asked = parser.parse_args()
    usual = LATENCY if asked.what == "latency" else BURST
    load = Load(
        asked.per_s or usual.per_s,
        asked.seconds or usual.seconds,
        asked.chats or usual.chats,
        usual.known if asked.known is None else asked.known,
        usual.interval_ms,
    )
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    row = asyncio.run(run(load))
    print(
        f"{load.per_s:g} commands/s for {load.seconds:g} s from {load.chats:,} chats; {load.known:,} others known"
    )
    for name, value in row.items():
        print(f"  {name:<14} {f'{value:,.0f} ms' if isinstance(value, float) else f'{value:,}'}")


if __name__ == "__main__":
    main()
