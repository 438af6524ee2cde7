"""What sources showed and Redis has not yet taken: bounded, distinct, oldest first. Pure."""

from collections import deque
from collections.abc import Iterator

from bot.scrape.window import Record, Snapshot

MOST_SNAPSHOTS = 5_000
"""An outage of Redis of a whole day, with a ticker that changes every 17 s, at some 3 kB a window."""


class Pending:
    """The snapshots of one source since the last commit. A window shown many times in a row is kept
    twice, as seen first and as seen last: when its lines came, and that we were there until the next.

    `dropped` counts the snapshots that did not fit; the oldest go first, and their lines with them, unless a
    later window still shows them.
    """

    def __init__(self, most: int = MOST_SNAPSHOTS) -> None:
        self._snapshots: deque[Snapshot] = deque()
        self._most = most
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._snapshots)

    def __iter__(self) -> Iterator[Snapshot]:
        return iter(self._snapshots)

    def add(self, snapshot: Snapshot) -> None:
        run = [one.lines == snapshot.lines for one in list(self._snapshots)[-2:]]
        if len(run) == 2 and all(run):
            self._snapshots.pop()
        self._snapshots.append(snapshot)
        if len(self._snapshots) > self._most:
            self._snapshots.popleft()
            self.dropped += 1

    def clear(self, taken: int) -> None:
        """Forget the `taken` oldest: they are committed."""
        for _ in range(min(taken, len(self._snapshots))):
            self._snapshots.popleft()


def unpacked(window: str | None) -> Record | None:
    """The source's record as the store kept it; None when there is none or another version wrote it.

    A record that cannot be read counts as a first poll: the dedupe memory still knows what was told.
    """
    if not window:
        return None
    try:
        return Record.unpack(window)
    except ValueError:
        return None
