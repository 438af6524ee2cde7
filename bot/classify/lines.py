"""A line to be placed, and lines placed before it."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.news import Placement


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a poll. `source`: the source's name, "" when unknown. `lang`: its usual language."""

    text: str
    source: str = ""
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line that was placed before, and when it was seen (aware, UTC; None: just now)."""

    line: Line
    placement: Placement
    at: datetime | None = None
