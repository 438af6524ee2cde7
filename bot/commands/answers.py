"""Fetches what a decision asks for: from Telegram, the store, the log and the operators' desk."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.commands.asks import (
    Ask,
    Broadcast,
    Census,
    Correct,
    Line,
    Lines,
    Pause,
    Push,
    RecordOf,
    Resume,
    RightsOf,
    StatusNow,
    StopBroadcast,
    Test,
    Withdraw,
)
from bot.commands.recent import RecentLines
from bot.model.request import Rights
from bot.ops.clock import Clock
from bot.ports.chatroom import Members
from bot.ports.chats import ChatStore
from bot.ports.desk import Desk

# Rights change seldom, and a menu is pressed many times in a row. They are kept in memory alone: who was dismissed
# may go on for a minute, and after a restart Telegram is simply asked again.
RIGHTS_LAST_S = 60.0
MOST_RIGHTS = 5_000


class Answers:
    """One for the program. `of(ask)` raises StoreError or SendError."""

    def __init__(self, chats: ChatStore, lines: RecentLines, desk: Desk, members: Members, clock: Clock) -> None:
        self._chats, self._lines, self._members, self._clock = chats, lines, members, clock
        self._rights: dict[RightsOf, tuple[float, Rights | None]] = {}
        self._ways: dict[type[Ask[Any]], Callable[[Any], Awaitable[Any]]] = {
            RightsOf: self._rights_of,
            RecordOf: lambda ask: chats.chat(ask.key),
            Census: lambda ask: self._census(),
            Lines: lines.found,
            Line: lambda ask: lines.line(ask.seq),
            StatusNow: lambda ask: desk.status(),
            Pause: lambda ask: desk.pause(),
            Resume: lambda ask: desk.resume(),
            Push: lambda ask: desk.push(ask.token, ask.region, ask.text),
            Test: lambda ask: desk.test(ask.token, ask.region),
            Broadcast: lambda ask: desk.broadcast(ask.token, ask.text),
            StopBroadcast: lambda ask: desk.stop_broadcast(ask.token),
            Correct: lambda ask: desk.correct(ask.token, ask.seq, ask.text),
            Withdraw: lambda ask: desk.withdraw(ask.token, ask.seq),
        }

    async def of(self, ask: Ask[Any]) -> object:
        return await self._ways[type(ask)](ask)

    async def _rights_of(self, ask: RightsOf) -> Rights | None:
        now = self._clock.monotonic()
        at, rights = self._rights.get(ask, (0.0, None))
        if ask in self._rights and now - at < RIGHTS_LAST_S:
            return rights
        rights = await self._members.rights(ask.chat, ask.person)
        if len(self._rights) >= MOST_RIGHTS:
            self._rights.clear()
        # A refusal is not remembered: who was just made administrator tries again at once.
        if rights is not None and rights.admin and rights.bot.may_write:
            self._rights[ask] = (now, rights)
        return rights

    async def _census(self) -> int:
        numbers = await self._chats.numbers()
        return sum(count for name, count in numbers.items() if name.startswith("chats."))
