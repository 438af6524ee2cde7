"""Messages that wait until they are sent: a stream, and beside it the failed tries of each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.model.chat import ChatKey
from bot.model.delivery import Outgoing
from bot.ports.chats import Reply
from bot.store.codec import from_ms, to_ms
from bot.store.connection import Connection

GAP = timedelta(seconds=1)
# A moment so far ahead is none: the clock went back.
FAR = timedelta(seconds=60)


class RedisOutbox:
    """What the outboxes of answers and of broadcasts share. `unpack` reads an entry's fields."""

    def __init__(
        self, connection: Connection, name: str, unpack: Callable[[Mapping[bytes, bytes]], Outgoing]
    ) -> None:
        self._connection, self._unpack = connection, unpack
        self._stream, self._tries = connection.keys(name), connection.keys(f"{name}:tries")

    async def outbox(self, limit: int) -> tuple[Reply, ...]:
        connection = self._connection
        page = await connection.ask(connection.client.xrange(self._stream, "-", "+", count=limit))
        if not page:
            return ()
        tries = await connection.ask(connection.client.hmget(self._tries, [entry for entry, _ in page]))
        return tuple(
            Reply(entry.decode(), self._unpack(said), int(tried or 0))
            for (entry, said), tried in zip(page, tries, strict=True)
        )

    async def tried(self, entry: str) -> int:
        connection = self._connection
        return int(await connection.ask(connection.client.hincrby(self._tries, entry, 1)))

    async def free_at(self, chat: ChatKey, now: datetime) -> datetime:
        connection = self._connection
        key = connection.keys("chat", str(chat))
        last, token, attempt = await connection.ask(connection.client.hmget(key, "p", "t", "a"))
        last_at = from_ms(float(last or 0))
        if token and attempt:
            last_at = max(last_at, now)
        return max(now, last_at + GAP) if last_at <= now + FAR else now

    async def refused(self, chat: ChatKey, now: datetime, until: datetime) -> datetime | None:
        ms = float(await self._connection.run("refused", str(chat), to_ms(now), to_ms(until)))
        return from_ms(ms) if ms > to_ms(now) else None

    async def answered(self, entries: Sequence[str]) -> None:
        if not entries:
            return
        connection = self._connection
        pipeline = connection.client.pipeline(transaction=True)
        pipeline.xdel(self._stream, *entries)
        pipeline.hdel(self._tries, *entries)
        pipeline.hdel(connection.keys("pace"), "trial")
        await connection.ask(pipeline.execute())
