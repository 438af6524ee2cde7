"""Claim, begin, settle, wake: who is served when, and that nothing is lost on the way."""

from bot.model.chat import Attempt, ChatKey, ChatKind, ChatState, Receipt
from bot.ports.chats import Change
from bot.store import Store
from tests.contract.store.build import (
    HOLD,
    LEASE,
    NOW,
    SECOND,
    SLOT,
    at,
    begin,
    claim,
    entry,
    hold_all,
    ids,
    publish,
    settle,
    settled,
    subscribe,
)


async def _wake_all(store: Store, now: int = 0, chunk: int = 100) -> int:
    rounds = 0
    while await store.courier.wake(LEASE, at(now), chunk):
        rounds += 1
    return rounds


async def test_a_turn_moves_the_cursor_and_ends(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, 1, "lebanon")
    await publish(store, entry())
    await _wake_all(store)
    claims = await claim(store)
    (chat,) = claims.chats
    assert (claims.head, chat.record.cursor, chat.attempt) == (2, 1, None)
    assert chat.record.joins == {"lebanon": 1}
    attempt = Attempt(2, 2)
    assert await begin(store, chat, attempt, NOW, SLOT) == NOW
    receipt = Receipt(2, 700, bot_id=42)
    settlement = settled(chat, 2, receipts=(receipt,), sent_at=NOW, story="s", counts={"delivery.sent": 1})
    assert await settle(store, settlement)
    assert not await settle(store, settlement)
    record = await store.chats.chat(chat.record.key)
    assert record is not None
    assert (record.cursor, record.receipts, record.last_sent_at, record.last_story) == (2, (receipt,), NOW, "s")
    assert ids(await claim(store)) == []
    assert await store.log.counts() == {"delivery.sent": 1}


async def test_an_alert_during_a_send_is_not_lost(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry("one"))
    (chat,) = (await claim(store)).chats
    await publish(store, entry("two"))
    assert ids(await claim(store)) == []
    assert await settle(store, settled(chat, 2))
    (again,) = (await claim(store)).chats
    assert again.record.cursor == 2


async def test_a_wait_overrides_a_wake_and_more_does_not(store: Store) -> None:
    await hold_all(store)
    for key in (-1, -2):
        await subscribe(store, key, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry("one"))
    first, second = (await claim(store)).chats
    await publish(store, entry("two"), now=at(1))
    await settle(store, settled(first, 0, at(30), wait=True))
    await settle(store, settled(second, 3, at(30)))
    assert ids(await claim(store, at(1))) == [second.record.key.id]
    # Nor does an alert that comes later bring it forward.
    await publish(store, entry("three"), now=at(2))
    assert ids(await claim(store, at(3))) == []
    assert {-1, -2} == set(ids(await claim(store, at(30))))


async def test_a_wait_decided_on_old_settings_yields_to_the_new(store: Store) -> None:
    await hold_all(store)
    record = await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    (chat,) = (await claim(store)).chats
    await store.chats.change(Change("", record.key, record.revision, record, due_at=at(1)))
    await settle(store, settled(chat, 1, at(3600), wait=True))
    assert ids(await claim(store, at(1))) == [-1]


async def test_an_alert_ends_a_soft_wait(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry("one"))
    (chat,) = (await claim(store)).chats
    await settle(store, settled(chat, 2, at(10)))
    assert (await claim(store, at(1))).next_due_at == at(10)
    await publish(store, entry("two"), now=at(2))
    assert ids(await claim(store, at(2))) == [-1]


