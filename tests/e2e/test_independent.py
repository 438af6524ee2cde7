"""The whole program driven against a fake Bot API that others wrote, for bots of their own: telegram-test-api.

It knows nothing of us and is lax in ways of its own: it holds no question open, counts milliseconds, answers an
edit with null and knows neither menus nor rights. Installed by `npm ci` in tests/e2e/independent; skipped
where absent.
"""

import asyncio
import itertools
import shutil
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.e2e.river_rig import laid, line_about, settings
from tests.fakes.botapi import TOKEN
from tests.fakes.site import TickerSite

FOLDER = Path(__file__).parent / "independent"
NODE = shutil.which("node")
KNOWN = ["Harbour office: The northern basin is open to all ships"]

pytestmark = pytest.mark.skipif(
    NODE is None or not (FOLDER / "node_modules" / "telegram-test-api").exists(),
    reason="needs node, and `npm ci` in tests/e2e/independent",
)


class Theirs:
    """The other fake, through its own way for a client to speak."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self.url, self._http = url, http

    async def say(self, chat: int, text: str) -> None:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        await self._ask("sendCommand", {**self._about(chat), "text": text, "entities": entities})

    async def press(self, chat: int, data: str, message_id: int) -> None:
        about = self._about(chat)
        message = {**about, "message_id": message_id, "text": "-"}
        await self._ask("sendCallback", {**about, "message": message, "data": data})

    async def sent(self, chat: int) -> list[dict[str, Any]]:
        """What the bot has sent to a chat, in order, as it stands now."""
        history = await self._ask("getUpdatesHistory", {"token": TOKEN})
        mine = [one for one in history["result"] if str(one.get("message", {}).get("chat_id")) == str(chat)]
        return [{**one["message"], "message_id": one["messageId"]} for one in mine]

    def _about(self, chat: int) -> dict[str, Any]:
        person = {"id": chat, "is_bot": False, "first_name": "Reader", "language_code": "en"}
        place = {"id": chat, "type": "private", "first_name": "Reader"}
        return {"botToken": TOKEN, "date": int(time.time()), "from": person, "chat": place}

    async def _ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        async with self._http.post(f"{self.url}/{path}", json=body) as answer:
            said: dict[str, Any] = await answer.json()
            return said


@pytest.fixture
async def theirs() -> AsyncIterator[Theirs]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert NODE is not None
    pipe = asyncio.subprocess.PIPE
    server = await asyncio.create_subprocess_exec(
        NODE, "server.js", str(port), cwd=FOLDER, stdin=pipe, stdout=pipe
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        assert await asyncio.wait_for(server.stdout.readline(), 20) == b"listening\n"
        async with aiohttp.ClientSession() as http:
            yield Theirs(f"http://127.0.0.1:{port}", http)
    finally:
        server.stdin.close()
        await server.wait()


async def _until(check: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        for _ in itertools.count():
            if await check():
                return
            await asyncio.sleep(0.05)


async def test_a_conversation_and_an_alert_with_a_server_of_others(tmp_path: Path, theirs: Theirs) -> None:
    async with TickerSite(KNOWN) as site, laid(tmp_path, site, None, channels={}) as bed:
        (tmp_path / "tocsin.toml").write_text(settings(site.url, channels={}), "utf-8")
        bed.environment |= {"TOCSIN_TELEGRAM_TOKEN": TOKEN, "TOCSIN_TELEGRAM_API_URL": f"{theirs.url}/bot"}
        async with bed.running() as program:
            await program.until_decided(len(KNOWN))
            await theirs.say(42, "/subscribe lebanon")
            await theirs.say(43, "/settings")

            async def answered() -> bool:
                return bool(await theirs.sent(42)) and bool(await theirs.sent(43))

            await _until(answered)
            assert "You now hear of" in (await theirs.sent(42))[0]["text"]
            menu = (await theirs.sent(43))[0]
            assert any(
                button["callback_data"] for row in menu["reply_markup"]["inline_keyboard"] for button in row
            )

            await theirs.press(43, "put:silent:1", menu["message_id"])

            async def edited() -> bool:
                return "without sound" in (await theirs.sent(43))[0]["text"]

            await _until(edited)
            site.push(line_about(0))

            async def told() -> bool:
                return any(line_about(0) in one["text"] for one in await theirs.sent(42))

            await _until(told)
            assert [line_about(0) in one["text"] for one in await theirs.sent(42)] == [False, True]
            assert len(await theirs.sent(43)) == 1
            assert TOKEN.partition(":")[2] not in program.said()
