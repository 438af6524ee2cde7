"""Lost answers, dead servers, other kinds of servers, and secrets that stay secret."""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.model.chat import Attempt, ChatKey, ChatKind, ChatRecord
from bot.ops.secret import Secret
from bot.ports.chats import Change, ChangeStatus
from bot.ports.errors import StoreError
from bot.ports.watching import Commit, CommitStatus
from bot.store import Store, open_store
from bot.store.addresses import ClusterAddress, SentinelAddress, without_password
from bot.store.embedded import EmbeddedServer, start_embedded
from bot.store.probe import Finding
from tests.contract.store.build import (
    HOLD,
    LEASE,
    NOW,
    SLOT,
    begin,
    claim,
    entry,
    hold_all,
    ids,
    outgoing,
    publish,
    settle,
    settled,
    subscribe,
    told,
)
from tests.contract.store.proxy import Proxy, tls_proxy, unix_proxy


@asynccontextmanager
async def _cutting(store: Store, server: EmbeddedServer, folder: Path) -> AsyncIterator[tuple[Store, Proxy]]:
    """A second way to the same server, on which an answer can be lost."""
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    async with unix_proxy(server, folder) as (proxy, url), open_store(url) as far:
        await far.probe.ping()
        yield far, proxy


@pytest.mark.usefixtures("valkey")
async def test_what_was_written_down_and_whose_answer_was_lost_is_not_written_twice(
    store: Store, valkey_server: EmbeddedServer, tmp_path: Path
) -> None:
    async with _cutting(store, valkey_server, tmp_path) as (far, proxy):
        commit = Commit("c1", LEASE, 0, NOW, "src", "w", (told(),), (entry(),), counts={"c": 1})
        proxy.cut = True
        with pytest.raises(StoreError):
            await far.watcher.commit(commit)
        assert (await far.watcher.commit(commit)).status is CommitStatus.ALREADY
        assert len(await store.log.after(0, 10)) == 1

        change = Change("u1", ChatKey(5), 0, ChatRecord(ChatKey(5), ChatKind.PRIVATE), replies=(outgoing(),))
        proxy.cut = True
        with pytest.raises(StoreError):
            await far.chats.change(change)
        assert await far.chats.change(change) is ChangeStatus.ALREADY
        assert len(await store.inbox.outbox(10)) == 1

        proxy.cut = True
        with pytest.raises(StoreError):
            await far.inbox.intake(LEASE, 1, [(7, "raw")], 8)
        assert await far.inbox.intake(LEASE, 1, [(7, "raw")], 8)
        assert len(await store.inbox.inbox(1, 10)) == 1


@pytest.mark.usefixtures("valkey")
async def test_a_turn_whose_answers_were_lost_is_settled_once(
    store: Store, valkey_server: EmbeddedServer, tmp_path: Path
) -> None:
    async with _cutting(store, valkey_server, tmp_path) as (far, proxy):
        await far.watcher.commit(Commit("c1", LEASE, 0, NOW, "src", "w", (told(),), (entry(),), counts={"c": 1}))
        proxy.cut = True
        with pytest.raises(StoreError):
            await claim(far)
        assert ids(await claim(far)) == []
        (chat,) = (await claim(far, NOW + HOLD)).chats

        proxy.cut = True
        with pytest.raises(StoreError):
            await begin(far, chat, Attempt(1, 1), NOW, SLOT)
        proxy.cut = True
        settlement = settled(chat, 3, counts={"delivery.sent": 1})
        with pytest.raises(StoreError):
            await settle(far, settlement)
        assert not await settle(far, settlement)
        assert await store.log.counts() == {"c": 1, "delivery.sent": 1}
        record = await store.chats.chat(ChatKey(-1))
        assert record is not None
        assert record.cursor == 3


@pytest.mark.usefixtures("valkey")
async def test_a_server_that_does_not_answer_is_a_store_error(
    valkey_server: EmbeddedServer, tmp_path: Path
) -> None:
    async with unix_proxy(valkey_server, tmp_path) as (proxy, url), open_store(url, timeout_s=0.5) as far:
        proxy.mute = True
        with pytest.raises(StoreError, match="no answer within"):
            await far.log.head()
        proxy.mute = False
        assert await far.log.head() == 0


async def test_scripts_survive_a_server_that_forgot_them(store: Store) -> None:
    await hold_all(store)
    await store.connection.client.script_flush()
    assert (await publish(store, entry())).status is CommitStatus.COMMITTED


async def test_a_cancelled_question_leaves_no_answer_for_the_next(
    store: Store, valkey_server: EmbeddedServer, tmp_path: Path
) -> None:
    await hold_all(store)
    await publish(store, entry("line"))
    async with unix_proxy(valkey_server, tmp_path) as (proxy, url), open_store(url) as far:
        assert await far.log.head() == 1
        proxy.mute = True
        asking = asyncio.create_task(far.log.counts())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        proxy.mute = False
        assert await far.log.head() == 1


async def test_a_key_of_another_kind_is_an_error_and_nothing_is_written(store: Store) -> None:
    await hold_all(store)
    client, keys = store.connection.client, store.connection.keys
    await client.set(keys("log"), "no stream")
    with pytest.raises(StoreError, match="is no stream"):
        await publish(store, entry())
    await client.delete(keys("log"))
    assert (await publish(store, entry())).seqs == (1,)


