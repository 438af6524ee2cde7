"""What only Telegram knows: rights in chats; and the small courtesies, toasts and command menus."""

import asyncio
import json
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.model.chat import ChatKind
from bot.model.request import Rights
from bot.ops.log import logger
from bot.ops.secret import Secret
from bot.ports.chatroom import CommandMenu
from bot.ports.errors import Gone, Rejected, SendError, Unauthorised
from bot.telegram.errors import meaning
from bot.telegram.sender import TELEGRAM, PlainBot
from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import presence_of

log = logger(__name__)

LONGEST_TOAST = 200
FADES = 60
"""A longer text is shown in a window that is closed by hand."""


class TelegramMembers:
    """Implements bot.ports.chatroom.Members.

    `token_now` reads the token anew, asked when Telegram refuses ours; what was refused is then asked again once.
    """

    def __init__(
        self,
        token: Secret,
        *,
        base_url: str = TELEGRAM,
        proxy: Secret | None = None,
        request: BaseRequest | None = None,
        token_now: Callable[[], Secret | None] = lambda: None,
    ) -> None:
        self._base_url, self._token_now = base_url, token_now
        self._request = request or AiohttpRequest(timeout_s=5.0, proxy=proxy, hidden=(token,))
        self._use(token)

    def _use(self, token: Secret) -> None:
        self.bot_id, self._token = int(token.reveal().partition(":")[0]), token
        if isinstance(self._request, AiohttpRequest):
            self._request.hide(token)
        self._bot = PlainBot(
            token.reveal(), base_url=self._base_url, request=self._request, get_updates_request=self._request
        )

    async def __aenter__(self) -> Self:
        await self._request.initialize()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._request.shutdown()

    async def rights(self, chat: int | str, person: int) -> Rights | None:
        """As the port says; three questions side by side."""
        try:
            about, member, ours = await asyncio.gather(
                self._asked("getChat", chat_id=chat),
                self._asked("getChatMember", chat_id=chat, user_id=person),
                self._asked("getChatMember", chat_id=chat, user_id=self.bot_id),
            )
            kind = ChatKind(about["type"])
            return Rights(
                int(about["id"]),
                kind,
                member["status"] in ("creator", "administrator"),
                presence_of(ours, kind),
                str(about.get("title") or ""),
            )
        except (Gone, Rejected):  # no such chat, or none that the bot may look into
            return None
        except (KeyError, TypeError, ValueError) as error:
            raise SendError(f"the answer about chat {chat} cannot be read: {error!r}") from error

    async def toast(self, press_id: str, text: str) -> None:
        short = text if len(text) <= LONGEST_TOAST else text[: LONGEST_TOAST - 1] + "…"
        try:
            await self._asked(
                "answerCallbackQuery", callback_query_id=press_id, text=short, show_alert=len(short) > FADES
            )
        except SendError as error:
            log.debug("toast_lost", error=type(error).__name__)

    async def show_menu(self, menu: CommandMenu) -> None:
        scope = {"type": menu.scope} if isinstance(menu.scope, str) else {"type": "chat", "chat_id": menu.scope}
        commands = [{"command": name, "description": says} for name, says in menu.commands]
        asked: dict[str, Any] = {"commands": json.dumps(commands), "scope": json.dumps(scope)}
        if menu.lang:
            asked["language_code"] = menu.lang
        await self._asked("setMyCommands", **asked)

    async def _asked(self, method: str, **asked: Any) -> Any:
        used = self._token
        try:
            return await self._once(method, asked)
        except Unauthorised:
            token = self._token_now()
            if self._token == used:  # three questions side by side are refused together: one of them renews
                if token is None or token == used:
                    raise
                self._use(token)
        return await self._once(method, asked)

    async def _once(self, method: str, asked: dict[str, Any]) -> Any:
        try:
            return await self._bot.call(method, asked)
        except TelegramError as error:
            raise meaning(error) from None
