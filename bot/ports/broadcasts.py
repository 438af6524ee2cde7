"""What operators tell everybody: a job in Redis that survives any crash, handed on to each chat once.

How it is used. The desk calls `begin` once per wish, and is done: the rest is a loop of the listener's holder,

    while (handed := await broadcasts.walk(lease, 8)) is not None: send what `outbox` holds, then `answered`

where sending is what `telegram.Replies` does already: a second one with `broadcasts` as its outbox, so that
answers to commands never stand behind a broadcast. Few messages wait at a time (the second argument of `walk`),
since each of them takes a slot of the common pace, ahead of alerts that come later; call `walk` again as soon as
some are answered. While alerts are due, `reply_slot` gives a broadcast one slot in eight.

A chat gets a broadcast once, whatever crashes: the mark in the chat's record and the message in the outbox are one
step. Only the message in flight may come twice, as everywhere. Suspended chats do not hear it; who joins while
it is under way may.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.model.delivery import Message
from bot.ports.chats import Outbox


class BroadcastState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`id`: of the wish (the update that confirmed it), begun once. `author`: who asked, in words."""

    id: str
    message: Message
    author: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast is. `chats`: active when it was asked for.

    `handed`: those whose message was sent or waits. `waiting`: messages in the outbox that are not sent yet.
    DONE: everybody's message has been handed on.
    """

    broadcast: Broadcast
    state: BroadcastState
    chats: int
    handed: int
    waiting: int = 0


class BroadcastStore(Outbox, Protocol):
    """Every method may raise StoreError. One broadcast is under way at a time, the others wait in order."""

    async def begin(self, broadcast: Broadcast) -> bool:
        """Write the job down, one atomic step. False when this id was begun before: nothing is done twice."""
        ...

    async def stop(self, id_: str) -> bool:
        """Hand it to nobody else, and drop the messages that wait. False when it has ended or never was."""
        ...

    async def latest(self, limit: int) -> tuple[Progress, ...]:
        """Those under way and waiting, oldest first, then the last ones that ended, newest first."""
        ...

    async def walk(self, lease: str, room: int) -> int | None:
        """Hand the oldest broadcast to more chats, until about `room` messages wait in the outbox.

        How many it went through (0: no room, or nobody new in this stretch); None when there is no broadcast to
        hand on, or the listener's lease is another's.
        """
        ...
