"""A Bot API on a loopback socket that speaks Telegram's protocol, keeps what was sent, and fails on demand.

    async with FakeBotApi() as api:
        bot = Bot(api.token, base_url=api.base_url)
        api.add_chat(-1001, "channel", username="lebanon_breaking")
        api.fail(BLOCKED, chat=42)                     # every sendMessage to 42: 403
        api.say(42, "/start")                          # what getUpdates will bring
        api.texts(-1001)                               # what was sent there, as a reader sees it

    api.poison.add("x")                            # 400 for every text that holds it, as if unparsable

Method names ignore case, parameters come as a form, multipart or JSON, as Telegram takes them.
"""

import asyncio
import itertools
import json
import socket
import time
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.fakes.botapi_limits import NO_LIMITS, Fault, Gauge, Limits, Rule
from tests.fakes.botapi_methods import METHODS, Params, Refused, structure
from tests.fakes.botapi_users import Users
from tests.fakes.botapi_world import Chat, Kept, kind_of

TOKEN = "7000000001:AAF0p8Q2rZxk3T1sVbYcNdEeGhIjKlMnOpQ"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
TAKEN_OVER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
SENDING = {"sendmessage", "editmessagetext", "editmessagereplymarkup"}


class FakeBotApi(Users):
    """The server and all that it holds. `strict`: only chats that were added exist; else any numeric id does."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        limits: Limits = NO_LIMITS,
        strict: bool = False,
        latency_s: float = 0.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(int(token.partition(":")[0]))
        self.token = token
        self.strict = strict
        self.latency_s = latency_s
        self.gauge = Gauge(limits, monotonic)
        self.messages: dict[tuple[int, int], Kept] = {}
        self.sent: list[Kept] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.answered: dict[str, dict[str, Any]] = {}
        self.webhook = ""
        self.poison: set[str] = set()
        self.allowed: set[str] | None = None
        self.statuses: list[int] = []
        self.base_url = ""
        self.peers: set[object] = set()
        self.in_flight = self.most_in_flight = 0
        self._rules: list[Rule] = []
        self._ids = itertools.count(1)
        self._poller: asyncio.Event | None = None
        self._arrived = asyncio.Event()
        self._called = asyncio.Event()
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None

    # --- life -------------------------------------------------------------------------------------------

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; `base_url` is then what python-telegram-bot takes, ending in "/bot"."""
        app = web.Application(client_max_size=2**20)
        app.router.add_route("*", "/{path:.*}", self._serve)
        self._closing.clear()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        listening = socket.create_server(("127.0.0.1", port))
        await web.SockSite(self._runner, listening).start()
        self.base_url = f"http://127.0.0.1:{listening.getsockname()[1]}/bot"

    async def stop(self) -> None:
        self._closing.set()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    # --- what a test arranges and asks --------------------------------------------------------------------

    def add_chat(self, chat: int, kind: str = "private", **fields: Any) -> Chat:
        """Register a chat: title, username, topics, admins."""
        self.chats[chat] = Chat(chat, kind, **fields)
        return self.chats[chat]

    def fail(
        self,
        fault: Fault,
        *,
        method: str | None = "sendMessage",
        chat: int | None = None,
        times: int | None = None,
    ) -> Rule:
        """Script a fault; rules are tried in order. `times` None: until `heal`."""
        rule = Rule(fault, method.lower() if method else None, chat, times)
        self._rules.append(rule)
        return rule

    def heal(self, rule: Rule | None = None) -> None:
        """Take back one scripted fault, or all."""
        self._rules = [other for other in self._rules if rule is not None and other is not rule]

    def texts(self, chat: int) -> list[str]:
        """What was sent to a chat, in order, as a reader sees it now."""
        return [kept.text for kept in self.sent if kept.chat == chat]

    async def wait_called(self, count: int = 1, timeout_s: float = 10.0) -> None:
        """Until `count` requests have come in all; TimeoutError after that long."""
        async with asyncio.timeout(timeout_s):
            while len(self.calls) < count:
                self._called.clear()
                await self._called.wait()

    async def wait_sent(self, count: int, timeout_s: float = 10.0) -> None:
        """Until `count` messages have arrived in all; TimeoutError after that long."""
        async with asyncio.timeout(timeout_s):
            while len(self.sent) < count:
                self._arrived.clear()
                await self._arrived.wait()

    @property
    def connections(self) -> int:
        """How many connections have brought a request."""
        return len(self.peers)

    # --- what the methods use -----------------------------------------------------------------------------

    def me(self, *, full: bool = False) -> dict[str, Any]:
        names = {"id": self.bot_id, "is_bot": True, "first_name": "Tocsin", "username": "tocsin_test_bot"}
        abilities = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
        return {**names, **dict.fromkeys(abilities, False)} if full else names

    def next_message_id(self) -> int:
        return next(self._ids)

    def keep(self, kept: Kept) -> None:
        self.messages[kept.chat, kept.message_id] = kept
        self.sent.append(kept)
        self._arrived.set()

    def chat_of(self, params: Params) -> Chat:
        """The chat a request names. Raises Refused (400 chat not found)."""
        wanted = str(params.get("chat_id", "")).strip()
        if wanted.startswith("@"):
            for chat in self.chats.values():
                if chat.username.lower() == wanted[1:].lower():
                    return chat
        elif wanted.lstrip("-").isdigit():
            number = int(wanted)
            if number not in self.chats and not self.strict:
                self.add_chat(number, kind_of(number))
            if number in self.chats:
                return self.chats[number]
        raise Refused(400, "Bad Request: chat not found" if wanted else "Bad Request: chat_id is empty")

    def leave(self, chat: Chat) -> bool:
        chat.members[self.bot_id] = "left"
        return True

    # --- the wire -----------------------------------------------------------------------------------------

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.in_flight += 1
        self.peers.add(request.transport and request.transport.get_extra_info("peername"))
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            return await self._answer(request)
        finally:
            self.in_flight -= 1

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        token, _, method = request.path.removeprefix("/bot").partition("/")
        if not request.path.startswith("/bot") or ":" not in token or not method:
            return self._refusal(Refused(404, "Not Found"))
        if token != self.token:
            return self._refusal(Refused(401, "Unauthorized"))
        name, params = method.lower(), await parameters(request)
        self.calls.append((name, params))
        self._called.set()
        if self.latency_s:
            await asyncio.sleep(self.latency_s)
        try:
            return await self._answered(request, name, params)
        except Refused as refused:
            return self._refusal(refused)

    async def _answered(self, request: web.Request, name: str, params: dict[str, Any]) -> web.StreamResponse:
        if name == "getupdates":
            return self._success(await self._get_updates(params))
        if name not in METHODS:
            raise Refused(404, "Not Found: method not found")
        act = partial(METHODS[name], self, params)
        chat = self.chat_of(params).id if name in SENDING else None
        rule = next((rule for rule in self._rules if rule.takes(name, chat)), None)
        return await self._faulty(request, rule.fault, act) if rule else self._success(act())

    async def _faulty(self, request: web.Request, fault: Fault, act: Callable[[], Any]) -> web.StreamResponse:
        if fault.delay_s:
            await asyncio.sleep(fault.delay_s)
        if fault.is_only_slow:
            return self._success(act())
        if fault.delivered:
            act()
        if fault.hang:
            await self._closing.wait()
        if fault.cut or fault.hang:
            if request.transport is not None:
                request.transport.abort()
            raise ConnectionResetError
        if fault.raw is not None:
            self.statuses.append(fault.status)
            return web.Response(status=fault.status, body=fault.raw, content_type="text/html")
        return self._refusal(Refused(fault.status, fault.description, **fault.parameters))

    async def _get_updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook:
            raise Refused(409, WEBHOOK_ACTIVE)
        if self._poller is not None:
            self._poller.set()
        taken_over = self._poller = asyncio.Event()
        allowed = structure(params, "allowed_updates")
        self.allowed = set(allowed) if allowed else self.allowed
        if params.get("offset"):
            self.updates.confirm(int(params["offset"]))
        limit = min(100, int(params.get("limit") or 100))
        deadline = time.monotonic() + float(params.get("timeout") or 0)
        while True:
            ready = self.updates.ready(limit, self.allowed)
            left = deadline - time.monotonic()
            if taken_over.is_set():
                raise Refused(409, TAKEN_OVER)
            if ready or left <= 0 or self._closing.is_set():
                self._poller = None
                return ready
            await self._something(left, taken_over)

    async def _something(self, seconds: float, taken_over: asyncio.Event) -> None:
        self.pushed.clear()
        waits = [asyncio.ensure_future(event.wait()) for event in (self.pushed, taken_over, self._closing)]
        try:
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _success(self, result: Any) -> web.Response:
        self.statuses.append(200)
        return web.json_response({"ok": True, "result": result})

    def _refusal(self, refused: Refused) -> web.Response:
        self.statuses.append(refused.status)
        body: dict[str, Any] = {"ok": False, "error_code": refused.status, "description": refused.description}
        if refused.parameters:
            body["parameters"] = refused.parameters
        return web.json_response(body, status=refused.status)


async def parameters(request: web.Request) -> dict[str, Any]:
    """What a request says: its query, then its body (JSON, form or multipart)."""
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            params |= json.loads(await request.read() or b"{}")
        except ValueError:
            raise web.HTTPBadRequest(text="bad json") from None
    else:
        params |= {name: str(value) for name, value in (await request.post()).items()}
    return params
