"""The operators' desk: what their commands ask of the whole program."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html import escape

from bot.app.mending import reach_of
from bot.app.view import Viewer
from bot.model.chat import ChatRecord, ChatState
from bot.model.delivery import Message, Outgoing
from bot.model.news import Alert, AlertKind
from bot.ops.log import logger
from bot.pipeline.river import NotHolder, River, TooManyConflicts
from bot.ports.chats import Change
from bot.ports.desk import Mended, SourceLine, Status, Tested
from bot.ports.errors import SendError, StoreError
from bot.store.bundle import Store

log = logger(__name__)

OPERATORS = "operators"
WITHDRAWN = "withdrawn"
FIND_MOST = 5_000
PAGE = 500


@dataclass(slots=True)
class ProgramDesk:
    """Implements bot.ports.desk.Desk. `stir` wakes the courier."""

    viewer: Viewer
    river: River
    stir: Callable[[], None]
    _tested: dict[str, Tested] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

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
            numbers={**view.chats, **{f"decided {name}": number for name, number in view.decisions.items()}},
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
        if token in self._tested:
            return self._tested[token]
        text = f"Test of {region}: a line about it would arrive here."
        message = Message(escape(text, quote=False), text)
        reached, failed, people = [], {}, 0
        async for record in self._active():
            if not self._hears(record, region):
                continue
            if not record.kind.is_first:
                people += 1
                continue
            name = str(record.key)
            try:
                await self.viewer.resources.sender.send(Outgoing(record.key, message))
                reached.append(name)
            except SendError as error:
                failed[name] = f"{type(error).__name__}: {error}"
        self._tested[token] = Tested(tuple(reached), failed, people)
        return self._tested[token]

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
        task = asyncio.create_task(self._broadcast(token, text), name=f"broadcast {token}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return sum(number for name, number in numbers.items() if name.endswith(f".{ChatState.ACTIVE.value}"))

    async def _broadcast(self, token: str, text: str) -> None:
        message = Message(escape(text, quote=False), text)
        told = 0
        try:
            async for record in self._active():
                change = Change(f"{token}/{record.key}", record.key, 0, replies=(Outgoing(record.key, message),))
                await self._store.chats.change(change)
                told += 1
        except StoreError as error:
            log.warning("broadcast_cut_short", told=told, error=str(error))
            return
        log.info("broadcast_queued", chats=told)

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
