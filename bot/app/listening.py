"""The listener's loops: updates in, answers out, command menus up. Only with a token."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from zoneinfo import available_timezones

from bot.app.pulse import Pulse
from bot.app.resources import Resources
from bot.commands.answers import Answers
from bot.commands.command_menu import MenuKeeper
from bot.commands.names import RegionNames
from bot.commands.recent import RecentLines
from bot.commands.responder import ChatResponder
from bot.commands.scene import House
from bot.commands.texts import load_texts
from bot.commands.zones import Zones
from bot.ops.loops import Backoff, Loop
from bot.ports.desk import Desk
from bot.ports.errors import SendError, StoreError
from bot.ports.watching import Role
from bot.telegram.answering import Answering
from bot.telegram.listener import Listener
from bot.telegram.replies import Replies
from bot.telegram.transport import AiohttpRequest

POLL_LIMIT_S = 90.0
SOON = Backoff(0.5, 2.0)


async def listening_loops(
    resources: Resources, desk: Desk, pulse: Pulse, stopping: asyncio.Event, stack: AsyncExitStack
) -> Sequence[Loop]:
    """The loops of the listener; none without a token. What they hold open is closed by `stack`."""
    settings, members = resources.rooms.settings, resources.members
    token = settings.environment.token
    if members is None or token is None:
        return ()
    texts, hold, store = load_texts(), resources.tenures[Role.LISTENER], resources.store
    request = AiohttpRequest(timeout_s=40.0, proxy=settings.environment.proxy, hidden=(token,), connections=2)
    await request.initialize()
    stack.push_async_callback(request.shutdown)
    heard, answered = asyncio.Event(), asyncio.Event()
    names, zones = RegionNames(resources.rooms.regions), Zones(available_timezones())

    def house() -> House:
        return House(settings.commands, resources.rooms.regions, names, zones, texts, pulse.bot_name)

    responder = ChatResponder(
        house(),
        store.chats,
        Answers(store.chats, RecentLines(store.log), desk, members, resources.clock),
        members,
        clock=resources.clock,
    )
    listener = Listener(
        token,
        base_url=settings.environment.api_url,
        request=request,
        inbox=store.inbox,
        hold=hold,
        clock=resources.clock,
        heard=heard,
        stopping=stopping,
    )
    answering = Answering(
        listener.bot_id,
        inbox=store.inbox,
        responder=responder,
        hold=hold,
        clock=resources.clock,
        heard=heard,
        answered=answered,
    )
    replies = Replies(
        inbox=store.inbox,
        chats=store.chats,
        sender=resources.sender,
        hold=hold,
        clock=resources.clock,
        answered=answered,
        interval=settings.delivery.interval,
    )
    stack.push_async_callback(_quietly, answering, replies)
    return (
        Loop("listener", listener.step, limit_s=POLL_LIMIT_S, known=(StoreError,), backoff=SOON),
        Loop("commands", answering.step, known=(StoreError,), wake=heard, backoff=SOON),
        Loop("replies", replies.step, known=(StoreError,), wake=answered, backoff=SOON),
        Loop(
            "menus",
            MenuKeeper(settings.commands, texts, members).step,
            limit_s=600.0,
            known=(SendError,),
            backoff=Backoff(10.0, 600.0),
        ),
    )


async def _quietly(answering: Answering, replies: Replies) -> None:
    for part in (answering, replies):
        try:
            await part.close()
        except StoreError:
            # What was under way stays in the inbox and the outbox, and is taken up at the next start.
            continue
