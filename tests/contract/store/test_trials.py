"""A 429 raises the deadline for everybody on trial: whose limit it was is told by what comes next."""

from bot.model.chat import Attempt, ChatKey, ChatKind, Receipt
from bot.store import Store
from tests.contract.store.build import (
    LEASE,
    NOW,
    SECOND,
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


async def _two_claimed(store: Store) -> None:
    await hold_all(store)
    for key in (-1, -2, -3):
        await subscribe(store, key, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())


async def test_one_refused_chat_delays_no_other(store: Store) -> None:
    await _two_claimed(store)
    first, second, _ = (await claim(store)).chats
    await settle(store, settled(first, 0, at(30), wait=True, flood_until_at=at(30), refused_at=NOW))
    assert await store.courier.trial(NOW) == ("-1", at(30))
    assert await begin(store, second, Attempt(1, 1), NOW) == NOW
    assert (await claim(store)).flood_until_at is None
    assert await store.courier.trial(at(30)) is None, "a trial ends with the wait"


async def test_a_second_refused_chat_proves_that_it_is_everybody_s(store: Store) -> None:
    await _two_claimed(store)
    first, second, third = (await claim(store)).chats
    await settle(store, settled(first, 0, at(30), wait=True, flood_until_at=at(30), refused_at=NOW))
    await settle(store, settled(second, 0, at(9), wait=True, flood_until_at=at(9), refused_at=at(1)))
    assert (await claim(store, at(1))).flood_until_at == at(9), "the shorter of the two waits"
    assert await begin(store, third, Attempt(1, 1), at(1)) == at(9)


async def test_a_success_between_proves_the_contrary(store: Store) -> None:
    await _two_claimed(store)
    first, second, third = (await claim(store)).chats
    await settle(store, settled(first, 0, at(30), wait=True, flood_until_at=at(30), refused_at=NOW))
    await settle(store, settled(second, 2, receipts=(Receipt(2, 5, True, 7),), sent_at=at(1)))
    await settle(store, settled(third, 0, at(9), wait=True, flood_until_at=at(9), refused_at=at(2)))
    assert (await claim(store, at(2))).flood_until_at is None
    assert await store.courier.trial(at(2)) == ("-3", at(9))


async def test_answers_and_alerts_share_the_trial(store: Store) -> None:
    await _two_claimed(store)
    (first, *_) = (await claim(store)).chats
    assert await store.inbox.refused(ChatKey(7), NOW, at(30)) is None
    await settle(store, settled(first, 0, at(20), wait=True, flood_until_at=at(20), refused_at=at(1)))
    assert await store.inbox.refused(ChatKey(7), at(2), at(30)) == at(21), "19 s from the latest refusal"
    assert await store.inbox.reply_slot(ChatKey(8), at(2), SECOND) == at(21)


async def test_an_answer_that_arrived_ends_the_trial(store: Store) -> None:
    await hold_all(store)
    assert await store.inbox.refused(ChatKey(7), NOW, at(30)) is None
    await store.inbox.answered(["1-0"])
    assert await store.inbox.refused(ChatKey(8), at(1), at(30)) is None


async def test_two_topics_are_one_chat_and_the_same_chat_proves_nothing(store: Store) -> None:
    await hold_all(store)
    for topic in (None, 1, 2):
        assert await store.inbox.refused(ChatKey(-7, topic), NOW, at(30)) is None
    assert await store.courier.trial(NOW) == ("-7", at(30))
    assert (await store.courier.claim(LEASE, NOW, 1, SECOND)).flood_until_at is None
