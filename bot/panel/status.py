"""Everything the status page and /readyz show, as one frozen view. Nothing in it identifies a chat.

Moments are aware, UTC. The view is put together by the program and drawn here; this module decides nothing
but what words mean: which states of a source are readable and how serious each is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Tone(StrEnum):
    """How a thing looks on the panel: calm, worth a look, wrong, or not in use."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    IDLE = "idle"


class SourceState(StrEnum):
    """The states of a source. QUIET: nothing new for long, as at night. EMPTY: the page shows no ticker now.

    FROZEN: other parts of the site move, the ticker does not. GAP: lines were probably lost between two polls.
    STARTING: not polled yet by anybody. UNKNOWN: another replica watches, and has not told of it lately.
    """

    STARTING = "starting"
    UNKNOWN = "unknown"
    OK = "ok"
    QUIET = "quiet"
    EMPTY = "empty"
    GAP = "gap"
    FROZEN = "frozen"
    THROTTLED = "throttled"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    BROKEN = "broken"

    @property
    def readable(self) -> bool:
        """Whether the source's ticker can be read at present; one not yet tried counts as readable."""
        return self not in _UNREADABLE

    @property
    def tone(self) -> Tone:
        return _TONES.get(self, Tone.GOOD)


_UNREADABLE = frozenset((SourceState.THROTTLED, SourceState.BLOCKED, SourceState.UNREACHABLE, SourceState.BROKEN))
_TONES = {
    SourceState.STARTING: Tone.IDLE,
    SourceState.UNKNOWN: Tone.IDLE,
    SourceState.GAP: Tone.WARN,
    SourceState.FROZEN: Tone.WARN,
    SourceState.THROTTLED: Tone.WARN,
    SourceState.BLOCKED: Tone.BAD,
    SourceState.UNREACHABLE: Tone.BAD,
    SourceState.BROKEN: Tone.BAD,
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source. `read_at`: last good reading; `since_at`: in this state since; `limit_s`: age that is too old.

    `interval_s`: pause between polls in force. `lines`: how many the ticker showed last. `note`: one line
    for a person ("HTTP 403", "asked to wait 120 s"). `by`: the replica that tells of it, "" when this one does.
    """

    name: str
    state: SourceState
    kind: str = "ticker"
    url: str = ""
    read_at: datetime | None = None
    since_at: datetime | None = None
    interval_s: float = 0.0
    limit_s: float = 0.0
    lines: int | None = None
    note: str = ""
    by: str = ""


class LinkState(StrEnum):
    """A foreign service: it answers, it does not, it has not been asked yet, or it is not in use at all."""

    OK = "ok"
    FAILING = "failing"
    UNKNOWN = "unknown"
    ABSENT = "absent"

    @property
    def tone(self) -> Tone:
        return {LinkState.OK: Tone.GOOD, LinkState.FAILING: Tone.BAD}.get(self, Tone.IDLE)


@dataclass(frozen=True, slots=True)
class Link:
    """Redis or Telegram. `answered_at`: its last good answer; `detail`: one line, without any secret."""

    state: LinkState
    answered_at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role and who holds it. `holder`: that replica's name, "" when nobody does; `mine`: this process."""

    role: str
    holder: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class LoopRow:
    """A loop's heartbeat: its age against its own limit, in seconds."""

    loop: str
    age_s: float
    limit_s: float

    @property
    def alive(self) -> bool:
        return self.age_s <= self.limit_s


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert as it went out. `because`: the evidence. `told_before`: the text it updates, "" when new.

    `sent_after_s`: from seen to the first chat that had it, None while on its way. `chats`: how many had it.
    """

    seq: int
    at: datetime
    kind: str
    source: str
    text: str
    lang: str
    about: tuple[str, ...]
    also: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    told_before: str = ""
    url: str = ""
    late: bool = False
    sent_after_s: float | None = None
    chats: int | None = None


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A line that was held back. `outcome`: duplicate or drop. `of`: the text it repeats, "" if none."""

    at: datetime
    source: str
    text: str
    outcome: str
    because: tuple[str, ...]
    of: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class LatencyPoint:
    """One message: when it was sent, and seconds since its oldest line was seen."""

    at: datetime
    seconds: float


@dataclass(frozen=True, slots=True)
class StatusView:
    """The whole state of one replica and of what all replicas share, at `now`.

    Rows are newest first; sources, roles and loops in the order of the settings. `decisions` and `deliveries`
    count by outcome since the beginning. `due`: chats that may be served now, by turn ("first", "rest").
    `chats`: known chats by state ("active", "suspended").
    """

    now: datetime
    started_at: datetime
    version: str
    replica: str
    redis: Link
    telegram: Link
    sources: tuple[SourceRow, ...] = ()
    roles: tuple[RoleRow, ...] = ()
    loops: tuple[LoopRow, ...] = ()
    alerts: tuple[AlertRow, ...] = ()
    held: tuple[HeldRow, ...] = ()
    decisions: Mapping[str, int] = field(default_factory=dict)
    deliveries: Mapping[str, int] = field(default_factory=dict)
    due: Mapping[str, int] = field(default_factory=dict)
    oldest_wait_s: float = 0.0
    chats: Mapping[str, int] = field(default_factory=dict)
    latency: tuple[LatencyPoint, ...] = ()
    paused: bool = False
    pause_note: str = ""
