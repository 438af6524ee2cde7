"""What the watcher shows of its sources, and keeps of their health."""

import asyncio

from bot.ports.sources import Sight
from bot.store import Store
from tests.contract.store.build import LEASE, NOW, SECOND, entry, hold_all, publish

WELL = Sight("src", "ok", NOW, NOW, 15.0, 8, by="ab12cd")
ILL = Sight("other", "blocked", None, NOW, note="403 \ud800", by="ab12cd")


async def test_every_replica_sees_what_the_watcher_shows(store: Store) -> None:
    await hold_all(store)
    assert await store.sources.shown() == {}
    assert await store.sources.show(LEASE, [WELL, ILL], 10 * SECOND)
    assert await store.sources.shown() == {"src": WELL, "other": ILL}
    assert not await store.sources.show("another", [], 10 * SECOND)
    assert await store.sources.show(LEASE, [ILL], 10 * SECOND)
    assert await store.sources.shown() == {"other": ILL}
    assert await store.sources.show(LEASE, [], 10 * SECOND)
    assert await store.sources.shown() == {}


async def test_what_nobody_renews_is_gone(store: Store) -> None:
    await hold_all(store)
    await store.sources.show(LEASE, [WELL], SECOND / 50)
    async with asyncio.timeout(5):
        while await store.sources.shown():
            pass


async def test_health_is_kept_beside_the_record_and_is_no_record(store: Store) -> None:
    await hold_all(store)
    assert await store.sources.kept("src") == ""
    assert await store.sources.keep(LEASE, "src", '{"told":1}')
    # A source without a window was never polled, whatever is known of its health.
    assert (await store.watcher.recall("src", 0)).source is None
    await publish(store, entry())
    assert await store.sources.kept("src") == '{"told":1}'
    assert not await store.sources.keep("another", "src", "")
    assert await store.sources.kept("src") == '{"told":1}'
    known = (await store.watcher.recall("src", 0)).source
    assert known is not None
    assert known.window == "window"
