"""Alerts on their way from the log to chats: a real Valkey, a real courier, a Bot API that speaks the protocol."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.chat import Quiet
from bot.model.news import AlertKind
from tests.e2e.delivery_rig import QUICK, Rig, delivery_rig, settled, until
from tests.e2e.test_delivery_any_order import MoodySender, moved, no_limit_is_broken
from tests.fakes.botapi import FakeBotApi
from tests.fakes.clock import FakeClock, QuickClock

TIMES = QuickClock().times


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
    assert all(kept.at - before.at >= 1 / TIMES for before, kept in zip(api.sent, api.sent[1:], strict=False))


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


async def test_a_withdrawn_line_is_struck_through_where_it_stands(rig: Rig, api: FakeBotApi) -> None:
    for chat in (7, -1001):
        await rig.join(chat, "lebanon")
    first = rig.alert("Eight killed in Tyre", "lebanon")
    end = {"kind": AlertKind.RETYPED, "of": first.ref, "story": first.ref, "origin": "withdrawn"}
    async with rig.running():
        await rig.publish(first)
        await api.wait_sent(2)
        await settled(rig)
        await rig.publish(rig.alert("Eight killed in Tyre", "lebanon", **end))
        await until(lambda: all(kept.edits for kept in api.sent))
    for kept in api.sent:
        assert [entity["type"] for entity in kept.entities if entity["type"] == "strikethrough"]
        assert "withdrawn" in kept.text
    assert (await rig.counts())["delivery.edited"] == 2


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
    settings = replace(QUICK, burst_window=timedelta(seconds=8))
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
    assert api.sent[1].at - api.sent[0].at >= 7.9 / TIMES
    assert api.sent[2].at - api.sent[1].at < 7.9 / TIMES


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


async def test_in_the_middle_of_a_round_a_channel_with_news_waits_for_no_slot(valkey: str) -> None:
    clock = FakeClock()
    sender = MoodySender(clock, [])
    async with delivery_rig(valkey, sender=sender, clock=clock) as rig:
        for chat in range(1, 201):
            await rig.join(chat, "lebanon")
        for chat in (-1001, -1002):
            await rig.join(chat, "gaza")
        await rig.publish(rig.alert("L0. For everybody", "lebanon"))
        for apart_s in (1.0, 3.3):
            await moved(rig, clock, apart_s)
            published_at, before = clock.now(), len(sender.arrived)
            await rig.publish(rig.alert("L1. For the channels", "gaza"))
            await moved(rig, clock, 0.2)
            at, chat, _ = sender.arrived[before]
            assert chat < 0
            assert at - published_at <= timedelta(milliseconds=10)
        assert any(at > published_at and chat > 0 for at, chat, _ in sender.arrived), "the round went on"
        no_limit_is_broken(sender)


async def test_at_most_eight_are_in_flight(valkey: str) -> None:
    async with FakeBotApi(latency_s=0.1) as api, delivery_rig(valkey, api) as rig:
        for chat in range(1, 25):
            await rig.join(chat, "lebanon")
        await rig.publish(rig.alert("A line", "lebanon"))
        async with rig.running():
            await api.wait_sent(24)
    assert 6 <= api.most_in_flight <= 8
