"""Several chats in one step: begun together, and settled along with the next claim."""

from dataclasses import replace

from bot.model.chat import Attempt, ChatKind
from bot.ports.chats import Change
from bot.ports.couriers import Begin
from bot.store import Store
from tests.contract.store.build import (
    HOLD,
    LEASE,
    NOW,
    SECOND,
    at,
    claim,
    entry,
    hold_all,
    publish,
    settled,
    subscribe,
)


async def test_what_ended_is_settled_by_the_next_claim(store: Store) -> None:
    await hold_all(store)
    for key in (-1, -2, -3):
        await subscribe(store, key, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry("one"))
    first, second, third = (await claim(store)).chats
    await store.chats.change(Change("", second.record.key, second.record.revision, forget=True))
    another = replace(third, token=f"another/{third.token.partition('/')[2]}")
    await publish(store, entry("two"))
    ended = [settled(first, first.record.cursor + 1), settled(second, 1), settled(another, 1)]
    claims = await store.courier.claim(LEASE, NOW, 8, HOLD, ended)
    assert claims.stale == (second.record.key, third.record.key)
    # What came meanwhile is taken in the same step.
    assert [chat.record.key for chat in claims.chats] == [first.record.key]
    assert claims.chats[0].record.cursor == first.record.cursor + 1


async def test_begun_together_they_take_slots_in_order_and_the_lost_one_takes_none(store: Store) -> None:
    await hold_all(store)
    for key in (-1, -2, -3):
        await subscribe(store, key, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    chats = (await claim(store)).chats
    begins = [Begin(chat.record.key, chat.token, Attempt(2, 2)) for chat in chats]
    begins[1] = replace(begins[1], token="lease-a/lost")
    assert await store.courier.begin(begins, NOW, SECOND) == (NOW, None, at(1))
    assert await store.courier.begin([], NOW, SECOND) == ()
    assert await store.courier.settle(LEASE, [settled(chats[0], 2), settled(chats[2], 2)]) == ()
