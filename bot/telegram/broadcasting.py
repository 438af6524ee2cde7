"""Hands a broadcast on to its chats, a few messages at a time, so that nothing else is held up by it."""

import asyncio
from collections.abc import Callable

from bot.ports.broadcasts import BroadcastStore
from bot.telegram.hold import Hold

ROOM = 8
"""Messages that wait at once: each takes a slot of the common pace, ahead of alerts that come later."""
AGAIN_S = 0.1
IDLE_S = 2.0


class Broadcasting:
    """`step` is a loop's step; it raises StoreError. What it hands on is sent by a `Replies` of its own.

    `handed`: set when messages wait; the wake of that loop. `paused`: while it is true nothing is handed on.
    """

    def __init__(
        self, store: BroadcastStore, hold: Hold, handed: asyncio.Event, paused: Callable[[], bool] = lambda: False
    ) -> None:
        self._store, self._hold, self._handed, self._paused = store, hold, handed, paused

    async def step(self) -> float:
        """Hand on what there is room for; the pause in seconds. Idle when there is no broadcast."""
        if self._paused() or self._hold.left().total_seconds() <= 0:
            return IDLE_S
        walked = await self._store.walk(self._hold.value, ROOM)
        if walked is None:
            return IDLE_S
        self._handed.set()
        return AGAIN_S
