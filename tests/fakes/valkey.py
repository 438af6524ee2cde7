"""A real Valkey server for tests: one per session, started by the program's own code, flushed for each test.

`valkey` gives its URL: `async with open_store(valkey) as store` (see bot.store).
"""

import asyncio
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.embedded import EmbeddedServer, start_embedded


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[EmbeddedServer]:
    """A server on a folder of its own; appendfsync everysec, or the suite would measure the disk."""
    with tempfile.TemporaryDirectory(prefix="tocsin-test-") as folder:
        server = asyncio.run(start_embedded(Path(folder), ("--appendfsync", "everysec")))
        yield server
        asyncio.run(server.stop())


@pytest.fixture
def valkey(valkey_server: EmbeddedServer) -> str:
    """The URL of an empty server."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        line.connect(str(valkey_server.socket))
        line.sendall(b"FLUSHALL\r\n")
        assert line.recv(64) == b"+OK\r\n"
    return valkey_server.url
