"""One update from its request to a committed change: load, decide, commit; again when somebody was faster."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import structlog

from bot.commands.answer import answer
from bot.commands.answers import Answers
from bot.commands.asks import Ask, RecordOf, Wanted
from bot.commands.flood import FloodGate, Gate, is_counted, too_fast
from bot.commands.scene import Answer, House, Scene
from bot.model.chat import ChatRecord
from bot.model.request import Act, Request
from bot.ops.clock import Clock
from bot.ports.chatroom import Members
from bot.ports.chats import Change, ChangeStatus, ChatStore
from bot.ports.errors import SendError, StoreError

MOST_ASKS = 12
MOST_TRIES = 8

log = structlog.get_logger(__name__)


class ChatResponder:
    """Implements bot.ports.chatroom.Responder. `count`: told how each update ended, one word."""

    def __init__(
        self,
        house: House,
        chats: ChatStore,
        answers: Answers,
        members: Members,
        *,
        clock: Clock,
        count: Callable[[str], None] = lambda outcome: None,
    ) -> None:
        self._house, self._chats, self._answers, self._members = house, chats, answers, members
        self._clock, self._count = clock, count
        self._gate = FloodGate(house.settings)

    async def respond(self, request: Request) -> None:
        """Raises StoreError; the update is then offered again. A fault of ours is logged and said kindly."""
        gate = self._gate_for(request)
        if gate is Gate.SHUT:
            self._count("ignored")
            return
        try:
            outcome = await (self._warned(request) if gate is Gate.WARN else self._answered(request))
        except StoreError:
            raise
        except Exception:
            # The one boundary around a command: whatever went wrong, the asker hears of it and the rest goes on.
            log.exception("command_failed", update=request.id, chat=str(request.chat), act=request.act)
            outcome = await self._apologised(request)
        self._count(outcome)

    def _gate_for(self, request: Request) -> Gate:
        if not is_counted(request, self._house.settings):
            return Gate.OPEN
        return self._gate.pass_through(request.chat.id, request.person, request.at)

    async def _answered(self, request: Request) -> str:
        for _ in range(MOST_TRIES):
            scene = Scene(self._house, request, self._clock.now(), await self._chats.chat(request.chat))
            try:
                decided, known = await self._decided(scene)
            except SendError as error:
                log.warning("telegram_silent", update=request.id, error=type(error).__name__)
                return await self._apologised(request)
            if await self._committed(scene, decided, known):
                if request.act is Act.PRESS:
                    await self._members.toast(request.press_id, decided.toast)
                return "answered" if decided.replies or decided.toast else "silent"
        raise StoreError(f"chat {request.chat} changed {MOST_TRIES} times while one command was answered")

    async def _decided(self, scene: Scene) -> tuple[Answer, Mapping[Ask[Any], object]]:
        """Decide, fetch what it asks for, decide again."""
        known: dict[Ask[Any], object] = {}
        for _ in range(MOST_ASKS):
            try:
                return answer(replace(scene, known=known)), known
            except Wanted as wanted:
                known[wanted.ask] = await self._answers.of(wanted.ask)
        raise RuntimeError(f"a decision asked more than {MOST_ASKS} questions")

    async def _committed(self, scene: Scene, decided: Answer, known: Mapping[Ask[Any], object]) -> bool:
        """False when a record was changed by somebody else meanwhile."""
        request, chat = scene.request, scene.request.chat
        if decided.moved_to is not None:
            await self._chats.migrate(chat, decided.moved_to)
        if decided.suspend:
            await self._chats.suspend(chat, decided.suspend)
        if decided.resume:
            await self._chats.resume(chat)
        changes = _changes(request, decided)
        for change in changes:
            kept = known.get(RecordOf(change.chat), scene.home if change.chat == chat else None)
            revision = kept.revision if isinstance(kept, ChatRecord) else 0
            if await self._chats.change(replace(change, revision=revision)) is ChangeStatus.CONFLICT:
                return False
        return True

    async def _warned(self, request: Request) -> str:
        scene = Scene(self._house, request, self._clock.now(), await self._chats.chat(request.chat))
        said = too_fast(scene)
        if request.act is Act.PRESS:
            await self._members.toast(request.press_id, said.toast)
        else:
            await self._chats.change(Change(request.id, request.chat, 0, replies=said.replies))
        return "slowed"

    async def _apologised(self, request: Request) -> str:
        scene = Scene(self._house, request, self._clock.now(), await self._chats.chat(request.chat))
        if request.act is Act.PRESS:
            await self._members.toast(request.press_id, scene.label("fault"))
        elif request.act is Act.MESSAGE:
            said = scene.reply(scene.say("fault"))
            await self._chats.change(Change(request.id, request.chat, 0, replies=(said,)))
        return "failed"


def _changes(request: Request, decided: Answer) -> tuple[Change, ...]:
    """The changed record carries the replies and the update's id. A second record has an id of its own and goes
    first: if we die between the two, the update comes again and does the rest.
    """
    main = decided.record.key if decided.record is not None else decided.forget or request.chat
    changes = []
    if decided.home is not None and decided.home.key != main:
        changes.append(Change(f"{request.id}/home", decided.home.key, 0, decided.home))
    if decided.record is None and decided.forget is None and not decided.replies:
        return tuple(changes)
    changes.append(
        Change(
            request.id,
            main,
            0,
            decided.record,
            forget=decided.forget is not None,
            due_at=decided.due_at,
            replies=decided.replies,
        )
    )
    return tuple(changes)
