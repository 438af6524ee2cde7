"""Who may receive, and what they want: chat, subscription, record, receipt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class ChatKey:
    """A Telegram chat, and a topic of it if any. `id` is numeric once resolved; "@name" until then."""

    id: int | str
    topic: int | None = None

    def __str__(self) -> str:
        """The form used in keys: "ID" or "ID:topic"."""
        return f"{self.id}" if self.topic is None else f"{self.id}:{self.topic}"

    @classmethod
    def parse(cls, text: str) -> "ChatKey":
        """The inverse of str(). Raises ValueError when the text is neither."""
        chat, _, topic = text.partition(":")
        if not chat.startswith("@"):
            return cls(int(chat), int(topic) if topic else None)
        return cls(chat, int(topic) if topic else None)


class ChatKind(StrEnum):
    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"

    @property
    def is_first(self) -> bool:
        """Whether the chat is served before people: one message there reaches many."""
        return self is not ChatKind.PRIVATE


class ChatState(StrEnum):
    """SUSPENDED: the chat is gone for now (blocked, kicked ...); its settings wait for its return."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Quiet hours, local to `zone` (IANA name). start == end means none; start > end spans midnight."""

    start: time
    end: time
    zone: str


class Rhythm(StrEnum):
    """How often a chat wants to hear."""

    AT_ONCE = "at_once"
    HOURLY = "hourly"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a chat wants and when. Empty collections mean: no restriction.

    `only_if`, `never_if`: whole words and phrases (with blanks), casefolded, at most 50 each. `languages`,
    `sources`: those wanted. `daily_at` and `zone` matter for DAILY; `zone` is an IANA name. `also`: lines that
    merely name a region too.
    """

    regions: frozenset[str] = frozenset()
    also: bool = False
    only_if: tuple[str, ...] = ()
    never_if: tuple[str, ...] = ()
    sources: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    silent: bool = False
    rhythm: Rhythm = Rhythm.AT_ONCE
    daily_at: time = time(8, 0)
    zone: str = "UTC"
    quiet: Quiet | None = None
    muted_until_at: datetime | None = None
    region_mutes: Mapping[str, datetime] = field(default_factory=dict)
    hashtags: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """A message that carried an alert: `seq` in the log, `message_id` in the chat, `alone` if nothing else.

    `bot_id`: of the bot that sent it; message ids of one bot mean nothing to another.
    """

    seq: int
    message_id: int
    alone: bool = True
    bot_id: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """A send that was begun and not settled: the log range it carries, first and last seq, and how often tried."""

    first: int
    last: int
    tries: int = 1
    plain: bool = False


@dataclass(frozen=True, slots=True)
class ChatRecord:
    """All that is kept of a chat. `joins`: per region the seq at which it joined. `revision` grows per change.

    `cursor`: the last seq it was served. `lang`: of the interface ("en", "ar", "es").
    `origin`: "settings" for a channel of the settings file, "chat" for one that subscribed itself.
    `last_story`, `last_sent_at`: of the last message, for the burst window and the pace.
    `title`: of a group or channel, "" for a person. `managed`: channels that this person set up from here.
    `awaiting`: what the chat was asked and has not answered yet ("only_if", "quiet" ...), "" for nothing.
    """

    key: ChatKey
    kind: ChatKind
    subscription: Subscription = Subscription()
    joins: Mapping[str, int] = field(default_factory=dict)
    cursor: int = 0
    revision: int = 0
    state: ChatState = ChatState.ACTIVE
    reason: str = ""
    lang: str = "en"
    origin: str = "chat"
    receipts: tuple[Receipt, ...] = ()
    last_sent_at: datetime | None = None
    last_story: str = ""
    failures: int = 0
    title: str = ""
    managed: tuple[int, ...] = ()
    awaiting: str = ""
