"""Servers that die or are demoted while we speak to them: sentinels and clusters lead on, and nobody guesses."""

import asyncio
import itertools
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.ports.errors import StoreError
from bot.ports.watching import CommitStatus
from bot.store import Store, open_store
from tests.contract.store.build import entry, hold_all, publish
from tests.fakes.valkey import free_port
from tests.fakes.valkey_process import ValkeyProcess, sentinel_process, valkey_process


async def goes_on(store: Store) -> None:
    """Until a commit succeeds again; every failure on the way is a StoreError."""
    async with asyncio.timeout(20):
        while True:
            try:
                await hold_all(store)
                assert (await publish(store, entry("after"))).status is CommitStatus.COMMITTED
            except StoreError:
                await asyncio.sleep(0.05)
            else:
                return


async def until(true: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(20):
        for _ in itertools.count():
            if await true():
                return
            await asyncio.sleep(0.02)


@asynccontextmanager
async def pair(folder: Path, stack: AsyncExitStack) -> AsyncIterator[tuple[ValkeyProcess, ValkeyProcess]]:
    """A primary and its replica, in step."""
    first = await stack.enter_async_context(valkey_process(folder / "1"))
    second = await stack.enter_async_context(
        valkey_process(folder / "2", "--replicaof", "127.0.0.1", str(first.port))
    )

    await until(lambda: _linked(second))
    yield first, second


@pytest.mark.parametrize("struck", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
async def test_sentinels_lead_from_a_lost_primary_to_its_replica(tmp_path: Path, struck: signal.Signals) -> None:
    async with AsyncExitStack() as stack:
        first, second = await stack.enter_async_context(pair(tmp_path, stack))
        sentinel = await stack.enter_async_context(sentinel_process(tmp_path / "s", first))
        # The first one named answers nothing at all; the second is the one that works.
        deaf = await stack.enter_async_context(sentinel_process(tmp_path / "deaf", first, 9))
        deaf.signal(signal.SIGSTOP)
        url = f"redis+sentinel://127.0.0.1:{deaf.port},127.0.0.1:{sentinel.port}/main/0"
        store = await stack.enter_async_context(open_store(url, timeout_s=2.5))
        await goes_on(store)
        # Several connections lead to the primary that will be lost.
        await asyncio.gather(*(store.log.head() for _ in range(8)))
        run_id = (await store.probe.ping()).run_id
        assert await store.log.head() == 1

        async def knows_the_replica() -> bool:
            return b"slaves=1" in await sentinel.ask("INFO sentinel")

        await until(knows_the_replica)
        first.signal(struck)
        with pytest.raises(StoreError):
            await publish(store, entry("meanwhile"))
        await goes_on(store)
        # What wakes up believes to be the primary still; nothing of ours goes there any more.
        first.signal(signal.SIGCONT)
        assert (await store.probe.ping()).run_id != run_id
        assert b"role:master" in await second.ask("INFO replication")
        assert [alert.text for alert in await store.log.after(0, 9)] == ["after", "after"]


async def test_a_demoted_primary_is_left(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        first, second = await stack.enter_async_context(pair(tmp_path, stack))
        sentinel = await stack.enter_async_context(sentinel_process(tmp_path / "s", first))
        store = await stack.enter_async_context(open_store(f"redis+sentinel://127.0.0.1:{sentinel.port}/main"))
        await goes_on(store)
        await first.ask(f"REPLICAOF 127.0.0.1 {second.port}")
        await second.ask("REPLICAOF NO ONE")
        with pytest.raises(StoreError):
            await publish(store, entry("meanwhile"))
        await sentinel.ask("SENTINEL REMOVE main")
        await sentinel.ask(f"SENTINEL MONITOR main 127.0.0.1 {second.port} 1")
        await goes_on(store)
        assert b"role:master" in await second.ask("INFO replication")


async def _cluster(folder: Path, stack: AsyncExitStack) -> tuple[ValkeyProcess, ValkeyProcess]:
    """A node that holds every slot, and its replica."""
    nodes = []
    for name in ("1", "2"):
        cluster = (
            "--cluster-enabled",
            "yes",
            "--cluster-node-timeout",
            "1000",
            "--cluster-port",
            str(free_port()),
        )
        nodes.append(await stack.enter_async_context(valkey_process(folder / name, *cluster)))
    first, second = nodes
    bus = first.options[first.options.index("--cluster-port") + 1]
    await first.ask("CLUSTER ADDSLOTSRANGE 0 16383")
    await second.ask(f"CLUSTER MEET 127.0.0.1 {first.port} {bus}")
    first_id = (await first.ask("CLUSTER MYID")).decode()

    async def acquainted() -> bool:
        return first_id.encode() in await second.ask("CLUSTER NODES") and b":ok" in (
            await second.ask("CLUSTER INFO")
        )

    await until(acquainted)
    await second.ask(f"CLUSTER REPLICATE {first_id}")

    await until(lambda: _linked(second))
    return first, second


async def test_a_cluster_that_hands_over_or_loses_a_node_is_followed(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        first, second = await _cluster(tmp_path, stack)
        # Only one node is named, and it is the one that will die.
        store = await stack.enter_async_context(open_store(f"redis+cluster://127.0.0.1:{second.port}"))
        await goes_on(store)

        async def is_primary(node: ValkeyProcess) -> bool:
            return b"role:master" in await node.ask("INFO replication")

        await second.ask("CLUSTER FAILOVER")
        await until(lambda: is_primary(second))
        await until(lambda: _linked(first))
        await goes_on(store)
        await second.kill()
        with pytest.raises(StoreError):
            await publish(store, entry("meanwhile"))
        await first.ask("CLUSTER FAILOVER TAKEOVER")
        await goes_on(store)
        assert [alert.text for alert in await store.log.after(0, 9)] == ["after"] * 3


async def _linked(node: ValkeyProcess) -> bool:
    return b"master_link_status:up" in await node.ask("INFO replication")


async def test_a_cluster_without_our_slot_or_without_a_living_node_says_so(tmp_path: Path) -> None:
    async with valkey_process(tmp_path, "--cluster-enabled", "yes", "--cluster-port", str(free_port())) as node:
        async with open_store(f"redis+cluster://127.0.0.1:{node.port}") as store:
            with pytest.raises(StoreError, match="nobody holds slot"):
                await store.log.head()
        async with open_store(f"redis+cluster://127.0.0.1:{free_port()}") as nowhere:
            with pytest.raises(StoreError, match="no node of the cluster found"):
                await nowhere.log.head()
    async with (
        valkey_process(tmp_path / "alone") as alone,
        open_store(f"redis+cluster://127.0.0.1:{alone.port}") as store,
    ):
        with pytest.raises(StoreError, match="cluster support disabled"):
            await store.log.head()
