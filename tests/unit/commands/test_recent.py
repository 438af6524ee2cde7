"""The log as it is read in the chat: each line once, with the words that stand now."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.commands.asks import Lines
from bot.commands.recent import WITHDRAWN, RecentLines
from bot.model.news import AlertKind
from bot.ports.watching import Commit, Entry, Role
from bot.store.bundle import Store, open_store
from tests.fakes.clock import START_AT
from tests.unit.commands.world import alerts

TOLD = alerts(START_AT)


async def _append(store: Store, number: int, *entries: Entry) -> None:
    recall = await store.watcher.recall("a", 0)
    await store.leases.hold(Role.WATCHER, "w", timedelta(minutes=1))
    await store.watcher.commit(Commit(f"c{number}", "w", recall.revision, START_AT, "a", "", entries=entries))


async def test_lines_come_once_although_many_ask_at_once(valkey: str) -> None:
    async with open_store(valkey) as store:
        await _append(
            store, 1, *(Entry(replace(alert, seq=0), frozenset(alert.about), frozenset()) for alert in TOLD)
        )
        lines = RecentLines(store.log)
        pages = await asyncio.gather(*(lines.found(Lines(20)) for _ in range(10)))
        assert all(len(page) == len(TOLD) for page in pages)
        assert [alert.ref for alert in pages[0]] == [alert.ref for alert in reversed(TOLD)]


async def test_a_corrected_line_stands_corrected_and_a_withdrawn_one_as_withdrawn(valkey: str) -> None:
    async with open_store(valkey) as store:
        first, second = (replace(alert, seq=0) for alert in TOLD[:2])
        retyped = replace(
            first, ref="x1", kind=AlertKind.RETYPED, of=first.ref, text="A bridge is closed to lorries"
        )
        again = replace(retyped, ref="x2", of="x1", text="A bridge is closed to buses")
        gone = replace(second, ref="x3", kind=AlertKind.RETYPED, of=second.ref, origin="withdrawn")
        lines = RecentLines(store.log)
        await _append(store, 1, *(Entry(alert, frozenset(alert.about), frozenset()) for alert in (first, second)))
        assert len(await lines.found(Lines(9))) == 2
        await _append(store, 2, *(Entry(a, frozenset(a.about), frozenset()) for a in (retyped, again, gone)))
        found = await lines.found(Lines(9))
        assert [(alert.text, alert.origin) for alert in found] == [
            (second.text, WITHDRAWN),
            ("A bridge is closed to buses", first.origin),
        ]
        assert await lines.found(Lines(9, words=("lorries",))) == ()
        kept = await lines.line(found[1].seq)
        assert kept is not None
        assert kept.ref == first.ref
