"""What the courier asks of the store: claim, begin, settle, wake.

Every script is atomic, checks everything first and writes last. Every method may raise StoreError.
`lease` is the role holder's random value.
"""

from collections.abc import Mapping, Sequence
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

    In a flood wait nothing is taken and `next_due_at` is its end. `waiting`: chats that are due and not taken.
    `audiences`: how many have chats to be woken yet; 0 means that `wake` has nothing to do.
    `stale`: the chats whose settlements came too late: the token held them no more.
    """

    chats: tuple[Claimed, ...]
    head: int
    flood_until_at: datetime | None = None
    next_due_at: datetime | None = None
    waiting: int = 0
    audiences: int = 0
    stale: tuple[ChatKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Begin:
    """A send about to start: the chat, the token of its claim, and the range to be stored."""

    chat: ChatKey
    token: str
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a turn ended. `cursor`: the new one. `next_at`: when to serve again, None when nothing is left.

    `wait`: `next_at` overrides a wake that came meanwhile (retry, quiet hours); else the earlier one wins.
    `attempt`: kept for the next turn (ambiguous or to be retried), None clears it.
    `suspend`: the reason for taking the chat out of the audiences. `migrate_to`: its new id; the record moves.
    `receipts`: those of this turn. `flood_until_at`: raises the shared deadline; on trial, while only this chat
    was refused, if `refused_at` says when.
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
    refused_at: datetime | None = None
    sent_at: datetime | None = None
    story: str = ""
    failures: int = 0


class CourierStore(Protocol):
    async def claim(
        self, lease: str, now: datetime, most: int, hold: timedelta, settlements: Sequence[Settlement] = ()
    ) -> Claims:
        """Settle what has ended, then take up to `most` chats that are due: one step, one round trip.

        Channels first, one in four for waiting people. What the lease's holder may not settle is stale.
        """
        ...

    async def begin(
        self, begins: Sequence[Begin], now: datetime, interval: timedelta, *, ahead: bool = False
    ) -> tuple[datetime | None, ...]:
        """Store the ranges about to be sent and take the next free slots of the global pace, in order.

        `ahead`: the first of them, if it is no person, may go at once, in the place beside the pace which
        answers use (once in the time of 28 messages).

        Returns for each the moment at which its POST may start (never before the flood deadline; perhaps up to
        30 ms ago, where the pace is late), None when the token no longer holds the chat.
        """
        ...

    async def settle(self, lease: str, settlements: Sequence[Settlement]) -> tuple[ChatKey, ...]:
        """The chats whose token no longer holds them (stopped, or taken over): nothing was settled there."""
        ...

    async def wake(self, lease: str, now: datetime, chunk: int) -> int:
        """Mark the next chunk of a waiting audience as due, round robin over regions.

        Returns how many chats it went through (some may need no waking); 0 when no audience waits any more.
        """
        ...

    async def trial(self, now: datetime) -> tuple[str, datetime] | None:
        """The chat (its id) whose 429 is on trial, and until when; None when nothing is."""
        ...

    async def give_back(self, lease: str) -> int:
        """Return at once the chats that an earlier run under the same lease value still held; how many."""
        ...
