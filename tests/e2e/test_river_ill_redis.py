"""Redis answers and is of no use, or dies: health says so, lines wait, all of them come when it is well again."""

import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.embedded import start_embedded
from tests.contract.store.test_ill_servers import ILLNESSES
from tests.e2e.river_rig import heard, laid, line_about, until_heard
from tests.e2e.test_river_trouble import KNOWN, pid_of
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite
from tests.fakes.valkey_process import valkey_process


@pytest.fixture
async def site() -> AsyncIterator[TickerSite]:
    async with TickerSite(KNOWN) as site:
        yield site


LINES = [line_about(number) for number in range(30)]


@pytest.mark.slow
async def test_a_redis_that_takes_nothing_loses_nothing(tmp_path: Path, site: TickerSite, api: FakeBotApi) -> None:
    options = ("--appendonly", "yes", "--appendfsync", "everysec")
    async with (
        valkey_process(tmp_path / "redis", *options) as server,
        laid(tmp_path, site, api, redis_url=server.url) as bed,
        bed.running() as program,
    ):
        await program.until_decided(len(KNOWN))
        count = 0
        for illness in ILLNESSES:
            if illness.name == "loading":
                continue
            await illness.falls_ill(server)
            site.push(LINES[count])
            said = " ".join((await program.until_ready(503, why="redis"))["why"])
            assert said
            # Lives on, and nobody restarts it for Redis' sake.
            assert (await program.ask("healthz"))[0] == 200
            assert heard(api, -1001, LINES) == LINES[:count]
            site.push(LINES[count + 1])
            await illness.heals(server)
            count += 2
            await until_heard(api, -1001, LINES[:count])
            await program.until_ready(200)
        decided = [outcome for outcome, text in program.decided() if text in LINES]
        assert decided == ["alert"] * count


@pytest.mark.slow
async def test_an_embedded_server_that_dies_is_started_again(
    tmp_path: Path, site: TickerSite, api: FakeBotApi
) -> None:
    async with laid(tmp_path, site, api) as bed, bed.running() as program:
        await program.until_decided(len(KNOWN))
        for number in range(2):
            server = await start_embedded(tmp_path / "data")
            pid = pid_of(server)
            await server.stop()
            os.kill(pid, signal.SIGKILL)
            site.push(LINES[number])
            await until_heard(api, -1001, LINES[: number + 1])
        assert len(program.events("redis_revived")) == 2
