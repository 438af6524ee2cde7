"""Turns that have ended and are not settled yet, and what wakes the courier for them or for news."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.model.chat import ChatKey
from bot.ops.clock import Clock
from bot.ops.log import logger
from bot.ports.couriers import Settlement

log = logger(__name__)

OWED_FOR = timedelta(minutes=10)


class Stir(asyncio.Event):
    """Wakes the courier. Who sets it has news for it; what the courier tells itself by `nudge` is no news."""

    news = False

    def set(self) -> None:
        self.news = True
        super().set()

    def nudge(self) -> None:
        super().set()


class Ended:
    """One settlement a chat; iterates over the chats."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since: dict[ChatKey, tuple[Settlement, float]] = {}

    def __len__(self) -> int:
        return len(self._since)

    def __iter__(self) -> Iterator[ChatKey]:
        return iter(self._since)

    def add(self, settlement: Settlement) -> None:
        self._since[settlement.chat] = (settlement, self._clock.monotonic())

    def owed(self) -> list[Settlement]:
        """What is to be settled; what Redis could not be told for too long is dropped."""
        since = self._clock.monotonic() - OWED_FOR.total_seconds()
        for chat in [chat for chat, (_, at) in self._since.items() if at < since]:
            del self._since[chat]
        return [settlement for settlement, _ in self._since.values()]

    def settled(self, settlements: Sequence[Settlement], stale: Sequence[ChatKey]) -> None:
        """Redis knows of these; `stale`: it did not want them any more."""
        for settlement in settlements:
            self._since.pop(settlement.chat, None)
        if stale:
            log.info("settlements_stale", chats=[str(chat) for chat in stale])
