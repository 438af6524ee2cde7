"""The limits a Bot API enforces, and the faults a test may script."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """What is enforced; 0 or None turns a limit off.

    `per_s`: messages a second for the bot. `chat_gap_s`: the least time between two messages to a chat.
    `group_per_min`: messages to a group or channel in any 60 s. `ban_s`: after a 429 every message is
    refused for that long, and `retry_after` says so.
    """

    per_s: int = 0
    chat_gap_s: float = 0.0
    group_per_min: int = 0
    ban_s: float = 0.0


NO_LIMITS = Limits()


class Gauge:
    """Counts what was accepted in sliding windows, and says when the next message may come."""

    def __init__(self, limits: Limits, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self.refused = 0
        self._monotonic = monotonic
        self._all: deque[float] = deque()
        self._chats: defaultdict[int, deque[float]] = defaultdict(deque)
        self._banned_until = 0.0

    def wait_s(self, chat: int, *, is_group: bool) -> float:
        """0.0 when the message is accepted (and counted); else how long to wait, and it is refused."""
        now = self._monotonic()
        wait = max(self._banned_until - now, self._global_wait(now), self._chat_wait(now, chat, is_group))
        if wait > 0:
            self.refused += 1
            if self.limits.ban_s:
                self._banned_until = max(self._banned_until, now + self.limits.ban_s)
                wait = max(wait, self._banned_until - now)
            return wait
        self._all.append(now)
        self._chats[chat].append(now)
        return 0.0

    def _global_wait(self, now: float) -> float:
        while self._all and self._all[0] <= now - 1.0:
            self._all.popleft()
        if not self.limits.per_s or len(self._all) < self.limits.per_s:
            return 0.0
        return self._all[0] + 1.0 - now

    def _chat_wait(self, now: float, chat: int, is_group: bool) -> float:
        times = self._chats[chat]
        while times and times[0] <= now - 60.0:
            times.popleft()
        if not times:
            return 0.0
        wait = times[-1] + self.limits.chat_gap_s - now if self.limits.chat_gap_s else 0.0
        if is_group and self.limits.group_per_min and len(times) >= self.limits.group_per_min:
            wait = max(wait, times[-self.limits.group_per_min] + 60.0 - now)
        return max(0.0, wait)


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens instead of the ordinary answer.

    `raw`: the body as sent, whatever it is. `delivered`: the message arrives all the same. `hang`: no answer
    ever. `cut`: the connection is closed without one. `delay_s`: wait first.
    """

    status: int = 200
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    raw: bytes | None = None
    delivered: bool = False
    hang: bool = False
    cut: bool = False
    delay_s: float = 0.0

    @property
    def is_only_slow(self) -> bool:
        return self.status == 200 and self.raw is None and not self.hang and not self.cut


BLOCKED = Fault(403, "Forbidden: bot was blocked by the user")
DEACTIVATED = Fault(403, "Forbidden: user is deactivated")
KICKED = Fault(403, "Forbidden: bot was kicked from the supergroup chat")
NOT_MEMBER = Fault(403, "Forbidden: bot is not a member of the channel chat")
NOT_FOUND = Fault(400, "Bad Request: chat not found")
NO_TOPIC = Fault(400, "Bad Request: message thread not found")
NO_RIGHTS = Fault(400, "Bad Request: not enough rights to send text messages to the chat")
BAD_MARKUP = Fault(400, 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0')
BROKEN = Fault(500, "Internal Server Error")
HTML_ANSWER = Fault(502, raw=b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>")
HTML_OK = Fault(200, raw=b"<html><body>Welcome to the hotel wifi</body></html>")
HALF_JSON = Fault(200, raw=b'{"ok":true,"result":{"message_', delivered=True)
NEVER = Fault(hang=True)
CUT = Fault(cut=True)
CUT_AFTER = Fault(cut=True, delivered=True)
HANG_AFTER = Fault(hang=True, delivered=True)


def migrated(to: int) -> Fault:
    """The group became a supergroup."""
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return Fault(400, text, {"migrate_to_chat_id": to})


def flood(seconds: int) -> Fault:
    """429, with the wait Telegram asks for."""
    text = f"Too Many Requests: retry after {seconds}"
    return Fault(429, text, {"retry_after": seconds})


@dataclass
class Rule:
    """A scripted fault: for a method and a chat (None: any), so often (None: for ever)."""

    fault: Fault
    method: str | None
    chat: int | None
    times: int | None

    def takes(self, method: str, chat: int | None) -> bool:
        if self.times == 0 or self.method not in {None, method} or self.chat not in {None, chat}:
            return False
        if self.times is not None:
            self.times -= 1
        return True
