"""A broadcast reaches each chat once, whoever dies when."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.model.chat import ChatKey, ChatKind
from bot.model.delivery import Message
from bot.ports.broadcasts import Broadcast, BroadcastState
from bot.store import Store, open_store
from bot.store.embedded import start_embedded
from tests.contract.store.build import LEASE, NOW, SECOND, SLOT, at, entry, hold_all, publish, subscribe

HELLO = Broadcast("u1", Message("<b>hello</b>", "hello"), "operator 7", NOW)


async def _chats(store: Store, number: int) -> None:
    await hold_all(store)
    for key in range(1, number + 1):
        await subscribe(store, key, "lebanon")


async def _all_handed(store: Store, room: int = 8) -> list[int | str]:
    """Walks to the end, sending as it goes; who got it, in order."""
    heard: list[int | str] = []
    for _ in range(1_000):
        walked = await store.broadcasts.walk(LEASE, room)
        waiting = await store.broadcasts.outbox(100)
        heard += [reply.outgoing.chat.id for reply in waiting]
        await store.broadcasts.answered([reply.entry for reply in waiting])
        if walked is None and not waiting:
            return heard
    raise AssertionError("the walk does not end")


async def test_everybody_active_hears_it_once(store: Store) -> None:
    await _chats(store, 60)
    await store.chats.suspend(ChatKey(3), "blocked")
    assert await store.broadcasts.walk(LEASE, 8) is None
    assert await store.broadcasts.begin(HELLO)
    assert not await store.broadcasts.begin(replace(HELLO, message=Message("other", "other")))
    await store.broadcasts.walk(LEASE, 8)
    (one,) = await store.broadcasts.outbox(1)
    assert one.outgoing.message == HELLO.message
    assert sorted(map(int, await _all_handed(store))) == [key for key in range(1, 61) if key != 3]
    (progress,) = await store.broadcasts.latest(5)
    assert progress.broadcast == HELLO
    assert (progress.state, progress.chats, progress.handed, progress.waiting) == (BroadcastState.DONE, 59, 59, 0)
    assert not await store.broadcasts.begin(HELLO)
    assert await store.broadcasts.walk(LEASE, 8) is None


async def test_few_wait_at_a_time_and_answers_wait_elsewhere(store: Store) -> None:
    await _chats(store, 100)
    await store.broadcasts.begin(HELLO)
    for _ in range(20):
        await store.broadcasts.walk(LEASE, 8)
    # SCAN may give a handful more than it is asked for.
    assert 8 <= len(await store.broadcasts.outbox(1_000)) <= 24
    assert await store.inbox.outbox(10) == ()
    assert await store.broadcasts.walk(LEASE, 8) == 0


async def test_a_server_that_restarts_midway_repeats_nobody_and_forgets_nobody(tmp_path: Path) -> None:
    heard: list[int | str] = []
    for run in range(6):
        server = await start_embedded(tmp_path)
        async with open_store(server.url, server=server) as store:
            if run == 0:
                await _chats(store, 150)
                assert await store.broadcasts.begin(HELLO)
            await hold_all(store)
            for _ in range(2):
                assert await store.broadcasts.walk(LEASE, 8) is not None
                waiting = await store.broadcasts.outbox(100)
                heard += [reply.outgoing.chat.id for reply in waiting]
                await store.broadcasts.answered([reply.entry for reply in waiting])
            if run == 5:
                heard += await _all_handed(store)
                assert (await store.broadcasts.latest(1))[0].handed == 150
    assert sorted(map(int, heard)) == list(range(1, 151))


async def test_only_the_listener_walks(store: Store) -> None:
    await _chats(store, 3)
    await store.broadcasts.begin(HELLO)
    assert await store.broadcasts.walk("another", 8) is None
    assert await store.broadcasts.outbox(10) == ()


async def test_two_wait_in_order_and_one_is_stopped(store: Store) -> None:
    await _chats(store, 100)
    other = replace(HELLO, id="u2", message=Message("second", "second"), asked_at=at(1))
    assert await store.broadcasts.begin(HELLO)
    assert await store.broadcasts.begin(other)
    await store.broadcasts.walk(LEASE, 8)
    first, second = await store.broadcasts.latest(5)
    assert (first.state, second.state) == (BroadcastState.RUNNING, BroadcastState.WAITING)
    assert first.waiting == first.handed > 0
    assert second.waiting == 0
    assert await store.broadcasts.stop("u1")
    assert not await store.broadcasts.stop("u1")
    assert await store.broadcasts.outbox(10) == ()
    assert len(set(await _all_handed(store))) == 100
    second, first = await store.broadcasts.latest(5)
    assert (second.state, second.handed) == (BroadcastState.DONE, 100)
    assert (first.state, first.handed) == (BroadcastState.STOPPED, 0)


async def test_failed_tries_are_counted(store: Store) -> None:
    await _chats(store, 1)
    await store.broadcasts.begin(HELLO)
    await store.broadcasts.walk(LEASE, 8)
    (one,) = await store.broadcasts.outbox(1)
    assert await store.broadcasts.tried(one.entry) == 1
    assert [reply.tries for reply in await store.broadcasts.outbox(1)] == [1]


async def test_a_broadcast_takes_slots_of_the_common_pace_and_few_while_alerts_are_due(store: Store) -> None:
    await _chats(store, 1)
    slots = [await store.broadcasts.reply_slot(ChatKey(10 + number), NOW, SLOT) for number in range(3)]
    assert [(slot - NOW) // SLOT for slot in slots] == [0, 1, 2]
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    later = [await store.broadcasts.reply_slot(ChatKey(20 + number), at(10), SLOT) for number in range(2)]
    assert [round((slot - at(10)) / SLOT) for slot in later] == [0, 8]


async def test_nobody_is_sent_a_broadcast_within_a_second_of_something_else(store: Store) -> None:
    await _chats(store, 1)
    assert await store.inbox.reply_slot(ChatKey(1), NOW, SLOT) == NOW
    assert await store.broadcasts.reply_slot(ChatKey(1), NOW, SLOT) == NOW + SECOND
    # Others need not wait for it.
    assert await store.broadcasts.reply_slot(ChatKey(2), NOW, SLOT) <= NOW + 2 * SLOT


@pytest.mark.parametrize("kind", [ChatKind.PRIVATE, ChatKind.GROUP])
async def test_who_moves_midway_hears_it_once(store: Store, kind: ChatKind) -> None:
    await hold_all(store)
    await subscribe(store, 1, "lebanon", kind=kind)
    await store.broadcasts.begin(HELLO)
    server = await store.broadcasts.walk(LEASE, 8)
    assert server is not None
    await store.chats.migrate(ChatKey(1), -100)
    waiting = await store.broadcasts.outbox(10)
    await store.broadcasts.begin(replace(HELLO, id="u2"))
    assert len(waiting) == 1
    assert await _all_handed(store) == [1, -100]
