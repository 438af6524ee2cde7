"""Updates are stored before they are acknowledged; answers wait until they are sent."""

from bot.model.chat import Attempt, ChatKey, ChatKind
from bot.model.delivery import Button, Message, Outgoing
from bot.ports.chats import Change
from bot.store import Store
from tests.contract.store.build import (
    LEASE,
    NOW,
    SECOND,
    SLOT,
    at,
    begin,
    claim,
    entry,
    hold_all,
    outgoing,
    publish,
    settle,
    settled,
    subscribe,
)

BOT = 42


async def test_updates_and_offset_are_one_step(store: Store) -> None:
    await hold_all(store)
    inbox = store.inbox
    assert await inbox.offset(BOT) is None
    assert await inbox.intake(LEASE, BOT, [(5, '{"a":1}'), (6, "{broken \ud800")], 7)
    assert await inbox.offset(BOT) == 7
    first, second = await inbox.inbox(BOT, 10)
    assert (first.update_id, first.raw) == (5, '{"a":1}')
    assert (second.update_id, second.raw) == (6, "{broken \ud800")
    assert await inbox.inbox(BOT, 1) == (first,)
    assert await inbox.inbox(43, 10) == ()
    await inbox.done(BOT, [first.entry])
    await inbox.done(BOT, [])
    assert await inbox.inbox(BOT, 10) == (second,)


async def test_an_answer_lost_and_asked_again_stores_once(store: Store) -> None:
    await hold_all(store)
    inbox = store.inbox
    await inbox.intake(LEASE, BOT, [(5, "a")], 6)
    await inbox.intake(LEASE, BOT, [(5, "a"), (6, "b")], 7)
    assert [update.update_id for update in await inbox.inbox(BOT, 10)] == [5, 6]
    assert await inbox.intake(LEASE, BOT, [(5, "a")], 6)
    assert await inbox.offset(BOT) == 7
    assert len(await inbox.inbox(BOT, 10)) == 2


async def test_ids_that_start_anew_after_a_quiet_week_are_taken(store: Store) -> None:
    await hold_all(store)
    await store.inbox.intake(LEASE, BOT, [(900, "a")], 901)
    ttl = await store.connection.client.ttl(store.connection.keys("bot", BOT, "offset"))
    assert 5 * 86_400 < ttl <= 6 * 86_400
    await store.connection.client.delete(store.connection.keys("bot", BOT, "offset"))
    await store.inbox.intake(LEASE, BOT, [(3, "b")], 4)
    assert [update.update_id for update in await store.inbox.inbox(BOT, 10)] == [900, 3]
    assert await store.inbox.offset(BOT) == 4


async def test_only_the_listener_takes_in(store: Store) -> None:
    await hold_all(store)
    assert not await store.inbox.intake("b", BOT, [(5, "a")], 6)
    assert await store.inbox.offset(BOT) is None


async def test_answers_wait_in_order_and_count_their_tries(store: Store) -> None:
    buttons = ((Button("Lebanon", "r:lebanon"), Button("page", url="https://example.org/")),)
    rich = Outgoing(
        ChatKey(-5, 7), Message("<b>x</b>", "x", 9, silent=True, buttons=buttons, preview=True), edit=3
    )
    await store.chats.change(Change("1", ChatKey(1), 0, replies=(outgoing(text="one"), rich)))
    one, two = await store.inbox.outbox(10)
    assert one.outgoing == outgoing(text="one")
    assert two.outgoing == rich
    assert await store.inbox.tried(two.entry) == 1
    assert await store.inbox.tried(two.entry) == 2
    assert [reply.tries for reply in await store.inbox.outbox(10)] == [0, 2]
    await store.inbox.answered([one.entry, two.entry])
    await store.inbox.answered([])
    assert await store.inbox.outbox(10) == ()
    assert await store.connection.client.exists(store.connection.keys("outbox:tries")) == 0


async def test_a_reply_goes_ahead_of_the_broadcast_once_a_second(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await publish(store, entry())
    (chat,) = (await claim(store)).chats
    slots = [await begin(store, chat, _attempt(), NOW, SECOND / 25) for _ in range(10)]
    assert slots[-1] == at(0.36)
    assert await store.inbox.reply_slot(ChatKey(1), NOW, SECOND / 28) == NOW
    assert await store.inbox.reply_slot(ChatKey(2), NOW, SECOND / 25) == at(0.4)
    assert await store.inbox.reply_slot(ChatKey(3), NOW, SECOND / 25) == at(0.44)
    assert await store.inbox.reply_slot(ChatKey(4), at(1.01), SECOND / 28) == at(1.01)


async def test_no_reply_in_a_flood_and_one_a_second_to_a_chat(store: Store) -> None:
    await hold_all(store)
    await subscribe(store, -1, "lebanon", kind=ChatKind.CHANNEL)
    await subscribe(store, 2, "lebanon")
    assert await store.inbox.reply_slot(ChatKey(2), NOW, SLOT) == NOW
    assert await store.inbox.reply_slot(ChatKey(2), NOW, SLOT) == at(1)
    record = await store.chats.chat(ChatKey(2))
    assert record is not None
    assert record.last_sent_at == at(1)
    await publish(store, entry())
    (chat,) = (await claim(store)).chats
    await settle(store, settled(chat, 2, at(30), wait=True, flood_until_at=at(30)))
    assert await store.inbox.reply_slot(ChatKey(5), NOW, SLOT) >= at(30)


def _attempt() -> Attempt:
    return Attempt(1, 1)
