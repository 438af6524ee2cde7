"""The lines placed lately: what helps to place the next ones. Kept the same way live and in a replay."""

from collections import deque
from datetime import datetime, timedelta

from bot.classify.lines import Line, PlacedLine
from bot.model.news import Placement

LASTS = timedelta(minutes=10)
LINES = 30


class Context:
    """The newest LINES placed lines; `lately` leaves out those older than LASTS."""

    def __init__(self) -> None:
        self._placed: deque[tuple[datetime, PlacedLine]] = deque(maxlen=LINES)

    def add(self, line: Line, placement: Placement, at: datetime) -> None:
        self._placed.append((at, PlacedLine(line, placement, at)))

    def lately(self, now: datetime) -> tuple[PlacedLine, ...]:
        """Oldest first."""
        return tuple(placed for at, placed in self._placed if now - at < LASTS)
