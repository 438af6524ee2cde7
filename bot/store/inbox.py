"""Updates stored before Telegram may forget them, and answers kept until they are sent."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.model.chat import ChatKey
from bot.ports.chats import Incoming
from bot.store.codec import MILLISECOND, OUTGOING, from_ms, to_ms
from bot.store.connection import Argument, Connection
from bot.store.keys import BOT_KEPT
from bot.store.outbox import RedisOutbox

SECOND = timedelta(seconds=1)


class RedisInboxStore(RedisOutbox):
    """Implements bot.ports.chats.InboxStore."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, "outbox", lambda said: OUTGOING.unpack(said[b"o"]))

    async def offset(self, bot_id: int) -> int | None:
        connection = self._connection
        kept = await connection.ask(connection.client.get(connection.keys("bot", bot_id, "offset")))
        return None if kept is None else int(kept)

    async def intake(self, lease: str, bot_id: int, updates: Sequence[tuple[int, str]], offset: int) -> bool:
        arguments: list[Argument] = [lease, bot_id, offset, BOT_KEPT // SECOND]
        for update_id, raw in updates:
            arguments += [update_id, raw.encode("utf-8", "surrogatepass")]
        return bool(await self._connection.run("intake", *arguments))

    async def inbox(self, bot_id: int, limit: int) -> tuple[Incoming, ...]:
        connection = self._connection
        page = await connection.ask(
            connection.client.xrange(connection.keys("bot", bot_id, "inbox"), "-", "+", count=limit)
        )
        return tuple(
            Incoming(entry.decode(), int(said[b"u"]), said[b"r"].decode("utf-8", "surrogatepass"))
            for entry, said in page
        )

    async def done(self, bot_id: int, entries: Sequence[str]) -> None:
        connection = self._connection
        if entries:
            await connection.ask(connection.client.xdel(connection.keys("bot", bot_id, "inbox"), *entries))

    async def reply_slot(self, chat: ChatKey, now: datetime, interval: timedelta) -> datetime:
        slot = await self._connection.run("reply_slot", str(chat), to_ms(now), interval / MILLISECOND)
        return max(now, from_ms(float(slot)))
