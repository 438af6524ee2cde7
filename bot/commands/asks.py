"""What a decision may need to know beyond the request: each question is a value, answered outside."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.model.chat import ChatKey, ChatRecord
from bot.model.news import Alert
from bot.model.request import Rights
from bot.ports.desk import Mended, Status, Tested

T = TypeVar("T")


class Ask(Generic[T]):
    """A question whose answer is a T."""

    __slots__ = ()


class Wanted(Exception):
    """Raised by a decision that lacks an answer: fetch it and decide again."""

    def __init__(self, ask: Ask[Any]) -> None:
        super().__init__(repr(ask))
        self.ask = ask


@dataclass(frozen=True, slots=True)
class RightsOf(Ask[Rights | None]):
    """What a person may do in a chat; None when the bot does not see the chat."""

    chat: int | str
    person: int


@dataclass(frozen=True, slots=True)
class RecordOf(Ask[ChatRecord | None]):
    key: ChatKey


@dataclass(frozen=True, slots=True)
class Census(Ask[int]):
    """How many chats the bot serves."""


@dataclass(frozen=True, slots=True)
class Lines(Ask[tuple[Alert, ...]]):
    """Alerts of the log older than `before` (0: from the newest), newest first, at most `limit`.

    `regions`: any of these in `about` (empty: all). `words`: all of them in the text. `story`: of this story.
    `languages`, `sources`: only told in these, by these (empty: all); lines of the operators' own always.
    """

    limit: int
    before: int = 0
    regions: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    story: str = ""
    languages: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line(Ask[Alert | None]):
    """One alert of the log; None when it is not kept any more."""

    seq: int


@dataclass(frozen=True, slots=True)
class StatusNow(Ask[Status]):
    pass


@dataclass(frozen=True, slots=True)
class Pause(Ask[bool]):
    pass


@dataclass(frozen=True, slots=True)
class Resume(Ask[bool]):
    pass


@dataclass(frozen=True, slots=True)
class Push(Ask[int]):
    token: str
    region: str
    text: str


@dataclass(frozen=True, slots=True)
class Test(Ask[Tested]):
    token: str
    region: str


@dataclass(frozen=True, slots=True)
class Broadcast(Ask[int]):
    token: str
    text: str


@dataclass(frozen=True, slots=True)
class StopBroadcast(Ask[bool]):
    token: str


@dataclass(frozen=True, slots=True)
class Correct(Ask[Mended]):
    token: str
    seq: int
    text: str


@dataclass(frozen=True, slots=True)
class Withdraw(Ask[Mended]):
    token: str
    seq: int
