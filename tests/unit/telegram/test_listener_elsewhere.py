"""The listener at a second Bot API, independent of the first: other order of keys, unheard-of kinds and fields."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.model.request import Rights
from bot.ops.secret import Secret
from bot.ports.errors import Unauthorised
from bot.ports.watching import Role
from bot.store.bundle import Store, open_store
from bot.telegram.listener import Hearing, Listener
from bot.telegram.members import TelegramMembers
from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import Unreadable, read_update
from tests.e2e.chat_rig import Holding
from tests.fakes.clock import START_AT, FakeClock

OLD, NEW, OTHER = "77:old-old-old", "77:new-new-new", "78:not-the-same-bot"
Script = tuple[int, str]


@dataclass(slots=True)
class ScriptedApi:
    """Answers getUpdates as scripted, one answer each, then with the updates waiting past the offset."""

    valid: str = OLD
    script: list[Script] = field(default_factory=list)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    base_url: str = ""

    async def serve(self, request: web.Request) -> web.Response:
        token, _, method = request.match_info["rest"].partition("/")
        if token != self.valid:
            return web.json_response({"description": "Unauthorized", "error_code": 401, "ok": False}, status=401)
        if method == "getUpdates":
            return self._updates(int(request.query.get("offset", 0)))
        answers = {
            "getChat": {"accent_color_id": 3, "title": "Family", "type": "group", "id": -5},
            "getChatMember": {"user": {"id": 1, "first_name": "A"}, "status": "administrator", "x": [None]},
        }
        return web.json_response({"result": answers.get(method, True), "ok": True})

    def _updates(self, offset: int) -> web.Response:
        if self.script:
            status, body = self.script.pop(0)
            return web.Response(status=status, text=body, content_type="text/html")
        self.waiting = [one for one in self.waiting if one["update_id"] >= offset]
        return web.json_response({"unheard_of": {"a": 1}, "result": self.waiting, "ok": True})


@asynccontextmanager
async def elsewhere(**given: Any) -> AsyncIterator[ScriptedApi]:
    api, app = ScriptedApi(**given), web.Application()
    app.router.add_route("*", "/bot{rest:.*}", api.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    api.base_url = f"http://{host}:{port}/bot"
    try:
        yield api
    finally:
        await runner.cleanup()


@asynccontextmanager
async def listening(store: Store, api: ScriptedApi, now: str | None = None) -> AsyncIterator[Listener]:
    hold, secret = Holding(), Secret(OLD)
    await store.leases.hold(Role.LISTENER, hold.value, timedelta(minutes=5))
    request = AiohttpRequest(hidden=(secret,))
    await request.initialize()
    yield Listener(
        secret,
        base_url=api.base_url,
        request=request,
        inbox=store.inbox,
        hold=hold,
        clock=FakeClock(),
        heard=asyncio.Event(),
        poll_s=0,
        token_now=lambda: Secret(now) if now else None,
    )
    await request.shutdown()


def _said(number: int, text: str) -> dict[str, Any]:
    sender = {"is_premium": True, "first_name": "A", "id": 42, "is_bot": False}
    message = {"text": text, "novel_field": {"deep": [1]}, "from": sender, "date": int(START_AT.timestamp())}
    return {"message": {**message, "chat": {"type": "private", "id": 42}, "message_id": 8}, "update_id": number}


CONFLICT = '{"description":"Conflict: terminated by other getUpdates request","error_code":409,"ok":false}'


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ((401, "{}"), Hearing.DENIED),
        ((404, "<html>Not Found</html>"), Hearing.DENIED),
        ((409, CONFLICT), Hearing.RIVAL),
        ((502, "<html>Bad Gateway</html>"), Hearing.UNREACHABLE),
        ((200, "<html>Sign in to this network</html>"), Hearing.UNREACHABLE),
        ((200, ""), Hearing.UNREACHABLE),
    ],
)
async def test_what_was_sent_meanwhile_is_heard_after(valkey: str, answer: Script, state: Hearing) -> None:
    async with elsewhere(script=[answer] * 40) as api, open_store(valkey) as store, listening(store, api) as ears:
        pauses = [await ears.step() for _ in range(40)]
        assert ears.state is state
        assert 1.0 <= min(pauses) <= max(pauses) <= 30.0
        api.waiting = [_said(5, "/mine"), _said(6, "/help")]
        await ears.step()
        await ears.step()
        assert ears.state is Hearing.LISTENING
        assert [one.update_id for one in await store.inbox.inbox(77, 9)] == [5, 6]
        assert api.waiting == []


async def test_an_unreadable_update_and_an_unknown_kind_stop_nothing(valkey: str) -> None:
    strange: list[dict[str, Any]] = [{"update_id": 5, "message": 7}, {"novelty": {}, "update_id": 6}]
    async with (
        elsewhere(waiting=[*strange, _said(7, "/mine")]) as api,
        open_store(valkey) as store,
        listening(store, api) as ears,
    ):
        await ears.step()
        raw = [one.raw for one in await store.inbox.inbox(77, 9)]
        with pytest.raises(Unreadable):
            read_update(raw[0], 77, START_AT)
        assert read_update(raw[1], 77, START_AT) is None
        last = read_update(raw[2], 77, START_AT)
        assert last is not None
        assert (last.text, last.person) == ("/mine", 42)


@pytest.mark.parametrize(("now", "heard"), [(NEW, True), (OTHER, False), (None, False)])
async def test_a_replaced_token_of_the_same_bot_is_taken_up(valkey: str, now: str | None, heard: bool) -> None:
    valid = OTHER if now == OTHER else NEW
    async with (
        elsewhere(valid=valid, waiting=[_said(5, "/mine")]) as api,
        open_store(valkey) as store,
        listening(store, api, now) as ears,
    ):
        first = await ears.step()
        await ears.step()
        assert (first == 0.0, ears.state is Hearing.LISTENING) == (heard, heard)
        assert bool(await store.inbox.inbox(77, 9)) is heard


async def test_rights_are_asked_with_the_replaced_token() -> None:
    async with elsewhere(valid=NEW) as api:
        async with TelegramMembers(Secret(OLD), base_url=api.base_url, token_now=lambda: Secret(NEW)) as members:
            rights = await members.rights(-5, 1)
            assert isinstance(rights, Rights)
            assert rights.title == "Family"
        async with TelegramMembers(Secret(OLD), base_url=api.base_url) as members:
            with pytest.raises(Unauthorised):
                await members.rights(-5, 1)
