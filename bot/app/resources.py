"""What a run holds open, from the data folder to Telegram, closed in reverse order."""

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from rich.console import Console

from bot.app.rooms import Rooms
from bot.app.tenure import Tenure
from bot.config.environment import Environment, token_now
from bot.ops.beats import Beats
from bot.ops.clock import SystemClock
from bot.ops.log import logger
from bot.ports.errors import StoreError
from bot.ports.sender import Sender
from bot.ports.watching import Role
from bot.scrape.fetch import Fetcher
from bot.scrape.readers import Readers
from bot.store.bundle import Store, open_embedded, open_store
from bot.store.replica import take_replica
from bot.telegram.members import TelegramMembers
from bot.telegram.sender import TelegramSender
from bot.telegram.terminal import TerminalSender

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Resources:
    """All that the loops share. `members` is None without a token; `sender` is then the terminal."""

    rooms: Rooms
    clock: SystemClock
    store: Store
    sender: Sender
    members: TelegramMembers | None
    tenures: dict[Role, Tenure]
    fetcher: Fetcher
    readers: Readers
    beats: Beats
    replica: str

    @property
    def lease(self) -> str:
        return next(iter(self.tenures.values())).value


@asynccontextmanager
async def open_resources(rooms: Rooms, console: Console) -> AsyncIterator[Resources]:
    """Open everything; raises StoreError when the data folder or the embedded server cannot be had.

    A Redis elsewhere that does not answer is no reason not to start: it is asked again and again.
    """
    environment, clock = rooms.settings.environment, SystemClock()
    async with AsyncExitStack() as stack:
        replica = take_replica(environment.data_dir)
        stack.callback(replica.close)
        store = await store_of(environment)
        stack.push_async_callback(store.close)
        sender, members = await _telegram(rooms, console, clock, stack)
        fetcher = Fetcher(clock, rooms.settings.contact)
        stack.push_async_callback(fetcher.close)
        readers = await stack.enter_async_context(Readers())
        yield Resources(
            rooms=rooms,
            clock=clock,
            store=store,
            sender=sender,
            members=members,
            tenures={role: Tenure(role, replica.lease, store.leases, clock) for role in Role},
            fetcher=fetcher,
            readers=readers,
            beats=Beats(clock),
            replica=replica.lease[:6],
        )


async def store_of(environment: Environment) -> Store:
    """The store that the environment names, else the embedded one, started or adopted. Raises StoreError."""
    if environment.redis_url is not None:
        return open_store(environment.redis_url, wanted=environment.redis_confirm)
    return await open_embedded(environment.data_dir)


async def _telegram(
    rooms: Rooms, console: Console, clock: SystemClock, stack: AsyncExitStack
) -> tuple[Sender, TelegramMembers | None]:
    environment, delivery = rooms.settings.environment, rooms.settings.delivery
    if environment.token is None:
        return TerminalSender(console, clock.now), None
    sender = await stack.enter_async_context(
        TelegramSender(
            environment.token,
            base_url=environment.api_url,
            proxy=environment.proxy,
            timeout_s=delivery.send_timeout.total_seconds(),
            paid=delivery.paid,
            token_now=lambda: token_now(environment),
        )
    )
    members = await stack.enter_async_context(
        TelegramMembers(
            environment.token,
            base_url=environment.api_url,
            proxy=environment.proxy,
            token_now=lambda: token_now(environment),
        )
    )
    return sender, members


async def refuse_to_rob(resources: Resources) -> None:
    """Without a token, subscribers' lines would go to the terminal and never reach them: refuse to start.

    Raises StoreError. A store that does not answer is asked again by the loops; there nothing is sent meanwhile.
    """
    if resources.members is not None:
        return
    try:
        page, _ = await resources.store.chats.page("", 500)
    except StoreError:
        return
    people = sum(record.origin != "settings" for record in page)
    if people:
        raise StoreError(
            f"this store holds {people} or more chats that subscribed through Telegram, and TOCSIN_TELEGRAM_TOKEN "
            "is not set: their lines would end in this terminal. Set the token, or another TOCSIN_DATA_DIR"
        )


def new_stem() -> str:
    """A random word for one commit, from which the refs of its lines are made."""
    return secrets.token_hex(6)


def jitter() -> float:
    """A number in 0..1, evenly spread."""
    return secrets.randbelow(1_000_000) / 1_000_000
