"""What the courier asks of the store: claim, begin, settle, wake.

Every script is atomic, checks everything first and writes last. Every method may raise StoreError.
`lease` is the role holder's random value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.model.chat import Attempt, ChatKey, ChatRecord, Receipt


@dataclass(frozen=True, slots=True)
class Claimed:
    """A chat taken for service. `token` settles it; `attempt`: a send begun earlier and never settled."""

    record: ChatRecord
    token: str
    due_at: datetime
    attempt: Attempt | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """What a claim took. `head`: the log's head it saw. `next_due_at`: the earliest moment left, if any.

    In a flood wait nothing is taken and `next_due_at` is its end. `waiting`: chats that are due and were not taken.
    `audiences`: how many have chats to be woken yet; 0 means that `wake` has nothing to do.
    """

    chats: tuple[Claimed, ...]
    head: int
    flood_until_at: datetime | None = None
    next_due_at: datetime | None = None
    waiting: int = 0
    audiences: int = 0


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a turn ended. `cursor`: the new one. `next_at`: when to serve again, None when nothing is left.

    `wait`: `next_at` overrides a wake that came meanwhile (retry, quiet hours); else the earlier one wins.
    `attempt`: kept for the next turn (ambiguous or to be retried), None clears it.
    `suspend`: the reason for taking the chat out of the audiences. `migrate_to`: its new id; the record moves.
    `receipts`: those of this turn. `flood_until_at`: raises the shared deadline.
    """

    chat: ChatKey
    token: str
    cursor: int
    next_at: datetime | None
    wait: bool = False
    attempt: Attempt | None = None
    receipts: tuple[Receipt, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    suspend: str = ""
    migrate_to: int | None = None
    flood_until_at: datetime | None = None
    sent_at: datetime | None = None
    story: str = ""
    failures: int = 0


class CourierStore(Protocol):
    async def claim(self, lease: str, now: datetime, most: int, hold: timedelta) -> Claims:
        """Take up to `most` chats that are due, channels first, one in four for waiting people."""
        ...

    async def begin(
        self, chat: ChatKey, token: str, attempt: Attempt, now: datetime, interval: timedelta
    ) -> datetime | None:
        """Store the range about to be sent and take the next free slot of the global pace.

        Returns the moment at which the POST may start (never before the flood deadline), None when the
        token no longer holds the chat.
        """
        ...

    async def settle(self, lease: str, settlement: Settlement) -> bool:
        """False when the token no longer holds the chat (stopped, or taken over)."""
        ...

    async def wake(self, lease: str, now: datetime, chunk: int) -> int:
        """Mark the next chunk of a waiting audience as due, round robin over regions.

        Returns how many chats it went through (some may need no waking); 0 when no audience waits any more.
        """
        ...

    async def give_back(self, lease: str) -> int:
        """Return at once the chats that an earlier run under the same lease value still held; how many."""
        ...
