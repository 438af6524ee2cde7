"""The sender in front of a Bot API on a socket: what it sends, what it makes of answers, what it never shows."""

import logging
import socket
import traceback
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, TimedOut

from bot.model.chat import ChatKey, ChatKind
from bot.model.delivery import Button, Message, Outgoing
from bot.ops.secret import Secret
from bot.ports.errors import (
    Ambiguous,
    Gone,
    Migrated,
    NotSent,
    Rejected,
    SendError,
    Throttled,
    TopicGone,
    Unauthorised,
)
from bot.telegram.errors import meaning
from bot.telegram.sender import TelegramSender
from bot.telegram.transport import Flooded, Unsent
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_limits import (
    BAD_MARKUP,
    BLOCKED,
    BROKEN,
    CUT,
    DEACTIVATED,
    HALF_JSON,
    HTML_ANSWER,
    HTML_OK,
    KICKED,
    NEVER,
    NO_RIGHTS,
    NO_TOPIC,
    NOT_FOUND,
    NOT_MEMBER,
    Fault,
    flood,
    migrated,
)

HELLO = Message(html="<b>Hello</b>", plain="Hello")


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as api:
        yield api


@pytest.fixture
async def sender(api: FakeBotApi) -> AsyncIterator[TelegramSender]:
    async with TelegramSender(Secret(api.token), base_url=api.base_url, timeout_s=2) as sender:
        yield sender


async def test_a_message_with_everything(api: FakeBotApi, sender: TelegramSender) -> None:
    api.add_chat(-1001, "supergroup", topics={7})
    first = await sender.send(Outgoing(ChatKey(-1001, 7), HELLO))
    buttons = ((Button("Why?", "why:12"), Button("Page", url="https://example.org/")),)
    message = Message("<i>second</i>", "second", reply_to=first.message_id, silent=True, buttons=buttons)
    sent = await sender.send(Outgoing(ChatKey(-1001, 7), message))
    kept = api.sent[1]
    assert (kept.message_id, kept.text, kept.topic, kept.reply_to) == (
        sent.message_id,
        "second",
        7,
        first.message_id,
    )
    assert (kept.silent, kept.preview, api.sent[0].silent) == (True, False, False)
    assert [entity["type"] for entity in kept.entities] == ["italic"]
    assert kept.buttons == [
        {"text": "Why?", "callback_data": "why:12"},
        {"text": "Page", "url": "https://example.org/"},
    ]
    assert sent.at is not None


async def test_a_reply_survives_the_message_it_answers(api: FakeBotApi, sender: TelegramSender) -> None:
    await sender.send(Outgoing(ChatKey(5), Message("x", "x", reply_to=99)))
    assert api.sent[0].reply_to is None


async def test_without_html_the_plain_text_goes_out_as_it_is(api: FakeBotApi, sender: TelegramSender) -> None:
    await sender.send(Outgoing(ChatKey(5), Message("", "a <b> & c")))
    assert api.texts(5) == ["a <b> & c"]


async def test_a_question_opens_a_reply(api: FakeBotApi, sender: TelegramSender) -> None:
    await sender.send(Outgoing(ChatKey(5), Message("Which?", "Which?", asks=True)))
    assert (api.sent[0].markup or {})["force_reply"] is True


async def test_an_edit_and_an_edit_that_changes_nothing(api: FakeBotApi, sender: TelegramSender) -> None:
    sent = await sender.send(Outgoing(ChatKey(5), HELLO))
    edit = Outgoing(ChatKey(5), Message("Hello again", "Hello again"), edit=sent.message_id)
    assert (await sender.send(edit)).message_id == sent.message_id
    assert (await sender.send(edit)).message_id == sent.message_id
    assert api.texts(5) == ["Hello again"]
    with pytest.raises(Rejected):
        await sender.send(Outgoing(ChatKey(5), HELLO, edit=77))


async def test_names_are_resolved(api: FakeBotApi, sender: TelegramSender) -> None:
    api.add_chat(-1001, "channel", username="lebanon_breaking")
    assert await sender.resolve("@Lebanon_Breaking") == (ChatKey(-1001), ChatKind.CHANNEL)
    with pytest.raises(Gone) as gone:
        await sender.resolve("@nobody")
    assert gone.value.why == "not_found"
    assert await sender.check() == "@tocsin_test_bot"
    assert sender.bot_id == api.bot_id


FAULTS: list[tuple[Fault, type[SendError], str]] = [
    (BLOCKED, Gone, "blocked"),
    (DEACTIVATED, Gone, "deactivated"),
    (KICKED, Gone, "kicked"),
    (NOT_MEMBER, Gone, "not_member"),
    (NOT_FOUND, Gone, "not_found"),
    (NO_RIGHTS, Gone, "no_rights"),
    (Fault(403, "Forbidden: something new"), Gone, "not_member"),
    (NO_TOPIC, TopicGone, ""),
    (BAD_MARKUP, Rejected, ""),
    (migrated(-1009), Migrated, ""),
    (flood(30), Throttled, ""),
    (Fault(429, raw=b"slow down"), Throttled, ""),
    (BROKEN, Ambiguous, ""),
    (HTML_ANSWER, Ambiguous, ""),
    (HTML_OK, Ambiguous, ""),
    (HALF_JSON, Ambiguous, ""),
    (Fault(200, raw=b'{"ok":true,"result":true}'), Ambiguous, ""),
    (Fault(200, raw=b"[]"), Ambiguous, ""),
    (CUT, Ambiguous, ""),
    (Fault(401, "Unauthorized"), Unauthorised, ""),
]


