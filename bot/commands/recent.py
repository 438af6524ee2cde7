"""The log kept in memory, for /latest, /search and /why: the store is asked only for what is new."""

import asyncio
from collections import deque
from dataclasses import replace
from itertools import islice

from bot.commands.asks import Lines
from bot.commands.fold import folded
from bot.model.news import Alert, AlertKind
from bot.ports.watching import Log

PAGE = 500
OPERATORS = "operators"  # the source of a line of theirs
WITHDRAWN = "withdrawn"  # the origin of an entry by which the operators take a line back


class RecentLines:
    """At most `most` alerts, oldest first, with their text folded for searching.

    A line that was retyped or corrected stands in its old place with its new words; a withdrawn one stands
    with the origin WITHDRAWN, whatever is retyped after.
    """

    def __init__(self, log: Log, most: int = 20_000) -> None:
        self._log = log
        self._kept: deque[tuple[Alert, str]] = deque(maxlen=most)
        self._head = 0
        self._first: dict[str, str] = {}
        self._reading = asyncio.Lock()

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
        async with self._reading:  # two readers would keep the same page twice
            head = await self._log.head()
            if head < self._head:  # another server, or an older copy of it: what we keep is of another log
                self._kept.clear()
                self._first.clear()
                self._head = 0
            while self._head < head:
                page = await self._log.after(self._head, PAGE)
                for alert in page:
                    self._keep(alert)
                if not page:
                    break
                self._head = page[-1].seq

    def _keep(self, alert: Alert) -> None:
        self._kept.append((alert, folded(alert.text)))
        if alert.kind is not AlertKind.RETYPED or alert.of is None:
            return
        first = self._first[alert.ref] = self._first.get(alert.of, alert.of)
        for at in range(len(self._kept) - 1, -1, -1):
            before = self._kept[at][0]
            if before.ref == first:
                origin = WITHDRAWN if before.origin == WITHDRAWN else alert.origin
                now = replace(before, text=alert.text, origin=origin)
                self._kept[at] = (now, folded(now.text))
                return


def fits(alert: Alert, text: str, ask: Lines) -> bool:
    """Whether a line is what was asked for; `text` is its text, folded."""
    if alert.kind is AlertKind.RETYPED:
        return False
    if ask.before and alert.seq >= ask.before:
        return False
    if ask.story:
        return alert.story == ask.story
    if alert.source != OPERATORS and not _told_as_asked(alert, ask):
        return False
    if ask.regions and ask.regions.isdisjoint(alert.about):
        return False
    return all(f" {word}" in f" {text}" for word in ask.words)


def _told_as_asked(alert: Alert, ask: Lines) -> bool:
    return (not ask.languages or alert.lang in ask.languages) and (not ask.sources or alert.source in ask.sources)
