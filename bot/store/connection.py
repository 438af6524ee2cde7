"""The connection to Redis or Valkey: time-outs, scripts, and errors told without secrets.

redis-py is told to retry nothing: a script whose answer was lost may have run, and who asked must know that.
Nor is it given a time-out of its own: it would send by asyncio.wait_for, which on Python 3.11 swallows a
cancellation that comes at the wrong moment.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from functools import cache
from hashlib import sha1
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from redis.asyncio import Redis
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import NoScriptError, RedisError

from bot.ops.secret import Secret
from bot.ports.errors import StoreError
from bot.store.addresses import ClusterAddress, SentinelAddress, problem_with, secrets_of, without_password
from bot.store.guides import ClusterGuide, GuidedPool, SentinelGuide
from bot.store.keys import Keys

Argument = str | bytes | int | float
# What a script needs besides the prelude.
SHARED = {
    **dict.fromkeys(("claim", "settle"), ("settling",)),
    **dict.fromkeys(("broadcast", "walk"), ("jobs",)),
    **dict.fromkeys(("begin", "reply_slot", "patient_slot"), ("pacing",)),
}


@cache
def _script(name: str, head: str) -> tuple[str, str]:
    """The whole text of a script, and the name under which the server keeps it."""
    folder = files("bot.store") / "scripts"
    parts = ("prelude", *SHARED.get(name, ()), name)
    text = head + "".join(f"{folder.joinpath(f'{part}.lua').read_text(encoding='utf-8')}\n" for part in parts)
    return text, sha1(text.encode(), usedforsecurity=False).hexdigest()


class Connection:
    """Runs scripts and commands. Every failure is a StoreError that says where, and never the password."""

    def __init__(self, url: Secret, keys: Keys, timeout_s: float = 5.0) -> None:
        """Opens nothing yet. Raises StoreError when the address cannot be understood."""
        self.keys = keys
        self.where = without_password(url.reveal())
        self._secrets = secrets_of(url.reveal())
        self._timeout_s = timeout_s
        self._guide: SentinelGuide | ClusterGuide | None = None
        try:
            self.client = self._connect(url.reveal())
        except (ValueError, TypeError) as error:
            # Without the cause: a message of the standard library may repeat what it could not parse.
            raise StoreError(f"{self.where} is no address of a Redis server: {self._hide(str(error))}") from None

    def _connect(self, url: str) -> Redis:
        options: dict[str, Any] = {
            "socket_timeout": None,
            "socket_connect_timeout": None,
            "retry": Retry(NoBackoff(), 0),
            "protocol": 2,
        }
        if wrong := problem_with(url):
            raise ValueError(wrong)
        scheme = url.partition("://")[0]
        if scheme.endswith("+sentinel"):
            return self._by_sentinel(SentinelAddress.parse(url), options)
        if scheme.endswith("+cluster"):
            return self._by_cluster(ClusterAddress.parse(url), options)
        return Redis.from_url(url, **options)

    def _by_sentinel(self, address: SentinelAddress, options: dict[str, Any]) -> Redis:
        options |= _typed(address.rest)
        asked = {**options, "username": address.sentinel_username, "password": address.sentinel_password}
        untyped: Any = SentinelGuide
        guide = untyped(address.sentinels, sentinel_kwargs={**asked, "ssl": address.tls})
        options |= {"db": address.db, "username": address.username, "password": address.password}
        return self._guided(address.service, guide, options, tls=address.tls)

    def _by_cluster(self, address: ClusterAddress, options: dict[str, Any]) -> Redis:
        options |= _typed(address.rest) | {"username": address.username, "password": address.password}
        guide = ClusterGuide(address.nodes, self.keys("seq"), {**options, "ssl": address.tls})
        return self._guided("cluster", guide, options, tls=address.tls)

    def _guided(
        self, service: str, guide: SentinelGuide | ClusterGuide, options: dict[str, Any], *, tls: bool
    ) -> Redis:
        self._guide = guide
        pool: Any = GuidedPool(service, guide, ssl=tls, **options)
        return Redis.from_pool(pool)

    async def run(self, script: str, *arguments: Argument) -> Any:
        """The reply of a script, byte strings and integers. It may have run although this raises StoreError."""
        text, sha = _script(script, self.keys.lua_head)
        return await self.ask(self._evaluate(text, sha, arguments))

    async def _evaluate(self, text: str, sha: str, arguments: Sequence[Argument]) -> Any:
        route = self.keys("seq")
        try:
            return await self.client.evalsha(sha, 1, route, *arguments)
        except NoScriptError:
            return await self.client.eval(text, 1, route, *arguments)

    async def ask(self, answer: Awaitable[Any]) -> Any:
        """The answer to a command of redis-py, its errors translated."""
        try:
            async with asyncio.timeout(self._timeout_s):
                return await answer
        except (RedisError, OSError, TimeoutError) as error:
            words = self._hide(str(error)) or f"no answer within {self._timeout_s:g} s"
            raise StoreError(f"{self.where}: {type(error).__name__}: {words}") from error

    def _hide(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text

    async def close(self) -> None:
        await self.client.aclose()
        if self._guide is not None:
            await self._guide.close()


def _typed(query: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The options that an address's query carries (ssl_ca_certs, health_check_interval ...), each in its type."""
    options: dict[str, Any] = dict(parse_url(f"redis://?{urlencode(query)}"))
    return {name: value for name, value in options.items() if name != "connection_class"}
