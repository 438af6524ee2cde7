"""What a person asked of the bot: one update of Telegram in our words, checked for shape, trusted for nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.chat import ChatKey, ChatKind


class Act(StrEnum):
    """MESSAGE: somebody wrote. PRESS: a button. PRESENCE: our place in the chat changed. MOVED: a new chat id."""

    MESSAGE = "message"
    PRESS = "press"
    PRESENCE = "presence"
    MOVED = "moved"


class Presence(StrEnum):
    """Our own place in a chat. MUTED: a member or administrator who may not write there."""

    OUT = "out"
    MUTED = "muted"
    MEMBER = "member"
    ADMIN = "admin"

    @property
    def may_write(self) -> bool:
        return self in (Presence.MEMBER, Presence.ADMIN)


@dataclass(frozen=True, slots=True)
class Quoted:
    """The message that was replied to, or under which the button was. `ours`: this bot wrote it.

    `presses`: what its buttons would send. `forwarded`: the channel post it came from, chat and message id.
    """

    message_id: int
    text: str = ""
    ours: bool = False
    presses: tuple[str, ...] = ()
    forwarded: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One update. `id`: unique over all bots, the same when the update comes again ("BOT:UPDATE").

    `person`: who acts, None when Telegram hides it; `hidden_admin`: an administrator who writes as the group.
    `lang`: the person's app language as Telegram told it ("en-GB"), "" unknown. `title`: of the chat.
    `text`: what was written (MESSAGE) or what the button sends (PRESS). `press_id`: to answer a press.
    `quoted`: the message replied to (MESSAGE), or the one that bears the button (PRESS; None: out of reach).
    `was`, `now_is`: our presence before and after (PRESENCE). `moved_to`: the new chat id (MOVED).
    """

    id: str
    act: Act
    chat: ChatKey
    kind: ChatKind
    at: datetime
    person: int | None = None
    hidden_admin: bool = False
    lang: str = ""
    title: str = ""
    text: str = ""
    message_id: int | None = None
    quoted: Quoted | None = None
    press_id: str = ""
    was: Presence = Presence.OUT
    now_is: Presence = Presence.OUT
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person and the bot may do in a chat. `title`: the chat's, "" when unknown."""

    chat: int
    kind: ChatKind
    admin: bool
    bot: Presence = Presence.MEMBER
    title: str = ""
