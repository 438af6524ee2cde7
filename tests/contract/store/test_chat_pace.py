"""Alerts and answers to one chat: no closer than a second, and nobody else waits for it."""

from bot.model.chat import Attempt, ChatKey
from bot.store import Store
from tests.contract.store.build import (
    NOW,
    SECOND,
    SLOT,
    at,
    begin,
    claim,
    entry,
    hold_all,
    publish,
    settle,
    settled,
    subscribe,
)

KEY = ChatKey(1)


async def test_an_answer_waits_for_an_alert_that_is_on_its_way_to_the_chat(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, 1, "lebanon")
    await publish(store, entry())
    await store.courier.wake("lease-a", NOW, 10)
    assert await store.inbox.free_at(KEY, NOW) == NOW
    (chat,) = (await claim(store)).chats
    assert await store.inbox.free_at(KEY, NOW) == NOW, "claimed, not begun"
    await begin(store, chat, Attempt(2, 2))
    assert await store.inbox.free_at(KEY, NOW) == at(1)
    await settle(store, settled(chat, 2, sent_at=at(0.1)))
    assert await store.inbox.free_at(KEY, at(0.2)) == at(1.1)
    assert await store.inbox.free_at(KEY, at(5)) == at(5)
    assert await store.inbox.free_at(ChatKey(2), NOW) == NOW, "a chat that nobody knows"


async def test_an_answer_s_moment_is_not_forgotten_by_the_alert_before_it(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, 1, "lebanon")
    await publish(store, entry())
    await store.courier.wake("lease-a", NOW, 10)
    (chat,) = (await claim(store)).chats
    await begin(store, chat, Attempt(2, 2))
    assert await store.inbox.reply_slot(KEY, at(1), SLOT) == at(1)
    await settle(store, settled(chat, 2, sent_at=at(0.5)))
    record = await store.chats.chat(KEY)
    assert record is not None
    assert record.last_sent_at == at(1)


async def test_a_clock_that_went_back_holds_nobody_up(store: Store) -> None:
    await subscribe(store, 1, "lebanon")
    await store.inbox.reply_slot(KEY, at(3600), SECOND)
    assert await store.inbox.free_at(KEY, NOW) == NOW
