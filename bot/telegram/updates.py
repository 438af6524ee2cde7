"""From Telegram's JSON to a request in our own words. Pure and tolerant."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.model.chat import ChatKey, ChatKind
from bot.model.request import Act, Presence, Quoted, Request

ALLOWED = ("message", "callback_query", "my_chat_member")
_TITLE = 128  # characters, Telegram's own limit


class Unreadable(Exception):
    """An update that has not the shape the Bot API promises."""


def read_update(raw: str, bot_id: int, now: datetime) -> Request | None:
    """`raw`: one Update as JSON. None for what needs no answer. Raises Unreadable."""
    try:
        update = json.loads(raw)
        number = f"{bot_id}:{int(update['update_id'])}"
        if "message" in update:
            return _message(number, update["message"], bot_id)
        if "callback_query" in update:
            return _press(number, update["callback_query"], bot_id, now)
        if "my_chat_member" in update:
            return _presence(number, update["my_chat_member"])
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError, RecursionError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    return None


def lane_of(raw: str) -> str:
    """What must stay in order: the chat an update belongs to, "" where there is none. Never raises."""
    try:
        update = json.loads(raw)
        press = update.get("callback_query") or {}
        about = update.get("message") or press.get("message") or update.get("my_chat_member") or {}
        return str(about["chat"]["id"])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return ""


def _message(number: str, message: Mapping[str, Any], bot_id: int) -> Request | None:
    chat, kind = message["chat"], ChatKind(message["chat"]["type"])
    at = datetime.fromtimestamp(int(message["date"]), UTC)
    if "migrate_to_chat_id" in message:
        return Request(
            number, Act.MOVED, ChatKey(int(chat["id"])), kind, at, moved_to=int(message["migrate_to_chat_id"])
        )
    sender, behind = message.get("from") or {}, message.get("sender_chat") or {}
    hidden = behind.get("id") == chat["id"]
    if "text" not in message or message.get("is_automatic_forward") or (sender.get("is_bot") and not hidden):
        return None
    return Request(
        number,
        Act.MESSAGE,
        _key(message),
        kind,
        at,
        person=None if behind or not sender else int(sender["id"]),
        hidden_admin=hidden,
        lang=str(sender.get("language_code") or ""),
        title=_title(chat),
        text=str(message["text"]),
        message_id=int(message["message_id"]),
        quoted=_replied(message, bot_id),
    )


def _press(number: str, query: Mapping[str, Any], bot_id: int, now: datetime) -> Request | None:
    message = query.get("message")
    if not message:  # of an inline message, which we never send
        return None
    chat, sender = message["chat"], query["from"]
    # A message out of reach comes with date 0 and no more than its number.
    quoted = _quoted(message, bot_id, ours=True) if message.get("date") else None
    return Request(
        number,
        Act.PRESS,
        _key(message),
        ChatKind(chat["type"]),
        now,
        person=int(sender["id"]),
        lang=str(sender.get("language_code") or ""),
        title=_title(chat),
        text=str(query.get("data") or ""),
        quoted=quoted,
        press_id=str(query["id"]),
    )


def _presence(number: str, change: Mapping[str, Any]) -> Request:
    chat, sender = change["chat"], change.get("from") or {}
    kind = ChatKind(chat["type"])
    return Request(
        number,
        Act.PRESENCE,
        ChatKey(int(chat["id"])),
        kind,
        datetime.fromtimestamp(int(change["date"]), UTC),
        person=int(sender["id"]) if sender else None,
        lang=str(sender.get("language_code") or ""),
        title=_title(chat),
        was=presence_of(change["old_chat_member"], kind),
        now_is=presence_of(change["new_chat_member"], kind),
    )


def presence_of(member: Mapping[str, Any], kind: ChatKind) -> Presence:
    """What a ChatMember of the Bot API may do. Raises KeyError, TypeError."""
    status = str(member["status"])
    if status in ("creator", "administrator"):
        may_write = kind is not ChatKind.CHANNEL or status == "creator" or bool(member.get("can_post_messages"))
        return Presence.ADMIN if may_write else Presence.MUTED
    if status == "restricted":
        if not member.get("is_member", True):
            return Presence.OUT
        return Presence.MEMBER if member.get("can_send_messages", True) else Presence.MUTED
    return Presence.MEMBER if status == "member" else Presence.OUT


def _key(message: Mapping[str, Any]) -> ChatKey:
    """A forum topic is a chat of its own; a thread of replies in an ordinary group is not."""
    thread = message.get("message_thread_id") if message.get("is_topic_message") else None
    in_forum = thread is not None and message["chat"]["type"] == "supergroup"
    return ChatKey(int(message["chat"]["id"]), int(thread) if in_forum and thread is not None else None)


def _title(chat: Mapping[str, Any]) -> str:
    return str(chat.get("title") or "")[:_TITLE]


def _replied(message: Mapping[str, Any], bot_id: int) -> Quoted | None:
    replied = message.get("reply_to_message")
    # In a forum every message "replies" to the one that opened its topic.
    if not replied or replied.get("message_id") == message.get("message_thread_id"):
        return None
    return _quoted(replied, bot_id, ours=(replied.get("from") or {}).get("id") == bot_id)


def _quoted(message: Mapping[str, Any], bot_id: int, *, ours: bool) -> Quoted:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    presses = tuple(str(button["callback_data"]) for row in rows for button in row if "callback_data" in button)
    return Quoted(
        int(message["message_id"]),
        str(message.get("text") or message.get("caption") or ""),
        ours=ours,
        presses=presses,
        forwarded=_origin(message),
    )


def _origin(message: Mapping[str, Any]) -> tuple[int, int] | None:
    origin = message.get("forward_origin") or {}
    if origin.get("type") != "channel":
        return None
    return int(origin["chat"]["id"]), int(origin["message_id"])
