"""Polling outlives whatever the Bot API answers; updates are read tolerantly; no token shows."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest

from bot.model.chat import ChatKey, ChatKind
from bot.model.delivery import Message, Outgoing
from bot.model.request import Act, Presence
from bot.ops.secret import Secret
from bot.ports.watching import Role
from bot.store.bundle import Store, open_store
from bot.telegram.listener import Hearing, Listener, read_batch
from bot.telegram.replies import simplified
from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import Unreadable, lane_of, read_update
from tests.e2e.chat_rig import Holding
from tests.fakes.botapi import TOKEN, FakeBotApi
from tests.fakes.clock import START_AT, FakeClock

BOT_ID = int(TOKEN.partition(":")[0])
DATE = int(START_AT.timestamp())
GROUP = {"id": -5, "type": "supergroup", "title": "Family"}


def _read(**update: Any) -> Any:
    return read_update(json.dumps({"update_id": 9, **update}), BOT_ID, START_AT)


def _message(**fields: Any) -> dict[str, Any]:
    sender = {"id": 42, "is_bot": False, "language_code": "ar"}
    return {"message_id": 3, "date": DATE, "chat": GROUP, "from": sender, "text": "/mine", **fields}


async def _listener(store: Store, base_url: str, token: str = TOKEN) -> tuple[Listener, AiohttpRequest, Holding]:
    hold, secret = Holding(), Secret(token)
    await store.leases.hold(Role.LISTENER, hold.value, timedelta(minutes=5))
    request = AiohttpRequest(hidden=(secret,))
    await request.initialize()
    listener = Listener(
        secret,
        base_url=base_url,
        request=request,
        inbox=store.inbox,
        hold=hold,
        clock=FakeClock(),
        heard=asyncio.Event(),
        poll_s=0,
    )
    return listener, request, hold


async def test_updates_are_stored_with_the_offset_and_asked_for_once(valkey: str) -> None:
    async with FakeBotApi() as api, open_store(valkey) as store:
        listener, request, _ = await _listener(store, api.base_url)
        last = [api.say(42, f"/mine {number}") for number in range(3)][-1]
        assert await listener.step() == 0.0
        assert await listener.step() == 0.0
        assert [one.update_id for one in await store.inbox.inbox(BOT_ID, 9)] == [last - 2, last - 1, last]
        assert await store.inbox.offset(BOT_ID) == last + 1
        await request.shutdown()


WRONG = f"{BOT_ID}:wrong-wrong-wrong-wrong-wrong-wrong-1"


async def test_a_refused_token_is_a_state_and_not_the_end(valkey: str, capsys: pytest.CaptureFixture[str]) -> None:
    async with FakeBotApi() as api, open_store(valkey) as store:
        listener, request, _ = await _listener(store, api.base_url, WRONG)
        for _ in range(3):
            assert await listener.step() >= 10
        states = [listener.state]
        api.token = WRONG
        await listener.step()
        assert [*states, listener.state] == [Hearing.DENIED, Hearing.LISTENING]
        assert "wrong-wrong" not in capsys.readouterr().out
        await request.shutdown()


async def test_a_webhook_left_behind_is_taken_off(valkey: str) -> None:
    async with FakeBotApi() as api, open_store(valkey) as store:
        listener, request, _ = await _listener(store, api.base_url)
        api.webhook = "https://elsewhere.example/hook"
        await listener.step()
        assert (listener.state, api.webhook) == (Hearing.RIVAL, "")
        await listener.step()
        assert listener.state is Hearing.LISTENING
        await request.shutdown()


async def test_hours_of_outage_are_asked_through_ever_more_slowly(valkey: str) -> None:
    async with open_store(valkey) as store:
        listener, request, _ = await _listener(store, "http://127.0.0.1:9/bot")
        pauses = [await listener.step() for _ in range(8)]
        assert pauses == [1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 30.0, 30.0]
        assert listener.state is Hearing.UNREACHABLE
        await request.shutdown()


async def test_who_lost_the_lease_stores_nothing(valkey: str) -> None:
    async with FakeBotApi() as api, open_store(valkey) as store:
        listener, request, hold = await _listener(store, api.base_url)
        hold.value = "another's"
        api.say(42, "/mine")
        await listener.step()
        assert hold.lost
        assert await store.inbox.inbox(BOT_ID, 9) == ()
        await listener.step()
        assert listener.state is Hearing.IDLE
        await request.shutdown()


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"ok":true}', b'{"result":5}', b"[" * 50_000])
def test_an_answer_that_is_no_batch(body: bytes) -> None:
    assert read_batch(body) is None


def test_a_batch_keeps_what_has_a_number_whatever_else_it_is() -> None:
    body = b'{"ok":true,"result":[{"update_id":1,"x":"\\ud83d"},{"no":"number"},5,{"update_id":2}]}'
    batch = read_batch(body)
    assert batch is not None
    assert [number for number, _ in batch] == [1, 2]


def test_a_message_in_a_topic_is_of_the_topic_and_a_reply_thread_is_not() -> None:
    assert _read(message=_message(message_thread_id=7, is_topic_message=True)).chat == ChatKey(-5, 7)
    assert _read(message=_message(message_thread_id=7)).chat == ChatKey(-5)


def test_who_writes_as_the_group_is_its_administrator() -> None:
    request = _read(message=_message(sender_chat=GROUP, **{"from": {"id": 1087968824, "is_bot": True}}))
    assert (request.hidden_admin, request.person) == (True, None)
    assert _read(message=_message(**{"from": {"id": 5, "is_bot": True}})) is None


def test_what_was_replied_to_is_known_by_its_buttons_or_its_origin() -> None:
    keyboard = {
        "inline_keyboard": [[{"text": "Why?", "callback_data": "why:16"}, {"text": "x", "url": "https://x"}]]
    }
    ours = {"message_id": 2, "from": {"id": BOT_ID}, "text": "A line", "reply_markup": keyboard}
    quoted = _read(message=_message(reply_to_message=ours)).quoted
    assert (quoted.ours, quoted.presses) == (True, ("why:16",))
    post = {"message_id": 2, "forward_origin": {"type": "channel", "chat": {"id": -1001}, "message_id": 77}}
    assert _read(message=_message(reply_to_message=post)).quoted.forwarded == (-1001, 77)


def test_a_press_under_a_message_out_of_reach() -> None:
    query = {
        "id": "q",
        "from": {"id": 42},
        "data": "why:1",
        "message": {"message_id": 1, "date": 0, "chat": GROUP},
    }
    request = _read(callback_query=query)
    assert (request.act, request.quoted, request.press_id) == (Act.PRESS, None, "q")
    assert _read(callback_query={"id": "q", "from": {"id": 42}, "data": "x"}) is None


@pytest.mark.parametrize(
    ("member", "kind", "presence"),
    [
        ({"status": "creator"}, "channel", Presence.ADMIN),
        ({"status": "administrator", "can_post_messages": False}, "channel", Presence.MUTED),
        ({"status": "administrator"}, "supergroup", Presence.ADMIN),
        ({"status": "restricted", "is_member": True, "can_send_messages": False}, "supergroup", Presence.MUTED),
        ({"status": "restricted", "is_member": False}, "supergroup", Presence.OUT),
        ({"status": "kicked"}, "private", Presence.OUT),
    ],
)
def test_our_own_place_in_a_chat(member: dict[str, Any], kind: str, presence: Presence) -> None:
    chat = {"id": -5, "type": kind}
    change = {"chat": chat, "date": DATE, "from": {"id": 1}, "old_chat_member": {"status": "left"}}
    request = _read(my_chat_member={**change, "new_chat_member": member})
    assert (request.kind, request.now_is) == (ChatKind(kind), presence)


@pytest.mark.parametrize("raw", ["", "[]", "{}", '{"update_id":"x"}', '{"update_id":1,"message":{"chat":{}}}'])
def test_what_is_no_update(raw: str) -> None:
    with pytest.raises(Unreadable):
        read_update(raw, BOT_ID, START_AT)
    assert lane_of(raw) == ""


def test_a_rejected_answer_gets_simpler_until_there_is_nothing_left_to_try() -> None:
    outgoing = Outgoing(ChatKey(1), Message("<b>x</b>", "x"), edit=5)
    anew = simplified(outgoing)
    assert anew is not None
    assert anew.edit is None
    plain = simplified(anew)
    assert plain is not None
    assert plain.message.html == ""
    assert simplified(plain) is None
