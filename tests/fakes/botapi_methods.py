"""The Bot API's methods, each a function of the server's state and the parameters it was given."""

import json
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.fakes.botapi_html import BadMarkup, parsed, utf16
from tests.fakes.botapi_world import Chat, Kept

if TYPE_CHECKING:
    from tests.fakes.botapi import FakeBotApi

LONGEST = 4096
Params = Mapping[str, Any]


class Refused(Exception):
    """An answer with ok = false."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def flag(params: Params, name: str) -> bool:
    return str(params.get(name, "")).lower() in {"true", "1"}


def structure(params: Params, name: str) -> Any:
    """A nested parameter, which a form carries as JSON text."""
    value = params.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except ValueError:
        raise Refused(400, f"Bad Request: can't parse {name} JSON object") from None


def written(params: Params) -> tuple[str, list[dict[str, Any]]]:
    """The text of a message after parsing. Raises Refused."""
    raw, mode = str(params.get("text", "")), str(params.get("parse_mode") or "").lower()
    if mode not in {"", "html", "markdown", "markdownv2"}:
        raise Refused(400, "Bad Request: unsupported parse_mode")
    try:
        text, entities = parsed(raw) if mode == "html" else (raw.strip(), structure(params, "entities") or [])
    except BadMarkup as bad:
        raise Refused(400, f"Bad Request: can't parse entities: {bad}") from None
    if not text:
        raise Refused(400, "Bad Request: message text is empty")
    if utf16(text) > LONGEST:
        raise Refused(400, "Bad Request: message is too long")
    return text, entities


def markup(params: Params) -> dict[str, Any] | None:
    """The buttons. Raises Refused where Telegram would."""
    value: dict[str, Any] | None = structure(params, "reply_markup")
    for row in (value or {}).get("inline_keyboard", []):
        for button in row:
            if not button.get("text"):
                raise Refused(400, "Bad Request: can't parse inline keyboard button: text is empty")
            if len(str(button.get("callback_data", "")).encode()) > 64:
                raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
            if "url" in button and urlsplit(button["url"]).scheme not in {"http", "https", "tg"}:
                raise Refused(400, f"Bad Request: inline keyboard button URL '{button['url']}' is invalid")
            if not button.keys() - {"text", "style"}:
                raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
    return value


def topic(params: Params, chat: Chat) -> int | None:
    wanted = params.get("message_thread_id")
    if wanted is None:
        return None
    if chat.topics is None or int(wanted) not in chat.topics:
        raise Refused(400, "Bad Request: message thread not found")
    return int(wanted)


def reply(api: "FakeBotApi", params: Params, chat: Chat) -> int | None:
    wanted = structure(params, "reply_parameters")
    if not wanted:
        return None
    message_id = int(wanted["message_id"])
    if (chat.id, message_id) in api.messages:
        return message_id
    if wanted.get("allow_sending_without_reply"):
        return None
    raise Refused(400, "Bad Request: message to be replied not found")


def send_message(api: "FakeBotApi", params: Params) -> Any:
    chat = api.chat_of(params)
    text, entities = written(params)
    if any(word in text for word in api.poison):
        raise Refused(400, "Bad Request: can't parse entities: this text is poison")
    keyboard, thread, replied = markup(params), topic(params, chat), reply(api, params, chat)
    wait = api.gauge.wait_s(chat.id, is_group=chat.is_group)
    if wait:
        seconds = max(1, int(-(-wait // 1)))
        raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
    preview = structure(params, "link_preview_options") or {}
    kept = Kept(
        message_id=api.next_message_id(),
        chat=chat.id,
        text=text,
        entities=entities,
        at=time.monotonic(),
        raw=str(params.get("text", "")),
        topic=thread,
        reply_to=replied,
        silent=flag(params, "disable_notification"),
        preview=not preview.get("is_disabled", False),
        markup=keyboard,
    )
    api.keep(kept)
    return wire(api, kept)


def edit_message_text(api: "FakeBotApi", params: Params) -> Any:
    kept = edited(api, params)
    text, entities = written(params)
    keyboard = markup(params)
    if (text, entities, keyboard) == (kept.text, kept.entities, kept.markup):
        raise Refused(400, NOT_MODIFIED)
    kept.edits.append(kept.text)
    kept.text, kept.entities, kept.markup, kept.raw = text, entities, keyboard, str(params["text"])
    return wire(api, kept)


def edit_message_reply_markup(api: "FakeBotApi", params: Params) -> Any:
    kept = edited(api, params)
    keyboard = markup(params)
    if keyboard == kept.markup:
        raise Refused(400, NOT_MODIFIED)
    kept.markup = keyboard
    return wire(api, kept)


NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edited(api: "FakeBotApi", params: Params) -> Kept:
    chat = api.chat_of(params)
    kept = api.messages.get((chat.id, int(params.get("message_id", 0))))
    if kept is None:
        raise Refused(400, "Bad Request: message to edit not found")
    return kept


def delete_message(api: "FakeBotApi", params: Params) -> bool:
    chat = api.chat_of(params)
    if api.messages.pop((chat.id, int(params.get("message_id", 0))), None) is None:
        raise Refused(400, "Bad Request: message to delete not found")
    return True


def wire(api: "FakeBotApi", kept: Kept) -> dict[str, Any]:
    """The Message object that Telegram answers with."""
    message: dict[str, Any] = {
        "message_id": kept.message_id,
        "from": api.me(),
        "chat": api.chats[kept.chat].wire(),
        "date": int(time.time()),
        "text": kept.text,
        "entities": kept.entities,
    }
    if kept.topic is not None:
        message |= {"message_thread_id": kept.topic, "is_topic_message": True}
    if kept.markup:
        message["reply_markup"] = kept.markup
    return message


def answer_callback_query(api: "FakeBotApi", params: Params) -> bool:
    query = str(params.get("callback_query_id", ""))
    if query not in api.open_queries:
        raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    api.open_queries.discard(query)
    api.answered[query] = {"text": params.get("text", ""), "show_alert": flag(params, "show_alert")}
    return True


def set_my_commands(api: "FakeBotApi", params: Params) -> bool:
    commands = structure(params, "commands") or []
    for command in commands:
        name = str(command.get("command", ""))
        if not (name.isascii() and name.replace("_", "").isalnum() and name == name.lower() and len(name) <= 32):
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    api.commands[command_key(params)] = commands
    return True


def command_key(params: Params) -> tuple[str, str]:
    scope = structure(params, "scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), str(params.get("language_code") or "")


def member_of(api: "FakeBotApi", chat: Chat, user: int) -> dict[str, Any]:
    if user == api.bot_id:
        status = chat.members.get(user, "administrator" if chat.kind == "channel" else "member")
        return member_wire(api.me(), status)
    status = "administrator" if user in chat.admins else chat.members.get(user, "member")
    return member_wire({"id": user, "is_bot": False, "first_name": "Someone"}, status)


def member_wire(user: dict[str, Any], status: str) -> dict[str, Any]:
    member: dict[str, Any] = {"status": status, "user": user}
    if status == "administrator":
        rights = (
            "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_promote_members "
            "can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories "
            "can_post_messages can_edit_messages can_send_welcome_messages"
        )
        member |= {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(rights.split(), True)}
    if status == "kicked":
        member["until_date"] = 0
    return member


def chat_administrators(api: "FakeBotApi", params: Params) -> Any:
    chat = api.chat_of(params)
    if chat.kind == "private":
        raise Refused(400, "Bad Request: there are no administrators in the private chat")
    return [member_of(api, chat, user) for user in sorted(chat.admins)]


def chat_info(api: "FakeBotApi", params: Params) -> Any:
    chat = api.chat_of(params)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return {
        **chat.wire(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def set_webhook(api: "FakeBotApi", params: Params) -> bool:
    api.webhook = str(params.get("url") or "")
    return True


def delete_webhook(api: "FakeBotApi", params: Params) -> bool:
    api.webhook = ""
    if flag(params, "drop_pending_updates"):
        api.updates.queue.clear()
    return True


def webhook_info(api: "FakeBotApi", _params: Params) -> Any:
    count = len(api.updates.queue)
    return {"url": api.webhook, "has_custom_certificate": False, "pending_update_count": count}


def delete_my_commands(api: "FakeBotApi", params: Params) -> bool:
    api.commands.pop(command_key(params), None)
    return True


METHODS: dict[str, Callable[["FakeBotApi", Params], Any]] = {
    "getme": lambda api, _params: api.me(full=True),
    "sendmessage": send_message,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "setmycommands": set_my_commands,
    "getmycommands": lambda api, params: api.commands.get(command_key(params), []),
    "deletemycommands": delete_my_commands,
    "getchat": chat_info,
    "getchatmember": lambda api, params: member_of(api, api.chat_of(params), int(params["user_id"])),
    "getchatadministrators": chat_administrators,
    "getchatmembercount": lambda api, params: len(api.chat_of(params).members) + 2,
    "leavechat": lambda api, params: api.leave(api.chat_of(params)),
    "sendchataction": lambda api, params: bool(api.chat_of(params)),
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": webhook_info,
}
