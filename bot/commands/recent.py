"""The log kept in memory, for /latest, /search and /why: the store is asked only for what is new."""

from collections import deque
from itertools import islice

from bot.commands.asks import Lines
from bot.commands.fold import folded
from bot.model.news import Alert, AlertKind
from bot.ports.watching import Log

PAGE = 500
NO_NEWS = ("broadcast", "test")  # origins of what is in the log and is no news


class RecentLines:
    """At most `most` alerts, oldest first, with their text folded for searching."""

    def __init__(self, log: Log, most: int = 20_000) -> None:
        self._log = log
        self._kept: deque[tuple[Alert, str]] = deque(maxlen=most)
        self._head = 0

    async def found(self, ask: Lines) -> tuple[Alert, ...]:
        """Newest first. Raises StoreError."""
        await self._refresh()
        fitting = (alert for alert, text in reversed(self._kept) if fits(alert, text, ask))
        return tuple(islice(fitting, ask.limit))

    async def line(self, seq: int) -> Alert | None:
        """The alert at this place of the log, None when it is not kept. Raises StoreError."""
        await self._refresh()
        return next((alert for alert, _ in reversed(self._kept) if alert.seq == seq), None)

    async def _refresh(self) -> None:
        head = await self._log.head()
        if head < self._head:  # another server, or an older copy of it: what we keep is of another log
            self._kept.clear()
            self._head = 0
        while self._head < head:
            page = await self._log.after(self._head, PAGE)
            self._kept.extend((alert, folded(alert.text)) for alert in page)
            if not page:
                break
            self._head = page[-1].seq


def fits(alert: Alert, text: str, ask: Lines) -> bool:
    if ask.before and alert.seq >= ask.before:
        return False
    if ask.story:
        return alert.story == ask.story
    if alert.kind is AlertKind.RETYPED or alert.origin in NO_NEWS:
        return False
    if ask.regions and ask.regions.isdisjoint(alert.about):
        return False
    return all(f" {word}" in f" {text}" for word in ask.words)
