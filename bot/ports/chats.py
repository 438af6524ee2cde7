"""What the listener and the chat commands ask of the store.

Every script is atomic, checks everything first and writes last. Every method may raise StoreError.
`lease` is the role holder's random value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.model.chat import ChatKey, ChatRecord
from bot.model.delivery import Outgoing


class ChangeStatus(StrEnum):
    DONE = "done"
    ALREADY = "already"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Change:
    """A chat's new settings and the answer to it, one atomic step.

    `id`: of the update that asked ("" when none): the same id twice is done once. `revision`: of the record
    it was decided on, 0 for a chat that is not known yet. `record` None: only reply; `forget`: delete the
    record and all that leads to it. Regions added join at the log's head; a new chat's cursor is the head.
    `due_at`: when to look at the chat next (a mute that ends, a digest), None leaves it.
    `replies` go to the outbox.
    """

    id: str
    chat: ChatKey
    revision: int
    record: ChatRecord | None = None
    forget: bool = False
    due_at: datetime | None = None
    replies: tuple[Outgoing, ...] = ()


class ChatStore(Protocol):
    async def chat(self, key: ChatKey) -> ChatRecord | None: ...

    async def change(self, change: Change) -> ChangeStatus: ...

    async def resume(self, key: ChatKey) -> bool:
        """A suspended chat returned: back into its audiences, at the head of the log."""
        ...

    async def suspend(self, key: ChatKey, why: str) -> bool: ...

    async def migrate(self, key: ChatKey, to: int) -> bool:
        """Move a record to a new chat id, merging where the target exists."""
        ...

    async def page(self, after: str, limit: int) -> tuple[Sequence[ChatRecord], str]:
        """All records, a page at a time, for export; the second value continues, "" at the end."""
        ...

    async def numbers(self) -> Mapping[str, int]:
        """Chats by kind and state, due and held chats, and the oldest wait in ms."""
        ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """A raw update as Telegram sent it, JSON text, with its place in the inbox."""

    entry: str
    update_id: int
    raw: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer waiting in the outbox."""

    entry: str
    outgoing: Outgoing
    tries: int = 0


class Outbox(Protocol):
    """Messages that wait until they are sent, oldest first."""

    async def outbox(self, limit: int) -> tuple[Reply, ...]: ...

    async def tried(self, entry: str) -> int:
        """Count a failed try of an answer; the number of them so far. It comes back as Reply.tries."""
        ...

    async def answered(self, entries: Sequence[str]) -> None: ...

    async def free_at(self, chat: ChatKey, now: datetime) -> datetime:
        """The moment from which a chat may be sent something again: a second after the last, or after now while
        an alert is on its way to it. Wait for it before a slot is taken: the slots of others lie behind."""
        ...

    async def refused(self, chat: ChatKey, now: datetime, until: datetime) -> datetime | None:
        """A 429 to a chat: the deadline for everybody is raised, on trial until another chat is refused too.

        Returns the moment before which nobody is sent anything, None when there is none.
        """
        ...

    async def reply_slot(self, chat: ChatKey, now: datetime, interval: timedelta) -> datetime:
        """The moment a message may leave, never in a flood wait. Answers go slightly ahead of the alerts' pace."""
        ...


class InboxStore(Outbox, Protocol):
    """Updates are stored with the offset before Telegram may forget them; answers wait until they are sent."""

    async def offset(self, bot_id: int) -> int | None: ...

    async def intake(self, lease: str, bot_id: int, updates: Sequence[tuple[int, str]], offset: int) -> bool:
        """Store raw updates and the next offset in one step; False when the lease is another's."""
        ...

    async def inbox(self, bot_id: int, limit: int) -> tuple[Incoming, ...]: ...

    async def done(self, bot_id: int, entries: Sequence[str]) -> None: ...
