"""What the watcher and the readers of the log ask of the store.

Every script is atomic, checks everything first and writes last. Every method may raise StoreError.
`lease` is the role holder's random value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.model.news import Alert, Told


class Role(StrEnum):
    """A lease that one replica holds at a time."""

    WATCHER = "watcher"
    COURIER = "courier"
    LISTENER = "listener"


class Leases(Protocol):
    async def hold(self, role: Role, lease: str, ttl: timedelta) -> bool:
        """Take or renew; False when another value holds it."""
        ...

    async def release(self, role: Role, lease: str) -> None: ...

    async def holders(self) -> Mapping[Role, str]: ...


@dataclass(frozen=True, slots=True)
class Pong:
    """Redis' answer: its clock and its run id (another run id: it was restarted or failed over)."""

    at: datetime
    run_id: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What is kept of a source, for ever. `window`: scrape's own packed record, opaque to the store."""

    window: str
    committed_at: datetime


@dataclass(frozen=True, slots=True)
class Recall:
    """What the watcher decides on. `told`: lines remembered beyond the seq asked for, oldest first."""

    revision: int
    source: SourceRecord | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A decision as the status page shows it: what became of a line and why. The last few hundred are kept."""

    at: datetime
    source: str
    text: str
    outcome: str
    because: tuple[str, ...]
    about: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An alert to append, with its audience: the regions it reaches, ancestors included."""

    alert: Alert
    reach: frozenset[str]
    reach_also: frozenset[str]


@dataclass(frozen=True, slots=True)
class Commit:
    """One poll with all its consequences. `id` is random: the same id twice is committed once.

    `revision`: that of the Recall it was decided on. `keep`: told lines at least this young are kept,
    and at most `keep_most` of them. `now`: moment from which the channels concerned are due.
    """

    id: str
    lease: str
    revision: int
    now: datetime
    source: str
    window: str
    told: tuple[Told, ...] = ()
    entries: tuple[Entry, ...] = ()
    held: tuple[Held, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    keep: timedelta = timedelta(hours=48)
    keep_most: int = 20_000


class CommitStatus(StrEnum):
    COMMITTED = "committed"
    ALREADY = "already"
    CONFLICT = "conflict"
    NOT_HOLDER = "not_holder"


@dataclass(frozen=True, slots=True)
class Committed:
    """How a commit ended; `revision` is the memory's present one, `seqs` those of the entries, in order."""

    status: CommitStatus
    revision: int
    seqs: tuple[int, ...] = ()


class WatcherStore(Protocol):
    async def recall(self, source: str, after: int) -> Recall: ...

    async def commit(self, commit: Commit) -> Committed: ...


class Log(Protocol):
    """The alert log. Entries oldest first."""

    async def head(self) -> int:
        """The seq of the newest entry, 0 when there is none."""
        ...

    async def after(self, seq: int, limit: int) -> tuple[Alert, ...]:
        """At most `limit` entries beyond `seq`, the oldest of them."""
        ...

    async def latest(self, limit: int, before: int | None = None) -> tuple[Alert, ...]:
        """The newest `limit` entries (older than `before`), still oldest first."""
        ...

    async def held(self, limit: int) -> tuple[Held, ...]:
        """The newest decisions of every outcome, newest first."""
        ...

    async def counts(self) -> Mapping[str, int]:
        """All outcomes counted since the beginning, "decision.duplicate", "delivery.sent" ..."""
        ...


class Probe(Protocol):
    async def ping(self) -> Pong:
        """Raises StoreError when the server does not answer, or answers and takes no writes."""
        ...
