"""What the watcher leaves for others to see of its sources: for every replica's page, and for the run after it.

Every method may raise StoreError. `lease` is the watcher's random value: another's word changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sight:
    """A source as its watcher sees it. `state`: scrape's word for it; `note`: why, when it is not well.

    `read_at`: the last poll that went well; `since_at`: of the state. `interval_s`: until the next poll.
    `lines`: in the window, None when not known. `by`: the replica that watches, as it calls itself.
    """

    source: str
    state: str
    read_at: datetime | None = None
    since_at: datetime | None = None
    interval_s: float = 0.0
    lines: int | None = None
    note: str = ""
    by: str = ""


class SourceBoard(Protocol):
    """How the sources fare. The holder of the watcher's role shows it, whoever serves a page looks at it.

    Show every second or two, with a `ttl` of some ten seconds: what nobody renews is gone, and a page then
    says "unknown" instead of something old.
    """

    async def show(self, lease: str, sights: Sequence[Sight], ttl: timedelta) -> bool:
        """Replace all that is shown; False when another replica watches, and nothing changed."""
        ...

    async def shown(self) -> Mapping[str, Sight]:
        """By the source's name; empty when nobody has shown anything within the `ttl`."""
        ...

    async def keep(self, lease: str, source: str, health: str) -> bool:
        """Keep a source's health (scrape's own packed text, opaque to the store) beside its record, for ever.

        Keep it whenever its state or `told` changes, after the notice is in the outbox: a crash between the two
        then repeats a notice, and loses none. False when another replica watches, and nothing changed.
        """
        ...

    async def kept(self, source: str) -> str:
        """The health kept last, whoever kept it; "" when there is none (a new source, or an older version's)."""
        ...
