"""Lines committed lately: a Redis that fails over may have lost its last seconds, and is offered them again.

A ticker rolls on within minutes, so the page alone would not bring them back. Pure.
"""

from collections import deque
from collections.abc import Container
from datetime import datetime, timedelta

from bot.model.news import Headline

KEPT = timedelta(minutes=10)
"""Where nobody confirms that replicas or the disk have what was committed, they surely have it by then."""
MOST = 5_000


class Recent:
    """`confirmed_at`: what was committed until then is certainly kept; None where nobody confirms that.

    With confirmations a line stays here until it is confirmed, however long that takes.
    """

    def __init__(self) -> None:
        self._lines: deque[tuple[str, Headline, datetime]] = deque(maxlen=MOST)
        self.confirmed_at: datetime | None = None

    @property
    def newest_at(self) -> datetime | None:
        """When the newest line was committed."""
        return self._lines[-1][2] if self._lines else None

    @property
    def sources(self) -> set[str]:
        """Those that lines here are of."""
        return {headline.source for _, headline, _ in self._lines}

    def add(self, ref: str, headline: Headline, at: datetime) -> None:
        """A line that was committed at `at` under `ref`."""
        self._lines.append((ref, headline, at))

    def trim(self, now: datetime) -> None:
        """Let go of what is old, and confirmed where that is asked for."""
        old, confirmed = now - KEPT, self.confirmed_at
        while self._lines and (at := self._lines[0][2]) < old and (confirmed is None or at <= confirmed):
            self._lines.popleft()

    def lost(self, source: str, known: Container[str]) -> list[Headline]:
        """The lines of a source whose refs the store does not know any more, oldest first."""
        mine = (line for line in self._lines if line[1].source == source)
        return [headline for ref, headline, _ in mine if ref not in known]
