"""Starting without settings, starting wrongly, and reading the settings again while running."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.delivery_rig import until
from tests.e2e.river_rig import Bed, laid, line_about, settings, until_heard
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite

OPERATOR = 77
KNOWN = ["Harbour office: The northern basin is open to all ships", "Weather service: Calm seas until Friday"]


@pytest.fixture
async def site() -> AsyncIterator[TickerSite]:
    async with TickerSite(KNOWN) as site:
        yield site


async def test_without_a_token_messages_appear_in_the_terminal(tmp_path: Path, site: TickerSite) -> None:
    async with laid(tmp_path, site, None, channels={}) as bed, bed.running() as program:
        await program.until_decided(len(KNOWN))
        site.push(line_about(0))
        await until(lambda: "@terminal" in program.said() and "#1" in program.said(), 20)
        body = await program.until_ready(200)
        assert body["telegram"]["state"] == "absent"
        assert (await program.ask("metrics"))[0] == 200


async def test_without_any_settings_it_runs(tmp_path: Path, site: TickerSite) -> None:
    async with laid(tmp_path, site, None) as bed:
        (tmp_path / "tocsin.toml").unlink()
        del bed.environment["TOCSIN_SETTINGS"], bed.environment["TOCSIN_DATA_DIR"]
        async with bed.running() as program:
            assert (await program.ask("healthz"))[0] == 200
            assert program.events("started")[0]["sources"] == ["almayadeen-en"]
        assert (tmp_path / "data" / "replica-1").exists()


async def test_who_subscribed_through_telegram_is_not_robbed(tmp_path: Path, site: TickerSite) -> None:
    async with FakeBotApi() as api, laid(tmp_path, site, api) as bed:
        async with bed.running() as program:
            api.say(42, "/subscribe lebanon")
            await api.wait_sent(1)
            await program.until_ready(200)
        program = await bed.spawn(TOCSIN_TELEGRAM_TOKEN="")
        async with asyncio.timeout(20):
            assert await program.process.wait() == 1
        assert "subscribed through Telegram" in program.said()
        assert "Traceback" not in program.said()


async def test_an_address_in_use_is_said_and_ends_it(tmp_path: Path, site: TickerSite) -> None:
    async with laid(tmp_path, site, None) as bed:
        program = await bed.spawn(TOCSIN_HTTP_ADDRESS=f"127.0.0.1:{site.port}")
        async with asyncio.timeout(20):
            assert await program.process.wait() == 1
        assert "address already in use" in program.said()
        assert "Traceback" not in program.said()


async def test_settings_are_read_again_on_sighup_or_refused_whole(tmp_path: Path, site: TickerSite) -> None:
    async with FakeBotApi() as api, laid(tmp_path, site, api) as bed:
        toml = tmp_path / "tocsin.toml"
        toml.write_text(f"operators = [{OPERATOR}]\n{toml.read_text('utf-8')}", "utf-8")
        await _refused_whole_then_taken(tmp_path, site, api, bed)


async def _refused_whole_then_taken(tmp_path: Path, site: TickerSite, api: FakeBotApi, bed: Bed) -> None:
    async with bed.running() as program:
        await program.until_decided(len(KNOWN))
        (tmp_path / "tocsin.toml").write_text(settings(site.url, channels={-1009: ("lebannon",)}), "utf-8")
        program.process.send_signal(signal.SIGHUP)
        await until(lambda: bool(program.events("settings_refused")))
        await until(lambda: bool(api.texts(OPERATOR)), 20)
        told = api.texts(OPERATOR)[-1]
        assert told.startswith("The new settings were refused; those before stay in effect.")
        assert "regions" in told
        assert "lebannon" not in told  # a value may be a secret
        assert (await program.readiness())[1]["sources"][0]["name"] == "harbour-en"
        site.push(line_about(0))
        await until_heard(api, -1001, [line_about(0)])

        (tmp_path / "tocsin.toml").write_text(settings(site.url, channels={-1009: ("lebanon",)}), "utf-8")
        program.process.send_signal(signal.SIGHUP)
        await until(lambda: len(program.events("started")) == 2, 20)
        program.url = program.events("started")[1]["page"]
        await program.until_ready(200, roles=True, state="ok")
        site.push(line_about(1))
        await until_heard(api, -1009, [line_about(1)])
        assert api.texts(-1001)[-1].count(line_about(1)) == 0


async def test_systemd_hears_of_a_reload_and_of_a_stop_only_at_the_end(tmp_path: Path, site: TickerSite) -> None:
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address)
        systemd.setblocking(False)
        async with laid(tmp_path, site, None) as bed:
            program = await bed.start(NOTIFY_SOCKET=address)
            program.process.send_signal(signal.SIGHUP)
            await until(lambda: len(program.events("started")) == 2, 20)
            program.url = program.events("started")[1]["page"]
            await program.stop()
        words = [word for word in _heard(systemd) if word in ("READY=1", "RELOADING=1", "STOPPING=1")]
    assert words == ["READY=1", "RELOADING=1", "READY=1", "STOPPING=1"]


def _heard(systemd: socket.socket) -> list[str]:
    """The first line of everything said so far."""
    words = []
    with contextlib.suppress(BlockingIOError):
        while True:
            words.append(systemd.recv(4096).decode().partition("\n")[0])
    return words
