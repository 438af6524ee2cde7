"""The tail of the alert log in memory, with a list per region: there is no index of it in Redis."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.model.news import Alert
from bot.model.region import RegionGraph
from bot.ports.watching import Log

PAGE = 500


class Tail:
    """The newest entries of the log, at most `most` of them, oldest first. Implements deliver.pending.Known.

    What is older than `oldest` and still in the log is not seen: the log keeps no more than `most` by itself.
    """

    def __init__(self, regions: RegionGraph, most: int = 50_000) -> None:
        self._regions = regions
        self._most = most
        self.forget()

    def forget(self) -> None:
        """Drop everything: the server is another one, or went back in time."""
        self.head = 0
        self._alerts: dict[int, Alert] = {}
        self._refs: dict[str, int] = {}
        self._about: defaultdict[str, list[int]] = defaultdict(list)
        self._also: defaultdict[str, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._alerts)

    def __iter__(self) -> Iterator[Alert]:
        return iter(self._alerts.values())

    @property
    def oldest(self) -> Alert | None:
        return next(iter(self._alerts.values()), None)

    async def refresh(self, log: Log, upto: int) -> None:
        """Read on until the log's entry `upto` is here, or its end. Raises StoreError."""
        if upto < self.head:
            self.forget()
        while self.head < upto:
            page = await log.after(self.head, PAGE)
            self.take(page)
            if len(page) < PAGE:
                self.head = max(self.head, upto)

    def take(self, alerts: Iterable[Alert]) -> None:
        """Add entries, each newer than all before."""
        for alert in alerts:
            if alert.seq <= self.head:
                continue
            self.head = alert.seq
            self._alerts[alert.seq] = alert
            self._refs[alert.ref] = alert.seq
            reach = self._regions.reach(alert.about)
            for region in reach:
                self._about[region].append(alert.seq)
            for region in self._regions.reach(alert.also) - reach:
                self._also[region].append(alert.seq)
        self._trim()

    def by_ref(self, ref: str) -> Alert | None:
        return self._alerts.get(self._refs.get(ref, 0))

    def by_seq(self, seq: int) -> Alert | None:
        return self._alerts.get(seq)

    def candidates(self, regions: Iterable[str], *, also: bool, after: int, upto: int) -> tuple[Alert, ...]:
        """The entries of these regions (those that lie in them included), after < seq <= upto, ascending."""
        lists = [self._about] + [self._also] * also
        seqs: set[int] = set()
        for region in regions:
            for by_region in lists:
                if region in by_region:
                    found = by_region[region]
                    seqs.update(found[bisect_right(found, after) : bisect_right(found, upto)])
        return tuple(self._alerts[seq] for seq in sorted(seqs))

    def _trim(self) -> None:
        surplus = len(self._alerts) - self._most
        if surplus <= self._most // 10:
            return
        for seq in list(self._alerts)[:surplus]:
            self._refs.pop(self._alerts.pop(seq).ref, None)
        first = next(iter(self._alerts))
        for by_region in (self._about, self._also):
            for region, seqs in by_region.items():
                by_region[region] = seqs[bisect_right(seqs, first - 1) :]
