"""From an update of a Bot API to the answer in the chat, with the real store between."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.commands.carry import exported, import_lines
from bot.commands.command_menu import MenuKeeper
from bot.commands.settings import Access, CommandSettings
from bot.commands.texts import load_texts
from bot.model.chat import ChatKey, ChatState
from bot.ops.secret import Secret
from bot.store.bundle import open_store
from bot.telegram.listener import Hearing
from bot.telegram.members import TelegramMembers
from tests.e2e.chat_rig import chatting
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_limits import Fault


async def _until(check: Callable[[], object], seconds: float = 10.0) -> None:
    """Until something holds that no event tells of."""
    for _ in range(int(seconds * 100)):
        if check():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


async def test_a_subscription_from_the_first_word_to_the_last(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.say(42, "/start")
        api.say(42, "/subscribe lebanon gaza")
        api.say(43, "/mine", lang="es")
        await api.wait_sent(3)
        record = await rig.store.chats.chat(ChatKey(42))
        assert record is not None
        assert record.subscription.regions == {"lebanon", "gaza"}
        assert "You now hear of Lebanon, Gaza." in api.texts(42)[-1]
        assert "Todavía ninguna región" in api.texts(43)[0]
        api.say(42, "/stop")
        await api.wait_sent(4)
        assert await rig.store.chats.chat(ChatKey(42)) is None
        assert set(api.allowed or ()) == {"message", "callback_query", "my_chat_member"}


async def test_a_menu_is_edited_in_place_and_the_press_is_answered(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.say(42, "/subscribe")
        await api.wait_sent(1)
        menu = api.sent[0]
        query = api.press(42, "on:lebanon:middle-east:0", message_id=menu.message_id)
        await _until(lambda: menu.edits and query in api.answered)
        assert "✅ Lebanon" in json.dumps(menu.markup, ensure_ascii=False)
        assert api.answered[query]["text"] == "Lebanon: on"
        old = api.press(42, "on:atlantis:nowhere:9", message_id=menu.message_id)
        await _until(lambda: old in api.answered)
        assert "out of date" in api.answered[old]["text"]
        record = await rig.store.chats.chat(ChatKey(42))
        assert record is not None
        assert record.subscription.regions == {"lebanon"}


async def test_only_administrators_of_a_group_change_it(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.add_chat(-500, "supergroup", title="Family", admins={42})
        api.say(-500, "/subscribe lebanon", user=99)
        await api.wait_sent(1)
        api.say(-500, "/subscribe lebanon", user=42)
        await api.wait_sent(2)
        assert "Only administrators" in api.texts(-500)[0]
        record = await rig.store.chats.chat(ChatKey(-500))
        assert record is not None
        assert record.title == "Family"


async def test_two_administrators_press_at_once(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.add_chat(-500, "supergroup", title="Family", admins={42, 43})
        api.say(-500, "/subscribe syria", user=42)
        await api.wait_sent(1)
        queries = [
            api.press(-500, f"on:{slug}:middle-east:0", message_id=1, user=user)
            for user, slug in ((42, "lebanon"), (43, "lebanon"), (42, "gaza"), (43, "yemen"))
        ]
        await _until(lambda: all(query in api.answered for query in queries))
        record = await rig.store.chats.chat(ChatKey(-500))
        assert record is not None
        assert record.subscription.regions == {"syria", "lebanon", "gaza", "yemen"}


async def test_blocked_and_back_keeps_the_settings(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.say(42, "/subscribe lebanon")
        await api.wait_sent(1)
        api.member(42, "member", "kicked", user=42)
        await _until(lambda: rig.outcomes.count("silent") == 1)
        record = await rig.store.chats.chat(ChatKey(42))
        assert record is not None
        assert (record.state, record.reason) == (ChatState.SUSPENDED, "blocked")
        api.member(42, "kicked", "member", user=42)
        await _until(lambda: rig.outcomes.count("silent") == 2)
        record = await rig.store.chats.chat(ChatKey(42))
        assert record is not None
        assert (record.state, record.subscription.regions) == (ChatState.ACTIVE, frozenset({"lebanon"}))


async def test_a_group_that_becomes_a_supergroup_keeps_its_subscription(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.add_chat(-5, "group", title="Family", admins={42})
        api.say(-5, "/subscribe lebanon", user=42)
        await api.wait_sent(1)
        api.migrate(-5, -1005)
        await _until(lambda: "silent" in rig.outcomes)
        record = await rig.store.chats.chat(ChatKey(-1005))
        assert record is not None
        assert record.subscription.regions == {"lebanon"}


async def test_what_cannot_be_read_stops_nothing(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.push(message={"chat": "not a chat"})
        api.push(callback_query={"id": 5})
        api.push(message=None)
        api.push(my_chat_member=[])
        api.say(42, "/help")
        await api.wait_sent(1)
        assert (rig.outcomes.count("unreadable"), rig.outcomes.count("not_for_us")) == (3, 1)
        assert "What I can do" in api.texts(42)[0]


async def test_a_wrong_token_and_a_rival_are_outlived(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.webhook = "https://elsewhere.example/hook"
        await _until(lambda: rig.listener.state is Hearing.RIVAL or not api.webhook, 40)
        api.say(42, "/help")
        await api.wait_sent(1, 15)
        assert rig.listener.state is Hearing.LISTENING


async def test_commands_sent_during_an_outage_are_answered_after(valkey: str) -> None:
    api = FakeBotApi()
    await api.start()
    async with chatting(valkey, api.token, api.base_url) as rig:
        await _until(lambda: rig.listener.state is Hearing.LISTENING or bool(api.calls))
        port = int(api.base_url.rsplit(":", 1)[1].partition("/")[0])
        await api.stop()
        await _until(lambda: rig.listener.state is Hearing.UNREACHABLE)
        api.say(42, "/subscribe lebanon")
        await api.start(port)
        await api.wait_sent(1, 20)
        assert "You now hear of Lebanon" in api.texts(42)[0]
    await api.stop()


async def test_an_answer_that_telegram_throttles_or_rejects_still_comes(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url):
        api.fail(Fault(429, "Too Many Requests: retry after 1", {"retry_after": 1}), chat=42, times=1)
        api.fail(Fault(400, "Bad Request: can't parse entities"), chat=43, times=1)
        api.say(42, "/help")
        api.say(43, "/help")
        await api.wait_sent(2)
        assert "What I can do" in api.texts(42)[0]
        assert "What I can do" in api.texts(43)[0]


async def test_one_chat_s_wait_delays_the_answer_to_no_other(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url):
        api.fail(Fault(429, "Too Many Requests: retry after 30", {"retry_after": 30}), chat=42)
        api.say(42, "/help")
        await _until(lambda: 429 in api.statuses)
        for chat in range(43, 48):
            api.say(chat, "/help")
        await api.wait_sent(5, timeout_s=10)
        assert api.texts(42) == []
        assert api.statuses.count(429) == 1


async def test_a_flood_is_answered_once_and_then_ignored(valkey: str) -> None:
    settings = CommandSettings(flood_burst=3, flood_per_minute=1)
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url, settings) as rig:
        for _ in range(10):
            api.say(42, "/mine")
        await _until(lambda: len([o for o in rig.outcomes if o != "sent"]) == 10)
        await api.wait_sent(4, 15)
        assert (rig.outcomes.count("slowed"), rig.outcomes.count("ignored")) == (1, 6)
        assert sum("faster than I can follow" in text for text in api.texts(42)) == 1


async def test_by_invitation_only(valkey: str) -> None:
    settings = CommandSettings(access=Access.INVITED, invitation="sesame")
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url, settings) as rig:
        api.say(42, "/subscribe lebanon")
        await api.wait_sent(1)
        assert "not open to everybody" in api.texts(42)[0]
        api.say(42, "/start sesame")
        api.say(42, "/subscribe lebanon")
        await api.wait_sent(3)
        assert await rig.store.chats.chat(ChatKey(42)) is not None


async def test_subscriptions_move_to_another_server(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.say(42, "/subscribe lebanon")
        api.say(42, "/settings quiet 22-7 Beirut")
        await api.wait_sent(2)
        lines = [line async for line in exported(rig.store.chats)]
        before = await rig.store.chats.chat(ChatKey(42))
    async with open_store(valkey, prefix="{other}:") as other:
        assert (await import_lines(other.chats, lines)).taken == 1
        assert (await import_lines(other.chats, lines)).known == 1
        after = await other.chats.chat(ChatKey(42))
    assert before is not None
    assert after is not None
    assert after.subscription == before.subscription


async def test_the_command_menus_go_up_in_every_language() -> None:
    async with FakeBotApi() as api, TelegramMembers(Secret(api.token), base_url=api.base_url) as members:
        api.add_chat(7)
        pause = await MenuKeeper(CommandSettings(operators=frozenset((7,))), load_texts(), members).step()
        assert pause == pytest.approx(timedelta(days=1).total_seconds())
        assert len(api.commands) == 5 * 4
        assert {lang for _, lang in api.commands} == {"", "en", "ar", "es"}
