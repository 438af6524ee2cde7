"""The operators' desk: what their commands ask of the whole program."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html import escape

from bot.app.mending import reach_of
from bot.app.view import Viewer
from bot.commands.operators import trial_message
from bot.commands.texts import load_texts
from bot.model.chat import ChatRecord, ChatState
from bot.model.delivery import Message, Outgoing
from bot.model.news import Alert, AlertKind
from bot.ops.log import logger
from bot.pipeline.river import NotHolder, River, TooManyConflicts
from bot.ports.broadcasts import Broadcast, BroadcastState
from bot.ports.chats import Change, ChangeStatus
from bot.ports.desk import Mended, SourceLine, Status, Tested
from bot.ports.errors import SendError, StoreError
from bot.store.bundle import Store

log = logger(__name__)

OPERATORS = "operators"
WITHDRAWN = "withdrawn"
FIND_MOST = 5_000
PAGE = 500
TESTS_KEPT = 20
CUT_SHORT = "begun before the program was started again: look there"


@dataclass(slots=True)
class _Partial:
    """What a test line has come to so far, for when its update is offered again. `reached`: a set in order."""

    reached: dict[str, None] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ProgramDesk:
    """Implements bot.ports.desk.Desk. `stir` wakes the courier; `begun` is set when a broadcast begins."""

    viewer: Viewer
    river: River
    stir: Callable[[], None]
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    _tested: dict[str, "_Partial"] = field(default_factory=dict)

    async def status(self) -> Status:
        view = await self.viewer.view()
        return Status(
            paused=view.paused,
            up=view.now - view.started_at,
            head=await self._store.log.head(),
            sources=tuple(
                SourceLine(row.name, row.state.value, row.read_at, row.since_at, row.lines or 0, row.note)
                for row in view.sources
            ),
            roles={row.role: row.holder for row in view.roles},
            numbers={
                **view.chats,
                **{f"decided {name}": number for name, number in view.decisions.items()},
                **await self._told(),
            },
            oldest_wait=timedelta(seconds=view.oldest_wait_s) if view.oldest_wait_s else None,
        )

    @property
    def _store(self) -> Store:
        return self.viewer.resources.store

    async def pause(self) -> bool:
        changed = await self._store.switch.turn(paused=True)
        self.viewer.pulse.paused = True
        return changed

    async def resume(self) -> bool:
        changed = await self._store.switch.turn(paused=False)
        self.viewer.pulse.paused = False
        self.stir()
        return changed

    async def push(self, token: str, region: str, text: str) -> int:
        now = self.viewer.resources.clock.now()
        alert = Alert(
            seq=0,
            ref=f"{OPERATORS}.{token}",
            story=f"{OPERATORS}.{token}",
            kind=AlertKind.NEW,
            source=OPERATORS,
            text=text,
            seen_at=now,
            about=(region,),
            because=("written by the operators",),
            origin=OPERATORS,
        )
        return await self._append(alert)

    async def _append(self, alert: Alert) -> int:
        """Append once: an alert whose ref is in the log already keeps its seq. Raises StoreError."""
        known = await self._with_ref(alert.ref)
        if known is not None:
            return known.seq
        try:
            seq = await self.river.announce(alert, self.viewer.resources.clock.now())
        except (NotHolder, TooManyConflicts) as error:
            raise StoreError(f"the line was not appended: {error}") from error
        self.stir()
        return seq

    async def _find(self, wanted: Callable[[Alert], bool]) -> Alert | None:
        before: int | None = None
        for _ in range(FIND_MOST // PAGE):
            page = await self._store.log.latest(PAGE, before)
            found = next((alert for alert in reversed(page) if wanted(alert)), None)
            if found is not None or not page:
                return found
            before = page[0].seq
        return None

    async def test(self, token: str, region: str) -> Tested:
        """Each channel gets the line once: a mark is set before it is sent, and outlives the program."""
        partial = self._tested.setdefault(token, _Partial())
        people = 0
        async for record in self._active():
            if not self._hears(record, region):
                continue
            if not record.kind.is_first:
                people += 1
            elif str(record.key) not in (*partial.reached, *partial.failed):
                await self._test_one(token, region, record, partial)
        for old in list(self._tested)[:-TESTS_KEPT]:
            del self._tested[old]
        return Tested(tuple(partial.reached), partial.failed, people)

    async def _test_one(self, token: str, region: str, record: ChatRecord, partial: "_Partial") -> None:
        name = str(record.key)
        if await self._store.chats.change(Change(f"{token}/{name}", record.key, 0)) is ChangeStatus.ALREADY:
            partial.failed[name] = CUT_SHORT
            return
        known = self.viewer.resources.rooms.regions[region]
        spoken = next(iter(known.names.get(record.lang, ())), known.name)
        try:
            message = trial_message(load_texts(), record.lang, spoken)
            await self.viewer.resources.sender.send(Outgoing(record.key, message))
            partial.reached[name] = None
        except SendError as error:
            partial.failed[name] = f"{type(error).__name__}: {error}"

    def _hears(self, record: ChatRecord, region: str) -> bool:
        return bool(record.subscription.regions & self.viewer.resources.rooms.regions.above(region))

    async def _active(self) -> AsyncIterator[ChatRecord]:
        after = ""
        while True:
            page, after = await self._store.chats.page(after, PAGE)
            for record in page:
                if record.state is ChatState.ACTIVE:
                    yield record
            if not after:
                return

    async def broadcast(self, token: str, text: str) -> int:
        numbers = await self._store.chats.numbers()
        message, now = Message(escape(text, quote=False), text), self.viewer.resources.clock.now()
        author = f"chat {token.partition(':')[0]}"
        if await self._store.broadcasts.begin(Broadcast(token, message, author, now)):
            log.info("broadcast_begun", author=author)
        self.begun.set()
        return sum(number for name, number in numbers.items() if name.endswith(f".{ChatState.ACTIVE.value}"))

    async def stop_broadcast(self, token: str) -> bool:
        stopped = await self._store.broadcasts.stop(token)
        if stopped:
            log.info("broadcast_stopped")
        return stopped

    async def _told(self) -> dict[str, int]:
        """The broadcast under way: how many chats have it, and how many there are."""
        shown = await self._store.broadcasts.latest(1)
        under_way = [one for one in shown if one.state is BroadcastState.RUNNING or one.waiting]
        return {
            name: number
            for one in under_way
            for name, number in (("broadcast told", one.handed - one.waiting), ("broadcast chats", one.chats))
        }

    async def correct(self, token: str, seq: int, text: str) -> Mended:
        return await self._mend(token, seq, lambda alert: replace(alert, text=text, origin=OPERATORS))

    async def withdraw(self, token: str, seq: int) -> Mended:
        return await self._mend(token, seq, lambda alert: replace(alert, origin=WITHDRAWN))

    async def _mend(self, token: str, seq: int, mended: Callable[[Alert], Alert]) -> Mended:
        """A log entry that couriers carry out: an edit where the line stands alone, else a correction."""
        alert = await self._find(lambda one: one.seq == seq)
        if alert is None:
            return Mended(found=False)
        now, resources = self.viewer.resources.clock.now(), self.viewer.resources
        entry = replace(
            mended(alert),
            seq=0,
            ref=f"{OPERATORS}.{token}",
            kind=AlertKind.RETYPED,
            of=alert.ref,
            seen_at=now,
            told_before=alert.text,
            because=("corrected by the operators",),
        )
        reach = await reach_of(
            replace(entry, seq=await self._store.log.head() + 1),
            await self._versions(alert),
            self._active(),
            regions=resources.rooms.regions,
            now=now,
            bot_id=resources.sender.bot_id,
        )
        await self._append(entry)
        return reach

    async def _versions(self, alert: Alert) -> list[Alert]:
        """The line and what it had retyped, newest first."""
        found, newest = [alert], alert
        while newest.kind is AlertKind.RETYPED:
            before = await self._with_ref(newest.of)
            if before is None or before.seq >= newest.seq:
                break
            found.append(before)
            newest = before
        return found

    async def _with_ref(self, ref: str | None) -> Alert | None:
        return None if ref is None else await self._find(lambda one: one.ref == ref)
