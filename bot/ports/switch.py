"""The operators' switch that stops all sending, on every replica, over restarts."""

from typing import Protocol


class Switch(Protocol):
    """Both methods may raise StoreError."""

    async def paused(self) -> bool: ...

    async def turn(self, *, paused: bool) -> bool:
        """Pause or go on; False when it was so already."""
        ...