async def test_a_full_server_refuses_whole(store: Store) -> None:
    await hold_all(store)
    client = store.connection.client
    await client.config_set("maxmemory", "1")
    try:
        with pytest.raises(StoreError, match="OutOfMemory"):
            await publish(store, entry())
    finally:
        await client.config_set("maxmemory", "0")
    assert (await publish(store, entry())).seqs == (1,)


@pytest.mark.parametrize(
    "url",
    [
        "redis://user:hunter2@127.0.0.1:1/0",
        "rediss://:hunter2@127.0.0.1:1",
        "redis+sentinel://:hunter2@127.0.0.1:1/main",
        "redis+sentinel://127.0.0.1:1/main/0?sentinel_password=hunter2",
        "redis+sentinel://:hunter2@127.0.0.1:1",
        "redis+cluster://:hunter2@127.0.0.1:1",
        "rediss+cluster://:hunter2@127.0.0.1:1/2",
        "redis://:hunter2@127.0.0.1:port",
        "http://:hunter2@127.0.0.1",
        "redis://:hunter2@127.0.0.1:1/0?socket_timeout=hunter2",
    ],
)
async def test_no_error_tells_the_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        async with open_store(Secret(url)) as store:
            await store.log.head()
    error: BaseException | None = caught.value
    while error is not None:
        assert "hunter2" not in str(error)
        assert "hunter2" not in repr(error)
        error = error.__cause__
    assert "127.0.0.1" in str(caught.value)


def test_addresses_are_taken_apart() -> None:
    url = "rediss+sentinel://user:p%40ss@one:1,two,[::1]:3/main/4?sentinel_username=s&socket_timeout=1"
    address = SentinelAddress.parse(url)
    assert address.sentinels == (("one", 1), ("two", 26379), ("::1", 3))
    assert (address.service, address.db, address.tls) == ("main", 4, True)
    assert (address.username, address.password, address.sentinel_username) == ("user", "p@ss", "s")
    cluster = ClusterAddress.parse("redis+cluster://:p%40ss@one:1,[::1]?client_name=a")
    assert cluster.nodes == (("one", 1), ("::1", 6379))
    assert (cluster.password, cluster.username, cluster.tls, cluster.rest) == (
        "p@ss",
        None,
        False,
        (("client_name", "a"),),
    )
    assert without_password(url) == "rediss+sentinel://user@one:1,two,[::1]:3/main/4"
    assert without_password("unix:///run/valkey.sock?db=1") == "unix:///run/valkey.sock"


async def test_prefixes_keep_two_bots_apart(store: Store, valkey: str) -> None:
    await hold_all(store)
    await publish(store, entry())
    async with open_store(valkey, prefix="{other}:") as other:
        assert await other.log.head() == 0
        await hold_all(other, "lease-b")
        assert (await publish(other, entry(), lease="lease-b")).seqs == (1,)
    with pytest.raises(ValueError, match="hash tag"):
        open_store(valkey, prefix="tocsin:")


async def test_tls_works(store: Store, valkey_server: EmbeddedServer, tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is needed to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost")
    where = ("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate))
    await asyncio.to_thread(subprocess.run, [openssl, *made, *where], check=True, capture_output=True)
    await hold_all(store)
    await publish(store, entry())
    async with tls_proxy(valkey_server, certificate, key) as port:
        async with open_store(f"rediss://127.0.0.1:{port}/0?ssl_ca_certs={certificate}") as far:
            assert await far.log.head() == 1
        async with open_store(f"rediss://127.0.0.1:{port}/0") as stranger:
            with pytest.raises(StoreError, match="CERTIFICATE_VERIFY_FAILED"):
                await stranger.log.head()


async def test_the_check_sees_what_would_lose_alerts(store: Store, tmp_path: Path) -> None:
    def by_name(findings: tuple[Finding, ...]) -> dict[str, bool | None]:
        return {finding.what: finding.ok for finding in findings}

    server = await start_embedded(tmp_path)
    async with open_store(server.url, server=server) as own:
        present = (await own.probe.ping()).at
        assert by_name(await own.check(present)) == dict.fromkeys(
            ("version", "maxmemory-policy", "persistence", "clock"), True
        )
        for name, value in {"maxmemory-policy": "allkeys-lru", "appendonly": "no"}.items():
            await own.connection.client.config_set(name, value)
        found = by_name(await own.check(NOW))
        assert found == {"version": True, "maxmemory-policy": False, "persistence": False, "clock": False}
        client: Any = own.connection.client
        await client.execute_command("ACL", "SETUSER", "default", "-config")
        found = by_name(await own.check(present))
        assert (found["maxmemory-policy"], found["persistence"]) == (None, None)
        await client.execute_command("ACL", "SETUSER", "default", "+@all")
    assert by_name(await store.check(NOW))["clock"] is False


async def test_another_run_has_another_id(tmp_path: Path) -> None:
    ids_seen = set()
    for _ in range(2):
        server = await start_embedded(tmp_path)
        async with open_store(server.url, server=server) as store:
            ids_seen.add((await store.probe.ping()).run_id)
    assert len(ids_seen) == 2
