"""What the listener asks of the commands, and the commands of Telegram."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.model.request import Request, Rights


@dataclass(frozen=True, slots=True)
class CommandMenu:
    """The commands that Telegram shows in a kind of chat. `lang`: "" for who speaks none of ours.

    `scope`: "default", "all_private_chats", "all_group_chats", "all_chat_administrators", or a chat's id.
    `commands`: each with its description.
    """

    scope: str | int
    lang: str
    commands: Sequence[tuple[str, str]]


class Responder(Protocol):
    """Turns one update into a change and its answer, committed together.

    Raises StoreError (the update is offered again) and nothing else: a fault of ours becomes a kind answer.
    """

    async def respond(self, request: Request) -> None: ...


class Members(Protocol):
    """What only Telegram knows. Raises SendError."""

    async def rights(self, chat: int | str, person: int) -> Rights | None:
        """What `person` may do in a chat, given by id or "@name"; None when the bot cannot see the chat."""
        ...

    async def show_menu(self, menu: CommandMenu) -> None: ...

    async def toast(self, press_id: str, text: str) -> None:
        """Answer a pressed button, with a line that fades ("" shows nothing). Never raises: it is a courtesy."""
        ...
