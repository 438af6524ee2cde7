"""Who leads to the server that takes writes, when it is not always the same one: sentinels, or a cluster's nodes.

All keys of Tocsin carry one hash tag, so in a cluster one node at a time holds all of them, and a client of that
node is all it takes. A connection asks the guide whenever it is opened; one that finds itself at a demoted server
(READONLY), or at a node that the keys have left (MOVED), is closed, and the next one asks again. A guide that does
not answer is passed over after a moment: a machine that is gone answers nothing, not even "no".
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.connection import SSLConnection
from redis.asyncio.sentinel import (
    MasterNotFoundError,
    Sentinel,
    SentinelConnectionPool,
    SentinelManagedConnection,
)
from redis.crc import key_slot
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import MovedError, RedisError

PATIENCE_S = 1.0
Address = tuple[str, int]


class GuidedConnection(SentinelManagedConnection):
    """A connection to whatever server its pool's guide names."""

    async def read_response(self, *arguments: Any, **options: Any) -> Any:
        untyped: Any = super()
        try:
            return await untyped.read_response(*arguments, **options)
        except MovedError:
            await self.disconnect()
            raise NoConnection("the keys have moved to another node") from None


class GuidedSSLConnection(GuidedConnection, SSLConnection):
    """The same with TLS."""


class GuidedPool(SentinelConnectionPool):
    """Connections to the server that the guide names."""

    def __init__(self, service: str, guide: "SentinelGuide | ClusterGuide", *, ssl: bool, **options: Any) -> None:
        untyped: Any = super()
        kind = GuidedSSLConnection if ssl else GuidedConnection
        untyped.__init__(service, guide, connection_class=kind, **options)


class SentinelGuide(Sentinel):
    """Asks the sentinels in turn, the one that knew last first."""

    async def discover_master(self, service_name: str) -> Address:
        """Raises MasterNotFoundError when none of them knows a primary that is up."""
        said = []
        for sentinel in list(self.sentinels):
            try:
                async with asyncio.timeout(PATIENCE_S):
                    masters: Any = await sentinel.sentinel_masters()
            except (RedisError, OSError, TimeoutError) as error:
                said.append(f"{_where(sentinel)}: {error or 'no answer'}")
                continue
            state = masters.get(service_name)
            if state and self.check_master_state(state, service_name):
                self.sentinels.remove(sentinel)
                self.sentinels.insert(0, sentinel)
                return str(state["ip"]), int(state["port"])
            said.append(f"{_where(sentinel)}: {'it is down' if state else 'unknown here'}")
        raise MasterNotFoundError(f"no primary found for {service_name!r} ({'; '.join(said)})")

    async def close(self) -> None:
        for sentinel in self.sentinels:
            await sentinel.aclose()


def _where(client: Redis) -> str:
    options = client.connection_pool.connection_kwargs
    return f"{options.get('host')}:{options.get('port')}"


class ClusterGuide:
    """Asks the nodes in turn which of them holds the slot of `key`, and remembers those it hears of."""

    def __init__(self, nodes: Sequence[Address], key: str, options: Mapping[str, Any]) -> None:
        self._nodes = list(dict.fromkeys(nodes))
        self._slot = key_slot(key.encode())
        self._options = options

    async def discover_master(self, service_name: str) -> Address:
        """Raises MasterNotFoundError when no node can be asked, or none holds the slot."""
        said = []
        for address in list(self._nodes):
            try:
                async with asyncio.timeout(PATIENCE_S):
                    holder = await self._ask(address)
            except (RedisError, OSError, TimeoutError) as error:
                said.append(f"{address[0]}:{address[1]}: {error or 'no answer'}")
                continue
            if holder is not None:
                # What the holder of the slot says of its place is the newest that can be known.
                self._nodes.remove(holder)
                self._nodes.insert(0, holder)
                return holder
            said.append(f"{address[0]}:{address[1]}: nobody holds slot {self._slot}")
        raise MasterNotFoundError(f"no node of the {service_name} found ({'; '.join(said)})")

    async def _ask(self, address: Address) -> Address | None:
        host, port = address
        client: Any = Redis(host=host, port=port, single_connection_client=True, **self._options)
        async with client:
            ranges = await client.execute_command("CLUSTER SLOTS")
        holder: Address | None = None
        for first, last, *servers in ranges:
            known = [_address(server, host) for server in servers]
            self._nodes += [server for server in known if server not in self._nodes]
            if first <= self._slot <= last:
                holder = known[0]
        return holder

    async def close(self) -> None:
        """Nothing is held open between questions."""


def _address(server: Sequence[Any], asked: str) -> Address:
    """Of an entry of CLUSTER SLOTS: host, port, and more. No host means "the one you asked"."""
    return (server[0] or b"").decode() or asked, int(server[1])
