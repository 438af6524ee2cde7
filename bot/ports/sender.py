"""What delivery asks of Telegram (or of the terminal that stands in for it)."""

from typing import Protocol

from bot.model.chat import ChatKey, ChatKind
from bot.model.delivery import Outgoing, Sent


class Sender(Protocol):
    """Sends one message. Every method raises a SendError, and nothing else but CancelledError.

    No method waits for the pace or retries: that is decided by the caller, once.
    """

    bot_id: int

    async def send(self, outgoing: Outgoing) -> Sent:
        """Send, or edit where `outgoing.edit` is set ("not modified" counts as success)."""
        ...

    async def resolve(self, name: str) -> tuple[ChatKey, ChatKind]:
        """The numeric chat behind "@name" or an id."""
        ...

    async def check(self) -> str:
        """The bot's own @name. Raises Unauthorised when the token is wrong."""
        ...
