"""From the outbox to Telegram: each chat's answers in order, at the pace the store allows, until they are sent."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.chat import ChatKey
from bot.model.delivery import Outgoing
from bot.ops.clock import Clock
from bot.ops.log import logger
from bot.ports.chats import ChatStore, Outbox, Reply
from bot.ports.errors import (
    Ambiguous,
    Gone,
    Migrated,
    NotSent,
    Rejected,
    SendError,
    Throttled,
    TopicGone,
    Unauthorised,
)
from bot.ports.sender import Sender
from bot.telegram.hold import Hold
from bot.telegram.lanes import Lanes

log = logger(__name__)

IDLE_S = 0.5
AT_ONCE = 256
SIDE_BY_SIDE = 32
"""Answers that ask the store for their slot at once: its connections are shared with the courier."""
SEND_S = 5.0
"""What a send may take: none is begun when the lease lives shorter."""
MOST_AMBIGUOUS = 3
"""Perhaps it arrived: an answer twice is better than none, but not for ever."""
PAUSES_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
BLOCKED = frozenset(("blocked", "deactivated", "kicked"))


class Replies:
    """`step` is a loop's step; it raises StoreError. `answered`: set when answers may wait; the loop's wake.

    `interval`: between two messages of the whole bot. `count` hears how each answer ended, one word.
    """

    def __init__(
        self,
        *,
        outbox: Outbox,
        chats: ChatStore,
        sender: Sender,
        hold: Hold,
        clock: Clock,
        answered: asyncio.Event,
        interval: timedelta = timedelta(seconds=1 / 28),
        count: Callable[[str], None] = lambda outcome: None,
    ) -> None:
        self._outbox, self._chats, self._sender = outbox, chats, sender
        self._hold, self._clock, self._interval, self._count = hold, clock, interval, count
        self._lanes: Lanes[Reply] = Lanes(self._deliver, answered, AT_ONCE)
        self._room = asyncio.Semaphore(SIDE_BY_SIDE)
        self._flood_until: datetime | None = None

    async def step(self) -> float:
        """Forget what is sent, take what is new; the pause in seconds."""
        if self._hold.left().total_seconds() <= 0:
            await self._lanes.close()
            return IDLE_S
        await self._flush()
        if self._lanes.room:
            waiting = await self._outbox.outbox(self._lanes.taken + self._lanes.room)
            self._lanes.offer((one.entry, str(one.outgoing.chat.id), one) for one in waiting)
        return IDLE_S

    async def close(self) -> None:
        """Cut off what is under way, forget what is sent."""
        await self._lanes.close()
        await self._flush()

    async def _flush(self) -> None:
        finished = self._lanes.finished()
        if finished:
            await self._outbox.answered(finished)
            self._lanes.let_go(finished)

    async def _deliver(self, reply: Reply) -> None:
        """Until it is sent or given up."""
        outgoing: Outgoing | None = reply.outgoing
        failures = 0
        while outgoing is not None:
            await self._my_turn(outgoing.chat)
            try:
                await self._sender.send(outgoing)
            except SendError as error:
                outgoing = await self._after(reply, outgoing, error, failures)
                failures += 1
            else:
                self._count("sent")
                return

    async def _my_turn(self, chat: ChatKey) -> None:
        """Wait for the chat, for the slot (behind every flood wait), and for a lease that outlives the send."""
        now = self._clock.now()
        free_at = await self._outbox.free_at(chat, now)
        await self._clock.sleep(max(0.0, (free_at - now).total_seconds()))
        while True:
            async with self._room:
                slot = await self._outbox.reply_slot(chat, self._clock.now(), self._interval)
            await self._clock.sleep(max(0.0, (slot - self._clock.now()).total_seconds()))
            # A wait for everybody that began meanwhile costs a new slot, behind it.
            if self._flood_until is None or self._flood_until <= self._clock.now():
                break
        while self._hold.left().total_seconds() < SEND_S:
            await self._clock.sleep(IDLE_S)

    async def _after(self, reply: Reply, outgoing: Outgoing, error: SendError, failures: int) -> Outgoing | None:
        """What to try next, None when it is given up."""
        match error:
            case Throttled():
                # The chat's own answers wait; others do once the store knows that the wait is everybody's.
                now = self._clock.now()
                self._flood_until = await self._outbox.refused(outgoing.chat, now, now + error.retry_after)
                await self._clock.sleep(error.retry_after.total_seconds())
                return outgoing
            case NotSent() | Unauthorised():
                await self._clock.sleep(PAUSES_S[min(failures, len(PAUSES_S) - 1)])
                return outgoing
            case Ambiguous():
                if await self._outbox.tried(reply.entry) < MOST_AMBIGUOUS:
                    await self._clock.sleep(PAUSES_S[min(failures, len(PAUSES_S) - 1)])
                    return outgoing
            case Migrated():
                await self._chats.migrate(outgoing.chat, error.to)
                return replace(outgoing, chat=replace(outgoing.chat, id=error.to))
            case TopicGone() if outgoing.chat.topic is not None:
                return replace(outgoing, chat=ChatKey(outgoing.chat.id))
            case Gone() if error.why in BLOCKED:
                await self._chats.suspend(outgoing.chat, error.why)
            case Rejected() if failures < 3:
                simpler = simplified(outgoing)
                if simpler is not None:
                    return simpler
        log.warning("reply_given_up", chat=str(outgoing.chat), error=type(error).__name__, said=str(error)[:200])
        self._count("given_up")
        return None


def simplified(outgoing: Outgoing) -> Outgoing | None:
    """A rejected answer in a simpler form: a new message instead of an edit, plain instead of marked up."""
    if outgoing.edit is not None:
        return replace(outgoing, edit=None)
    if outgoing.message.html:
        return replace(outgoing, message=replace(outgoing.message, html="", buttons=()))
    return None
