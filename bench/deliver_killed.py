"""A courier killed at random moments: what was lost, what came twice, and whether it was in flight."""

import asyncio
import random
import re
import time

from bot.ops.clock import SystemClock
from bot.ports.watching import Role
from tests.e2e.courier_process import Couriers
from tests.e2e.deaths import Deaths, repeats
from tests.e2e.delivery_rig import TTL, delivery_rig
from tests.fakes.botapi import FakeBotApi

PEOPLE = range(1, 31)
# (the Bot API's time to answer, the longest life of a courier): one message in flight at a time, and eight
QUICK_AND_SLOW = ((0.02, 0.4), (0.4, 1.2))
MOST_IN_FLIGHT = 8


def heard(api: FakeBotApi, chat: int) -> list[int]:
    return [int(number) for number in re.findall(r"L(\d+)\.", "\n".join(api.texts(chat)))]


async def killed(valkey: str, kills: int, latency_s: float, longest_life_s: float) -> bool:
    """Prints a table; whether the bound held."""
    async with FakeBotApi(latency_s=latency_s) as api, delivery_rig(valkey, api, clock=SystemClock()) as rig:
        for chat in PEOPLE:
            await rig.join(chat, "lebanon")
        await rig.store.leases.release(Role.COURIER, rig.hold.value)
        deaths = Deaths(latency_s)
        async with await Couriers.open(valkey, api.base_url, api.token, times=1) as couriers:
            for number in range(kills):
                await rig.store.leases.hold(Role.WATCHER, "watcher-lease", TTL)
                await rig.publish(rig.alert(f"L{number}. A line"))
                pid = await couriers.start()
                await asyncio.sleep(random.uniform(0.01, longest_life_s))
                at = time.monotonic()
                await couriers.kill(pid)
                await deaths.note(rig, at)
            await couriers.start()
            async with asyncio.timeout(120):
                while any(len(set(heard(api, chat))) < kills for chat in PEOPLE):
                    await api.wait_sent(len(api.sent) + 1, 60)
            await asyncio.sleep(1)
    return report(api, deaths, kills)


def report(api: FakeBotApi, deaths: Deaths, kills: int) -> bool:
    told = [heard(api, chat) for chat in PEOPLE]
    lost = sum(kills - len(set(lines)) for lines in told)
    disordered = sum(list(dict.fromkeys(lines)) != list(range(kills)) for lines in told)
    twice = repeats(api.sent)
    unexplained = sum(not deaths.explains(earlier, later) for earlier, later in twice)
    print(f"{kills} kills -9 at random, {len(PEOPLE)} chats, {kills} alerts, {len(api.sent)} messages")
    print(f"  the Bot API answers after {deaths.latency_s * 1000:.0f} ms, and delivers what it had read")
    print(f"  lost {lost}, chats out of order {disordered}")
    print(
        f"  in flight at the kills {deaths.in_flight} messages, {deaths.most} at most ({MOST_IN_FLIGHT} allowed)"
    )
    print(f"  came once more {len(twice)}, of these not in flight at a kill since the copy before {unexplained}")
    broken = bool(lost or disordered or unexplained or deaths.most > MOST_IN_FLIGHT)
    print(
        "  the bound is BROKEN" if broken else "  the bound holds: one repeat at most for each message in flight"
    )
    return not broken
