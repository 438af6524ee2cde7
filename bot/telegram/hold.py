"""What the listener's loops need to know of their lease."""

from datetime import timedelta
from typing import Protocol


class Hold(Protocol):
    """The listener's lease: its random value, and how long it certainly still lives."""

    @property
    def value(self) -> str: ...

    def left(self) -> timedelta: ...

    def lose(self) -> None:
        """A script found another holder: stop at once."""
        ...
