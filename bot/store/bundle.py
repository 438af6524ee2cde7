"""All of the store in one hand."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from bot.ops.secret import Secret
from bot.ports.broadcasts import BroadcastStore
from bot.ports.chats import ChatStore, InboxStore
from bot.ports.couriers import CourierStore
from bot.ports.durability import Durability
from bot.ports.errors import StoreError
from bot.ports.sources import SourceBoard
from bot.ports.switch import Switch
from bot.ports.watching import Leases, Log, Probe, WatcherStore
from bot.store.broadcasts import RedisBroadcastStore
from bot.store.chats import RedisChatStore
from bot.store.connection import Connection
from bot.store.couriers import RedisCourierStore
from bot.store.durability import NOTHING, RedisDurability, Wanted
from bot.store.embedded import EmbeddedServer, start_embedded
from bot.store.inbox import RedisInboxStore
from bot.store.keys import PREFIX, Keys
from bot.store.leases import LeaseKeeper
from bot.store.probe import Finding, RedisProbe, look_over
from bot.store.sources import RedisSourceBoard
from bot.store.switch import RedisSwitch
from bot.store.watching import RedisLog, RedisWatcherStore


@dataclass(frozen=True, slots=True)
class Store:
    """All ports over one connection. `async with` closes it, and stops the embedded server if it is ours."""

    leases: Leases
    watcher: WatcherStore
    log: Log
    courier: CourierStore
    chats: ChatStore
    inbox: InboxStore
    probe: Probe
    switch: Switch
    broadcasts: BroadcastStore
    sources: SourceBoard
    durability: Durability
    connection: Connection
    server: EmbeddedServer | None = None

    async def check(self, now: datetime) -> tuple[Finding, ...]:
        """Whether the server is set up so that nothing gets lost. Raises StoreError when it does not answer."""
        found = await look_over(self.connection, now)
        if not self.durability.asked:
            return found
        try:
            confirmation = await self.durability.confirm()
        except StoreError as error:
            return (*found, Finding("confirmation", str(error), ok=False))
        return (*found, Finding("confirmation", confirmation.said, confirmation.kept))

    def revive(self) -> bool:
        """Start the embedded server again where it died; whether that was so. Raises StoreError."""
        return self.server is not None and self.server.revive()

    async def close(self) -> None:
        try:
            await self.connection.close()
        finally:
            if self.server is not None:
                await self.server.stop()

    async def __aenter__(self) -> "Store":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


def open_store(
    url: str | Secret,
    *,
    prefix: str = PREFIX,
    timeout_s: float = 5.0,
    server: EmbeddedServer | None = None,
    wanted: Wanted = NOTHING,
) -> Store:
    """Connects at the first question, not yet. Raises StoreError when the address cannot be understood.

    `wanted`: where a commit must have arrived before its lines are forgotten.
    """
    connection = Connection(Secret(url) if isinstance(url, str) else url, Keys(prefix), timeout_s)
    return Store(
        leases=LeaseKeeper(connection),
        watcher=RedisWatcherStore(connection),
        log=RedisLog(connection),
        courier=RedisCourierStore(connection),
        chats=RedisChatStore(connection),
        inbox=RedisInboxStore(connection),
        probe=RedisProbe(connection),
        switch=RedisSwitch(connection),
        broadcasts=RedisBroadcastStore(connection),
        sources=RedisSourceBoard(connection),
        durability=RedisDurability(connection, wanted),
        connection=connection,
        server=server,
    )


async def open_embedded(folder: Path) -> Store:
    """The store on the Valkey of our own in the data folder. Raises StoreError when it does not come up."""
    server = await start_embedded(folder)
    return open_store(server.url, server=server)