async def test_every_answer_has_its_meaning(api: FakeBotApi, sender: TelegramSender) -> None:
    for chat, (fault, kind, why) in enumerate(FAULTS, 1):
        api.fail(fault, chat=chat)
        with pytest.raises(kind) as raised:
            await sender.send(Outgoing(ChatKey(chat), HELLO))
        assert getattr(raised.value, "why", "") == why, fault
        if isinstance(raised.value, Throttled):
            assert raised.value.retry_after == timedelta(seconds=30 if fault.parameters else 5)
        if isinstance(raised.value, Migrated):
            assert raised.value.to == -1009


async def test_an_answer_that_never_comes_is_ambiguous(api: FakeBotApi) -> None:
    api.fail(NEVER)
    async with TelegramSender(Secret(api.token), base_url=api.base_url, timeout_s=0.2) as sender:
        with pytest.raises(Ambiguous, match="no answer within"):
            await sender.send(Outgoing(ChatKey(1), HELLO))


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


async def test_a_refused_connection_was_certainly_not_sent() -> None:
    where = f"http://127.0.0.1:{closed_port()}/bot"
    async with TelegramSender(Secret("123:secret-token"), base_url=where) as sender:
        with pytest.raises(NotSent):
            await sender.send(Outgoing(ChatKey(1), HELLO))


async def test_a_wrong_token(api: FakeBotApi) -> None:
    async with TelegramSender(Secret("123456:wrong"), base_url=api.base_url) as stranger:
        with pytest.raises(Unauthorised):
            await stranger.check()
    with pytest.raises(Unauthorised, match="must look like"):
        TelegramSender(Secret("no token at all"))


async def test_the_token_shows_in_no_error(api: FakeBotApi, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    secret = api.token.partition(":")[2]
    proxy = Secret(f"http://user:pass-word@127.0.0.1:{closed_port()}")
    shown = []
    for url, through in (
        (f"http://127.0.0.1:{closed_port()}/bot", None),
        (api.base_url, proxy),
        ("http://", None),
    ):
        async with TelegramSender(Secret(api.token), base_url=url, proxy=through) as sender:
            with pytest.raises(NotSent) as raised:
                await sender.send(Outgoing(ChatKey(1), HELLO))
            shown.append("".join(traceback.format_exception(raised.value)) + repr(raised.value))
    for fault in (BROKEN, HTML_ANSWER, CUT, HALF_JSON):
        api.fail(fault, times=1)
        async with TelegramSender(Secret(api.token), base_url=api.base_url) as sender:
            with pytest.raises(SendError) as failed:
                await sender.send(Outgoing(ChatKey(1), HELLO))
            shown.append("".join(traceback.format_exception(failed.value)) + repr(failed.value))
    everything = "\n".join(shown) + caplog.text
    assert secret not in everything
    assert "pass-word" not in everything


async def test_connections_are_reused(api: FakeBotApi, sender: TelegramSender) -> None:
    for chat in range(1, 6):
        await sender.send(Outgoing(ChatKey(chat), HELLO))
    assert api.connections == 1


def test_library_errors_have_their_meaning() -> None:
    table = {
        Forbidden("Forbidden: bot was kicked from the channel chat"): Gone,
        BadRequest("Chat not found"): Gone,
        BadRequest("Message text is empty"): Rejected,
        ChatMigrated(-7): Migrated,
        Conflict("Conflict: terminated by other getUpdates request"): NotSent,
        InvalidToken("Not Found"): Unauthorised,
        Unsent("refused"): NotSent,
        TimedOut(): Ambiguous,
        NetworkError("Bad Gateway"): Ambiguous,
        Flooded("Too Many Requests", timedelta(seconds=3)): Throttled,
    }
    assert {error: type(meaning(error)) for error in table} == table


async def test_a_replaced_token_is_taken_up_by_the_next_check(api: FakeBotApi) -> None:
    tokens = [Secret("7000000009:revoked")]
    async with TelegramSender(tokens[0], base_url=api.base_url, token_now=lambda: tokens[-1]) as sender:
        with pytest.raises(Unauthorised):
            await sender.check()
        tokens.append(Secret(api.token))
        assert await sender.check() == "@tocsin_test_bot"
        await sender.send(Outgoing(ChatKey(5), HELLO))
    assert sender.bot_id == api.bot_id
    assert api.texts(5) == ["Hello"]


async def test_a_broadcast_is_paid_for_only_when_asked(api: FakeBotApi, sender: TelegramSender) -> None:
    await sender.send(Outgoing(ChatKey(5), HELLO))
    async with TelegramSender(Secret(api.token), base_url=api.base_url, paid=True) as paying:
        await paying.send(Outgoing(ChatKey(5), HELLO))
    assert [parameters.get("allow_paid_broadcast") for _, parameters in api.calls] == [None, "true"]