async def test_a_crashed_claim_comes_back_with_its_attempt(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    (chat,) = (await claim(store)).chats
    await begin(store, chat, Attempt(2, 2, 3, plain=True), NOW, SLOT)
    assert ids(await claim(store, NOW + HOLD - SECOND)) == []
    (again,) = (await claim(store, NOW + HOLD)).chats
    assert again.attempt == Attempt(2, 2, 3, plain=True)
    assert again.due_at == NOW
    assert not await settle(store, settled(chat, 2))
    assert await begin(store, chat, Attempt(2, 2), NOW, SLOT) is None
    assert await settle(store, settled(again, 2))


async def test_a_restart_takes_its_chats_back_at_once(store: Store) -> None:
    await hold_all(store)
    for key in (-1, -2):
        await subscribe(store, key, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    assert len((await claim(store)).chats) == 2
    assert await store.courier.give_back("lease") == 0
    assert await store.courier.give_back(LEASE) == 2
    assert [chat.due_at for chat in (await claim(store)).chats] == [NOW, NOW]


async def test_one_slot_in_four_is_for_people(store: Store) -> None:
    await hold_all(store)
    for n in range(1, 9):
        await subscribe(store, n, "lebanon")
        await subscribe(store, -n, "lebanon", kind=ChatKind.GROUP)
    await publish(store, entry())
    await _wake_all(store)
    taken: list[int | str] = []
    while found := ids(await claim(store, most=1)):
        taken += found
    people = [str(key) for key in taken if int(key) > 0]
    assert [n for n, key in enumerate(taken) if int(key) > 0][:2] == [3, 7]
    assert people == [str(n) for n in range(1, 9)]
    assert len(taken) == 16


async def test_the_cursor_passes_neither_the_head_nor_itself(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    (chat,) = (await claim(store)).chats
    await settle(store, settled(chat, 1000, NOW))
    (chat,) = (await claim(store)).chats
    assert chat.record.cursor == 2
    await settle(store, settled(chat, 0))
    record = await store.chats.chat(ChatKey(-1))
    assert record is not None
    assert record.cursor == 2


async def test_receipts_are_bounded_and_of_one_bot(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, 1, "lebanon")
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    await _wake_all(store)
    for chat in (await claim(store)).chats:
        receipts = tuple(Receipt(n, 100 + n, alone=n % 2 == 0, bot_id=7) for n in range(1, 81))
        await settle(store, settled(chat, 2, NOW, receipts=receipts))
    kept = {chat.record.key.id: chat for chat in (await claim(store)).chats}
    assert [receipt.seq for receipt in kept[1].record.receipts] == [77, 78, 79, 80]
    assert [receipt.seq for receipt in kept[-1].record.receipts] == list(range(17, 81))
    assert kept[1].record.receipts[0] == Receipt(77, 177, alone=False, bot_id=7)
    await settle(store, settled(kept[1], 2, NOW, receipts=(Receipt(81, 5, bot_id=7),)))
    await settle(store, settled(kept[-1], 2, NOW, receipts=(Receipt(81, 5, bot_id=8),)))
    kept = {chat.record.key.id: chat for chat in (await claim(store)).chats}
    assert [receipt.seq for receipt in kept[1].record.receipts] == [78, 79, 80, 81]
    assert kept[-1].record.receipts == (Receipt(81, 5, bot_id=8),)


async def test_a_stop_during_a_send_leaves_no_ghost(store: Store) -> None:
    await hold_all(store)
    record = await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    (chat,) = (await claim(store)).chats
    await store.chats.change(_forget(record.key, record.revision))
    assert not await settle(store, settled(chat, 2, NOW))
    assert await store.chats.chat(record.key) is None
    await publish(store, entry())
    assert ids(await claim(store, NOW + HOLD)) == []


async def test_a_suspended_chat_is_not_woken(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    (chat,) = (await claim(store)).chats
    await settle(store, settled(chat, 1, NOW, suspend="kicked"))
    record = await store.chats.chat(ChatKey(-1))
    assert record is not None
    assert (record.state, record.reason) == (ChatState.SUSPENDED, "kicked")
    assert record.subscription.regions == {"lebanon"}
    await publish(store, entry())
    assert ids(await claim(store, NOW + HOLD)) == []


async def test_settling_a_migrated_group_moves_it(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.GROUP)
    await publish(store, entry())
    (chat,) = (await claim(store)).chats
    await settle(store, settled(chat, 0, NOW, migrate_to=-100))
    assert await store.chats.chat(ChatKey(-1)) is None
    (moved,) = (await claim(store)).chats
    assert (moved.record.key, moved.record.kind, moved.record.cursor) == (ChatKey(-100), ChatKind.SUPERGROUP, 1)
    await settle(store, settled(moved, 2))
    await publish(store, entry())
    assert ids(await claim(store)) == [-100]


async def test_a_round_under_way_costs_one_round_more_not_ten(store: Store) -> None:
    await hold_all(store)
    for n in range(1, 41):
        await subscribe(store, n, "lebanon")
    await publish(store, entry())
    seen = 0
    for n in range(10):
        seen += await store.courier.wake(LEASE, NOW, 3)
        await publish(store, entry(f"line {n}"))
    while step := await store.courier.wake(LEASE, NOW, 3):
        seen += step
    assert 40 < seen <= 80
    assert len(ids(await claim(store, most=100))) == 40


async def test_regions_take_turns(store: Store) -> None:
    await hold_all(store)
    for n in range(1, 5):
        await subscribe(store, n, "lebanon")
        await subscribe(store, 10 + n, "syria")
    await publish(store, entry(reach=["lebanon"]), entry(reach=["syria"]))
    for _ in range(2):
        await store.courier.wake(LEASE, NOW, 1)
    assert sorted(map(str, ids(await claim(store)))) == ["1", "11"]


async def test_another_lease_neither_claims_nor_wakes_nor_settles(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await subscribe(store, 1, "lebanon")
    await publish(store, entry())
    assert (await claim(store, lease="b")).chats == ()
    assert await store.courier.wake("b", NOW, 10) == 0
    (chat,) = (await claim(store)).chats
    assert not await settle(store, settled(chat, 2), "b")


async def test_due_entries_of_nobody_are_dropped(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, 1, "lebanon")
    client, keys = store.connection.client, store.connection.keys
    await client.zadd(keys("due:rest"), {"999": 1, "1": 2})
    assert ids(await claim(store, most=8)) == [1]
    assert await client.zcard(keys("due:rest")) == 0


def _forget(key: ChatKey, revision: int) -> Change:
    return Change("", key, revision, forget=True)
