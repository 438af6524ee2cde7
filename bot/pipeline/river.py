"""Recall, decide, commit: one source's windows become decisions and log entries in one atomic step.

    pending windows ──> recall (memory, record) ──> fold ──> decide (pure) ──> commit ──> forget the windows

A commit that meets another revision of the memory recalls and decides again. A commit whose answer is lost
leaves the windows pending: the next turn recalls what the store really holds, and goes on from there.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.classify.lines import Line
from bot.classify.place import Placer
from bot.decide import KNOWN_AT_FIRST_POLL, Offer, alert_of, decide, late
from bot.dedupe.memory import Memory
from bot.model.news import Alert, Decision, Told
from bot.model.region import RegionGraph
from bot.ops.clock import Clock
from bot.ops.collector import keeping
from bot.pipeline.context import LASTS, Context
from bot.pipeline.fold import Folded, fold
from bot.pipeline.pending import Pending, unpacked
from bot.pipeline.recent import Recent
from bot.ports.watching import Commit, CommitStatus, Committed, Entry, Held, Recall, WatcherStore
from bot.scrape.settings import SourceSettings
from bot.scrape.window import Record, Snapshot

TURNS_MOST = 5
DESK = "desk"
"""The source under which lines of the operators' own are committed."""
TIDY = timedelta(minutes=1)
BREATHES = 50
"""Lines learnt in one go, some 15 ms: a whole memory takes seconds, and leases want renewing meanwhile."""

MANY = 1000
"""Lines that are learnt at a start or a takeover rather than from a neighbour."""


class NotHolder(Exception):
    """Another replica holds the watcher's role; nothing was committed."""


class TooManyConflicts(Exception):
    """Others kept committing in between; the windows stay pending and the next poll tries again."""


@dataclass(frozen=True, slots=True)
class Remembering:
    """How long told lines are kept in the store, and how many at most."""

    keep: timedelta = timedelta(hours=48)
    keep_most: int = 20_000


@dataclass(frozen=True, slots=True)
class Flowed:
    """What one turn of the river did. `seqs`: of the log entries it appended."""

    decisions: tuple[Decision, ...]
    record: Record | None
    folded: Folded
    seqs: tuple[int, ...] = ()
    at: datetime | None = None


Observer = Callable[[Sequence[Decision], datetime], None]


