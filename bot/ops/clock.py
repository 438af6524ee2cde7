"""The only reader of the clock. Everything that decides takes `now` instead."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Wall time for moments, monotonic time for time-outs, and sleep, so that a test can bring its own."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back; only differences mean anything."""
        ...

    async def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The machine's clock, shifted by what Redis' own clock says (`align`), so that replicas agree."""

    def __init__(self) -> None:
        self.shift = timedelta(0)

    def align(self, server_at: datetime) -> timedelta:
        """Take over another clock's present moment; returns how far ours was behind it."""
        self.shift = server_at - datetime.now(UTC)
        return self.shift

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))
