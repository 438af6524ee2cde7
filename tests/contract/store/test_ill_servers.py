"""A server that answers and is of no use: every question is an error, none reads as a decision, and all heals."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from redis.exceptions import RedisError

from bot.model.chat import Attempt, ChatKey, ChatKind
from bot.model.delivery import Message
from bot.ports.broadcasts import Broadcast
from bot.ports.chats import Change
from bot.ports.couriers import Claimed
from bot.ports.errors import StoreError
from bot.ports.sources import Sight
from bot.ports.watching import Commit, CommitStatus, Role
from bot.store import Store, open_store
from tests.contract.store.build import (
    LEASE,
    NOW,
    SECOND,
    TTL,
    begin,
    claim,
    entry,
    hold_all,
    outgoing,
    publish,
    settle,
    settled,
    subscribe,
    told,
)
from tests.contract.store.test_failover import until
from tests.fakes.valkey_process import ValkeyProcess, valkey_process

APPEND_ONLY = ("--appendonly", "yes", "--appendfsync", "everysec")
SLOW_TO_LOAD = (
    "--rdbcompression",
    "no",
    "--key-load-delay",
    "2000",
    "--loading-process-events-interval-bytes",
    "1024",
)
COMMIT = Commit("c-ill", LEASE, 1, NOW, "src", "w", (told(),), (entry("kept"),), counts={"c": 1})
Step = Callable[[ValkeyProcess], Awaitable[None]]


async def _readonly(server: ValkeyProcess) -> None:
    await server.ask("REPLICAOF 127.0.0.1 1")


async def _writable(server: ValkeyProcess) -> None:
    await server.ask("REPLICAOF NO ONE")


async def _full_memory(server: ValkeyProcess) -> None:
    await server.ask("CONFIG SET maxmemory 1")


async def _more_memory(server: ValkeyProcess) -> None:
    await server.ask("CONFIG SET maxmemory 0")


async def _full_disk(server: ValkeyProcess) -> None:
    server.fill_disk(full=True)

    async def noticed() -> bool:
        try:
            await server.ask("SET filler " + "x" * 300)
        except RedisError as error:
            return "MISCONF" in str(error)
        return False

    await until(noticed)


async def _more_disk(server: ValkeyProcess) -> None:
    server.fill_disk(full=False)


async def _another_password(server: ValkeyProcess) -> None:
    await server.ask("CONFIG SET requirepass secret")
    server.password = "secret"
    await server.ask("CLIENT KILL TYPE normal")


async def _no_password(server: ValkeyProcess) -> None:
    await server.ask("CONFIG SET requirepass ")
    server.password = None


async def _loading(server: ValkeyProcess) -> None:
    for number in range(200):
        await server.ask(f"SET filler{number} " + "x" * 500)
    await server.ask("SAVE")
    await server.kill()
    await server.start(ready=False)

    async def loads() -> bool:
        try:
            await server.ask("PING")
        except RedisError as error:
            return "loading" in str(error)
        return False

    await until(loads)


async def _loaded(server: ValkeyProcess) -> None:
    await until(server.answers)


@dataclass(frozen=True)
class Illness:
    name: str
    options: tuple[str, ...]
    falls_ill: Step
    heals: Step
    says: str
    but: frozenset[str] = frozenset()
    """What goes on, whole: a script that frees something first may use what it freed."""


MOVES_ONLY = frozenset(("claim", "settle", "suspend", "show"))
ILLNESSES = (
    Illness("a replica", (), _readonly, _writable, "read only replica|previous master"),
    Illness("memory full", (), _full_memory, _more_memory, "maxmemory", MOVES_ONLY),
    Illness("disk full", APPEND_ONLY, _full_disk, _more_disk, "MISCONF Errors writing"),
    Illness("another password", (), _another_password, _no_password, "Authentication required"),
    Illness("loading", SLOW_TO_LOAD, _loading, _loaded, "loading the dataset"),
)


def writers(store: Store, chat: Claimed) -> dict[str, Callable[[], Awaitable[object]]]:
    """Everything that decides or changes something, by name."""
    key = ChatKey(9)
    hello = Broadcast("b1", Message("", "hello"), "me", NOW)
    return {
        "commit": lambda: store.watcher.commit(COMMIT),
        "claim": lambda: claim(store),
        "begin": lambda: begin(store, chat, Attempt(1, 1)),
        "settle": lambda: settle(store, settled(chat, 1)),
        "change": lambda: store.chats.change(Change("u9", key, 0, replies=(outgoing(),))),
        "suspend": lambda: store.chats.suspend(chat.record.key, "blocked"),
        "intake": lambda: store.inbox.intake(LEASE, 1, [(1, "{}")], 2),
        "reply_slot": lambda: store.inbox.reply_slot(key, NOW, SECOND),
        "hold": lambda: store.leases.hold(Role.WATCHER, LEASE, TTL),
        "pause": lambda: store.switch.turn(paused=True),
        "broadcast": lambda: store.broadcasts.begin(hello),
        "show": lambda: store.sources.show(LEASE, [Sight("src", "ok")], timedelta(seconds=1)),
        "keep": lambda: store.sources.keep(LEASE, "src", "{}"),
        "ping": store.probe.ping,
    }


@pytest.mark.parametrize("illness", ILLNESSES, ids=lambda illness: illness.name)
async def test_an_ill_server_is_an_error_and_never_an_answer(tmp_path: Path, illness: Illness) -> None:
    async with valkey_process(tmp_path, *illness.options) as server, open_store(server.url) as store:
        await hold_all(store)
        for number in (-1, -2):
            await subscribe(store, number, "lebanon", kind=ChatKind.CHANNEL)
        await publish(store, entry("before"))
        (chat,) = (await claim(store, most=1)).chats

        await illness.falls_ill(server)
        for name, write in writers(store, chat).items():
            if name in illness.but:
                continue
            with pytest.raises(StoreError, match=f"(?i){illness.says}"):
                raise AssertionError(f"{name} answered {await write()!r}")

        await illness.heals(server)
        await until(lambda: pings(store))
        # The very same commit, decided on the memory of before, is the one that counts.
        await hold_all(store)
        assert (await store.watcher.commit(COMMIT)).status is CommitStatus.COMMITTED
        assert (await store.watcher.commit(COMMIT)).status is CommitStatus.ALREADY
        assert [alert.text for alert in await store.log.after(0, 9)] == ["before", "kept"]
        assert await settle(store, settled(chat, 1))
        assert not await store.switch.paused()
        assert await store.inbox.outbox(9) == ()


async def pings(store: Store) -> bool:
    try:
        await store.probe.ping()
    except StoreError:
        return False
    return True
