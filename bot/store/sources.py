"""The board on which the watcher shows how its sources fare, and what it keeps of their health."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.ports.sources import Sight
from bot.store.codec import MILLISECOND, SIGHT
from bot.store.connection import Argument, Connection


class RedisSourceBoard:
    """Implements bot.ports.sources.SourceBoard."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def show(self, lease: str, sights: Sequence[Sight], ttl: timedelta) -> bool:
        arguments: list[Argument] = [lease, max(1, ttl // MILLISECOND)]
        for sight in sights:
            arguments += [sight.source, SIGHT.pack(sight)]
        return bool(await self._connection.run("show", *arguments))

    async def shown(self) -> Mapping[str, Sight]:
        connection = self._connection
        board = await connection.ask(connection.client.hgetall(connection.keys("board")))
        return {source.decode(): SIGHT.unpack(packed) for source, packed in board.items()}

    async def keep(self, lease: str, source: str, health: str) -> bool:
        return bool(await self._connection.run("keep", lease, source, health.encode("utf-8", "surrogatepass")))

    async def kept(self, source: str) -> str:
        connection = self._connection
        health = await connection.ask(connection.client.hget(connection.keys("source", source), "health"))
        return "" if health is None else str(health.decode("utf-8", "surrogatepass"))
