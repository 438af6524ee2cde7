"""What a chat costs in a real Valkey, and whether waking a great many blocks it.

    python -m bench.store [CHATS]        (default 100,000; a million takes about two minutes and 400 MB)

Prints bytes per chat before receipts, the latency of a commit that concerns all of them, how soon the first
channel is claimed, how long the round of waking and the walk of a broadcast take, and what the server's slow log
holds.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.model.chat import Attempt, ChatKey, ChatKind, ChatRecord, Subscription
from bot.model.delivery import Message
from bot.model.news import Alert, AlertKind
from bot.ports.broadcasts import Broadcast
from bot.ports.chats import Change
from bot.ports.couriers import Begin, Settlement
from bot.ports.watching import Commit, Entry, Role
from bot.store import Store, open_embedded

LEASE = "bench"
REGIONS = ("lebanon", "palestine", "syria", "yemen", "iran", "united-states", "russia", "sudan", "iraq", "mena")
SLOW_US = 10_000


def _now() -> datetime:
    return datetime.now(UTC)


def _record(number: int, kind: ChatKind = ChatKind.PRIVATE) -> ChatRecord:
    """One region or two, as most people have; "mena" for all, so that one alert concerns everybody."""
    regions = {"mena", REGIONS[number % len(REGIONS)]}
    return ChatRecord(ChatKey(5_000_000_000 + number * 37), kind, Subscription(frozenset(regions)))


async def _subscribe(store: Store, numbers: Sequence[int], kind: ChatKind = ChatKind.PRIVATE) -> None:
    for number in numbers:
        record = _record(number, kind)
        await store.chats.change(Change("", record.key, 0, record))


async def _fill(store: Store, chats: int) -> float:
    """Bytes of server memory per chat."""
    client = store.connection.client
    before = (await client.info("memory"))["used_memory"]
    lanes = 32
    await asyncio.gather(*(_subscribe(store, range(lane, chats, lanes)) for lane in range(lanes)))
    return float((await client.info("memory"))["used_memory"] - before) / chats


async def _publish(store: Store, number: int) -> float:
    """Seconds that a commit took which concerns every chat."""
    recall = await store.watcher.recall("bench", 0)
    alert = Alert(
        0, f"r{number}", "s", AlertKind.NEW, "bench", "A line of usual length " * 5, _now(), ("lebanon",)
    )
    entry = Entry(alert, frozenset({"lebanon", "mena"}), frozenset())
    commit = Commit(f"c{number}", LEASE, recall.revision, _now(), "bench", "w" * 2_000, entries=(entry,))
    started = time.perf_counter()
    await store.watcher.commit(commit)
    return time.perf_counter() - started


async def _first_channel(store: Store) -> float:
    """Seconds from the end of a commit to the moment at which the first channel's send may start."""
    started = time.perf_counter()
    claims = await store.courier.claim(LEASE, _now(), 8, timedelta(seconds=8))
    chat = claims.chats[0]
    assert chat.record.kind is ChatKind.CHANNEL
    attempt = Attempt(claims.head, claims.head)
    begin = Begin(chat.record.key, chat.token, attempt)
    await store.courier.begin([begin], _now(), timedelta(seconds=1) / 28)
    took = time.perf_counter() - started
    ended = [Settlement(one.record.key, one.token, claims.head, None, sent_at=_now()) for one in claims.chats]
    await store.courier.settle(LEASE, ended)
    return took


async def _cpu_s(store: Store) -> float:
    """CPU that the server has used; a busy machine does not change that, as it does the slow log."""
    used = await store.connection.client.info("cpu")
    return float(used["used_cpu_user_main_thread"] + used["used_cpu_sys_main_thread"])


async def _wake_all(store: Store, chunk: int) -> tuple[int, float]:
    """Chats gone through, and seconds."""
    seen, started = 0, time.perf_counter()
    while step := await store.courier.wake(LEASE, _now(), chunk):
        seen += step
    return seen, time.perf_counter() - started


