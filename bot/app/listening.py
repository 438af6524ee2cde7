"""The listener's loops: updates in, answers out, command menus up. Only with a token."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from zoneinfo import available_timezones

from bot.app.desk import ProgramDesk
from bot.app.pulse import Pulse
from bot.app.resources import Resources
from bot.commands.answers import Answers
from bot.commands.command_menu import MenuKeeper
from bot.commands.names import RegionNames
from bot.commands.recent import RecentLines
from bot.commands.responder import ChatResponder
from bot.commands.scene import House
from bot.commands.texts import Texts, load_texts
from bot.commands.zones import Zones
from bot.config.environment import token_now
from bot.model.request import Request
from bot.ops.loops import Backoff, Loop, Step
from bot.ops.secret import Secret
from bot.panel.server import Webhook
from bot.ports.chatroom import Members, Responder
from bot.ports.chats import Outbox
from bot.ports.desk import Desk
from bot.ports.errors import SendError, StoreError
from bot.ports.watching import Role
from bot.telegram.answering import Answering
from bot.telegram.broadcasting import Broadcasting
from bot.telegram.listener import Listener
from bot.telegram.replies import Replies
from bot.telegram.transport import AiohttpRequest
from bot.telegram.webhook import WebhookListener

POLL_LIMIT_S = 90.0
SOON = Backoff(0.5, 2.0)


@dataclass(frozen=True, slots=True)
class Listening:
    """The listener's loops, none without a token, and the webhook's path and handler where one is set."""

    loops: Sequence[Loop] = ()
    webhook: tuple[str, Webhook] | None = None


async def listening(
    resources: Resources, desk: ProgramDesk, pulse: Pulse, stopping: asyncio.Event, stack: AsyncExitStack
) -> Listening:
    """What listens. What it holds open is closed by `stack`."""
    token = resources.rooms.settings.environment.token
    if resources.members is None or token is None:
        return Listening()
    texts = load_texts()
    ears = await _ears(resources, token, stopping, stack)
    responder = NamedResponder(resources, resources.members, desk, pulse, texts)
    answering, replies = _voices(resources, responder, ears)
    handed, broadcasts = asyncio.Event(), resources.store.broadcasts
    broadcast_replies = _sending(resources, broadcasts, handed)
    walking = Broadcasting(broadcasts, resources.tenures[Role.LISTENER], handed, lambda: pulse.paused)
    stack.push_async_callback(_quietly, answering, replies, broadcast_replies)
    menus = MenuKeeper(resources.rooms.settings.commands, texts, resources.members)
    loops = (
        Loop("listener", ears.step, limit_s=POLL_LIMIT_S, known=(StoreError,), backoff=SOON),
        Loop("commands", answering.step, known=(StoreError,), wake=ears.heard, backoff=SOON),
        Loop("replies", replies.step, known=(StoreError,), wake=ears.answered, backoff=SOON),
        Loop("broadcasts", walking.step, known=(StoreError,), wake=desk.begun, backoff=SOON),
        Loop("broadcast-replies", broadcast_replies.step, known=(StoreError,), wake=handed, backoff=SOON),
        Loop("menus", menus.step, limit_s=600.0, known=(SendError,), backoff=Backoff(10.0, 600.0)),
    )
    return Listening(loops, ears.webhook)


@dataclass(slots=True)
class _Ears:
    """By what updates come in: the loop's step, the bot's id, the events, and the webhook's route if any."""

    bot_id: int
    step: Step
    heard: asyncio.Event
    answered: asyncio.Event
    webhook: tuple[str, Webhook] | None = None


async def _ears(resources: Resources, token: Secret, stopping: asyncio.Event, stack: AsyncExitStack) -> _Ears:
    """Long polling, or webhooks where their address is set."""
    environment = resources.rooms.settings.environment
    request = AiohttpRequest(timeout_s=40.0, proxy=environment.proxy, hidden=(token,), connections=2)
    await request.initialize()
    stack.push_async_callback(request.shutdown)
    hold, heard = resources.tenures[Role.LISTENER], asyncio.Event()
    if environment.webhook_url is not None:
        hook = WebhookListener(
            token,
            base_url=environment.api_url,
            public_url=environment.webhook_url,
            request=request,
            inbox=resources.store.inbox,
            hold=hold,
            heard=heard.set,
            clock=resources.clock,
            token_now=lambda: token_now(environment),
        )
        return _Ears(hook.bot_id, hook.step, heard, asyncio.Event(), (hook.path, hook.take))
    listener = Listener(
        token,
        base_url=environment.api_url,
        request=request,
        inbox=resources.store.inbox,
        hold=hold,
        clock=resources.clock,
        heard=heard,
        stopping=stopping,
        token_now=lambda: token_now(environment),
    )
    return _Ears(listener.bot_id, listener.step, heard, asyncio.Event())


def _voices(resources: Resources, responder: Responder, ears: _Ears) -> tuple[Answering, Replies]:
    hold, store = resources.tenures[Role.LISTENER], resources.store
    answering = Answering(
        ears.bot_id,
        inbox=store.inbox,
        responder=responder,
        hold=hold,
        clock=resources.clock,
        heard=ears.heard,
        answered=ears.answered,
    )
    return answering, _sending(resources, store.inbox, ears.answered)


def _sending(resources: Resources, outbox: Outbox, waiting: asyncio.Event) -> Replies:
    return Replies(
        outbox=outbox,
        chats=resources.store.chats,
        sender=resources.sender,
        hold=resources.tenures[Role.LISTENER],
        clock=resources.clock,
        answered=waiting,
        interval=resources.rooms.settings.delivery.interval,
    )


class NamedResponder:
    """Implements Responder. The bot's own name is only known once Telegram has answered, and may change."""

    def __init__(self, resources: Resources, members: Members, desk: Desk, pulse: Pulse, texts: Texts) -> None:
        self._resources, self._members, self._pulse = resources, members, pulse
        self._texts, self._zones = texts, Zones(available_timezones())
        self._names = RegionNames(resources.rooms.regions)
        store = resources.store
        self._answers = Answers(store.chats, RecentLines(store.log), desk, members, resources.clock)
        self._name = pulse.bot_name
        self._responder = self._named()

    async def respond(self, request: Request) -> None:
        if self._pulse.bot_name != self._name:
            self._name = self._pulse.bot_name
            self._responder = self._named()
        await self._responder.respond(request)

    def _named(self) -> ChatResponder:
        rooms = self._resources.rooms
        house = House(rooms.settings.commands, rooms.regions, self._names, self._zones, self._texts, self._name)
        chats, clock = self._resources.store.chats, self._resources.clock
        return ChatResponder(house, chats, self._answers, self._members, clock=clock)


async def _quietly(*parts: Answering | Replies) -> None:
    for part in parts:
        try:
            await part.close()
        except StoreError:
            # What was under way stays in the inbox and the outbox, and is taken up at the next start.
            continue
