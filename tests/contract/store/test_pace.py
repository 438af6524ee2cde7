"""Slots of the common pace: no burst, one deadline for all, whatever the clock does."""

from datetime import timedelta

from bot.model.chat import Attempt, ChatKind
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


async def test_the_pace_has_no_burst_and_survives_in_redis(store: Store) -> None:
    await hold_all(store)
    for n in range(1, 4):
        await subscribe(store, -n, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    slots = [await begin(store, chat, Attempt(1, 1), NOW, SECOND) for chat in (await claim(store)).chats]
    assert slots == [NOW, at(1), at(2)]


async def test_a_late_slot_does_not_slow_the_pace_and_a_missed_one_makes_no_burst(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    (chat,) = (await claim(store)).chats
    interval = timedelta(milliseconds=40)
    asked = (0.0, 0.06, 0.1, 0.2, 0.2)
    given = [await begin(store, chat, Attempt(1, 1), at(seconds), interval) for seconds in asked]
    assert given == [at(0), at(0.04), at(0.08), at(0.2), at(0.24)]


async def test_a_flood_stops_everybody_until_its_end(store: Store) -> None:
    await hold_all(store)
    for key in (-1, -2):
        await subscribe(store, key, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    first, second = (await claim(store)).chats
    await settle(store, settled(first, 0, at(30), wait=True, flood_until_at=at(30)))
    assert await begin(store, second, Attempt(1, 1), NOW, SLOT) == at(30)
    await settle(store, settled(second, 0, NOW, flood_until_at=at(5)))
    claims = await claim(store, at(6))
    assert (claims.chats, claims.flood_until_at, claims.next_due_at, claims.waiting) == ((), at(30), at(30), 1)
    assert len((await claim(store, at(30))).chats) == 2


async def test_a_clock_that_goes_back_does_not_stop_the_pace(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    (chat,) = (await claim(store)).chats
    await begin(store, chat, Attempt(1, 1), NOW + timedelta(hours=1), SLOT)
    assert await begin(store, chat, Attempt(1, 1), NOW, SLOT) == NOW
