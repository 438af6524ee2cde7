"""From the inbox to the commands: each chat's updates in order, different chats side by side."""

import asyncio
from collections.abc import Callable

from bot.ops.clock import Clock
from bot.ops.log import logger
from bot.ports.chatroom import Responder
from bot.ports.chats import InboxStore, Incoming
from bot.telegram.hold import Hold
from bot.telegram.lanes import Lanes
from bot.telegram.updates import Unreadable, lane_of, read_update

log = logger(__name__)

IDLE_S = 0.5
AT_ONCE = 256
"""Updates under way; more would only wait inside instead of in the inbox."""
SIDE_BY_SIDE = 32
"""Of them, those that are being answered: each asks the store, whose connections are shared with the courier."""


class Answering:
    """`step` is a loop's step; it raises StoreError, and the updates under way are then offered again.

    `heard`: set by whoever fills the inbox; the loop's wake. `answered`: set when an answer has been stored.
    `count`: hears of each update that could not be read or was not for us.
    """

    def __init__(
        self,
        bot_id: int,
        *,
        inbox: InboxStore,
        responder: Responder,
        hold: Hold,
        clock: Clock,
        heard: asyncio.Event,
        answered: asyncio.Event,
        count: Callable[[str], None] = lambda outcome: None,
    ) -> None:
        self._bot_id, self._inbox, self._responder = bot_id, inbox, responder
        self._hold, self._clock, self._answered, self._count = hold, clock, answered, count
        self._room = asyncio.Semaphore(SIDE_BY_SIDE)
        self._lanes: Lanes[Incoming] = Lanes(self._respond, heard, AT_ONCE)

    async def step(self) -> float:
        """Forget what is answered, take what is new; the pause in seconds."""
        if self._hold.left().total_seconds() <= 0:
            await self._lanes.close()
            return IDLE_S
        await self._flush()
        if self._lanes.room:
            waiting = await self._inbox.inbox(self._bot_id, self._lanes.taken + self._lanes.room)
            self._lanes.offer((one.entry, lane_of(one.raw), one) for one in waiting)
        return IDLE_S

    async def close(self) -> None:
        """Cut off what is under way, forget what is answered."""
        await self._lanes.close()
        await self._flush()

    async def _flush(self) -> None:
        finished = self._lanes.finished()
        if finished:
            await self._inbox.done(self._bot_id, finished)
            self._lanes.let_go(finished)

    async def _respond(self, incoming: Incoming) -> None:
        try:
            request = read_update(incoming.raw, self._bot_id, self._clock.now())
        except Unreadable as unreadable:
            log.warning("update_unreadable", update=incoming.update_id, error=str(unreadable))
            self._count("unreadable")
            return
        if request is None:
            self._count("not_for_us")
            return
        async with self._room:
            await self._responder.respond(request)
        self._answered.set()
