"""Chats, their settings, and what becomes of them."""

from dataclasses import replace

import pytest

from bot.model.chat import ChatKey, ChatKind, ChatRecord, ChatState, Receipt, Subscription
from bot.ports.chats import Change, ChangeStatus
from bot.ports.errors import StoreError
from bot.store import Store
from tests.contract.store.build import (
    LEASE,
    NOW,
    at,
    claim,
    entry,
    hold_all,
    ids,
    outgoing,
    publish,
    settle,
    settled,
    subscribe,
)

CHAT = ChatKey(1)


def _record(*regions: str, key: ChatKey = CHAT, kind: ChatKind = ChatKind.PRIVATE) -> ChatRecord:
    return ChatRecord(key, kind, Subscription(frozenset(regions)))


async def test_a_change_and_its_reply_are_one_step_and_done_once(store: Store) -> None:
    change = Change("7:1", CHAT, 0, _record("lebanon"), replies=(outgoing(text="welcome"),))
    assert await store.chats.change(change) is ChangeStatus.DONE
    assert await store.chats.change(change) is ChangeStatus.ALREADY
    (reply,) = await store.inbox.outbox(10)
    assert reply.outgoing == outgoing(text="welcome")
    record = await store.chats.chat(CHAT)
    assert record is not None
    assert (record.revision, record.cursor, record.joins) == (1, 1, {"lebanon": 1})


async def test_a_change_on_an_old_record_is_a_conflict_without_a_reply(store: Store) -> None:
    await subscribe(store, 1, "lebanon")
    change = Change("7:1", CHAT, 0, _record("syria"), replies=(outgoing(),))
    assert await store.chats.change(change) is ChangeStatus.CONFLICT
    assert await store.inbox.outbox(10) == ()
    assert await store.chats.change(replace(change, revision=1)) is ChangeStatus.DONE


async def test_only_a_reply_needs_no_revision(store: Store) -> None:
    await subscribe(store, 1, "lebanon")
    assert await store.chats.change(Change("7:2", CHAT, 0, replies=(outgoing(),))) is ChangeStatus.DONE
    record = await store.chats.chat(CHAT)
    assert record is not None
    assert record.revision == 1
    assert len(await store.inbox.outbox(10)) == 1


async def test_a_region_added_joins_at_the_head(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, 1, "lebanon")
    await publish(store, entry(), entry())
    record = await subscribe(store, 1, "lebanon", "syria")
    assert record.joins == {"lebanon": 1, "syria": 4}
    assert record.cursor == 1
    record = await subscribe(store, 1, "syria")
    assert record.joins == {"syria": 4}
    while await store.courier.wake(LEASE, NOW, 10):
        pass
    assert ids(await claim(store)) == []
    await publish(store, entry(reach=["lebanon"]))
    assert (await claim(store)).audiences == 0


async def test_a_topic_is_a_chat_of_its_own(store: Store) -> None:
    for topic in (None, 7):
        key = ChatKey(-5, topic)
        await store.chats.change(Change("", key, 0, _record("lebanon", key=key, kind=ChatKind.SUPERGROUP)))
    records, _ = await store.chats.page("", 10)
    assert sorted(str(record.key) for record in records) == ["-5", "-5:7"]


async def test_a_due_moment_is_kept_by_the_earlier(store: Store) -> None:
    await hold_all(store)
    record = await subscribe(store, 1, "lebanon")
    for revision, seconds in ((1, 20), (2, 10), (3, 30)):
        change = Change("", CHAT, revision, record, due_at=at(seconds))
        assert await store.chats.change(change) is ChangeStatus.DONE
    assert (await claim(store, at(9))).next_due_at == at(10)
    assert ids(await claim(store, at(10))) == [1]


async def test_who_returns_rejoins_at_the_head(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, 1, "lebanon")
    assert not await store.chats.resume(CHAT)
    assert await store.chats.suspend(CHAT, "blocked")
    assert not await store.chats.suspend(CHAT, "blocked")
    await publish(store, entry("while away"))
    assert (await claim(store)).audiences == 0
    assert await store.chats.resume(CHAT)
    record = await store.chats.chat(CHAT)
    assert record is not None
    assert (record.state, record.reason, record.cursor, record.joins) == (ChatState.ACTIVE, "", 3, {"lebanon": 3})
    await publish(store, entry("now"))
    assert await store.courier.wake(LEASE, NOW, 10) == 1
    assert ids(await claim(store)) == [1]
    assert not await store.chats.resume(ChatKey(99))
    assert not await store.chats.suspend(ChatKey(99), "kicked")


