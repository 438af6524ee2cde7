"""kill -9 at random moments: every line arrives, whole and in order; at most what was in flight comes twice."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.delivery_rig import until
from tests.e2e.river_rig import Program, heard, laid, line_about
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite

KNOWN = ["Harbour office: The northern basin is open to all ships", "Weather service: Calm seas until Friday"]
KILLS = 3


@pytest.fixture
async def site() -> AsyncIterator[TickerSite]:
    async with TickerSite(KNOWN) as site:
        yield site


def repeats(api: FakeBotApi, chat: int, lines: list[str]) -> int:
    told = heard(api, chat, lines)
    assert list(dict.fromkeys(told)) == lines
    return len(told) - len(lines)


@pytest.mark.slow
async def test_killed_at_random_moments_it_loses_nothing(
    tmp_path: Path, site: TickerSite, api: FakeBotApi
) -> None:
    chance = random.Random(20_260_314)
    pushed: list[str] = []
    async with laid(tmp_path, site, api, channels={-1001: ("lebanon",)}) as bed:
        program = await bed.start()
        await program.until_decided(len(KNOWN))
        for _ in range(KILLS):
            await _fed(site, pushed, chance)
            await program.kill()
            await _fed(site, pushed, chance)
            program = await bed.start()
        site.push(last := line_about(len(pushed)))
        await until(lambda: heard(api, -1001, [last]) == [last], 30)
        await program.stop()
    # A kill may meet one message in flight, and a message may hold several lines.
    messages = api.texts(-1001)
    assert len(messages) - len(set(messages)) <= KILLS
    repeats(api, -1001, [*pushed, last])


async def _fed(site: TickerSite, pushed: list[str], chance: random.Random) -> None:
    """New lines for a moment of random length: what the kill interrupts is for chance to say."""
    for _ in range(chance.randrange(1, 4)):
        pushed.append(line_about(len(pushed)))
        site.push(pushed[-1])
        await _a_moment(site, time.monotonic() + chance.random(), len(site.requests) + 2)


async def _a_moment(site: TickerSite, deadline: float, requests: int) -> None:
    await until(lambda: time.monotonic() >= deadline or len(site.requests) >= requests)


async def test_a_restart_adopts_the_server_and_takes_its_roles_back_at_once(
    tmp_path: Path, site: TickerSite, api: FakeBotApi
) -> None:
    async with laid(tmp_path, site, api) as bed:
        program = await bed.start()
        await program.until_decided(len(KNOWN))
        before = await program.readiness()
        await program.kill()
        assert (tmp_path / "data" / "valkey.sock").exists()
        site.push(line := line_about(0))
        began = time.monotonic()
        program = await bed.start()
        await until(lambda: heard(api, -1001, [line]) == [line], 20)
        took = time.monotonic() - began
        print(f"restart to first delivery: {took:.2f} s")
        # The lease of the killed process would live for eight seconds more.
        assert took < 6
        assert (await program.readiness())[1]["replica"] == before[1]["replica"]
        await program.stop()
        assert not (tmp_path / "data" / "valkey.sock").exists()


@pytest.mark.slow
@pytest.mark.parametrize("shared", ["folder", "redis"])
async def test_of_two_one_stands_by_and_takes_over(
    tmp_path: Path, site: TickerSite, api: FakeBotApi, valkey: str, shared: str
) -> None:
    lines = [line_about(number) for number in range(4)]
    folder = "data" if shared == "folder" else "other"
    redis_url = None if shared == "folder" else valkey
    async with laid(tmp_path, site, api, redis_url=redis_url) as bed:
        first = await bed.start()
        await first.until_decided(len(KNOWN))
        second = await bed.start(TOCSIN_DATA_DIR=str(tmp_path / folder))
        body = await second.until_ready(200, state="ok")
        assert body["status"] == "standby"
        assert not any(role["mine"] for role in body["roles"])
        [told], [own] = body["sources"], (await first.until_ready(200, state="ok"))["sources"]
        # A standby tells of the sources what the replica says that watches them, and whose word it is.
        assert (told["by"], told["lines"], own["by"]) == (
            (await first.readiness())[1]["replica"],
            own["lines"],
            None,
        )
        site.push(*lines[:2])
        await until(lambda: heard(api, -1001, lines) == lines[:2], 10)
        await _taken_over(first, second)
        site.push(*lines[2:])
        await until(lambda: heard(api, -1001, lines[2:]) == lines[2:], 10)
        # Heard is not settled: the message in flight, both lines of it, may come once more.
        assert repeats(api, -1001, lines[2:]) == 0
        assert repeats(api, -1001, lines[:2]) <= 2
        assert second.decided() == [("alert", line) for line in lines[2:]]
        await second.stop()


async def _taken_over(first: Program, second: Program) -> None:
    await first.kill()
    began = time.monotonic()
    async with asyncio.timeout(10):
        body = await second.until_ready(200, roles=True)
    assert body["status"] == "ok"
    print(f"take-over: {time.monotonic() - began:.2f} s")
