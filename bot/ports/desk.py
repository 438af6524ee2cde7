"""What the operators' desk asks of the whole program. The commands ask, the composition root answers.

`token` names the wish: the same one twice is done once (an update may be offered again after a crash).
Every method may raise StoreError; those that write to chats may raise SendError.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as the operator sees it. `state`: its word on the status page; `note`: why, when it is not well."""

    name: str
    state: str
    polled_at: datetime | None = None
    changed_at: datetime | None = None
    lines: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """The program at a glance. `roles`: which replica holds what. `numbers`: of chats and outcomes, by name.

    `oldest_wait`: how long the chat that is due longest has waited. `paused`: nothing is sent to anybody.
    """

    paused: bool
    up: timedelta
    head: int
    sources: tuple[SourceLine, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    oldest_wait: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a sent alert. `found`: it is in the log; `messages`: edited; `chats`: told in other ways."""

    found: bool
    messages: int = 0
    chats: int = 0


@dataclass(frozen=True, slots=True)
class Tested:
    """A test line's way: the channels it reached, and those it could not reach with the reason in words."""

    reached: tuple[str, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)
    people: int = 0


class Desk(Protocol):
    async def status(self) -> Status: ...

    async def pause(self) -> bool:
        """Stop sending alerts, for all replicas, until `resume`; polling goes on. False when already paused."""
        ...

    async def resume(self) -> bool:
        """Send on from where each chat stood. False when it was not paused."""
        ...

    async def push(self, token: str, region: str, text: str) -> int:
        """Append a line of the operators' own to the log; its seq."""
        ...

    async def test(self, token: str, region: str) -> Tested:
        """Send a line marked as a test to the channels of a region, never to people."""
        ...

    async def broadcast(self, token: str, text: str) -> int:
        """Tell every active chat something, at the ordinary pace; how many will hear it."""
        ...

    async def stop_broadcast(self, token: str) -> bool:
        """Tell nobody else of the broadcast begun with this token. False when everybody has been told already."""
        ...

    async def correct(self, token: str, seq: int, text: str) -> Mended:
        """Replace an alert's text where it stands alone, and say so to those who heard it."""
        ...

    async def withdraw(self, token: str, seq: int) -> Mended:
        """Strike an alert through where it stands alone, and say so to those who heard it."""
        ...
