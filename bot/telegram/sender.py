"""Sends messages through python-telegram-bot. It neither waits nor retries: that is decided by the caller, once.

async with TelegramSender(token, base_url="https://api.telegram.org/bot") as sender:
    sent = await sender.send(Outgoing(ChatKey(42), message))
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.model.chat import ChatKey, ChatKind
from bot.model.delivery import Button, Outgoing, Sent
from bot.ops.secret import Secret
from bot.ports.errors import Ambiguous, Unauthorised
from bot.telegram.errors import is_not_modified, meaning
from bot.telegram.transport import AiohttpRequest

TELEGRAM = "https://api.telegram.org/bot"
SEND_TIMEOUT_S = 5.0


class PlainBot(Bot):
    """python-telegram-bot's Bot, given bare parameters and asked for the bare answer.

    Reading a Message object out of each answer costs as much again as sending; we need its id and date.
    """

    async def call(self, method: str, parameters: dict[str, Any]) -> Any:
        """A method of the Bot API, its parameters being what JSON knows. Raises TelegramError."""
        return await self.request.post(f"{self.base_url}/{method}", form(parameters))


def form(given: Mapping[str, Any]) -> RequestData:
    """The parameters of a method as a form, the one way in which every Bot API server takes them."""
    return RequestData([RequestParameter(name, value, None) for name, value in given.items()])


class TelegramSender:
    """Implements ports.sender.Sender. `paid`: broadcasts beyond 30/s, which Telegram charges for.

    `token_now`: reads the token anew, so that `check` finds a replaced one. `proxy`: the address of an HTTP
    proxy. `timeout_s` is for one whole request. Raises Unauthorised at once when the token has not the shape of
    one.
    """

    def __init__(
        self,
        token: Secret,
        *,
        base_url: str = TELEGRAM,
        proxy: Secret | None = None,
        timeout_s: float = SEND_TIMEOUT_S,
        paid: bool = False,
        request: BaseRequest | None = None,
        token_now: Callable[[], Secret | None] | None = None,
    ) -> None:
        self._base_url, self._paid, self._token_now = base_url, paid, token_now
        self._request = request or AiohttpRequest(timeout_s=timeout_s, proxy=proxy, hidden=(token,))
        self.renew(token)

    def renew(self, token: Secret) -> None:
        """Send with this token from now on. Raises Unauthorised when it has not the shape of one."""
        number, colon, rest = token.reveal().partition(":")
        if not (number.isascii() and number.isdigit() and colon and rest):
            raise Unauthorised("the Telegram token must look like 123456:ABC-DEF...")
        self.bot_id, self._token = int(number), token
        request = self._request
        if isinstance(request, AiohttpRequest):
            request.hide(token)
        self._bot = PlainBot(token.reveal(), base_url=self._base_url, request=request, get_updates_request=request)

    async def __aenter__(self) -> Self:
        await self._request.initialize()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._request.shutdown()

    async def send(self, outgoing: Outgoing) -> Sent:
        """Send or edit; plain where the message has no HTML. Raises SendError."""
        method = "sendMessage" if outgoing.edit is None else "editMessageText"
        try:
            answer = await self._bot.call(method, parameters(outgoing, paid=self._paid))
        except TelegramError as error:
            if outgoing.edit is not None and is_not_modified(error):
                return Sent(outgoing.edit)
            raise meaning(error) from None
        if outgoing.edit is not None and not isinstance(answer, dict):
            return Sent(outgoing.edit)  # an edit may be answered with a bare true
        return read_sent(answer)

    async def resolve(self, name: str) -> tuple[ChatKey, ChatKind]:
        """The numeric chat behind "@name" or an id. Raises SendError."""
        answer = await self._asked("getChat", {"chat_id": name})
        try:
            return ChatKey(int(answer["id"])), ChatKind(answer["type"])
        except (KeyError, TypeError, ValueError):
            raise Ambiguous("the answer to getChat names no chat") from None

    async def check(self) -> str:
        """The bot's own @name. Raises Unauthorised when the token is wrong, SendError else.

        A token that was replaced meanwhile (`token_now`) is taken up first.
        """
        token = self._token_now() if self._token_now is not None else None
        if token is not None and token != self._token:
            self.renew(token)
        answer = await self._asked("getMe", {})
        try:
            return f"@{answer['username']}"
        except (KeyError, TypeError):
            raise Ambiguous("the answer to getMe names no bot") from None

    async def _asked(self, method: str, asked: dict[str, Any]) -> Any:
        try:
            return await self._bot.call(method, asked)
        except TelegramError as error:
            raise meaning(error) from None


def read_sent(answer: Any) -> Sent:
    """The message id in Telegram's answer. Raises Ambiguous when there is none: it may have arrived."""
    try:
        message_id = int(answer["message_id"])
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise Ambiguous("the answer names no message") from None
    try:
        return Sent(message_id, datetime.fromtimestamp(int(answer["date"]), UTC))
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return Sent(message_id)  # it has arrived, whatever the clock there says


def parameters(outgoing: Outgoing, *, paid: bool = False) -> dict[str, Any]:
    """What sendMessage or editMessageText is given. Pure."""
    message, chat = outgoing.message, outgoing.chat
    given: dict[str, Any] = {"chat_id": chat.id, "text": message.html or message.plain}
    if message.html:
        given["parse_mode"] = "HTML"
    if not message.preview:
        given["link_preview_options"] = {"is_disabled": True}
    if message.buttons:
        given["reply_markup"] = {"inline_keyboard": [[button(one) for one in row] for row in message.buttons]}
    elif message.asks:
        given["reply_markup"] = {"force_reply": True, "selective": True}
    if outgoing.edit is not None:
        given["message_id"] = outgoing.edit
        return given
    if chat.topic is not None:
        given["message_thread_id"] = chat.topic
    if message.silent:
        given["disable_notification"] = True
    if message.reply_to is not None:
        given["reply_parameters"] = {"message_id": message.reply_to, "allow_sending_without_reply": True}
    if paid:
        given["allow_paid_broadcast"] = True
    return given


def button(one: Button) -> dict[str, str]:
    """A button on the wire."""
    return {"text": one.text, "url": one.url} if one.url else {"text": one.text, "callback_data": one.data}
