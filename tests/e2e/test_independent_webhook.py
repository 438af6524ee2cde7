"""The whole program behind a webhook, driven against a second fake Bot API that others wrote: telemelya.

It runs as they publish it, in an environment of its own: `python3 -m venv .venv-independent`, then `pip install -r
requirements/independent.txt` there; skipped where absent. It keeps its state in a Redis, here our Valkey, and asks
for a store of files, here one that says yes to everything. It knows no secret tokens: what stands before the
program in place of a reverse proxy puts that header in, as Telegram itself would.
"""

import asyncio
import hashlib
import hmac
import itertools
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.telegram.webhook import HEADER
from tests.e2e.river_rig import ROOT, laid, line_about
from tests.fakes.botapi import TOKEN
from tests.fakes.site import TickerSite

PYTHON = ROOT / ".venv-independent" / "bin" / "python"
KNOWN = ["Harbour office: The northern basin is open to all ships"]
KEY = "a-key-for-the-control-interface"
PUBLIC = "https://bot.example/telegram"

pytestmark = pytest.mark.skipif(
    not PYTHON.exists(), reason="needs requirements/independent.txt in .venv-independent"
)


class Theirs:
    """The other fake, through its own control interface."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self.url, self._http = url, http

    async def send(self, chat: int, **update: Any) -> int:
        """What the bot's webhook answered: an HTTP status."""
        query = {"bot_token": TOKEN}
        body = {"chat_id": chat, **update}
        async with self._http.post(f"{self.url}/api/v1/test/send_update", params=query, json=body) as answer:
            said = await answer.json()
            assert answer.status == 200, said
            return int(said["delivery"]["status_code"])

    async def heard(self, method: str, chat: int) -> list[dict[str, Any]]:
        """What the bot called for a chat, in order."""
        async with self._http.get(f"{self.url}/api/v1/test/responses") as answer:
            rows = (await answer.json())["responses"]
        return [row for row in rows if row["method"] == method and row.get("chat_id", chat) == chat]

    async def call(self, method: str, **asked: str) -> Any:
        async with self._http.post(f"{self.url}/bot{TOKEN}/{method}", json=asked) as answer:
            return (await answer.json())["result"]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@asynccontextmanager
async def _theirs(valkey: str) -> AsyncIterator[Theirs]:
    async def yes(request: web.Request) -> web.Response:
        return web.Response()

    files = web.Application()
    files.router.add_route("*", "/{path:.*}", yes)
    port = _free_port()
    allowed = {"Authorization": f"Bearer {KEY}"}
    async with TestServer(files) as stored, aiohttp.ClientSession(headers=allowed) as http:
        environment = {
            **os.environ,
            "AUTH_KEYS": KEY,
            "MOCK_SERVER_HOST": "127.0.0.1",
            "MOCK_SERVER_PORT": str(port),
            "REDIS_URL": valkey,
            "MINIO_ENDPOINT": f"127.0.0.1:{stored.port}",
            "STRICT_EDIT": "true",
        }
        command = (str(PYTHON), "-m", "telemelya.server.app")
        quiet = asyncio.subprocess.DEVNULL
        server = await asyncio.create_subprocess_exec(*command, env=environment, stdout=quiet, stderr=quiet)
        try:
            theirs = Theirs(f"http://127.0.0.1:{port}", http)
            await _until(lambda: _answers(theirs))
            yield theirs
        finally:
            server.terminate()
            await server.wait()


async def _answers(theirs: Theirs) -> bool:
    try:
        return bool(await theirs.call("getMe"))
    except aiohttp.ClientError:
        return False


@asynccontextmanager
async def _proxy(page: str) -> AsyncIterator[str]:
    """What stands before the program: the address that it forwards to the program's own."""
    secret = hmac.new(TOKEN.encode(), b"webhook", hashlib.sha256).hexdigest()
    async with aiohttp.ClientSession() as http:

        async def forward(request: web.Request) -> web.Response:
            body = await request.read()
            async with http.post(page, data=body, headers={HEADER: secret}) as answer:
                return web.Response(status=answer.status)

        app = web.Application()
        app.router.add_post("/telegram", forward)
        async with TestServer(app) as server:
            yield str(server.make_url("/telegram"))


async def _until(check: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(30):
        for _ in itertools.count():
            if await check():
                return
            await asyncio.sleep(0.05)


async def test_a_conversation_and_an_alert_by_webhook_with_a_server_of_others(tmp_path: Path, valkey: str) -> None:
    async with AsyncExitStack() as stack:
        theirs = await stack.enter_async_context(_theirs(valkey))
        site = await stack.enter_async_context(TickerSite(KNOWN))
        bed = await stack.enter_async_context(laid(tmp_path, site, None, channels={}))
        bed.environment |= {"TOCSIN_TELEGRAM_TOKEN": TOKEN, "TOCSIN_TELEGRAM_API_URL": f"{theirs.url}/bot"}
        bed.environment["TOCSIN_TELEGRAM_WEBHOOK_URL"] = PUBLIC
        program = await stack.enter_async_context(bed.running())
        await program.until_decided(len(KNOWN))

        async def set_up() -> bool:
            return bool((await theirs.call("getWebhookInfo"))["url"] == PUBLIC)

        await _until(set_up)
        # Their server speaks to the proxy's own address, as there is no https://bot.example here.
        await theirs.call("setWebhook", url=f"{program.url}telegram")
        assert await theirs.send(42, command="/start") == 403  # without the secret nobody is heard
        await theirs.call("setWebhook", url=await stack.enter_async_context(_proxy(f"{program.url}telegram")))

        assert await theirs.send(42, command="/subscribe lebanon") == 200
        await _until(lambda: _some(theirs, "sendMessage", 42, "You now hear of"))
        await theirs.send(43, command="/settings")
        await _until(lambda: _some(theirs, "sendMessage", 43, "Settings"))
        menu = (await theirs.heard("sendMessage", 43))[0]
        await theirs.send(43, callback_data="put:silent:1", callback_message_id=menu["message_id"])
        await _until(lambda: _some(theirs, "answerCallbackQuery", 43, "Saved"))
        site.push(line_about(0))
        await _until(lambda: _some(theirs, "sendMessage", 42, line_about(0)))
        told = [line_about(0) in row["text"] for row in await theirs.heard("sendMessage", 42)]
        assert told == [False, True]
        assert TOKEN.partition(":")[2] not in program.said()


async def _some(theirs: Theirs, method: str, chat: int, text: str) -> bool:
    return any(text in (row.get("text") or "") for row in await theirs.heard(method, chat))
