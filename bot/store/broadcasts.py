"""Broadcasts: jobs that outlive any crash, handed to each chat once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.model.chat import ChatKey
from bot.model.delivery import Outgoing
from bot.ports.broadcasts import Broadcast, BroadcastState, Progress
from bot.store.codec import MESSAGE, MILLISECOND, from_ms, to_ms
from bot.store.connection import Connection
from bot.store.keys import BOT_KEPT, literal
from bot.store.outbox import RedisOutbox

SECOND = timedelta(seconds=1)


class RedisBroadcastStore(RedisOutbox):
    """Implements bot.ports.broadcasts.BroadcastStore."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, "outbox:all", _outgoing)
        self._pattern = f"{literal(connection.keys('chat', ''))}*"

    async def begin(self, broadcast: Broadcast) -> bool:
        message = MESSAGE.pack(broadcast.message)
        author, asked = broadcast.author.encode("utf-8", "surrogatepass"), to_ms(broadcast.asked_at)
        return await self._job("begin", broadcast.id, author, asked, message)

    async def stop(self, id_: str) -> bool:
        return await self._job("stop", id_)

    async def _job(self, what: str, id_: str, *more: str | bytes | int) -> bool:
        return bool(await self._connection.run("broadcast", what, BOT_KEPT // SECOND, id_, *more))

    async def latest(self, limit: int) -> tuple[Progress, ...]:
        connection, keys = self._connection, self._connection.keys
        pipeline = connection.client.pipeline(transaction=False)
        for numbers in ("jobs", "jobs:past"):
            pipeline.lrange(keys(numbers), 0, limit - 1)
        pipeline.xlen(keys("outbox:all"))
        present, past, waiting = await connection.ask(pipeline.execute())
        for number in (*present, *past):
            pipeline.hgetall(keys("job", number.decode()))
        jobs = await connection.ask(pipeline.execute()) if present or past else ()
        # What waits is of the first one under way, else of the one that was handed on last.
        shown = [_progress(job, waiting if place == 0 else 0, place) for place, job in enumerate(jobs) if job]
        return tuple(shown[:limit])

    async def walk(self, lease: str, room: int) -> int | None:
        connection = self._connection
        run_id = (await connection.ask(connection.client.info("server")))["run_id"]
        seen = int(await connection.run("walk", lease, room, self._pattern, run_id))
        return None if seen < 0 else seen

    async def reply_slot(self, chat: ChatKey, now: datetime, interval: timedelta) -> datetime:
        slot = await self._connection.run("patient_slot", str(chat), to_ms(now), interval / MILLISECOND)
        return max(now, from_ms(float(slot)))


def _outgoing(said: Mapping[bytes, bytes]) -> Outgoing:
    return Outgoing(ChatKey.parse(said[b"c"].decode()), MESSAGE.unpack(said[b"o"]))


def _progress(job: Mapping[bytes, Any], waiting: int, place: int) -> Progress:
    running = BroadcastState.RUNNING if place == 0 else BroadcastState.WAITING
    state = BroadcastState(job[b"state"].decode()) if b"state" in job else running
    asked_at = from_ms(float(job[b"at"]))
    author = job[b"by"].decode("utf-8", "surrogatepass")
    broadcast = Broadcast(job[b"id"].decode(), MESSAGE.unpack(job[b"o"]), author, asked_at)
    return Progress(broadcast, state, int(job[b"chats"]), int(job.get(b"handed", 0)), waiting)
