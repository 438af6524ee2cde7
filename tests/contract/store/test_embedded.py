"""One server on one folder, whoever is killed when."""

import os
import signal
from pathlib import Path

import pytest

from bot.ports.errors import StoreError
from bot.store.embedded import EmbeddedServer, _ask, start_embedded
from tests.contract.store.test_failover import until


async def _pid(server: EmbeddedServer) -> int:
    import redis.asyncio  # noqa: PLC0415

    async with redis.asyncio.Redis(unix_socket_path=str(server.socket)) as client:
        return int((await client.info("server"))["process_id"])


async def test_starts_adopts_and_stops_with_the_last_user(tmp_path: Path) -> None:
    first = await start_embedded(tmp_path)
    second = await start_embedded(tmp_path)
    assert await _pid(first) == await _pid(second)
    assert await first.stop() is False
    assert await _ask(second.socket, b"PING\r\n") == b"+PONG\r\n"
    assert await second.stop() is True
    assert await _ask(tmp_path / "valkey.sock", b"PING\r\n") == b""


async def test_lives_in_a_session_of_its_own(tmp_path: Path) -> None:
    server = await start_embedded(tmp_path)
    pid = await _pid(server)
    assert os.getsid(pid) != os.getsid(0)
    await server.stop()


async def test_a_killed_server_leaves_its_socket_and_its_lines(tmp_path: Path) -> None:
    server = await start_embedded(tmp_path)
    assert await _ask(server.socket, b"SET a 1\r\n") == b"+OK\r\n"
    os.kill(await _pid(server), signal.SIGKILL)
    again = await start_embedded(tmp_path)
    assert await _ask(again.socket, b"STRLEN a\r\n") == b":1\r\n"
    await server.stop()
    await again.stop()


async def test_a_server_that_died_is_revived_by_one_of_its_users(tmp_path: Path) -> None:
    first, second = await start_embedded(tmp_path), await start_embedded(tmp_path)
    assert not first.revive()
    assert await _ask(first.socket, b"SET a 1\r\n") == b"+OK\r\n"
    os.kill(pid := await _pid(first), signal.SIGKILL)
    await until(lambda: _revived(first))
    assert not second.revive()
    await until(lambda: _ask(second.socket, b"PING\r\n"))
    assert await _ask(second.socket, b"STRLEN a\r\n") == b":1\r\n"
    assert await _pid(second) != pid
    await first.stop()
    await second.stop()
    assert not second.revive()


async def _revived(server: EmbeddedServer) -> bool:
    return server.revive()


async def test_a_long_path_is_reached_by_a_short_one(tmp_path: Path) -> None:
    folder = tmp_path / ("long " * 30)
    server = await start_embedded(folder)
    assert (folder / "valkey.sock").is_socket()
    assert len(str(server.socket)) < 100
    link = server.socket.parent
    await server.stop()
    assert not link.parent.exists()


async def test_says_why_it_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="did not start"):
        await start_embedded(tmp_path, ("--no-such-option", "1"))
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        await start_embedded(tmp_path / "file")
