"""What was committed is where a failover or a power cut cannot take it, or we are told that it is not."""

import signal
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.ports.errors import StoreError
from bot.store import Finding, open_store
from bot.store.durability import Wanted
from tests.contract.store.build import NOW, entry, hold_all, publish
from tests.contract.store.test_failover import pair
from tests.fakes.valkey_process import valkey_process


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("none", Wanted()),
        ("disk", Wanted(disk=True)),
        ("replicas=2", Wanted(2)),
        ("disk,replicas=12", Wanted(12, disk=True)),
        *(
            (text, None)
            for text in ("", "disk,", "replicas=0", "replicas=100", "diskreplicas=1", "replicas=1,disk")
        ),
    ],
)
def test_what_is_wanted_is_read(text: str, wanted: Wanted | None) -> None:
    assert Wanted.parse(text) == wanted


async def test_replicas_confirm_what_they_have(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        first, second = await stack.enter_async_context(pair(tmp_path, stack))
        store = await stack.enter_async_context(open_store(first.url, wanted=Wanted(1)))
        replica = await stack.enter_async_context(open_store(second.url))
        assert store.durability.asked
        assert not replica.durability.asked
        await hold_all(store)
        await publish(store, entry())
        confirmation = await store.durability.confirm()
        assert (confirmation.kept, confirmation.said) == (True, "at 1 of 1 replicas")
        assert await replica.log.head() == 1

        assert (await store.check(NOW))[-1] == Finding("confirmation", "at 1 of 1 replicas", ok=True)

        second.signal(signal.SIGSTOP)
        await publish(store, entry())
        confirmation = await store.durability.confirm()
        assert (confirmation.kept, confirmation.said) == (False, "at 0 of 1 replicas")
        second.signal(signal.SIGCONT)
        assert (await store.durability.confirm()).kept
        assert await replica.log.head() == 2


async def test_the_disk_confirms_what_it_has(tmp_path: Path) -> None:
    options = ("--appendonly", "yes", "--appendfsync", "everysec")
    wanted = Wanted(disk=True)
    async with valkey_process(tmp_path, *options) as server, open_store(server.url, wanted=wanted) as store:
        confirmation = await store.durability.confirm()
        assert (confirmation.kept, confirmation.said) == (True, "on the server's disk")
        await server.ask("CONFIG SET appendonly no")
        with pytest.raises(StoreError, match="appendonly is disabled"):
            await store.durability.confirm()
        assert (await store.check(NOW))[-1].ok is False
        async with open_store(server.url, wanted=Wanted(1, disk=True)) as more:
            await server.ask("CONFIG SET appendonly yes")
            confirmation = await more.durability.confirm()
            assert not confirmation.kept
            assert confirmation.said == "on the server's disk, on the disks of 0 of 1 replicas"
