"""The listener, the commands and the replies, wired on a real store and a fake Bot API, in one event loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.commands.answers import Answers
from bot.commands.recent import RecentLines
from bot.commands.responder import ChatResponder
from bot.commands.settings import CommandSettings
from bot.ops.beats import Beats
from bot.ops.clock import SystemClock
from bot.ops.loops import Backoff, Loop, run_loop
from bot.ops.secret import Secret
from bot.ports.desk import Mended, Status, Tested
from bot.ports.errors import SendError, StoreError
from bot.ports.watching import Role
from bot.store.bundle import Store, open_store
from bot.telegram.answering import Answering
from bot.telegram.listener import Listener
from bot.telegram.members import TelegramMembers
from bot.telegram.replies import Replies
from bot.telegram.sender import TelegramSender
from bot.telegram.transport import AiohttpRequest
from tests.unit.commands.world import SETTINGS, house


@dataclass(slots=True)
class Holding:
    """A lease that is held for the whole test."""

    value: str = "lease-1"
    lost: bool = False

    def left(self) -> timedelta:
        return timedelta(0) if self.lost else timedelta(hours=1)

    def lose(self) -> None:
        self.lost = True


class QuietDesk:
    """A program that has nothing to tell."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    async def status(self) -> Status:
        return Status(paused=False, up=timedelta(hours=1), head=0)

    async def pause(self) -> bool:
        return True

    async def resume(self) -> bool:
        return True

    async def push(self, token: str, region: str, text: str) -> int:
        self.asked.append((token, region, text))
        return 1

    async def test(self, token: str, region: str) -> Tested:
        return Tested()

    async def broadcast(self, token: str, text: str) -> int:
        self.asked.append((token, text))
        return 1

    async def stop_broadcast(self, token: str) -> bool:
        self.asked.append((token, "stop"))
        return True

    async def correct(self, token: str, seq: int, text: str) -> Mended:
        return Mended(found=False)

    async def withdraw(self, token: str, seq: int) -> Mended:
        return Mended(found=False)


@dataclass(slots=True)
class Rig:
    """What a test may look at."""

    store: Store
    listener: Listener
    desk: QuietDesk
    hold: Holding
    outcomes: list[str] = field(default_factory=list)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def chatting(
    url: str, token: str, base_url: str, settings: CommandSettings = SETTINGS, interval_ms: float = 1.0
) -> AsyncIterator[Rig]:
    """All loops run until the block ends."""
    hold, secret = Holding(), Secret(token)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(url))
        sender = await stack.enter_async_context(TelegramSender(secret, base_url=base_url))
        members = await stack.enter_async_context(TelegramMembers(secret, base_url=base_url))
        polling = AiohttpRequest(connections=2, hidden=(secret,))
        await polling.initialize()
        stack.push_async_callback(polling.shutdown)
        await store.leases.hold(Role.LISTENER, hold.value, timedelta(hours=1))
        wired = _Wiring(store, sender, members, hold, SystemClock())
        listener = wired.listener(secret, base_url, polling)
        answering, replies = wired.answering(listener.bot_id, settings), wired.replies(interval_ms)
        rooms = (
            ("listener", listener.step, None),
            ("answering", answering.step, wired.heard),
            ("replies", replies.step, wired.answered),
        )
        tasks = [
            asyncio.create_task(_looped(name, step, wake, wired.clock, wired.stopping))
            for name, step, wake in rooms
        ]
        try:
            yield Rig(store, listener, wired.desk, hold, wired.outcomes, wired.stopping)
        finally:
            wired.stopping.set()
            await asyncio.gather(*tasks)
            await answering.close()
            await replies.close()


@dataclass(slots=True)
class _Wiring:
    """What the loops share, and how each is put together."""

    store: Store
    sender: TelegramSender
    members: TelegramMembers
    hold: Holding
    clock: SystemClock
    desk: QuietDesk = field(default_factory=QuietDesk)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    outcomes: list[str] = field(default_factory=list)

    def listener(self, secret: Secret, base_url: str, polling: AiohttpRequest) -> Listener:
        return Listener(
            secret,
            base_url=base_url,
            request=polling,
            inbox=self.store.inbox,
            hold=self.hold,
            clock=self.clock,
            heard=self.heard,
            stopping=self.stopping,
        )

    def answering(self, bot_id: int, settings: CommandSettings) -> Answering:
        answers = Answers(self.store.chats, RecentLines(self.store.log), self.desk, self.members, self.clock)
        count = self.outcomes.append
        responder = ChatResponder(
            house(settings), self.store.chats, answers, self.members, clock=self.clock, count=count
        )
        return Answering(
            bot_id,
            inbox=self.store.inbox,
            responder=responder,
            hold=self.hold,
            clock=self.clock,
            heard=self.heard,
            answered=self.answered,
            count=count,
        )

    def replies(self, interval_ms: float) -> Replies:
        return Replies(
            outbox=self.store.inbox,
            chats=self.store.chats,
            sender=self.sender,
            hold=self.hold,
            clock=self.clock,
            answered=self.answered,
            interval=timedelta(milliseconds=interval_ms),
            count=self.outcomes.append,
        )


async def _looped(
    name: str, step: Any, wake: asyncio.Event | None, clock: SystemClock, stopping: asyncio.Event
) -> None:
    loop = Loop(name, step, known=(StoreError, SendError), wake=wake, backoff=Backoff(0.05, 0.2))
    await run_loop(loop, clock=clock, beats=Beats(clock), stopping=stopping)
