"""The channels of the settings file as records: resolved, merged, changed only where they differ, forgotten."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.deliver.channels import Channels, ChannelSetting, Resolved, by_key, change_for, retired
from bot.deliver.operators import Operators
from bot.model.chat import ChatKey, ChatKind, ChatRecord, ChatState, Subscription
from bot.ops.secret import Secret
from bot.store.bundle import Store, open_store
from bot.telegram.sender import TelegramSender
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_limits import Fault
from tests.unit.deliver.alerts import NOON_AT


def setting(name: int | str, *regions: str, topic: int | None = None) -> ChannelSetting:
    return ChannelSetting(ChatKey(name, topic), Subscription(frozenset(regions)))


def resolved(key: ChatKey, *regions: str) -> Resolved:
    return Resolved(key, ChatKind.CHANNEL, setting(key.id, *regions))


LEBANON = ChatKey(-1001)


def test_a_name_and_its_number_are_one_channel() -> None:
    merged = by_key([resolved(LEBANON, "lebanon"), resolved(LEBANON, "gaza"), resolved(ChatKey(-1001, 7), "mena")])
    assert {key: set(one.setting.subscription.regions) for key, one in merged.items()} == {
        LEBANON: {"lebanon", "gaza"},
        ChatKey(-1001, 7): {"mena"},
    }


def test_only_a_difference_is_a_change() -> None:
    wanted = resolved(LEBANON, "lebanon")
    new = change_for(wanted, None)
    assert new is not None
    assert new.record is not None
    assert change_for(wanted, replace(new.record, cursor=7, revision=1)) is None
    suspended = replace(new.record, revision=4, state=ChatState.SUSPENDED, reason="kicked")
    back = change_for(wanted, suspended)
    assert back is not None
    assert back.record is not None
    assert (back.revision, back.record.state) == (4, ChatState.ACTIVE)


def test_a_mute_made_in_the_chat_stays() -> None:
    new = change_for(resolved(LEBANON, "lebanon"), None)
    assert new is not None
    assert new.record is not None
    muted = replace(new.record, subscription=replace(new.record.subscription, muted_until_at=NOON_AT))
    change = change_for(resolved(LEBANON, "gaza"), muted)
    assert change is not None
    assert change.record is not None
    assert change.record.subscription == Subscription(frozenset({"gaza"}), muted_until_at=NOON_AT)


def test_only_channels_of_the_settings_are_forgotten() -> None:
    record = ChatRecord(LEBANON, ChatKind.CHANNEL, origin="settings")
    gone = retired(record, {})
    assert gone is not None
    assert gone.forget
    assert retired(record, {LEBANON: resolved(LEBANON)}) is None
    assert retired(replace(record, origin="chat"), {}) is None


@pytest.fixture
async def store(valkey: str) -> AsyncIterator[Store]:
    async with open_store(valkey) as store:
        yield store


async def test_the_records_follow_the_settings(store: Store) -> None:
    async with FakeBotApi(strict=True) as api, TelegramSender(Secret(api.token), base_url=api.base_url) as sender:
        api.add_chat(-1001, "channel", username="lebanon_breaking")
        api.add_chat(-1002, "supergroup", topics={7})
        operators = Operators(store.chats, [ChatKey(99)])
        settings = [
            setting("@lebanon_breaking", "lebanon"),
            setting(-1001, "gaza"),
            setting(-1002, "mena", topic=7),
        ]
        assert await Channels(store.chats, sender, settings, operators).step() == 3600
        first = await store.chats.chat(LEBANON)
        assert first is not None
        assert (first.subscription.regions, first.origin) == (frozenset({"lebanon", "gaza"}), "settings")
        assert await store.chats.chat(ChatKey(-1002, 7)) is not None
        await Channels(store.chats, sender, settings[:2], operators).step()
        assert await store.chats.chat(ChatKey(-1002, 7)) is None
        again = await store.chats.chat(LEBANON)
        assert again is not None
        assert again.revision == first.revision


async def test_a_channel_that_cannot_be_reached_is_told_once_and_when_it_is_over(store: Store) -> None:
    async with FakeBotApi(strict=True) as api, TelegramSender(Secret(api.token), base_url=api.base_url) as sender:
        operators = Operators(store.chats, [ChatKey(99)])
        channels = Channels(store.chats, sender, [setting("@later", "lebanon")], operators)
        assert [await channels.step(), await channels.step()] == [15, 15]
        assert len(await store.inbox.outbox(10)) == 1
        api.add_chat(-1005, "channel", username="later")
        assert await channels.step() == 3600
        told = [reply.outgoing.message.plain for reply in await store.inbox.outbox(10)]
        assert len(told) == 2
        assert "can be reached again" in told[1]


async def test_a_silent_telegram_keeps_no_channel_from_hearing_what_comes(store: Store) -> None:
    async with FakeBotApi(strict=True) as api, TelegramSender(Secret(api.token), base_url=api.base_url) as sender:
        api.add_chat(-1001, "channel", username="lebanon_breaking")
        api.fail(Fault(500, "Internal Server Error"), method="getChat")
        settings = [setting("@lebanon_breaking", "lebanon"), setting(-1002, "gaza")]
        channels = Channels(store.chats, sender, settings, Operators(store.chats, []))
        assert await channels.step() == 15
        early = await store.chats.chat(ChatKey("@lebanon_breaking"))
        number = await store.chats.chat(ChatKey(-1002))
        assert early is not None
        assert number is not None
        api.heal()
        api.add_chat(-1002, "supergroup")
        assert await channels.step() == 3600
        moved = await store.chats.chat(LEBANON)
        assert moved is not None
        assert moved.cursor == early.cursor
        assert await store.chats.chat(ChatKey("@lebanon_breaking")) is None
        # A restart while Telegram is silent again finds the number that the name had.
        api.fail(Fault(500, "Internal Server Error"), method="getChat")
        await Channels(store.chats, sender, settings, Operators(store.chats, [])).step()
        assert await store.chats.chat(ChatKey("@lebanon_breaking")) is None
