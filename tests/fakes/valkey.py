"""Real Valkey servers for tests: one alone and one node of a cluster per session, flushed for each test.

`valkey` gives the first one's URL, `valkey_cluster` the other's: `async with open_store(valkey) as store` (see
bot.store). Both are started by the program's own code. Servers to be killed: tests/fakes/valkey_process.py.
"""

import asyncio
import socket
import tempfile
import time
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
    assert said(valkey_server, "FLUSHALL") == "+OK"
    return valkey_server.url


@pytest.fixture(scope="session")
def valkey_node() -> Iterator[tuple[EmbeddedServer, str]]:
    """The only node of a cluster, and the cluster's URL."""
    port, bus = free_port(), free_port()
    options = ("--appendfsync", "everysec", "--port", str(port), "--bind", "127.0.0.1")
    cluster = ("--cluster-enabled", "yes", "--cluster-port", str(bus), "--cluster-announce-ip", "127.0.0.1")
    with tempfile.TemporaryDirectory(prefix="tocsin-test-") as folder:
        server = asyncio.run(start_embedded(Path(folder), (*options, *cluster)))
        assert said(server, "CLUSTER ADDSLOTSRANGE 0 16383") == "+OK"
        # A new cluster takes two seconds before it calls itself whole.
        until = time.monotonic() + 20
        while said(server, "GET a").startswith("-CLUSTERDOWN") and time.monotonic() < until:
            pass
        yield server, f"redis+cluster://127.0.0.1:{port}"
        asyncio.run(server.stop())


@pytest.fixture
def valkey_cluster(valkey_node: tuple[EmbeddedServer, str]) -> str:
    """The URL of an empty cluster."""
    server, url = valkey_node
    assert said(server, "FLUSHALL") == "+OK"
    return url


def said(server: EmbeddedServer, question: str) -> str:
    """The first line of the answer to a command without spaces in its words."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        line.connect(str(server.socket))
        line.sendall(f"{question}\r\n".encode())
        return line.recv(4096).decode().partition("\r\n")[0]


def free_port() -> int:
    """A port of loopback that nobody uses at this moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