async def test_a_change_resumes_or_suspends_too(store: Store) -> None:
    await hold_all(store)
    record = await subscribe(store, 1, "lebanon")
    await store.chats.suspend(CHAT, "blocked")
    suspended = await store.chats.chat(CHAT)
    assert suspended is not None
    await store.chats.change(Change("", CHAT, suspended.revision, suspended))
    still = await store.chats.chat(CHAT)
    assert still is not None
    assert (still.state, still.reason) == (ChatState.SUSPENDED, "blocked")
    await store.chats.change(Change("", CHAT, still.revision, record))
    back = await store.chats.chat(CHAT)
    assert back is not None
    assert (back.state, back.cursor) == (ChatState.ACTIVE, 2)
    assert (await store.chats.numbers())["chats.private.active"] == 1


async def test_to_forget_leaves_nothing(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, 1, "lebanon", also=True)
    await publish(store, entry())
    await store.courier.wake(LEASE, NOW, 10)
    assert await store.chats.change(Change("7:3", CHAT, 1, forget=True)) is ChangeStatus.DONE
    keys = [str(key) for key in await store.connection.client.keys("*")]
    assert not [key for key in keys if ":chat:" in key or ":aud:" in key or ":due:" in key]
    assert await store.chats.change(Change("7:4", CHAT, 0, forget=True)) is ChangeStatus.DONE


async def test_migration_moves_everything_but_the_receipts(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.GROUP, also=True)
    await publish(store, entry(), entry())
    (chat,) = (await claim(store)).chats
    await settle(store, settled(chat, 2, at(5), receipts=(Receipt(2, 3, bot_id=1),)))
    assert await store.chats.migrate(ChatKey(-1), -100)
    assert not await store.chats.migrate(ChatKey(-1), -100)
    moved = await store.chats.chat(ChatKey(-100))
    assert moved is not None
    assert (moved.kind, moved.cursor, moved.joins, moved.receipts) == (ChatKind.SUPERGROUP, 2, {"lebanon": 1}, ())
    assert moved.subscription == Subscription(frozenset({"lebanon"}), also=True)
    assert ids(await claim(store, at(5))) == [-100]


async def test_migration_merges_and_loses_nothing(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", "mena", kind=ChatKind.GROUP)
    await publish(store, entry("unserved"))
    await subscribe(store, -100, "syria", "mena", kind=ChatKind.SUPERGROUP)
    assert await store.chats.migrate(ChatKey(-1), -100)
    merged = await store.chats.chat(ChatKey(-100))
    assert merged is not None
    assert merged.cursor == 1
    assert merged.joins == {"lebanon": 1, "mena": 1, "syria": 3}
    assert ids(await claim(store)) == [-100]
    numbers = await store.chats.numbers()
    assert (numbers["chats.supergroup.active"], numbers["chats.group.active"]) == (1, 0)
    await publish(store, entry(reach=["syria"]))
    await publish(store, entry(reach=["lebanon"]))
    client, keys = store.connection.client, store.connection.keys
    for region in ("syria", "lebanon", "mena"):
        assert await client.zrange(keys("aud", "first", region), 0, -1) == [b"-100"]


async def test_migration_from_suspended_and_into_active(store: Store) -> None:
    await subscribe(store, -1, "lebanon", kind=ChatKind.GROUP)
    await store.chats.suspend(ChatKey(-1), "kicked")
    await subscribe(store, -100, "syria", kind=ChatKind.SUPERGROUP)
    await store.chats.migrate(ChatKey(-1), -100)
    merged = await store.chats.chat(ChatKey(-100))
    assert merged is not None
    assert merged.state is ChatState.ACTIVE
    assert await store.chats.migrate(ChatKey(-100), -100) is False


async def test_all_records_come_page_by_page(store: Store) -> None:
    for n in range(1, 120):
        await subscribe(store, n, "lebanon")
    seen: list[ChatRecord] = []
    after = ""
    while True:
        records, after = await store.chats.page(after, 25)
        seen += records
        if not after:
            break
    assert sorted({int(record.key.id) for record in seen}) == list(range(1, 120))
    with pytest.raises(StoreError, match="begin again"):
        await store.chats.page("another-run 17", 25)


async def test_the_numbers_tell_what_is_there(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, 1, "lebanon")
    await subscribe(store, 2, "lebanon")
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await store.chats.suspend(ChatKey(2), "blocked")
    await publish(store, entry())
    numbers = dict(await store.chats.numbers())
    assert numbers["oldest_wait_ms"] > 0
    assert numbers | {"oldest_wait_ms": 0} == {
        "chats.private.active": 1,
        "chats.private.suspended": 1,
        "chats.channel.active": 1,
        "due.first": 1,
        "due.rest": 0,
        "held": 0,
        "audiences": 1,
        "outbox": 0,
        "oldest_wait_ms": 0,
    }
    await claim(store)
    assert (await store.chats.numbers())["held"] == 1
