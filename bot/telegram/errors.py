"""What a failure of the Bot API means: the one place that reads its words. Pure.

The texts are those of Telegram's server; they are matched without regard to case, by what is peculiar to each.
"""

from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.ports.errors import (
    Ambiguous,
    Gone,
    Migrated,
    NotSent,
    Rejected,
    SendError,
    Throttled,
    TopicGone,
    Unauthorised,
)
from bot.telegram.transport import Flooded, Unsent

# (what the text holds, why the chat is out of reach), the first that fits
GONE = (
    ("blocked by the user", "blocked"),
    ("user is deactivated", "deactivated"),
    ("bot was kicked", "kicked"),
    ("not a member", "not_member"),
    ("chat_restricted", "no_rights"),
    ("chat_write_forbidden", "no_rights"),
    ("not enough rights", "no_rights"),
    ("have no rights to send", "no_rights"),
    ("need administrator rights", "no_rights"),
    ("chat not found", "not_found"),
    ("peer_id_invalid", "not_found"),
    ("group chat was deactivated", "deactivated"),
    ("can't initiate conversation", "blocked"),
    ("bot can't send messages to bots", "not_found"),
    ("chat_id is empty", "not_found"),
)
TOPIC_GONE = ("message thread not found", "topic_deleted", "topic_closed")
NOT_MODIFIED = "message is not modified"


def meaning(error: TelegramError) -> SendError:
    """The failure in our own terms. What is not known for certain not to have arrived is Ambiguous."""
    said = error.message
    match error:
        case Flooded():
            return Throttled(said, error.retry_after)
        case RetryAfter():
            return Throttled(said, timedelta(seconds=float(getattr(error, "retry_after", 5))))
        case ChatMigrated():
            return Migrated(said, error.new_chat_id)
        case Unsent():
            return NotSent(said)
        case InvalidToken():
            return Unauthorised(said)
        case Forbidden() | BadRequest():
            return refusal(said, forbidden=isinstance(error, Forbidden))
        case Conflict():
            return NotSent(said)
    return Ambiguous(said)


def refusal(said: str, *, forbidden: bool) -> SendError:
    """A 403 or a 400: the chat is gone, its topic is, or the message is impossible."""
    lower = said.lower()
    if any(text in lower for text in TOPIC_GONE):
        return TopicGone(said)
    for text, why in GONE:
        if text in lower:
            return Gone(said, why)
    return Gone(said, "not_member") if forbidden else Rejected(said)


def is_not_modified(error: TelegramError) -> bool:
    """An edit that changes nothing: what was wanted stands there already."""
    return isinstance(error, BadRequest) and NOT_MODIFIED in error.message.lower()
