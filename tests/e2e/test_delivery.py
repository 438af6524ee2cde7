"""Alerts on their way from the log to chats: a real Valkey, a real courier, a Bot API that speaks the protocol."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.deliver.settings import Ambiguity
from bot.model.chat import ChatKey, ChatKind, ChatState, Quiet
from bot.model.news import AlertKind
from tests.e2e.delivery_rig import QUICK, Rig, delivery_rig, settled, until
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_limits import (
    BLOCKED,
    BROKEN,
    CUT,
    CUT_AFTER,
    HALF_JSON,
    HTML_ANSWER,
    NO_TOPIC,
    Fault,
    flood,
    migrated,
)


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as api:
        yield api


@pytest.fixture
async def rig(valkey: str, api: FakeBotApi) -> AsyncIterator[Rig]:
    async with delivery_rig(valkey, api) as rig:
        yield rig


async def test_an_alert_reaches_the_chats_of_its_regions_and_only_those(rig: Rig, api: FakeBotApi) -> None:
    await rig.join(-1001, "lebanon")
    await rig.join(2, "mena")
    await rig.join(-1003, "gaza")
    await rig.join(7, "lebanon", "mena")
    async with rig.running():
        await rig.publish(rig.alert("Source: A strike hit Kfar Tebnit", "lebanon"))
        await api.wait_sent(3)
        await rig.publish(rig.alert("Source: A strike hit Khan Younis", "gaza"))
        await api.wait_sent(6)
    assert [len(api.texts(chat)) for chat in (-1001, 2, -1003, 7)] == [1, 2, 1, 2]
    assert "Source: A strike hit Kfar Tebnit" in api.texts(-1001)[0]
    assert "Source: A strike hit Khan Younis" in api.texts(-1003)[0]
    assert (await rig.counts())["delivery.sent"] == 6


async def test_what_a_chat_joins_later_is_not_replayed(rig: Rig, api: FakeBotApi) -> None:
    await rig.publish(rig.alert("Before anybody listened", "lebanon"))
    await rig.join(7, "lebanon")
    await rig.publish(rig.alert("After that", "lebanon"))
    async with rig.running():
        await api.wait_sent(1)
    assert "After that" in api.texts(7)[0]
    assert "Before" not in api.texts(7)[0]


async def test_what_piled_up_is_one_message_oldest_first(rig: Rig, api: FakeBotApi) -> None:
    await rig.join(-1001, "lebanon")
    await rig.publish(*(rig.alert(f"Line number {n} of the day", "lebanon") for n in range(1, 6)))
    async with rig.running():
        await api.wait_sent(1)
    text = api.texts(-1001)[0]
    places = [text.index(f"Line number {n} of") for n in range(1, 6)]
    assert places == sorted(places)


async def test_more_than_fits_goes_into_the_next_turn(rig: Rig, api: FakeBotApi) -> None:
    await rig.join(7, "lebanon")
    lines = [f"Line {n}: " + "\U0001f514" * 120 for n in range(40)]
    await rig.publish(*(rig.alert(line, "lebanon") for line in lines))
    async with rig.running():
        await api.wait_sent(3)
        await settled(rig)
    text = "\n".join(api.texts(7))
    assert [line for line in lines if text.count(line) != 1] == []
    assert all(kept.at - before.at >= 1 for before, kept in zip(api.sent, api.sent[1:], strict=False))


async def test_a_line_of_ten_thousand_characters_arrives_whole_in_parts(rig: Rig, api: FakeBotApi) -> None:
    words = [f"word{n}" for n in range(1200)]
    await rig.join(7, "lebanon")
    await rig.publish(rig.alert(" ".join(words), "lebanon"), rig.alert("The line after it", "lebanon"))
    async with rig.running():
        await api.wait_sent(4)
    bodies = [text.split("\n")[1] for text in api.texts(7)]
    assert " ".join(bodies[:3]).split() == words
    assert [text.split("\n")[0].rsplit(" ", 1)[-1] for text in api.texts(7)[:3]] == ["1/3", "2/3", "3/3"]
    assert bodies[3] == "The line after it"


async def test_an_update_replies_to_the_message_that_carried_its_first_version(rig: Rig, api: FakeBotApi) -> None:
    await rig.join(7, "lebanon")
    first = rig.alert("Eight killed in Tyre", "lebanon")
    async with rig.running():
        await rig.publish(first)
        await api.wait_sent(1)
        update = rig.alert("Nine killed in Tyre", "lebanon", kind=AlertKind.UPDATE, of=first.ref, story=first.ref)
        await rig.publish(update)
        await api.wait_sent(2)
    assert api.sent[1].reply_to == api.sent[0].message_id
    assert "update" in api.sent[1].text
    assert api.sent[0].edits == []


async def test_a_retyping_in_place_is_a_silent_edit(rig: Rig, api: FakeBotApi) -> None:
    await rig.join(7, "lebanon")
    first = rig.alert("Eight kiled in Tyre", "lebanon")
    async with rig.running():
        await rig.publish(first)
        await api.wait_sent(1)
        await settled(rig)
        again = rig.alert("Eight killed in Tyre", "lebanon", kind=AlertKind.RETYPED, of=first.ref, story=first.ref)
        await rig.publish(again)
        await rig.publish(rig.alert("Another story", "gaza", "lebanon"))
        await api.wait_sent(2)
    assert "Eight killed in Tyre" in api.sent[0].text
    assert len(api.sent[0].edits) == 1
    assert (await rig.counts())["delivery.edited"] == 1


async def test_an_undelivered_first_version_is_superseded(rig: Rig, api: FakeBotApi) -> None:
    await rig.join(7, "lebanon")
    first = rig.alert("Eight killed in Tyre", "lebanon")
    update = rig.alert("Nine killed in Tyre", "lebanon", kind=AlertKind.UPDATE, of=first.ref, story=first.ref)
    await rig.publish(first)
    await rig.publish(update)
    async with rig.running():
        await api.wait_sent(1)
    assert "Nine killed" in api.texts(7)[0]
    assert "Eight killed" not in api.texts(7)[0]
    assert (await rig.counts())["delivery.superseded"] == 1


async def test_a_burst_sends_the_first_line_now_and_the_rest_together(valkey: str, api: FakeBotApi) -> None:
    settings = replace(QUICK, burst_window=timedelta(seconds=2))
    async with delivery_rig(valkey, api, settings=settings) as rig:
        await rig.join(7, "lebanon")
        async with rig.running():
            for n in range(4):
                await rig.publish(rig.alert(f"Sheikh: sentence {n}", "lebanon", speaker="Sheikh"))
                await api.wait_sent(1)
            await api.wait_sent(2)
            await rig.publish(rig.alert("Sheikh: sentence 4", "lebanon", speaker="Sheikh"))
            await rig.publish(rig.alert("Minister: no", "lebanon", speaker="Minister"))
            await api.wait_sent(3)
    assert "sentence 0" in api.texts(7)[0]
    assert all(f"sentence {n}" in api.texts(7)[1] for n in (1, 2, 3))
    assert api.texts(7)[2].index("sentence 4") < api.texts(7)[2].index("Minister: no")
    assert api.sent[1].at - api.sent[0].at >= 1.9
    assert api.sent[2].at - api.sent[1].at < 1.9


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


@pytest.mark.parametrize("fault", [BROKEN, HTML_ANSWER, CUT, Fault(503, "Service Unavailable")])
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


async def test_quiet_hours_are_a_later_moment(rig: Rig, api: FakeBotApi) -> None:
    now = rig.clock.now()
    quiet = Quiet((now - timedelta(hours=1)).time(), (now + timedelta(hours=1)).time(), "UTC")
    await rig.join(7, "lebanon", quiet=quiet)
    await rig.join(8, "lebanon")
    async with rig.running():
        await rig.publish(rig.alert("A line", "lebanon"))
        await api.wait_sent(1)
        await settled(rig)
    assert api.texts(7) == []
    numbers = await rig.store.chats.numbers()
    assert (numbers["due.rest"], numbers["held"]) == (1, 0)


async def test_channels_come_before_people(rig: Rig, api: FakeBotApi) -> None:
    for chat in range(1, 21):
        await rig.join(chat, "lebanon")
    await rig.join(-1001, "lebanon")
    await rig.publish(rig.alert("A line", "lebanon"))
    async with rig.running():
        await api.wait_sent(21)
    assert [kept.chat for kept in api.sent].index(-1001) < 8


async def test_at_most_eight_are_in_flight(valkey: str) -> None:
    async with FakeBotApi(latency_s=0.5) as api, delivery_rig(valkey, api) as rig:
        for chat in range(1, 25):
            await rig.join(chat, "lebanon")
        await rig.publish(rig.alert("A line", "lebanon"))
        async with rig.running():
            await api.wait_sent(24)
    assert 6 <= api.most_in_flight <= 8