class River:
    """All sources flow through one, a turn at a time, so that they see each other's lines.

    `lease`: the watcher's value. `stem`: a new random word per call. `observe` hears of every decision
    after it is committed.
    """

    def __init__(
        self,
        store: WatcherStore,
        memory: Callable[[], Memory],
        placer: Placer,
        regions: RegionGraph,
        clock: Clock,
        *,
        lease: str,
        stem: Callable[[], str],
        remembering: Remembering = Remembering(),
        observe: Observer = lambda decisions, at: None,
    ) -> None:
        self._store, self._fresh, self._placer, self._regions = store, memory, placer, regions
        self._clock, self._lease, self._stem, self._observe = clock, lease, stem, observe
        self._remembering = remembering
        self._memory = memory()
        self._known: dict[str, datetime] = {}
        self._after = 0
        self._context = Context()
        self.recent = Recent()
        self._reoffer: set[str] = set()
        self._outdated = False
        self._tidied_at = clock.now()
        self._turn = asyncio.Lock()

    @property
    def remembered(self) -> int:
        """How many lines the memory holds."""
        return len(self._known)

    def forget(self) -> None:
        """Redis is another one than before: read the memory anew, and offer again what it may have lost.

        Takes effect with the next turn: one that is under way has read the old memory, and knows too much, not
        too little.
        """
        self._outdated = True

    def owes(self, source: str) -> bool:
        """Whether lines of a source may have to be offered again, though it shows nothing new."""
        return source in (self.recent.sources if self._outdated else self._reoffer)

    async def follow(self) -> None:
        """Learn what other replicas told, so that taking over need not wait for it. Raises StoreError."""
        async with self._turn:
            await self._recalled("", self._clock.now())

    async def _recalled(self, source: str, now: datetime) -> Recall:
        """What the store knows of `source`; the memory then holds all that is told."""
        if self._outdated:
            self._outdated = False
            self._memory = self._fresh()
            self._known.clear()
            self._after = 0
            self._reoffer = self.recent.sources
        recall = await self._store.recall(source, self._after)
        with keeping() if len(recall.told) >= MANY else nullcontext():
            await self._learn(recall.told, now)
        return recall

    async def flow(self, source: SourceSettings, pending: Pending) -> Flowed:
        """Decide on all that is pending and commit it. Raises StoreError, NotHolder or TooManyConflicts."""
        async with self._turn:
            for _ in range(TURNS_MOST):
                taken = len(pending)
                flowed = await self._once(source, tuple(pending))
                if flowed is not None:
                    pending.clear(taken)
                    if flowed.decisions and flowed.at is not None:
                        self._observe(flowed.decisions, flowed.at)
                    return flowed
        raise TooManyConflicts(f"{source.name}: no commit succeeded in {TURNS_MOST} turns")

    async def announce(self, alert: Alert, now: datetime) -> int:
        """Append a line of the operators' own; its seq. Raises StoreError, NotHolder or TooManyConflicts."""
        async with self._turn:
            for _ in range(TURNS_MOST):
                recall = await self._recalled(DESK, now)
                entry = Entry(alert, self._regions.reach(alert.about), self._regions.reach(alert.also))
                stem = self._stem()
                commit = Commit(stem, self._lease, recall.revision, now, DESK, "", entries=(entry,))
                if self._taken(result := await self._store.commit(commit), ()):
                    return result.seqs[0]
        raise TooManyConflicts("the operators' line could not be committed")

    async def _once(self, source: SourceSettings, snapshots: tuple[Snapshot, ...]) -> Flowed | None:
        now = self._clock.now()
        recall = await self._recalled(source.name, now)
        record = unpacked(recall.source.window if recall.source else None)
        folded = fold(record, snapshots, source)
        offers = (*self._lost(source.name), *folded.offers)
        if not offers and not folded.changed:
            self._reoffer.discard(source.name)
            return Flowed((), folded.record, folded, at=now)
        stem = self._stem()
        decisions = decide(offers, self._memory, self._placer, self._context.lately(now), stem)
        refs = [decision.told.ref for decision in decisions if decision.told]
        try:
            commit = self._commit(stem, recall, folded, source.name, decisions, now=now)
            result = await self._store.commit(commit)
        except BaseException:
            self._memory.discard(refs)
            raise
        if not self._taken(result, refs):
            return None
        self._reoffer.discard(source.name)
        self._keep(offers, decisions, now)
        return Flowed(decisions, folded.record, folded, result.seqs, now)

    def _taken(self, result: Committed, refs: Sequence[str]) -> bool:
        if result.status in (CommitStatus.COMMITTED, CommitStatus.ALREADY):
            return True
        self._memory.discard(refs)
        if result.status is CommitStatus.NOT_HOLDER:
            raise NotHolder("another replica watches the sources")
        return False

    async def _learn(self, told: Iterable[Told], now: datetime) -> None:
        """Take over what the store remembers: all of it at start, what other replicas wrote later on."""
        for number, line in enumerate(told, start=1):
            if number % BREATHES == 0:
                await asyncio.sleep(0)
            self._after = max(self._after, line.seq)
            if line.ref in self._known:
                continue
            self._memory.add(line)
            self._known[line.ref] = line.at
            if now - line.at < LASTS:
                self._place_again(line)
        if now - self._tidied_at < TIDY:
            return
        self._tidied_at = now
        oldest = now - self._remembering.keep
        self._memory.forget(oldest, self._remembering.keep_most)
        if len(self._known) > self._remembering.keep_most // 2:
            self._known = {ref: at for ref, at in self._known.items() if at >= oldest}

    def _place_again(self, told: Told) -> None:
        line = Line(told.text, told.source, told.lang)
        self._context.add(line, self._placer.place([line])[0], told.at)

    def _lost(self, source: str) -> list[Offer]:
        """Headlines of the last minutes that a failed-over Redis does not remember any more."""
        if source not in self._reoffer:
            return []
        return [Offer(late(headline)) for headline in self.recent.lost(source, self._known)]

    def _commit(
        self,
        stem: str,
        recall: Recall,
        folded: Folded,
        source: str,
        decisions: Sequence[Decision],
        *,
        now: datetime,
    ) -> Commit:
        alerts = [alert for decision in decisions if (alert := alert_of(decision)) is not None]
        return Commit(
            id=stem,
            lease=self._lease,
            revision=recall.revision,
            now=now,
            source=source,
            window=folded.record.pack() if folded.record is not None else "",
            told=tuple(decision.told for decision in decisions if decision.told is not None),
            entries=tuple(
                Entry(alert, self._regions.reach(alert.about), self._regions.reach(alert.also)) for alert in alerts
            ),
            held=tuple(held(decision, now) for decision in decisions if decision.reason != KNOWN_AT_FIRST_POLL),
            counts=counted(decisions),
            keep=self._remembering.keep,
            keep_most=self._remembering.keep_most,
        )

    def _keep(self, offers: Sequence[Offer], decisions: Sequence[Decision], now: datetime) -> None:
        for offer, decision in zip(offers, decisions, strict=True):
            told, placement, headline = decision.told, decision.placement, decision.headline
            if told is None or placement is None:
                continue
            self._known[told.ref] = told.at
            self._context.add(Line(headline.text, headline.source, headline.lang), placement, told.at)
            if not offer.known:
                self.recent.add(told.ref, headline, now)
        self.recent.trim(now)


def held(decision: Decision, now: datetime) -> Held:
    """A decision as the status page keeps it."""
    verdict, placement = decision.verdict, decision.placement
    return Held(
        at=now,
        source=decision.headline.source,
        text=decision.headline.text,
        outcome=decision.outcome.value,
        because=verdict.because[:4] if verdict else (decision.reason,),
        about=placement.about if placement else (),
        of=verdict.of.text if verdict and verdict.of else "",
    )


def counted(decisions: Iterable[Decision]) -> dict[str, int]:
    """How many decisions of each outcome: "decision.alert", "decision.drop.first_poll" ..."""
    counts: dict[str, int] = {}
    for decision in decisions:
        name = f"decision.{decision.outcome.value}" + (f".{decision.reason}" if decision.reason else "")
        counts[name] = counts.get(name, 0) + 1
    return counts
