"""The pause that operators order: a key whose being there means that nothing is sent."""

from bot.store.connection import Connection


class RedisSwitch:
    """Implements bot.ports.switch.Switch."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def paused(self) -> bool:
        key = self._connection.keys("paused")
        return bool(await self._connection.ask(self._connection.client.exists(key)))

    async def turn(self, *, paused: bool) -> bool:
        key, client = self._connection.keys("paused"), self._connection.client
        changed = client.set(key, "1", nx=True) if paused else client.delete(key)
        return bool(await self._connection.ask(changed))
