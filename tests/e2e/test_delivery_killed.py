"""kill -9 before and after every step of the courier: nothing is lost, at most what was in flight is repeated."""

import asyncio
import re
from collections import Counter

import pytest

from bot.ports.watching import Role
from tests.e2e.courier_process import STEPS, Couriers
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
        async with await Couriers.open(valkey, api.base_url, api.token) as couriers:
            for number, death in enumerate(DEATHS):
                await publish(rig, number)
                await couriers.ended(await couriers.start(death))
            await couriers.start()
            await everything_heard(api, len(DEATHS))
    for chat in PEOPLE:
        told = heard(api, chat)
        assert list(dict.fromkeys(told)) == list(range(len(DEATHS)))
    repeats = sum(count - 1 for chat in PEOPLE for count in Counter(heard(api, chat)).values())
    # Only a death between the POST and its settlement repeats anything: after:send, before the claim that settles.
    assert repeats <= 2 * len(PEOPLE) * len(DEATHS) // 2
    assert api.most_in_flight <= 8
