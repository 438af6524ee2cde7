"""What a line that names no place takes from its neighbours. Pure."""

from collections.abc import Sequence

from bot.classify.lines import Line, PlacedLine
from bot.model.news import Placement


def with_context(lines: Sequence[Line], own: Sequence[Placement], before: Sequence[PlacedLine]) -> list[Placement]:
    """The placements of a poll's lines, those without a place of their own filled in from their neighbours."""
    return list(own)
