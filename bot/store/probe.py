"""Is Redis there, who is it, and is it set up so that nothing gets lost?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from redis.exceptions import ResponseError

from bot.ports.errors import StoreError
from bot.ports.watching import Pong
from bot.store.codec import EPOCH_AT
from bot.store.connection import Connection

# XTRIM MINID and ZADD LT, which the scripts use, came with Redis 6.2; every Valkey has them.
OLDEST = (6, 2)
# Replicas that disagree by more would each be right about what is due.
LARGEST_SKEW = timedelta(seconds=2)


class RedisProbe:
    """Implements bot.ports.watching.Probe."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def ping(self) -> Pong:
        connection = self._connection
        pipeline = connection.client.pipeline(transaction=False)
        pipeline.time()
        pipeline.info("server")
        # A server may answer and yet take nothing: its disk or its memory full, or demoted to a replica.
        pipeline.set(connection.keys("pulse"), "")
        clock, said, _ = await connection.ask(pipeline.execute())
        return Pong(_moment(clock), str(said["run_id"]))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `ok` False means that alerts may get lost; None, that the server does not tell."""

    what: str
    said: str
    ok: bool | None


async def look_over(connection: Connection, now: datetime) -> tuple[Finding, ...]:
    """What `tocsin check` says of the server. `now`: of the machine's own clock. Raises StoreError."""
    clock = _moment(await connection.ask(connection.client.time()))
    server = await connection.ask(connection.client.info("server"))
    stored = await connection.ask(connection.client.info("persistence"))
    return (
        _version(server),
        await _policy(connection),
        await _persistence(connection, stored),
        _skew(clock - now),
    )


def _version(server: dict[str, Any]) -> Finding:
    name = "Valkey" if server.get("server_name") == "valkey" else "Redis"
    version = str(server.get("valkey_version") or server.get("redis_version") or "0")
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    return Finding("version", f"{name} {version}", numbers >= OLDEST)


async def _policy(connection: Connection) -> Finding:
    policy = await _setting(connection, "maxmemory-policy")
    if policy is None:
        return Finding("maxmemory-policy", "the server does not tell; it must be noeviction", None)
    return Finding("maxmemory-policy", policy, policy == "noeviction")


async def _persistence(connection: Connection, stored: dict[str, Any]) -> Finding:
    if stored.get("aof_enabled"):
        broken = stored.get("aof_last_write_status", "ok") != "ok"
        fsync = await _setting(connection, "appendfsync") or "unknown"
        words = "writing fails" if broken else f"append-only file, fsync {fsync}"
        return Finding("persistence", words, not broken and fsync != "no")
    save = await _setting(connection, "save")
    if save is None:
        return Finding("persistence", "the server does not tell", None)
    words = (
        "snapshots only: a crash loses what came after the last one"
        if save
        else "none: a restart loses everything"
    )
    return Finding("persistence", words, False)


def _skew(skew: timedelta) -> Finding:
    return Finding("clock", f"the server's is {skew.total_seconds():+.3f} s from ours", abs(skew) <= LARGEST_SKEW)


async def _setting(connection: Connection, name: str) -> str | None:
    try:
        said = await connection.ask(connection.client.config_get(name))
    except StoreError as error:
        # Managed servers forbid CONFIG; anything else is a failure of the server.
        if isinstance(error.__cause__, ResponseError):
            return None
        raise
    return str(said.get(name, "")) if said else None


def _moment(clock: tuple[int, int]) -> datetime:
    return EPOCH_AT + timedelta(seconds=clock[0], microseconds=clock[1])
