"""Plays one side of a conversation against the pure commands, and keeps what was said."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.commands import asks
from bot.commands.answer import answer
from bot.commands.flood import FloodGate, Gate, is_counted, too_fast
from bot.commands.fold import folded
from bot.commands.recent import fits
from bot.commands.scene import Answer, House, Scene
from bot.model.chat import ChatKey, ChatKind, ChatRecord, ChatState
from bot.model.delivery import Button, Outgoing
from bot.model.news import Alert
from bot.model.request import Act, Presence, Quoted, Request, Rights
from bot.ports.desk import Mended, SourceLine, Status, Tested
from tests.fakes.clock import START_AT
from tests.unit.commands.world import alerts, house

HOME = ChatKey(42)


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands in a chat now."""

    message_id: int
    outgoing: Outgoing


@dataclass(slots=True)
class Seat:
    """Who speaks, and where."""

    chat: ChatKey = HOME
    kind: ChatKind = ChatKind.PRIVATE
    person: int | None = 42
    lang: str = "en"
    title: str = ""
    hidden_admin: bool = False


@dataclass(slots=True)
class Stage:
    """The world as the commands see it: records, a log, rights, an operators' desk; all in memory.

    `gate`: who floods is ignored; None: nobody does.
    """

    house: House = field(default_factory=house)
    now: datetime = START_AT
    seat: Seat = field(default_factory=Seat)
    records: dict[ChatKey, ChatRecord] = field(default_factory=dict)
    log: tuple[Alert, ...] = alerts(START_AT - timedelta(hours=3))
    admins: set[tuple[int | str, int]] = field(default_factory=set)
    channels: dict[int | str, Rights] = field(default_factory=dict)
    shown: dict[ChatKey, list[Shown]] = field(default_factory=dict)
    paused: bool = False
    pushed: dict[str, str] = field(default_factory=dict)
    due: dict[ChatKey, datetime] = field(default_factory=dict)
    updates: int = 0
    gate: FloodGate | None = None

    # --- what a person does ---------------------------------------------------------------------------------

    def say(self, text: str, quoted: Quoted | None = None) -> Answer:
        return self.play(self._request(Act.MESSAGE, text=text, quoted=quoted, message_id=1000 + self.updates))

    def press(self, label: str, chat: ChatKey | None = None) -> Answer:
        """Press the newest button with this label."""
        for shown in reversed(self.shown[chat or self.seat.chat]):
            for button in (b for row in shown.outgoing.message.buttons for b in row):
                if label in (button.text, button.text.removeprefix("✅ ")):
                    return self.press_raw(button.data, shown)
        raise AssertionError(f"no button {label!r}")

    def press_raw(self, text: str, shown: Shown | None = None) -> Answer:
        """A button's text as it comes over the wire, under a message or one that is out of reach."""
        return self.play(
            self._request(Act.PRESS, text=text, press_id="p1", quoted=quoted(shown) if shown else None)
        )

    def presence(self, was: Presence, now_is: Presence) -> Answer:
        return self.play(self._request(Act.PRESENCE, was=was, now_is=now_is))

    def _request(self, act: Act, **given: Any) -> Request:
        self.updates += 1
        seat = self.seat
        return Request(
            f"1:{self.updates}",
            act,
            seat.chat,
            seat.kind,
            self.now,
            person=seat.person,
            lang=seat.lang,
            title=seat.title,
            hidden_admin=seat.hidden_admin,
            **given,
        )

    # --- what becomes of it ---------------------------------------------------------------------------------

    def play(self, request: Request) -> Answer:
        scene = Scene(self.house, request, self.now, self.records.get(request.chat))
        match self._gate(request):
            case Gate.SHUT:
                return Answer()
            case Gate.WARN:
                self._commit(request, too_fast(scene))
                return too_fast(scene)
        known: dict[asks.Ask[Any], object] = {}
        while True:
            try:
                decided = answer(replace(scene, known=known))
                break
            except asks.Wanted as wanted:
                known[wanted.ask] = self._learned(wanted.ask)
        self._commit(request, decided)
        return decided

    def _gate(self, request: Request) -> Gate:
        if self.gate is None or not is_counted(request, self.house.settings):
            return Gate.OPEN
        return self.gate.pass_through(request.chat.id, request.person, self.now)

    def _commit(self, request: Request, decided: Answer) -> None:
        kept = self.records.get(request.chat)
        if decided.suspend and kept is not None:
            self.records[request.chat] = replace(kept, state=ChatState.SUSPENDED, reason=decided.suspend)
        if decided.resume and kept is not None:
            self.records[request.chat] = replace(kept, state=ChatState.ACTIVE, reason="")
        for record in (decided.home, decided.record):
            if record is not None:
                self.records[record.key] = replace(record, revision=record.revision + 1)
        if decided.forget is not None:
            self.records.pop(decided.forget, None)
        if decided.due_at is not None and decided.record is not None:
            self.due[decided.record.key] = decided.due_at
        for reply in decided.replies:
            self.show(reply)

    def show(self, reply: Outgoing) -> None:
        told = self.shown.setdefault(reply.chat, [])
        if reply.edit is not None:
            told[:] = [Shown(s.message_id, reply) if s.message_id == reply.edit else s for s in told]
        else:
            told.append(Shown(len(told) + 1, reply))

    def _learned(self, ask: asks.Ask[Any]) -> object:
        match ask:
            case asks.RightsOf(chat, person):
                if chat in self.channels:
                    rights = self.channels[chat]
                    return replace(rights, admin=(rights.chat, person) in self.admins)
                return (
                    Rights(int(chat), self.seat.kind, (chat, person) in self.admins)
                    if isinstance(chat, int)
                    else None
                )
            case asks.RecordOf(key):
                return self.records.get(key)
            case asks.Census():
                return len(self.records)
            case asks.Lines():
                fitting = (a for a in reversed(self.log) if fits(a, folded(a.text), ask))
                return tuple(alert for alert, _ in zip(fitting, range(ask.limit), strict=False))
            case asks.Line(seq):
                return next((alert for alert in self.log if alert.seq == seq), None)
        return self._desk(ask)

    def _desk(self, ask: asks.Ask[Any]) -> object:
        match ask:
            case asks.StatusNow():
                polled_at = self.now - timedelta(seconds=4)
                source = SourceLine("almayadeen-en", "ok", polled_at, polled_at, 10)
                broken = SourceLine("aljazeera", "blocked", polled_at, None, 0, "403 since 11:02")
                roles = {"courier": "a1b2", "watcher": "a1b2"}
                numbers = {"active": len(self.records), "decided alert": 17}
                return Status(
                    self.paused, timedelta(hours=26), 17, (source, broken), roles, numbers, timedelta(seconds=2)
                )
            case asks.Pause():
                was, self.paused = self.paused, True
                return not was
            case asks.Resume():
                was, self.paused = self.paused, False
                return was
            case asks.Push(token, _, text):
                self.pushed[token] = text
                return 18
            case asks.Test():
                return Tested(("Lebanon Breaking",), {"Lebanon Two": "not enough rights to post"}, 3)
            case asks.Broadcast(token, text):
                self.pushed[token] = text
                return len(self.records)
            case asks.StopBroadcast(token):
                return self.pushed.pop(token, None) is not None
            case asks.Correct(_, seq) | asks.Withdraw(_, seq):
                found = any(alert.seq == seq for alert in self.log)
                return Mended(found, 2 if found else 0, 1 if found else 0)
        raise AssertionError(ask)


def quoted(shown: Shown) -> Quoted:
    """A message of ours as an update brings it back."""
    message = shown.outgoing.message
    presses = tuple(button.data for row in message.buttons for button in row)
    return Quoted(shown.message_id, message.plain, ours=True, presses=presses)


def labels(rows: Iterable[Iterable[Button]]) -> list[list[str]]:
    return [[button.text for button in row] for row in rows]


def plain(decided: Answer) -> str:
    """All that was said, in one text."""
    return "\n".join(reply.message.plain for reply in decided.replies)
