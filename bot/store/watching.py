"""What the watcher remembers and writes, and the log that everybody reads."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.model.news import Alert, Told
from bot.ports.watching import Commit, CommitStatus, Committed, Entry, Held, Recall, SourceRecord
from bot.store.codec import ALERT, HELD, TOLD, from_ms, to_ms
from bot.store.connection import Argument, Connection
from bot.store.keys import DECISIONS_KEPT, LOG_KEPT, MARKED_AT_ONCE, TRIMMED_AT_ONCE

# Lines of the memory that one command fetches: 2,000 of them take 1 ms of the server's time.
PAGE = 2_000


class RedisWatcherStore:
    """Implements bot.ports.watching.WatcherStore."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def recall(self, source: str, after: int) -> Recall:
        # The revision is read first: lines that are committed while we read on make our own commit a conflict.
        connection, keys = self._connection, self._connection.keys
        revision = await connection.ask(connection.client.hget(keys("memory:rev"), "rev"))
        window, at = await connection.ask(connection.client.hmget(keys("source", source), ["window", "at"]))
        told: list[Told] = []
        while True:
            page = await _beyond(connection, "memory", told[-1].seq if told else after, PAGE)
            told += [TOLD.unpack(packed, seq=seq) for seq, packed in page]
            if len(page) < PAGE:
                break
        known = SourceRecord(window.decode("utf-8", "surrogatepass"), from_ms(int(at))) if at is not None else None
        return Recall(int(revision or 0), known, tuple(told))

    async def commit(self, commit: Commit) -> Committed:
        status, revision, *seqs = await self._connection.run("commit", *_commit_arguments(commit))
        return Committed(CommitStatus(status.decode()), int(revision), tuple(map(int, seqs)))


def _commit_arguments(commit: Commit) -> list[Argument]:
    arguments: list[Argument] = [
        *(commit.lease, commit.id, commit.revision, to_ms(commit.now)),
        *(commit.source, commit.window.encode("utf-8", "surrogatepass")),
        *(to_ms(commit.now - commit.keep), commit.keep_most, to_ms(commit.now - LOG_KEPT)),
        *(MARKED_AT_ONCE, TRIMMED_AT_ONCE, DECISIONS_KEPT),
        *(len(commit.told), len(commit.entries), len(commit.held), len(commit.counts)),
    ]
    for told in commit.told:
        arguments += [TOLD.pack(told), to_ms(told.at)]
    for entry in commit.entries:
        arguments += _entry_arguments(entry)
    arguments += [HELD.pack(held) for held in commit.held]
    for name, by in commit.counts.items():
        arguments += [name, by]
    return arguments


def _entry_arguments(entry: Entry) -> list[Argument]:
    about, also = sorted(entry.reach), sorted(entry.reach_also)
    return [ALERT.pack(entry.alert), len(about), *about, len(also), *also]


class RedisLog:
    """Implements bot.ports.watching.Log."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def head(self) -> int:
        newest = await self._newest(1, None)
        return newest[0][0] if newest else 0

    async def after(self, seq: int, limit: int) -> tuple[Alert, ...]:
        page = await _beyond(self._connection, "log", seq, limit)
        return tuple(ALERT.unpack(packed, seq=seq) for seq, packed in page)

    async def latest(self, limit: int, before: int | None = None) -> tuple[Alert, ...]:
        page = await self._newest(limit, before)
        return tuple(ALERT.unpack(packed, seq=seq) for seq, packed in reversed(page))

    async def held(self, limit: int) -> tuple[Held, ...]:
        connection = self._connection
        packed = await connection.ask(connection.client.lrange(connection.keys("decisions"), 0, limit - 1))
        return tuple(HELD.unpack(one) for one in packed)

    async def counts(self) -> Mapping[str, int]:
        connection = self._connection
        counted = await connection.ask(connection.client.hgetall(connection.keys("count")))
        return {name.decode(): int(by) for name, by in counted.items()}

    async def _newest(self, limit: int, before: int | None) -> list[tuple[int, bytes]]:
        if limit < 1 or (before is not None and before < 1):
            return []
        connection = self._connection
        newest = "+" if before is None else f"({before}-0"
        return _entries(
            await connection.ask(connection.client.xrevrange(connection.keys("log"), newest, "-", count=limit))
        )


async def _beyond(connection: Connection, key: str, seq: int, limit: int) -> list[tuple[int, bytes]]:
    if limit < 1:
        return []
    stream = connection.keys(key)
    return _entries(await connection.ask(connection.client.xrange(stream, f"({max(seq, 0)}-0", "+", count=limit)))


def _entries(page: Sequence[Any]) -> list[tuple[int, bytes]]:
    """Stream entries as (seq, packed), in the order given."""
    return [(int(entry.partition(b"-")[0]), said[b"a"]) for entry, said in page]
