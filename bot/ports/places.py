"""What telling apart asks of placing: which places a text names, whatever their spelling."""

from typing import Protocol

from bot.model.news import Mention


class PlaceFinder(Protocol):
    """Finds the places that a text names. Pure; never raises; left to right, without overlaps."""

    def mentions(self, text: str) -> tuple[Mention, ...]: ...
