"""The chats, messages and updates that a Bot API knows."""

import itertools
from dataclasses import dataclass, field
from typing import Any

FIRST_UPDATE = 1000


@dataclass
class Chat:
    """A chat as Telegram holds it. `topics` None: not a forum. `admins`: user ids with the right to manage."""

    id: int
    kind: str
    title: str = ""
    username: str = ""
    topics: set[int] | None = None
    admins: set[int] = field(default_factory=set)
    members: dict[int, str] = field(default_factory=dict)

    def wire(self) -> dict[str, Any]:
        name = (
            {"first_name": self.title or "Someone"} if self.kind == "private" else {"title": self.title or "Chat"}
        )
        extra = {"username": self.username} if self.username else {}
        return {"id": self.id, "type": self.kind, **name, **extra, **({"is_forum": True} if self.topics else {})}

    @property
    def is_group(self) -> bool:
        return self.kind != "private"


@dataclass
class Kept:
    """A message the bot sent. `text` is what a reader sees, `entities` its mark-up. `at`: monotonic seconds."""

    message_id: int
    chat: int
    text: str
    entities: list[dict[str, Any]]
    at: float
    raw: str = ""
    topic: int | None = None
    reply_to: int | None = None
    silent: bool = False
    preview: bool = True
    markup: dict[str, Any] | None = None
    edits: list[str] = field(default_factory=list)

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """All buttons, row by row."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]


def kind_of(chat: int) -> str:
    """What an id alone tells: private, a basic group, or a supergroup or channel (taken as a channel)."""
    if chat > 0:
        return "private"
    return "channel" if str(chat).startswith("-100") else "group"


class Updates:
    """The queue of updates with Telegram's rule: an offset confirms, and forgets, all that is older."""

    def __init__(self) -> None:
        self._ids = itertools.count(FIRST_UPDATE)
        self.queue: list[dict[str, Any]] = []
        self.forgotten = 0

    def push(self, **fields: Any) -> int:
        update_id = next(self._ids)
        self.queue.append({"update_id": update_id, **fields})
        return update_id

    def confirm(self, offset: int) -> None:
        kept = self.queue[offset:] if offset < 0 else [u for u in self.queue if u["update_id"] >= offset]
        self.forgotten += len(self.queue) - len(kept)
        self.queue = kept

    def ready(self, limit: int, allowed: set[str] | None) -> list[dict[str, Any]]:
        if allowed:
            self.queue = [update for update in self.queue if allowed & (update.keys() - {"update_id"})]
        return self.queue[:limit]
