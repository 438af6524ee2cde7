"""A Bot API server that is laxer than Telegram's own is taken as far as it goes."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.model.chat import ChatKey
from bot.model.delivery import Message, Outgoing, Sent
from bot.ops.secret import Secret
from bot.ports.errors import Ambiguous
from bot.ports.watching import Role
from bot.store.bundle import open_store
from bot.telegram.listener import BREATH_S, Listener
from bot.telegram.sender import TelegramSender, read_sent
from bot.telegram.transport import AiohttpRequest
from tests.e2e.chat_rig import Holding
from tests.fakes.botapi import TOKEN
from tests.fakes.clock import FakeClock

SECRET = Secret(TOKEN)


def _server(result: object) -> TestServer:
    """One that answers everything at once with the same."""

    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": result})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    return TestServer(app)


async def test_a_server_that_holds_no_question_open_is_not_asked_without_a_breath(valkey: str) -> None:
    async with _server([]) as server, open_store(valkey) as store:
        hold, request = Holding(), AiohttpRequest(hidden=(SECRET,))
        await store.leases.hold(Role.LISTENER, hold.value, timedelta(minutes=5))
        await request.initialize()
        listener = Listener(
            SECRET,
            base_url=str(server.make_url("/bot")),
            request=request,
            inbox=store.inbox,
            hold=hold,
            clock=FakeClock(),
            heard=asyncio.Event(),
        )
        assert await listener.step() == BREATH_S
        await request.shutdown()


@pytest.mark.parametrize("result", [True, None])
async def test_an_edit_is_done_whatever_it_is_answered_with(result: object) -> None:
    async with _server(result) as server, TelegramSender(SECRET, base_url=str(server.make_url("/bot"))) as sender:
        text = Message("x", "x")
        assert await sender.send(Outgoing(ChatKey(42), text, edit=7)) == Sent(7)
        with pytest.raises(Ambiguous):
            await sender.send(Outgoing(ChatKey(42), text))


@pytest.mark.parametrize(
    ("answer", "sent_at"),
    [
        ({"message_id": 5, "date": 1782900000}, datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
        ({"message_id": 5, "date": 1782900000000}, None),
        ({"message_id": 5, "date": "soon"}, None),
        ({"message_id": 5}, None),
    ],
)
def test_what_was_sent_has_arrived_whatever_the_date(answer: Any, sent_at: datetime | None) -> None:
    assert read_sent(answer) == Sent(5, sent_at)
