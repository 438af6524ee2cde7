"""Signals of a real process, and systemd's protocol over a real socket."""

import asyncio
import os
import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.config.environment import watchdog_s
from bot.ops.beats import Beats
from bot.ops.notify import Notifier, Watchdog
from bot.ops.signals import signals
from tests.fakes.clock import FakeClock


async def test_sigterm_stops_once_and_a_second_ctrl_c_leaves_at_once() -> None:
    stopping, left = asyncio.Event(), asyncio.Event()
    codes: list[int] = []

    def leave(code: int) -> None:
        codes.append(code)
        left.set()

    with signals(stopping, leave=leave):
        os.kill(os.getpid(), signal.SIGTERM)
        await stopping.wait()
        assert codes == []
        os.kill(os.getpid(), signal.SIGINT)
        await left.wait()
    assert codes == [130]


async def test_sighup_reloads_and_stops_nothing() -> None:
    stopping, reloaded = asyncio.Event(), asyncio.Event()
    with signals(stopping, reload=reloaded.set):
        os.kill(os.getpid(), signal.SIGHUP)
        await reloaded.wait()
    assert not stopping.is_set()


async def test_the_former_handlers_come_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with signals(asyncio.Event()):
        pass
    assert (
        signal.getsignal(signal.SIGINT) is before or signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )


@pytest.fixture
def systemd() -> Iterator[tuple[socket.socket, str]]:
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "notify")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
            server.bind(address)
            server.setblocking(False)
            yield server, address


def heard(server: socket.socket) -> list[str]:
    return server.recv(4096).decode().splitlines()


def test_every_word_to_systemd(systemd: tuple[socket.socket, str]) -> None:
    server, address = systemd
    notifier = Notifier(address)
    notifier.ready("watching 1 source")
    assert heard(server) == ["READY=1", "STATUS=watching 1 source"]
    notifier.reloading(12.5)
    assert heard(server) == ["RELOADING=1", "MONOTONIC_USEC=12500000"]
    notifier.status("paused")
    assert heard(server) == ["STATUS=paused"]
    notifier.stopping()
    assert heard(server) == ["STOPPING=1"]


def test_an_abstract_socket_is_reached() -> None:
    name = f"tocsin-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(f"\0{name}")
        Notifier(f"@{name}").watchdog()
        assert heard(server) == ["WATCHDOG=1"]


@pytest.mark.parametrize(
    ("variables", "asked_s"),
    [
        ({"WATCHDOG_USEC": "60000000"}, 60),
        ({"WATCHDOG_USEC": "1500000", "WATCHDOG_PID": str(os.getpid())}, 1.5),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"}, None),  # another process of the unit is watched
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({}, None),
    ],
)
async def test_it_is_as_quick_as_systemd_asks(
    variables: dict[str, str], asked_s: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WATCHDOG_USEC", "WATCHDOG_PID"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert watchdog_s() == asked_s
    pause_s = await Watchdog(Notifier(None, watchdog_s()), Beats(FakeClock())).step()
    assert pause_s == (asked_s / 3 if asked_s else 10)


@pytest.mark.parametrize("address", [None, "", "/nowhere/at/all"])
def test_without_systemd_nothing_happens(address: str | None) -> None:
    Notifier(address).ready()


async def test_the_watchdog_is_petted_only_while_every_loop_lives(systemd: tuple[socket.socket, str]) -> None:
    server, address = systemd
    clock = FakeClock()
    beats = Beats(clock)
    beats.expect("watcher", 10)
    watchdog = Watchdog(Notifier(address, watchdog_s=60), beats)
    assert await watchdog.step() == 20
    assert heard(server) == ["WATCHDOG=1"]
    clock.advance(11)
    with capture_logs() as logs:
        await watchdog.step()
        await watchdog.step()
    assert [(entry["event"], entry["loops"]) for entry in logs] == [("loops_stuck", ["watcher"])]
    with pytest.raises(BlockingIOError):
        heard(server)
