"""`tocsin check`: the settings in effect, secrets hidden, and whether Redis and Telegram answer."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from enum import Enum

from bot.app.resources import store_of
from bot.app.rooms import Rooms
from bot.ops.clock import SystemClock
from bot.ports.errors import SendError, StoreError
from bot.telegram.sender import TelegramSender


@dataclass(frozen=True, slots=True)
class Checked:
    """One finding: `what` was asked, whether it is `well`, and what it says."""

    what: str
    well: bool
    says: str


def effective(rooms: Rooms) -> list[str]:
    """The settings as `key = value` lines; durations as such, secrets as stars."""
    settings = rooms.settings
    lines = [f"settings file: {settings.file or 'none'}"]
    if rooms.imported:
        lines.append(f"imported gazetteers: {', '.join(rooms.imported)}")
    for field in fields(settings):
        if field.name != "file":
            lines += _flat(field.name, getattr(settings, field.name))
    return lines


def _flat(name: str, value: object) -> Iterator[str]:
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _flat(f"{name}.{field.name}", getattr(value, field.name))
    elif isinstance(value, tuple) and value and is_dataclass(value[0]):
        for number, item in enumerate(value, 1):
            yield from _flat(f"{name}[{number}]", item)
    else:
        yield f"{name} = {_shown(value)}"


def _shown(value: object) -> str:
    if value is None:
        return "unset"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, frozenset | tuple | list):
        return ", ".join(sorted(map(str, value))) or "none"
    return str(value) or "empty"


async def check_services(rooms: Rooms) -> list[Checked]:
    """Ask both; nothing is changed and nothing is sent."""
    return [*await _check_store(rooms), await _check_telegram(rooms)]


async def _check_store(rooms: Rooms) -> list[Checked]:
    environment = rooms.settings.environment
    try:
        async with await store_of(environment) as store:
            found = await store.check(SystemClock().now())
    except StoreError as error:
        return [Checked("redis", well=False, says=str(error))]
    return [Checked(f"redis, {one.what}", one.ok is not False, one.said) for one in found]


async def _check_telegram(rooms: Rooms) -> Checked:
    environment = rooms.settings.environment
    if environment.token is None:
        return Checked("telegram", well=True, says="no token: messages go to the terminal")
    try:
        async with TelegramSender(
            environment.token, base_url=environment.api_url, proxy=environment.proxy
        ) as sender:
            return Checked("telegram", well=True, says=f"the bot is {await sender.check()}")
    except SendError as error:
        return Checked("telegram", well=False, says=f"{type(error).__name__}: {error}")
