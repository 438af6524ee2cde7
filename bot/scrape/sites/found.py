"""What a reader of pages is asked, and what it found."""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ticker, cleaned for display, and the page it links to, if any (absolute, http or https)."""

    text: str
    url: str | None = None


class Sight(StrEnum):
    """LINES: some were found. EMPTY: the page may be right and simply shows none. BROKEN: they should be there."""

    LINES = "lines"
    EMPTY = "empty"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Hint:
    """Where the lines were last time: CSS of the element that holds them, else of the label before them.

    `lines`: what they were. `label`: used where no selector leads to the lines alone.
    """

    selector: str
    lines: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """How to read a page. `url`: where it came from, for links. `links`: also collect the page's other links."""

    kind: str = "ticker"
    url: str = ""
    selector: str | None = None
    labels: tuple[str, ...] = ()
    path: str = ""
    hint: Hint | None = None
    links: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a page showed. `lines` newest first, each once. `rule`: how they were found, for a person.

    `selector`: CSS that leads to the element holding the lines on this page, "" when there is none.
    `label`: CSS that leads to the label that led to them, "" when none did.
    `note`: what is odd, in words. `links`: addresses on the page outside of the ticker, when asked for.
    """

    lines: tuple[Line, ...] = ()
    sight: Sight = Sight.EMPTY
    rule: str = ""
    selector: str = ""
    note: str = ""
    label: str = ""
    links: tuple[str, ...] = field(default=())
