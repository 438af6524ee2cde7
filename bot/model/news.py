"""What a ticker showed and what we made of it: headline, verdict, placement, decision, alert.

Moments are aware, in UTC, and end in `_at`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Headline:
    """What a source showed, once. `text` is for display: one line, cleaned, whole, never empty.

    `late`: caught up after an outage or a restart, so that `seen_at` is later than when it was first shown.
    `replaces`: the text that stood in the same place of the window and was retyped into this one, if any.
    """

    source: str
    text: str
    seen_at: datetime
    lang: str = "en"
    url: str | None = None
    late: bool = False
    replaces: str | None = None


class Kind(StrEnum):
    """What a line is to what was told before it."""

    NEW = "new"
    UPDATE = "update"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Told:
    """A line that is remembered. `ref` is unique for ever; `story` is the ref of the story's first line.

    `seq` orders the memory and is given by the store (0 before that).
    """

    ref: str
    story: str
    kind: Kind
    source: str
    text: str
    at: datetime
    lang: str = "en"
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """A remembered line that was weighed, and why it was or was not the same (for `explain`)."""

    ref: str
    text: str
    score: float
    kind: Kind
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What dedupe says of a line. `of`: the remembered line it updates or repeats; None when new.

    `score` is in 0..1: how alike the line and `of` are (the nearest line's likeness when new).
    `because`: the evidence in words, most telling first.
    """

    kind: Kind
    of: Told | None
    score: float
    because: tuple[str, ...]
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a line that spoke for a region: their role, their weight, and why a reading won or lost."""

    words: str
    region: str
    role: str
    weight: float
    note: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a line is. Slugs; `about` has at least one (`world` when nothing placed it), the main one first.

    `areas`: sub-areas of the regions in `about` ("nabatieh"), finest last; not subscribable yet.
    `inherited`: the regions come from the line's neighbours, not from its own words.
    """

    about: tuple[str, ...]
    also: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    areas: tuple[str, ...] = ()
    inherited: bool = False


class Who(StrEnum):
    """What kind of actor a name is: somebody with a name of their own, a group or party, an office or firm."""

    PERSON = "person"
    GROUP = "group"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place, country or known actor named in a text: text[start:end]. `key` is the same for all its spellings.

    `region`: where a place lies, or the country whose an actor is. `who`: what an actor is, None for a place.
    `country`: of a place, where its region is a part of one ("palestine" of what lies in "gaza"), else "".
    """

    start: int
    end: int
    key: str
    region: str
    is_country: bool = False
    who: Who | None = None
    country: str = ""


class Outcome(StrEnum):
    """How a line ended: each line that a ticker shows ends as exactly one of these."""

    ALERT = "alert"
    UPDATE = "update"
    DUPLICATE = "duplicate"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line's fate with its evidence. `reason` is a word of a closed set: why it was dropped, else ""."""

    headline: Headline
    outcome: Outcome
    told: Told | None
    verdict: Verdict | None
    placement: Placement | None
    reason: str = ""


class Clue(NamedTuple):
    """Words that placed a line, the region they spoke for and the part they play there (a role of the placing)."""

    words: str
    region: str
    role: str


class AlertKind(StrEnum):
    """NEW rings; UPDATE rings as a reply to its story; RETYPED edits silently where the line stands alone."""

    NEW = "new"
    UPDATE = "update"
    RETYPED = "retyped"


@dataclass(frozen=True, slots=True)
class Alert:
    """An entry of the log: what people must hear. `seq` (>= 1) is its place in the log, 0 before commit.

    `of`: the ref of the line it updates or retypes. `speaker`: who says it ("" if nobody), for bursts.
    `because`: the words that placed it and told it apart, short, for `/why` and the status page.
    `told_before`: the text it updates or retypes, for rendering; "" when new. `clues`: what placed it, the most
    telling first, for `/why` in the reader's own language.
    """

    seq: int
    ref: str
    story: str
    kind: AlertKind
    source: str
    text: str
    seen_at: datetime
    about: tuple[str, ...]
    also: tuple[str, ...] = ()
    of: str | None = None
    lang: str = "en"
    url: str | None = None
    late: bool = False
    speaker: str = ""
    because: tuple[str, ...] = ()
    told_before: str = ""
    origin: str = "ticker"
    clues: tuple[Clue, ...] = ()