async def _ten_during_a_round(store: Store, chats: int, chunk: int) -> float:
    """Rounds that ten alerts cost which arrive while a round is under way: 2.0 at most."""
    await _publish(store, 100)
    seen = 0
    for number in range(10):
        for _ in range(max(1, chats // chunk // 12)):
            seen += await store.courier.wake(LEASE, _now(), chunk)
        await _publish(store, 101 + number)
    rest, _ = await _wake_all(store, chunk)
    return (seen + rest) / chats


async def _broadcast(store: Store, chunk: int) -> tuple[int, float, float]:
    """Chats that were handed a broadcast, seconds, and the bytes that its mark costs each."""
    client = store.connection.client
    before = (await client.info("memory"))["used_memory"]
    await store.broadcasts.begin(Broadcast("b1", Message("", "A word to everybody " * 5), "bench", _now()))
    handed, started = 0, time.perf_counter()
    while await store.broadcasts.walk(LEASE, chunk) is not None:
        waiting = await store.broadcasts.outbox(4 * chunk)
        handed += len(waiting)
        await store.broadcasts.answered([reply.entry for reply in waiting])
    seconds = time.perf_counter() - started
    return handed, seconds, ((await client.info("memory"))["used_memory"] - before) / max(1, handed)


async def _broadcast_lines(store: Store, room: int = 64) -> None:
    used = await _cpu_s(store)
    handed, seconds, mark = await _broadcast(store, room)
    used = await _cpu_s(store) - used
    _line(f"handing a broadcast to {handed:,}, {room} at a time", f"{seconds:.1f} s")
    _line("per step of three commands, CPU of the server", f"{used / handed * room * 1e3:.2f} ms")
    _line("bytes per chat that its mark takes", f"{mark:.0f}")


@asynccontextmanager
async def _opened() -> AsyncIterator[Store]:
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
        async with await open_embedded(Path(folder)) as store:
            # Filling a million chats is not what is measured: no fsync meanwhile.
            await store.connection.client.config_set("appendfsync", "no")
            await store.connection.client.config_set("slowlog-log-slower-than", SLOW_US // 10)
            for role in Role:
                await store.leases.hold(role, LEASE, timedelta(hours=1))
            yield store


def _line(what: str, figure: str, target: str = "") -> None:
    print(f"{what:<58} {figure:>16} {target:>18}", flush=True)


async def _slow_log(store: Store) -> None:
    slow = [entry for entry in await store.connection.client.slowlog_get(128) if b"EVAL" in entry["command"]]
    worst = max((entry["duration"] for entry in slow), default=0)
    _line("slowest script", f"{worst / 1000:.1f} ms" if worst else "under 1 ms", "10 ms")
    _line("scripts over 10 ms", str(sum(entry["duration"] > SLOW_US for entry in slow)), "0")
    _line("scripts over 1 ms", str(len(slow)))


async def run(chats: int, chunk: int = 250) -> None:
    """Prints the table."""
    async with _opened() as store:
        started = time.perf_counter()
        each = await _fill(store, chats)
        _line(f"{chats:,} chats in two regions each, filled in", f"{time.perf_counter() - started:.0f} s")
        _line("bytes per chat before receipts", f"{each:.0f}", "400")
        await _subscribe(store, range(chats, chats + 10), ChatKind.CHANNEL)
        await store.connection.client.config_set("appendfsync", "always")
        await store.connection.client.slowlog_reset()
        first = await _publish(store, 0)
        claimed = await _first_channel(store)
        _line("commit of an alert for all (fsync always)", f"{first * 1000:.2f} ms")
        _line("commit to first channel ready to send", f"{claimed * 1000:.2f} ms", "50 ms")
        latencies = sorted([await _publish(store, number) for number in range(1, 60)])
        _line("commit, median and worst of 60", f"{latencies[30] * 1e3:.2f} / {latencies[-1] * 1e3:.2f} ms")
        used = await _cpu_s(store)
        seen, seconds = await _wake_all(store, chunk)
        used = await _cpu_s(store) - used
        _line(f"waking {seen:,} of them, {chunk} at a time", f"{seconds:.1f} s")
        if seen:
            _line("per chunk, answer included", f"{seconds / seen * chunk * 1e3:.2f} ms")
            _line("per chunk, CPU of the server", f"{used / seen * chunk * 1e3:.2f} ms")
        rounds = await _ten_during_a_round(store, chats * 2, chunk)
        _line("rounds for eleven alerts, ten of them during the first", f"{rounds:.2f}", "2")
        await _broadcast_lines(store)
        memory = (await store.connection.client.info("memory"))["used_memory"]
        _line("server memory with everybody due", f"{memory / 2**20:.0f} MB")
        await _slow_log(store)


if __name__ == "__main__":
    asyncio.run(run(int(sys.argv[1].replace(",", "").replace("_", "")) if len(sys.argv) > 1 else 100_000))
