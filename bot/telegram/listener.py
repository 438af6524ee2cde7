"""Long polling that does not end: updates are stored with the offset before Telegram may forget them.

    step():  offset -> getUpdates (raw JSON) -> intake, one atomic step -> at once again

Nothing of an update is read here, so none can stop the others. Whatever Telegram answers, the loop goes on; what
it answers is the listener's state, for the status page.
"""

import asyncio
import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest

from bot.ops.clock import Clock
from bot.ops.log import logger
from bot.ops.secret import Secret
from bot.ports.chats import InboxStore
from bot.telegram.hold import Hold
from bot.telegram.transport import AiohttpRequest, Flooded
from bot.telegram.updates import ALLOWED

log = logger(__name__)

POLL_S = 25
"""How long Telegram keeps a question open when nothing happens."""
SPARE_S = 10.0
IDLE_S = 0.2
EARLY_S = 0.5
BREATH_S = 0.25
MOST = 100
PAUSES_S = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
CONFLICT_S = 3.0
DENIED_S = 20.0


class Hearing(StrEnum):
    """How the listener fares. IDLE: another replica listens. RIVAL: somebody else polls with our token."""

    IDLE = "idle"
    LISTENING = "listening"
    UNREACHABLE = "unreachable"
    THROTTLED = "throttled"
    DENIED = "denied"
    RIVAL = "rival"


class Listener:
    """`step` is a loop's step; it raises StoreError. `heard` is set when updates have come in.

    `stopping` cuts a long poll short: what it would have brought is asked for again. `tell` hears of a change of
    state, once. `token_now` reads the token anew, asked when Telegram refuses ours.
    """

    def __init__(
        self,
        token: Secret,
        *,
        base_url: str,
        request: BaseRequest,
        inbox: InboxStore,
        hold: Hold,
        clock: Clock,
        heard: asyncio.Event,
        stopping: asyncio.Event | None = None,
        tell: Callable[[Hearing], None] = lambda state: None,
        poll_s: int = POLL_S,
        token_now: Callable[[], Secret | None] = lambda: None,
    ) -> None:
        self.bot_id = bot_number(token)
        self.state = Hearing.IDLE
        self._base_url, self._token, self._token_now = base_url, token, token_now
        self._request, self._inbox, self._hold, self._clock = request, inbox, hold, clock
        self._heard, self._stopping, self._tell, self._poll_s = heard, stopping or asyncio.Event(), tell, poll_s
        self._offset: int | None = None
        self._lease = ""
        self._failures = 0

    async def step(self) -> float:
        """Ask Telegram once and store what it brings; the pause in seconds before the next time."""
        if self._hold.left().total_seconds() <= 0:
            self._become(Hearing.IDLE)
            self._lease = ""
            return IDLE_S
        if self._lease != self._hold.value:
            self._offset, self._lease = await self._inbox.offset(self.bot_id), self._hold.value
        asked_at = self._clock.monotonic()
        try:
            status, body = await self._asked()
        except Flooded as flooded:
            self._become(Hearing.THROTTLED)
            return max(1.0, flooded.retry_after.total_seconds())
        except (NetworkError, TelegramError) as error:
            return self._failed(Hearing.UNREACHABLE, type(error).__name__)
        if status is None:
            return 0.0
        if status != 200:
            return await self._refused(status, body)
        return await self._taken_in(body, self._clock.monotonic() - asked_at)

    async def _asked(self) -> tuple[int | None, bytes]:
        """The answer's status and body; None when we were told to stop meanwhile."""
        asked: dict[str, Any] = {"timeout": self._poll_s, "limit": MOST, "allowed_updates": json.dumps(ALLOWED)}
        if self._offset is not None:
            asked["offset"] = self._offset
        url = f"{self._address}/getUpdates?{urlencode(asked)}"
        answer = asyncio.ensure_future(self._request.do_request(url, "GET", read_timeout=self._poll_s + SPARE_S))
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait((answer, stop), return_when=asyncio.FIRST_COMPLETED)
            return answer.result() if answer.done() else (None, b"")
        finally:
            stop.cancel()
            answer.cancel()
            await asyncio.gather(answer, stop, return_exceptions=True)

    async def _taken_in(self, body: bytes, held_s: float) -> float:
        updates = read_batch(body)
        if updates is None:
            return self._failed(Hearing.UNREACHABLE, "the answer is no list of updates")
        self._become(Hearing.LISTENING)
        self._failures = 0
        if not updates:
            # A server that does not hold a question open is not asked without a breath.
            return BREATH_S if held_s < min(EARLY_S, self._poll_s) else 0.0
        offset = max(number for number, _ in updates) + 1
        if not await self._inbox.intake(self._hold.value, self.bot_id, updates, offset):
            self._hold.lose()
            return IDLE_S
        self._offset = offset
        self._heard.set()
        return 0.0

    async def _refused(self, status: int, body: bytes) -> float:
        if status in (401, 404):
            self._become(Hearing.DENIED)
            return 0.0 if self._renewed() else DENIED_S
        if status == 409:
            self._become(Hearing.RIVAL)
            if b"webhook" in body:
                await self._take_webhook_off()
            return CONFLICT_S
        return self._failed(Hearing.UNREACHABLE, f"status {status}")

    @property
    def _address(self) -> str:
        return f"{self._base_url}{self._token.reveal()}"

    def _renewed(self) -> bool:
        """Whether the token was replaced meanwhile. Another bot's is not taken up: its inbox is another."""
        token = self._token_now()
        if token is None or token == self._token or bot_number(token) != self.bot_id:
            return False
        if isinstance(self._request, AiohttpRequest):
            self._request.hide(token)
        self._token = token
        log.info("listener_token_renewed")
        return True

    async def _take_webhook_off(self) -> None:
        """A webhook that an earlier set-up left; what waits there comes by polling then."""
        try:
            await self._request.do_request(f"{self._address}/deleteWebhook", "GET")
        except TelegramError as error:
            log.warning("webhook_not_removed", error=type(error).__name__)

    def _failed(self, state: Hearing, why: str) -> float:
        pause = PAUSES_S[min(self._failures, len(PAUSES_S) - 1)]
        self._failures += 1
        self._become(state, why=why)
        return pause

    def _become(self, state: Hearing, **more: str) -> None:
        if state is self.state:
            return
        say = log.info if state in (Hearing.LISTENING, Hearing.IDLE) else log.warning
        say("listener_state", state=state, before=self.state, **more)
        self.state = state
        self._tell(state)


def bot_number(token: Secret) -> int:
    """The bot's own id, the part of its token before the colon."""
    return int(token.reveal().partition(":")[0])


def read_batch(body: bytes) -> list[tuple[int, str]] | None:
    """(update id, its JSON) of getUpdates' answer; None when it is none. What has no number cannot be kept."""
    try:
        result = json.loads(body.decode("utf-8", "replace"))["result"]
        return [
            (update["update_id"], json.dumps(update))
            for update in result
            if isinstance(update, dict) and isinstance(update.get("update_id"), int)
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
