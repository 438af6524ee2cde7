"""A clock that a test moves by hand; sleepers wake when it passes their moment. And one that runs fast."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

START_AT = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


class FakeClock:
    """Implements bot.ops.clock.Clock. `advance` moves time and wakes whoever slept until then."""

    def __init__(self, start_at: datetime = START_AT) -> None:
        self._now = start_at
        self._seconds = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._seconds

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._seconds + seconds, future))
        await future

    @property
    def next_wake_s(self) -> float | None:
        """Seconds until the first sleeper wakes, None when nobody sleeps."""
        waiting = [at for at, future in self._sleepers if not future.done()]
        return min(waiting) - self._seconds if waiting else None

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._seconds += seconds
        for at, future in self._sleepers:
            if at <= self._seconds and not future.done():
                future.set_result(None)
        self._sleepers = [(at, future) for at, future in self._sleepers if not future.done()]


class QuickClock:
    """Implements bot.ops.clock.Clock: runs `times` as fast as time itself, and alike in all processes.

    What takes seconds by the rules (the pace of a chat, a burst, a retry) takes a fraction in a test.
    """

    def __init__(self, times: int = 8) -> None:
        self.times = times

    def now(self) -> datetime:
        return START_AT + (datetime.now(UTC) - START_AT) * self.times

    def monotonic(self) -> float:
        return time.monotonic() * self.times

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds / self.times))
