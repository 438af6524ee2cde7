"""A process that was frozen and wakes up when another has taken over changes nothing and sends nothing."""

import asyncio
import signal
from pathlib import Path

import pytest

from bot.store import Store, open_store
from tests.e2e.delivery_rig import until
from tests.e2e.river_rig import heard, laid, line_about, until_heard
from tests.e2e.test_river_trouble import KNOWN
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite

LINES = [line_about(number) for number in range(6)]


async def settled(store: Store) -> None:
    """Until no message is in flight: what is heard and not yet settled would come once more."""
    async with asyncio.timeout(10):
        while (await store.chats.numbers())["held"]:
            pass


@pytest.mark.slow
async def test_who_wakes_up_after_its_leases_were_lost_is_fenced(tmp_path: Path, valkey: str) -> None:
    async with (
        TickerSite(KNOWN) as site,
        FakeBotApi() as api,
        laid(tmp_path, site, api, redis_url=valkey) as bed,
    ):
        first = await bed.start(TOCSIN_DATA_DIR=str(tmp_path / "a"))
        await first.until_decided(len(KNOWN))
        second = await bed.start(TOCSIN_DATA_DIR=str(tmp_path / "b"))
        site.push(LINES[0])
        await until_heard(api, -1001, LINES[:1])
        async with open_store(valkey) as store:
            await settled(store)
        decided = first.decided()

        first.process.send_signal(signal.SIGSTOP)
        site.push(*LINES[1:3])
        await second.until_ready(200, roles=True)
        await until_heard(api, -1001, LINES[:3])

        # It wakes in the middle of whatever it was doing, sure of its roles as it last knew them.
        first.process.send_signal(signal.SIGCONT)
        site.push(*LINES[3:])
        await until_heard(api, -1001, LINES)
        body = await first.until_ready(200)
        assert body["status"] == "standby"
        assert first.decided() == decided
        assert all(role["mine"] for role in (await second.readiness())[1]["roles"])

        # And it is of use: when the other goes, it takes over.
        await second.stop()
        site.push(late := line_about(30))
        await until(lambda: heard(api, -1001, [late]) == [late], 20)
        await first.stop()
