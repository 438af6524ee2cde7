"""The primary dies in the middle of news: sentinels promote its replica, the program follows, nothing is lost."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.contract.store.test_failover import pair, until
from tests.e2e.delivery_rig import until as eventually
from tests.e2e.river_rig import PATIENCE_S, heard, laid, line_about, until_heard
from tests.e2e.test_river_trouble import KNOWN
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite
from tests.fakes.valkey_process import sentinel_process

LINES = [line_about(number) for number in range(16)]


@pytest.mark.slow
async def test_a_primary_killed_in_the_middle_of_news_loses_nothing(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(TickerSite(KNOWN))
        api = await stack.enter_async_context(FakeBotApi())
        first, second = await stack.enter_async_context(pair(tmp_path / "redis", stack))
        sentinels = [
            await stack.enter_async_context(sentinel_process(tmp_path / f"sentinel-{name}", first, 2))
            for name in "abc"
        ]

        async def acquainted() -> bool:
            known = [await sentinel.ask("INFO sentinel") for sentinel in sentinels]
            return all(b"slaves=1,sentinels=3" in one for one in known)

        await until(acquainted)
        hosts = ",".join(f"127.0.0.1:{sentinel.port}" for sentinel in sentinels)
        bed = await stack.enter_async_context(
            laid(tmp_path, site, api, redis_url=f"redis+sentinel://{hosts}/main/0")
        )
        program = await stack.enter_async_context(bed.running(TOCSIN_REDIS_CONFIRM="replicas=1"))
        await program.until_decided(len(KNOWN))
        for number, line in enumerate(LINES):
            site.push(line)
            await asyncio.sleep(0.35)
            if number == 5:
                await first.kill()
        async with asyncio.timeout(PATIENCE_S):
            while set(heard(api, -1001, LINES)) != set(LINES):
                await api.wait_sent(len(api.sent) + 1, timeout_s=PATIENCE_S)
        told = heard(api, -1001, LINES)
        assert list(dict.fromkeys(told)) == LINES, "in order"
        # What was sent and not yet replicated as settled is sent again: the message in flight, no more.
        assert sum(count - 1 for count in Counter(told).values()) <= 1
        assert b"role:master" in await second.ask("INFO replication")
        await eventually(lambda: bool(program.events("redis_restarted")), PATIENCE_S)
        body = await program.until_ready(200)
        assert body["why"] == []


async def test_the_whole_program_on_a_cluster(tmp_path: Path, valkey_cluster: str) -> None:
    async with (
        TickerSite(KNOWN) as site,
        FakeBotApi() as api,
        laid(tmp_path, site, api, redis_url=valkey_cluster) as bed,
        bed.running() as program,
    ):
        await program.until_decided(len(KNOWN))
        site.push(*LINES[:3])
        await until_heard(api, -1001, LINES[:3])
        body = await program.until_ready(200, roles=True)
        assert body["why"] == []
