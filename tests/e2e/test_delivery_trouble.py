"""What goes wrong on the way to a chat, scripted on the wire, and what it may cost: a delay, never a line."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.deliver.settings import Ambiguity
from bot.model.chat import ChatKey, ChatKind, ChatState
from tests.e2e.delivery_rig import QUICK, Rig, delivery_rig, settled, until
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_limits import (
    BLOCKED,
    BROKEN,
    CUT,
    CUT_AFTER,
    DEACTIVATED,
    HALF_JSON,
    HTML_ANSWER,
    HTML_OK,
    KICKED,
    NEVER,
    NO_TOPIC,
    NOT_FOUND,
    Fault,
    flood,
    migrated,
)


@pytest.fixture
async def rig(valkey: str, api: FakeBotApi) -> AsyncIterator[Rig]:
    async with delivery_rig(valkey, api) as rig:
        yield rig


async def test_a_block_suspends_and_keeps_the_settings(rig: Rig, api: FakeBotApi) -> None:
    api.fail(BLOCKED, chat=7)
    key = await rig.join(7, "lebanon", never_if=("weather",))
    await rig.join(8, "lebanon")
    async with rig.running():
        await rig.publish(rig.alert("A line", "lebanon"))
        await api.wait_sent(1)
        await settled(rig)
    record = await rig.store.chats.chat(key)
    assert record is not None
    assert (record.state, record.reason) == (ChatState.SUSPENDED, "blocked")
    assert record.subscription.never_if == ("weather",)
    assert api.texts(7) == []


async def test_a_group_that_migrated_is_served_under_its_new_id(rig: Rig, api: FakeBotApi) -> None:
    api.fail(migrated(-100500), chat=-5)
    await rig.join(-5, "lebanon", kind=ChatKind.GROUP)
    async with rig.running():
        await rig.publish(rig.alert("A line", "lebanon"))
        await api.wait_sent(1)
        await settled(rig)
    assert len(api.texts(-100500)) == 1
    assert await rig.store.chats.chat(ChatKey(-5)) is None
    assert await rig.store.chats.chat(ChatKey(-100500)) is not None


async def test_a_topic_that_is_gone_falls_back_to_the_chat(rig: Rig, api: FakeBotApi) -> None:
    api.add_chat(-1009, "supergroup", topics={7})
    await rig.join(-1009, "lebanon", kind=ChatKind.SUPERGROUP, topic=7)
    rule = api.fail(NO_TOPIC, chat=-1009, times=1)
    async with rig.running():
        await rig.publish(rig.alert("A line", "lebanon"))
        await api.wait_sent(1)
    assert rule.times == 0
    assert api.sent[0].topic is None


@pytest.mark.parametrize(
    ("fault", "why"), [(KICKED, "kicked"), (NOT_FOUND, "not_found"), (DEACTIVATED, "deactivated")]
)
async def test_who_is_out_of_reach_is_asked_once_and_hears_again_on_its_return(
    rig: Rig, api: FakeBotApi, fault: Fault, why: str
) -> None:
    rule = api.fail(fault, chat=-7)
    key = await rig.join(-7, "lebanon", kind=ChatKind.SUPERGROUP, only_if=("line",))
    await rig.join(8, "lebanon")
    async with rig.running():
        for number in range(3):
            await rig.publish(rig.alert(f"A line {number}", "lebanon"))
            await api.wait_sent(number + 1)
            await settled(rig)
        record = await rig.store.chats.chat(key)
        assert record is not None
        assert (record.state, record.reason, record.subscription.only_if) == (ChatState.SUSPENDED, why, ("line",))
        assert len(api.statuses) == 4, "it is not asked again and again"
        api.heal(rule)
        assert await rig.store.chats.resume(key)
        await rig.publish(rig.alert("A line after the return", "lebanon"), rig.alert("No word of it", "lebanon"))
        await api.wait_sent(5)
    (text,) = api.texts(-7)
    assert "A line after the return" in text
    assert "No word" not in text


async def test_a_long_wait_of_everybody_is_told_and_that_it_is_over(valkey: str, api: FakeBotApi) -> None:
    settings = replace(QUICK, long_flood=timedelta(seconds=6))
    async with delivery_rig(valkey, api, settings=settings, operators=[99]) as rig:
        for chat in range(1, 6):
            await rig.join(chat, "lebanon")
        api.fail(flood(8), times=2)
        async with rig.running():
            await rig.publish(rig.alert("A line", "lebanon"))
            await until(lambda: "flood" in rig.operators.open)
            assert api.sent == []
            await api.wait_sent(5)
            await until(lambda: "flood" not in rig.operators.open)
        said = [one.outgoing.message.plain for one in await rig.store.inbox.outbox(10)]
        assert ["flood control" in text or "is over" in text for text in said] == [True, True]
    assert api.statuses.count(429) == 2


async def test_a_channel_s_own_long_wait_is_told_and_that_it_is_over(valkey: str, api: FakeBotApi) -> None:
    settings = replace(QUICK, long_flood=timedelta(seconds=6))
    async with delivery_rig(valkey, api, settings=settings, operators=[99]) as rig:
        for chat in (-1001, -1002, 3):
            await rig.join(chat, "lebanon")
        for chat in (-1001, 3):
            api.fail(flood(8), chat=chat, times=1)
        async with rig.running():
            await rig.publish(rig.alert("A line", "lebanon"))
            await until(lambda: "flood -1001" in rig.operators.open)
            await api.wait_sent(1)
            assert [kept.chat for kept in api.sent] == [-1002]
            await api.wait_sent(3)
            await until(lambda: not rig.operators.open)
        said = [one.outgoing.message.plain for one in await rig.store.inbox.outbox(10)]
        assert ["-1001" in text for text in said] == [True, True], "of a person nothing is told"


async def test_an_answer_that_never_comes_delays_its_chat_alone(valkey: str, api: FakeBotApi) -> None:
    settings = replace(QUICK, send_timeout=timedelta(seconds=0.5))
    async with delivery_rig(valkey, api, settings=settings) as rig:
        api.fail(NEVER, chat=7, times=1)
        for chat in (7, 8, 9):
            await rig.join(chat, "lebanon")
        with capture_logs() as logs:
            async with rig.running():
                await rig.publish(rig.alert("A line", "lebanon"))
                await api.wait_sent(3)
                await settled(rig)
    assert [kept.chat for kept in api.sent][2] == 7
    (said,) = [one for one in logs if one["event"] == "not_sent"]
    assert (said["error"], said["policy"], said["outcome"]) == ("Ambiguous", "repeat", "retried")


@pytest.mark.parametrize("fault", [BROKEN, HTML_ANSWER, HTML_OK, CUT, Fault(503, "Service Unavailable")])
async def test_trouble_on_the_way_only_delays(rig: Rig, api: FakeBotApi, fault: Fault) -> None:
    api.fail(fault, times=1)
    await rig.join(7, "lebanon")
    async with rig.running():
        await rig.publish(rig.alert("A line", "lebanon"))
        await api.wait_sent(1)
        await settled(rig)
    assert len(api.texts(7)) == 1


@pytest.mark.parametrize("fault", [CUT_AFTER, HALF_JSON])
async def test_a_lost_answer_repeats_exactly_that_message(rig: Rig, api: FakeBotApi, fault: Fault) -> None:
    api.fail(fault, times=1)
    await rig.join(7, "lebanon")
    async with rig.running():
        await rig.publish(rig.alert("A line", "lebanon"))
        await api.wait_sent(1)
        await rig.publish(rig.alert("The next line", "lebanon"))
        await api.wait_sent(3)
    first, second, third = api.texts(7)
    assert first == second
    assert "The next line" in third


async def test_a_lost_answer_may_be_skipped_by_policy(valkey: str, api: FakeBotApi) -> None:
    api.fail(CUT_AFTER, times=1)
    async with delivery_rig(valkey, api, settings=replace(QUICK, ambiguity=Ambiguity.SKIP)) as rig:
        await rig.join(7, "lebanon")
        async with rig.running():
            await rig.publish(rig.alert("A line", "lebanon"))
            await api.wait_sent(1)
            await settled(rig)
            await rig.publish(rig.alert("The next line", "lebanon"))
            await api.wait_sent(2)
        assert [text.count("A line") for text in api.texts(7)] == [1, 0]
        assert (await rig.counts())["delivery.given_up_unknown"] == 1


async def test_one_impossible_line_stops_no_other(rig: Rig, api: FakeBotApi) -> None:
    api.poison.add("POISON")
    await rig.join(7, "lebanon")
    await rig.publish(*(rig.alert(text, "lebanon") for text in ("One", "Two POISON", "Three")))
    async with rig.running():
        await api.wait_sent(2)
        await settled(rig)
    text = "\n".join(api.texts(7))
    assert [text.count(line) for line in ("One", "POISON", "Three")] == [1, 0, 1]
    assert (await rig.counts())["delivery.given_up_rejected"] == 1


async def test_one_chat_s_flood_wait_delays_no_other(rig: Rig, api: FakeBotApi) -> None:
    api.fail(flood(30), chat=-1001)
    for chat in range(-1010, -1000):
        await rig.join(chat, "lebanon")
    async with rig.running():
        await rig.publish(rig.alert("A line", "lebanon"))
        await api.wait_sent(9, timeout_s=2)
        await settled(rig)
        assert (await rig.store.chats.numbers())["due.first"] == 1
    assert api.statuses.count(429) == 1


async def test_a_revoked_token_stops_everything_and_loses_nothing(valkey: str, api: FakeBotApi) -> None:
    async with delivery_rig(valkey, api, operators=[99]) as rig:
        for chat in range(1, 6):
            await rig.join(chat, "lebanon")
        token, api.token = api.token, "7000000001:another"
        async with rig.running():
            await rig.publish(rig.alert("A line", "lebanon"))
            await until(lambda: "token" in rig.operators.open)
            assert api.sent == []
            (notice,) = await rig.store.inbox.outbox(10)
            assert "token" in notice.outgoing.message.plain
        api.token = token
        async with rig.running():
            await api.wait_sent(5, timeout_s=20)
        assert sorted(kept.chat for kept in api.sent) == [1, 2, 3, 4, 5]
        assert not rig.operators.open


async def test_when_all_chats_seem_gone_nobody_is_dropped(valkey: str, api: FakeBotApi) -> None:
    async with delivery_rig(valkey, api, operators=[99]) as rig:
        everybody = range(1, 41)
        for chat in everybody:
            await rig.join(chat, "lebanon")
        api.fail(BLOCKED)
        async with rig.running():
            await rig.publish(rig.alert("A line", "lebanon"))
            await until(lambda: "all_gone" in rig.operators.open)
        records = [await rig.store.chats.chat(ChatKey(chat)) for chat in everybody]
        gone = [record for record in records if record is None or record.state is ChatState.SUSPENDED]
        assert len(gone) <= 1
