"""The fake Bot API, driven by aiogram, which knows nothing of us: it keeps the fake honest."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)

from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_limits import BLOCKED, BROKEN, CUT_AFTER, HTML_ANSWER, Limits, flood, migrated


def peer(api: FakeBotApi, token: str = "") -> Bot:
    server = TelegramAPIServer(base=api.base_url + "{token}/{method}", file="")
    return Bot(token or api.token, session=AiohttpSession(api=server, timeout=5))


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as api:
        yield api


@pytest.fixture
async def bot(api: FakeBotApi) -> AsyncIterator[Bot]:
    async with peer(api) as bot:
        yield bot


async def test_a_message_arrives_with_its_mark_up(api: FakeBotApi, bot: Bot) -> None:
    text = 'A &lt;b&gt; <b>bold</b> <tg-time unix="1767268800" format="t">12:00 UTC</tg-time>'
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Why", callback_data="why:1")]])
    sent = await bot.send_message(
        -1001,
        text,
        parse_mode="HTML",
        reply_markup=keyboard,
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    kept = api.sent[0]
    assert (sent.text, sent.message_id) == ("A <b> bold 12:00 UTC", kept.message_id)
    assert [entity.type for entity in sent.entities or []] == ["bold", "date_time"]
    assert kept.silent
    assert not kept.preview
    assert kept.buttons == [{"text": "Why", "callback_data": "why:1"}]


BAD = {
    "<x>no</x>": "can't parse entities: Unsupported start tag",
    "<b>open": "can't parse entities: Can't find end tag",
    "<b><i>crossed</b></i>": "can't parse entities: Unmatched end tag",
    "a < b": "can't parse entities",
    '<tg-time unix="soon">x</tg-time>': "can't parse entities",
    '<tg-time unix="1" format="rT">x</tg-time>': "can't parse entities",
    "<b> </b>": "message text is empty",
    "\U0001f514" * 2049: "message is too long",
}


async def test_bad_mark_up_is_refused(bot: Bot) -> None:
    for markup, said in BAD.items():
        with pytest.raises(TelegramBadRequest, match=said):
            await bot.send_message(1, markup, parse_mode="HTML")


async def test_the_limit_counts_utf16_after_parsing(bot: Bot) -> None:
    await bot.send_message(1, "<b>" + "\U0001f514" * 2048 + "</b>", parse_mode="HTML")


async def test_long_button_data_is_refused(bot: Bot) -> None:
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="x", callback_data="x" * 65)]])
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await bot.send_message(1, "x", reply_markup=keyboard)


async def test_replies_and_topics(api: FakeBotApi, bot: Bot) -> None:
    api.add_chat(-1002, "supergroup", topics={7})
    first = await bot.send_message(-1002, "first", message_thread_id=7)
    gone = ReplyParameters(message_id=999, allow_sending_without_reply=True)
    await bot.send_message(-1002, "second", reply_parameters=ReplyParameters(message_id=first.message_id))
    await bot.send_message(-1002, "third", reply_parameters=gone)
    assert [(kept.topic, kept.reply_to) for kept in api.sent] == [
        (7, None),
        (None, first.message_id),
        (None, None),
    ]
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(-1002, "x", message_thread_id=8)
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(-1002, "x", reply_parameters=ReplyParameters(message_id=999))


async def test_edits(api: FakeBotApi, bot: Bot) -> None:
    sent = await bot.send_message(5, "eight killed")
    await bot.edit_message_text("nine killed", chat_id=5, message_id=sent.message_id)
    assert api.texts(5) == ["nine killed"]
    assert api.sent[0].edits == ["eight killed"]
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("nine killed", chat_id=5, message_id=sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("x", chat_id=5, message_id=77)


async def test_scripted_faults(api: FakeBotApi, bot: Bot) -> None:
    api.fail(BLOCKED, chat=1)
    api.fail(migrated(-1009), chat=2)
    api.fail(flood(30), chat=3, times=1)
    api.fail(BROKEN, chat=4)
    api.fail(CUT_AFTER, chat=5)
    with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
        await bot.send_message(1, "x")
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(2, "x")
    assert moved.value.migrate_to_chat_id == -1009
    with pytest.raises(TelegramRetryAfter) as waiting:
        await bot.send_message(3, "x")
    assert waiting.value.retry_after == 30
    await bot.send_message(3, "x")
    with pytest.raises(TelegramServerError):
        await bot.send_message(4, "x")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(5, "delivered all the same")
    assert api.texts(5) == ["delivered all the same"]
    api.heal()
    await bot.send_message(1, "x")


async def test_html_instead_of_json(api: FakeBotApi, bot: Bot) -> None:
    api.fail(HTML_ANSWER, times=1)
    with pytest.raises(Exception, match=r"Failed to decode|Bad Gateway"):
        await bot.send_message(1, "x")


async def test_limits_and_bans() -> None:
    now = [0.0]
    async with (
        FakeBotApi(limits=Limits(per_s=2, chat_gap_s=1, ban_s=3), monotonic=lambda: now[0]) as api,
        peer(api) as bot,
    ):
        await bot.send_message(1, "x")
        with pytest.raises(TelegramRetryAfter):
            await bot.send_message(1, "x")
        with pytest.raises(TelegramRetryAfter):
            await bot.send_message(2, "banned too")
        now[0] = 3.1
        await bot.send_message(2, "x")
    assert api.gauge.refused == 2


async def test_twenty_a_minute_for_a_group() -> None:
    now = [0.0]
    async with FakeBotApi(limits=Limits(group_per_min=20), monotonic=lambda: now[0]) as api, peer(api) as bot:
        for _ in range(20):
            now[0] += 1
            await bot.send_message(-5, "x")
        with pytest.raises(TelegramRetryAfter) as waiting:
            await bot.send_message(-5, "x")
    assert waiting.value.retry_after == 41


async def test_a_wrong_token(api: FakeBotApi) -> None:
    async with peer(api, "7000000001:wrong") as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()


async def test_updates_are_forgotten_when_confirmed(api: FakeBotApi, bot: Bot) -> None:
    api.say(42, "/start", lang="ar")
    api.member(-1003, "left", "member")
    api.press(42, "why:1", message_id=3)
    updates = await bot.get_updates(timeout=0)
    assert [update.event_type for update in updates] == ["message", "my_chat_member", "callback_query"]
    assert (await bot.get_updates(offset=updates[1].update_id, limit=1))[0].event_type == "my_chat_member"
    assert not await bot.get_updates(offset=updates[-1].update_id + 1)
    query = updates[2].callback_query
    assert query is not None
    await bot.answer_callback_query(query.id, text="because")
    assert api.answered[query.id]["text"] == "because"


async def test_a_long_poll_ends_when_something_happens(api: FakeBotApi, bot: Bot) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=20))
    await api.wait_called()
    api.say(42, "hello")
    assert (await asyncio.wait_for(waiting, 5))[0].event_type == "message"


async def test_a_second_poller_ends_the_first(api: FakeBotApi, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await api.wait_called()
    second = asyncio.create_task(bot.get_updates(timeout=20))
    with pytest.raises(TelegramConflictError):
        await first
    api.say(42, "hello")
    assert len(await second) == 1


async def test_commands_chats_and_members(api: FakeBotApi, bot: Bot) -> None:
    api.add_chat(-1004, "supergroup", username="a_group", admins={9})
    scope = BotCommandScopeAllGroupChats()
    await bot.set_my_commands([BotCommand(command="latest", description="Latest lines")], scope=scope)
    assert [command.command for command in await bot.get_my_commands(scope=scope)] == ["latest"]
    await bot.delete_my_commands(scope=scope)
    assert not await bot.get_my_commands(scope=scope)
    assert (await bot.get_chat("@a_group")).id == -1004
    assert [member.user.id for member in await bot.get_chat_administrators(-1004)] == [9]
    assert (await bot.get_chat_member(-1004, 9)).status == "administrator"
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.get_chat("@nobody_there")


async def test_a_webhook_shuts_out_polling(api: FakeBotApi, bot: Bot) -> None:
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(TelegramConflictError):
        await bot.get_updates()
    await bot.delete_webhook()
    assert not await bot.get_updates()
