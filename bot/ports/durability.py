"""What the watcher asks of the store after a commit: is it where a failover or a power cut cannot take it?"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Confirmation:
    """`kept`: as many have what was written as were asked for. `said`: who has, in words for an operator."""

    kept: bool
    said: str


class Durability(Protocol):
    asked: bool
    """Whether anything is to be confirmed at all: off unless the settings ask for it."""

    async def confirm(self) -> Confirmation:
        """Wait, for a second at most, until all that was written so far has reached replicas or the disk.

        Raises StoreError when the server does not answer, or cannot confirm such a thing at all.
        """
        ...
