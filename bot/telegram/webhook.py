"""Updates by webhook: Telegram calls us, and hears "yes" only when the update is stored.

The secret that Telegram repeats in each call is made from the token, so that every replica knows it and none has
to keep it. A replica that does not hold the listener's role, or whose Redis is away, answers 503: Telegram
asks again.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.ops.clock import Clock
from bot.ops.log import logger
from bot.ops.secret import Secret
from bot.ports.chats import InboxStore
from bot.ports.errors import StoreError
from bot.telegram.hold import Hold
from bot.telegram.listener import bot_number
from bot.telegram.sender import form
from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import ALLOWED

log = logger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
AGAIN_S = 3600.0
RETRY_S = 15.0
"""Between two tries, and between two looks at whether the token was replaced."""
IDLE_S = 0.5


class WebhookListener:
    """`step` is a loop's step: keeps the webhook set while the role is ours. `take` answers one call.

    `token_now` reads the token anew: once it was replaced, the webhook is set with the new one. Another bot's is
    not taken up: its inbox is another.
    """

    def __init__(
        self,
        token: Secret,
        *,
        base_url: str,
        public_url: str,
        request: BaseRequest,
        inbox: InboxStore,
        hold: Hold,
        heard: Callable[[], None],
        clock: Clock,
        token_now: Callable[[], Secret | None] = lambda: None,
    ) -> None:
        self.bot_id = bot_number(token)
        self.path = urlsplit(public_url).path or "/"
        self._url, self._base_url, self._clock, self._token_now = public_url, base_url, clock, token_now
        self._request, self._inbox, self._hold, self._heard = request, inbox, hold, heard
        self._take_up(token)

    def _take_up(self, token: Secret) -> None:
        if isinstance(self._request, AiohttpRequest):
            self._request.hide(token)
        self._token, self._set_until = token, 0.0
        self._secret = hmac.new(token.reveal().encode(), b"webhook", hashlib.sha256).hexdigest()

    async def step(self) -> float:
        """Say to Telegram where we are, once an hour and after a change; the pause in seconds."""
        token = self._token_now()
        if token is not None and token != self._token and bot_number(token) == self.bot_id:
            # Also on a standby: its secret must be the one that the holder told Telegram.
            self._take_up(token)
            log.info("webhook_token_renewed")
        if self._hold.left().total_seconds() <= 0:
            self._set_until = 0.0
            return IDLE_S
        if self._clock.monotonic() < self._set_until:
            return RETRY_S
        asked = {"url": self._url, "secret_token": self._secret, "allowed_updates": json.dumps(ALLOWED)}
        try:
            address = f"{self._base_url}{self._token.reveal()}/setWebhook"
            status, _ = await self._request.do_request(address, "POST", form(asked))
        except TelegramError as error:
            log.warning("webhook_not_set", error=type(error).__name__)
            return RETRY_S
        if status != 200:
            log.warning("webhook_not_set", status=status)
            return RETRY_S
        log.info("webhook_set", path=self.path)
        self._set_until = self._clock.monotonic() + AGAIN_S
        return RETRY_S

    async def take(self, body: bytes, headers: Mapping[str, str]) -> int:
        """Store one update; the HTTP status to answer. Never raises."""
        given = headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode()):
            return 403
        try:
            update = json.loads(body.decode("utf-8", "replace"))
            number = int(update["update_id"])
        except (ValueError, KeyError, TypeError, RecursionError):
            return 400
        try:
            stored = await self._inbox.intake(
                self._hold.value, self.bot_id, [(number, json.dumps(update))], number + 1
            )
        except StoreError as error:
            log.warning("webhook_update_not_stored", error=str(error))
            return 503
        if not stored:
            return 503
        self._heard()
        return 200
