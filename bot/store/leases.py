"""Leases of roles: a random value with the server's own expiry."""

from collections.abc import Mapping
from datetime import timedelta

from bot.ports.watching import Role
from bot.store.codec import MILLISECOND
from bot.store.connection import Connection


class LeaseKeeper:
    """Implements bot.ports.watching.Leases."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def hold(self, role: Role, lease: str, ttl: timedelta) -> bool:
        return bool(await self._connection.run("hold", role, lease, max(1, ttl // MILLISECOND)))

    async def release(self, role: Role, lease: str) -> None:
        await self._connection.run("hold", role, lease, 0)

    async def holders(self) -> Mapping[Role, str]:
        names = [self._connection.keys("lease", role) for role in Role]
        values = await self._connection.ask(self._connection.client.mget(names))
        return {role: value.decode() for role, value in zip(Role, values, strict=True) if value is not None}
