"""kill -9 before and after every step of the courier: nothing is lost, at most what was in flight is repeated."""

import asyncio
import re
import time

import pytest

from bot.ports.watching import Role
from tests.e2e.courier_process import STEPS, Couriers
from tests.e2e.deaths import Deaths, repeats
from tests.e2e.delivery_rig import TTL, Rig, delivery_rig
from tests.fakes.botapi import FakeBotApi

PEOPLE = tuple(range(1, 9))
TOKEN = re.compile(r"L(\d+)\.")
DEATHS = tuple(f"{when}:{step}" for step in STEPS for when in ("before", "after"))


def heard(api: FakeBotApi, chat: int) -> list[int]:
    return [int(number) for text in api.texts(chat) for number in TOKEN.findall(text)]


async def everything_heard(api: FakeBotApi, count: int) -> None:
    async with asyncio.timeout(30):
        while any(len(set(heard(api, chat))) < count for chat in PEOPLE):
            await api.wait_sent(len(api.sent) + 1, timeout_s=30)


async def publish(rig: Rig, number: int) -> None:
    await rig.store.leases.hold(Role.WATCHER, "watcher-lease", TTL)
    await rig.publish(rig.alert(f"L{number}. A line"))


@pytest.mark.slow
async def test_killed_before_and_after_every_step(valkey: str) -> None:
    async with FakeBotApi() as api, delivery_rig(valkey, api) as rig:
        for chat in PEOPLE:
            await rig.join(chat, "lebanon")
        await rig.store.leases.release(Role.COURIER, rig.hold.value)
        # The Bot API reads what was posted in its own time, on a busy machine after the poster has died.
        deaths = Deaths(latency_s=0.2)
        async with await Couriers.open(valkey, api.base_url, api.token) as couriers:
            for number, death in enumerate(DEATHS):
                await publish(rig, number)
                await couriers.ended(await couriers.start(death))
                await deaths.note(rig, time.monotonic())
            await couriers.start()
            await everything_heard(api, len(DEATHS))
    for chat in PEOPLE:
        told = heard(api, chat)
        assert list(dict.fromkeys(told)) == list(range(len(DEATHS)))
    # Only a death between the POST and its settlement repeats anything: after:send, before the claim that settles.
    twice = repeats(api.sent)
    assert twice, "some die between the POST and its settlement"
    assert [pair for pair in twice if not deaths.explains(*pair)] == []
    assert max(deaths.most, api.most_in_flight) <= 8
