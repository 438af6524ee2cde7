"""Redis, Telegram and the site fail, the page is odd: the program says so, goes on, and nothing gets lost."""

import os
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.embedded import EmbeddedServer, start_embedded
from tests.e2e.delivery_rig import until
from tests.e2e.river_rig import heard, laid, line_about, until_heard
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_limits import NEVER
from tests.fakes.site import Mode, TickerSite

KNOWN = ["Harbour office: The northern basin is open to all ships", "Weather service: Calm seas until Friday"]


@pytest.fixture
async def site() -> AsyncIterator[TickerSite]:
    async with TickerSite(KNOWN) as site:
        yield site


def pid_of(server: EmbeddedServer) -> int:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        line.connect(str(server.socket))
        line.sendall(b"INFO server\r\n")
        said = line.recv(65_536).decode()
    return next(int(row.partition(":")[2]) for row in said.split("\r\n") if row.startswith("process_id:"))


@pytest.mark.slow
async def test_redis_killed_stopped_and_absent_at_start(tmp_path: Path, site: TickerSite, api: FakeBotApi) -> None:
    lines = [line_about(number) for number in range(40)]
    server = await start_embedded(tmp_path / "redis")
    try:
        async with laid(tmp_path, site, api, redis_url=server.url) as bed:
            program = await bed.start()
            await program.until_decided(len(KNOWN))

            # Killed in mid-flight; meanwhile more lines come than the page has room for.
            os.kill(pid_of(server), signal.SIGKILL)
            await _shown_one_by_one(site, lines[:12])
            await program.until_ready(503, why="redis")
            assert (await program.ask("healthz"))[0] == 200
            await _brought_up(server)
            await until_heard(api, -1001, lines[:12])
            await program.until_ready(200)

            # Hanging: connections stay, answers do not come.
            os.kill(pid := pid_of(server), signal.SIGSTOP)
            try:
                await _shown_one_by_one(site, lines[12:15])
                await program.until_ready(503, why="redis")
            finally:
                os.kill(pid, signal.SIGCONT)
            await until_heard(api, -1001, lines[:15])
            await program.stop()

            # Absent at start.
            os.kill(pid, signal.SIGKILL)
            program = await bed.start()
            await program.until_ready(503, why="redis")
            site.push(lines[15])
            await _brought_up(server)
            await until_heard(api, -1001, lines[:16])
            await program.until_ready(200)
            await program.stop()
            assert heard(api, -1001, lines) == lines[:16]
    finally:
        await server.stop()


async def _brought_up(server: EmbeddedServer) -> None:
    """The killed server again; the handle we have goes on standing for it, so this one stops nothing."""
    await (await start_embedded(server.folder)).stop()


async def _shown_one_by_one(site: TickerSite, lines: list[str]) -> None:
    """Each line is asked for before the next one comes, three at a time."""
    for start in range(0, len(lines), 3):
        site.push(*lines[start : start + 3])
        asked = len(site.requests)
        await until(lambda asked=asked: len(site.requests) > asked + 1, 15)  # type: ignore[misc]


@pytest.mark.slow
async def test_a_telegram_that_answers_nothing(tmp_path: Path, site: TickerSite, api: FakeBotApi) -> None:
    async with laid(tmp_path, site, api) as bed, bed.running() as program:
        await program.until_decided(len(KNOWN))
        await program.until_ready(200)
        rule = api.fail(NEVER, method=None)
        site.push(line_about(0))
        body = await program.until_ready(503, why="telegram")
        assert api.token.partition(":")[2] not in str(body) + (await program.ask(""))[1]
        site.push(line_about(1))
        await program.until_decided(len(KNOWN) + 2)
        api.heal(rule)
        await until_heard(api, -1001, [line_about(0), line_about(1)])
        await program.until_ready(200)


@pytest.mark.slow
async def test_a_site_that_fails_in_every_way(tmp_path: Path, site: TickerSite, api: FakeBotApi) -> None:
    async with laid(tmp_path, site, api) as bed, bed.running() as program:
        await program.until_decided(len(KNOWN))
        site.mode = Mode.EMPTY
        await program.until_ready(200, state="empty")
        site.mode = Mode.ERROR_500
        await program.until_ready(503, why="no source can be read")
        site.push(line_about(0))
        site.mode = Mode.OK
        await until_heard(api, -1001, [line_about(0)])
        await program.until_ready(200)
        await site.stop()
        await program.until_ready(503, why="no source can be read")
        site.push(line_about(1))
        await site.start()
        await until_heard(api, -1001, [line_about(0), line_about(1)])
        await program.until_ready(200)


async def test_lines_that_are_long_or_full_of_mark_up(tmp_path: Path, site: TickerSite, api: FakeBotApi) -> None:
    long = "Local sources: Roads were closed in Tyre one after another, " + " ".join(
        f"street{number}" for number in range(1100)
    )
    hostile = "Local sources: <b>Nabatieh</b> &amp; <script>x</script> @everyone *bold* _i_ [a](b) in Nabatieh"
    bidi = "Local sources: \u202eA convoy\u202c reached \u2066Marjayoun\u2069\u200f today"
    assert len(long) > 10_000
    async with laid(tmp_path, site, api) as bed, bed.running() as program:
        await program.until_decided(len(KNOWN))
        api.say(42, "/subscribe lebanon")
        await api.wait_sent(1)
        site.push(long, hostile, bidi, line_about(0))
        decided = await program.until_decided(len(KNOWN) + 4)
        assert [outcome for outcome, _ in decided[len(KNOWN) :]] == ["alert"] * 4
        await until_heard(api, 42, [line_about(0)])
        told = "\n".join(api.texts(42))
        assert told.index("street1099") < told.index(hostile) < told.index(line_about(0))
        assert all(f"street{number}" in told for number in range(1100))
        assert hostile in told
        assert "Marjayoun" in told
        assert not set("\u202e\u202d\u2066\u2067") & set(told)
        assert all(entity["type"] != "mention" for kept in api.sent for entity in kept.entities)
