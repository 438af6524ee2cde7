"""Asks for the state at most once a second, however many look at it, and never waits for it without end."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.ops.clock import Clock
from bot.ops.loops import describe
from bot.panel.status import StatusView
from bot.ports.errors import TocsinError

Provider = Callable[[], Awaitable[StatusView]]

FRESH_S = 1.0
PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The state could not be learnt; `why` in one line."""

    why: str


class Views:
    """A view not older than FRESH_S, shared by all who ask at the same time."""

    def __init__(self, provider: Provider, clock: Clock) -> None:
        self._provider, self._clock = provider, clock
        self._lock = asyncio.Lock()
        self._last: StatusView | Unavailable | None = None
        self._asked_s = 0.0

    async def view(self) -> StatusView | Unavailable:
        async with self._lock:
            if self._last is None or self._clock.monotonic() - self._asked_s >= FRESH_S:
                self._last = await self._ask()
                self._asked_s = self._clock.monotonic()
            return self._last

    async def _ask(self) -> StatusView | Unavailable:
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._provider()
        except TimeoutError:
            return Unavailable(f"no answer within {PATIENCE_S:.0f} s")
        except TocsinError as error:
            return Unavailable(describe(error))
