"""What people do, as the updates that a Bot API brings."""

import asyncio
import itertools
import time
from typing import Any

from tests.fakes.botapi_methods import member_wire
from tests.fakes.botapi_world import Chat, Updates, kind_of


class Users:
    """Mixed into the fake server: each method puts one update into the queue and returns its update_id."""

    def __init__(self, bot_id: int) -> None:
        self.bot_id = bot_id
        self.updates = Updates()
        self.chats: dict[int, Chat] = {}
        self.open_queries: set[str] = set()
        self.pushed = asyncio.Event()
        self._numbers = itertools.count(500_000)

    def push(self, **update: Any) -> int:
        """Any update, well-formed or not: push(message={...})."""
        update_id = self.updates.push(**update)
        self.pushed.set()
        return update_id

    def say(
        self, chat: int, text: str, *, user: int | None = None, topic: int | None = None, **fields: Any
    ) -> int:
        """Somebody writes `text`; in a channel it is a post. `lang`, `edited`, further message fields."""
        known = self._known(chat)
        kind = "channel_post" if known.kind == "channel" else "message"
        prefix = "edited_" if fields.pop("edited", False) else ""
        lang = fields.pop("lang", "en")
        message: dict[str, Any] = {
            "message_id": next(self._numbers),
            "date": int(time.time()),
            "chat": known.wire(),
            "text": text,
            "entities": commands_in(text),
            **fields,
        }
        if kind == "message":
            message["from"] = person(chat if user is None and chat > 0 else user or 1, lang)
        if topic is not None:
            message |= {"message_thread_id": topic, "is_topic_message": True}
        if prefix:
            message["edit_date"] = int(time.time())
        return self.push(**{prefix + kind: message})

    def press(
        self,
        chat: int,
        data: str,
        *,
        message_id: int,
        user: int | None = None,
        lang: str = "en",
        text: str = "-",
    ) -> str:
        """Somebody presses a button under the bot's message; the query's id, to look up in `answered`."""
        query = f"query{next(self._numbers)}"
        self.open_queries.add(query)
        message = {
            "message_id": message_id,
            "date": int(time.time()),
            "chat": self._known(chat).wire(),
            "text": text,
        }
        self.push(
            callback_query={
                "id": query,
                "from": person(user or abs(chat), lang),
                "message": message,
                "chat_instance": str(chat),
                "data": data,
            }
        )
        return query

    def member(self, chat: int, before: str, after: str, *, user: int = 1) -> int:
        """The bot's own standing in a chat changes: "member", "administrator", "left", "kicked" ..."""
        bot: dict[str, Any] = {"id": self.bot_id, "is_bot": True, "first_name": "Tocsin"}
        self._known(chat).members[self.bot_id] = after
        return self.push(
            my_chat_member={
                "chat": self._known(chat).wire(),
                "from": person(user, "en"),
                "date": int(time.time()),
                "old_chat_member": member_wire(bot, before),
                "new_chat_member": member_wire(bot, after),
            }
        )

    def migrate(self, chat: int, to: int) -> int:
        """A group becomes a supergroup: the service message that Telegram puts into the old chat."""
        self._known(chat)
        self.chats[to] = Chat(to, "supergroup", self.chats[chat].title)
        message = {"message_id": next(self._numbers), "date": int(time.time()), "chat": self.chats[chat].wire()}
        return self.push(message={**message, "from": person(1, "en"), "migrate_to_chat_id": to})

    def _known(self, chat: int) -> Chat:
        return self.chats.setdefault(chat, Chat(chat, kind_of(chat)))


def person(user: int, lang: str) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": f"User {user}", "language_code": lang}


def commands_in(text: str) -> list[dict[str, Any]]:
    """The entity Telegram puts on a leading command."""
    if not text.startswith("/"):
        return []
    return [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
