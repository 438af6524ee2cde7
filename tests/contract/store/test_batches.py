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


async def test_a_channel_with_news_goes_beside_the_pace_once_in_the_time_of_28(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, 1, "lebanon")
    for key in (-1, -2, -3, -4):
        await subscribe(store, key, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    await store.courier.wake(LEASE, NOW, 10)
    chats = {chat.record.key.id: chat for chat in (await claim(store)).chats}
    begins = {key: Begin(chat.record.key, chat.token, Attempt(2, 2)) for key, chat in chats.items()}
    begun = store.courier.begin
    assert await begun([begins[-1]], NOW, SECOND, ahead=True) == (NOW,), "the pace itself has room"
    assert await begun([begins[1]], NOW, SECOND, ahead=True) == (at(1),), "a person takes a slot"
    assert await begun([begins[-2], begins[-3]], NOW, SECOND, ahead=True) == (NOW, at(2)), "the first of them"
    assert await begun([begins[-4]], at(27), SECOND, ahead=True) == (at(27),)
    assert await begun([begins[-2]], at(27), SECOND, ahead=True) == (at(28),), "the place was taken at 0"
    assert await begun([begins[-3]], at(28), SECOND, ahead=True) == (at(28),)
    # Answers use the same place: it is taken until 56.
    assert await store.inbox.reply_slot(chats[1].record.key, at(30), SECOND) == at(30)
    assert await begun([begins[-4]], at(30), SECOND, ahead=True) == (at(31),), "the answer took the pace's slot"


async def test_after_people_a_channel_comes_next(store: Store) -> None:
    await hold_all(store)
    for key in range(1, 7):
        await subscribe(store, key, "lebanon")
    for key in (-1, -2, -3):
        await subscribe(store, key, "gaza", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    await store.courier.wake(LEASE, NOW, 10)
    for _ in range(3):
        (one,) = (await claim(store, most=1)).chats
        assert isinstance(one.record.key.id, int)
        assert one.record.key.id > 0
    await publish(store, entry("two", ("gaza",)))
    taken = [(await claim(store, most=1)).chats[0].record.key.id for _ in range(5)]
    assert [key for key in taken if isinstance(key, int) and key < 0] == taken[:3]
