"""What is sent to a chat, and how each attempt ended."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.chat import ChatKey


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: `data` (at most 64 bytes) comes back when it is pressed; `url` opens a page."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a chat will show it. `html` is Telegram HTML; `plain` says the same without mark-up.

    `html` empty: `plain` is sent as it is. At most 4096 UTF-16 units after parsing. `reply_to`: a message id that
    may be gone. `buttons`: rows.
    `asks`: the reader's answer is wanted, so the client opens a reply to it (never together with buttons).
    """

    html: str
    plain: str
    reply_to: int | None = None
    silent: bool = False
    buttons: tuple[tuple[Button, ...], ...] = ()
    preview: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message addressed. `edit`: the message id to edit instead of sending."""

    chat: ChatKey
    message: Message
    edit: int | None = None


class DeliveryOutcome(StrEnum):
    """How a turn of a chat ended: a closed set, each a metric label."""

    SENT = "sent"
    EDITED = "edited"
    NOTHING_WANTED = "nothing_wanted"
    POSTPONED = "postponed"
    THROTTLED = "throttled"
    RETRIED = "retried"
    SUPERSEDED = "superseded"
    GIVEN_UP_GONE = "given_up_gone"
    GIVEN_UP_REJECTED = "given_up_rejected"
    GIVEN_UP_EXPIRED = "given_up_expired"
    GIVEN_UP_UNKNOWN = "given_up_unknown"


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram's answer to a message that arrived."""

    message_id: int
    at: datetime | None = None
