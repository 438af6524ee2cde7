"""What of a chat's pending alerts becomes a message now: superseded, too old, an update of what, an edit. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.deliver.audience import TICKER, wants
from bot.deliver.render import Line, Mark
from bot.model.chat import ChatRecord, Receipt, Rhythm
from bot.model.news import Alert, AlertKind
from bot.model.region import RegionGraph

WITHDRAWN = "withdrawn"
"""The origin of a log entry by which the operators take a line back."""
# With more pending than this, updates stand inline instead of replying one by one.
MOST_REPLIES = 3


class Known(Protocol):
    """The alerts that are still remembered."""

    def by_ref(self, ref: str) -> Alert | None: ...

    def by_seq(self, seq: int) -> Alert | None: ...


@dataclass(frozen=True, slots=True)
class Told:
    """A pending line with what it answers: `reply_to`, a message id, or `edit`, the message to be retyped."""

    line: Line
    reply_to: int | None = None
    edit: int | None = None

    @property
    def stands_alone(self) -> bool:
        return self.edit is not None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a chat has heard: its record, the alerts still remembered, and the bot that tells them."""

    record: ChatRecord
    known: Known
    regions: RegionGraph
    now: datetime
    bot_id: int

    def receipt(self, alert: Alert) -> Receipt | None:
        """The message that carried what `alert` updates: that very line, else the newest of its story."""
        mine = [receipt for receipt in self.record.receipts if receipt.bot_id == self.bot_id]
        origin = self.origin(alert)
        exact = next((receipt for receipt in reversed(mine) if origin and receipt.seq == origin.seq), None)
        return exact or next((receipt for receipt in reversed(mine) if self._tells(receipt, alert.story)), None)

    def origin(self, alert: Alert) -> Alert | None:
        """The line that `alert` updates or retypes, while it is remembered."""
        return self.known.by_ref(alert.of) if alert.of is not None else None

    def versions(self, alert: Alert) -> Iterator[Alert]:
        """The line that `alert` takes the place of, and what that one had retyped: the newest first."""
        after, before = alert, self.origin(alert)
        while before is not None and before.seq < after.seq:
            yield before
            after, before = before, self.origin(before) if before.kind is AlertKind.RETYPED else None

    def carrier(self, alert: Alert) -> Receipt | None:
        """The message that carried the very line that `alert` retypes or withdraws, in its newest version."""
        for before in self.versions(alert):
            found = [one for one in self.record.receipts if (one.seq, one.bot_id) == (before.seq, self.bot_id)]
            if found:
                return found[-1]
        return None

    def never_told(self, alert: Alert) -> bool:
        """Whether no version of what `alert` takes back reached this chat; False when that is not known."""
        versions = tuple(self.versions(alert))
        return bool(versions) and not any(self.reached(before) for before in versions)

    def begun(self, alert: Alert, upto: int) -> bool:
        """Whether some version of what `alert` takes back may be on its way: those up to `upto` were begun."""
        return any(self.record.cursor < before.seq <= upto for before in self.versions(alert))

    def reached(self, alert: Alert) -> bool:
        """Whether a line reached this chat, as far as can be known.

        Receipts go the oldest first: where an older one is kept, there would be one of this line too.
        """
        kept = [receipt.seq for receipt in self.record.receipts if receipt.bot_id == self.bot_id]
        if alert.seq in kept or any(seq < alert.seq for seq in kept):
            return alert.seq in kept
        passed = alert.seq <= self.record.cursor
        return passed and wants(alert, self.record, self.regions, self.now)

    def _tells(self, receipt: Receipt, story: str) -> bool:
        carried = self.known.by_seq(receipt.seq)
        return carried is not None and carried.story == story

    def was_told(self, alert: Alert) -> bool:
        """Whether the first version reached this chat, as far as can be known."""
        if self.receipt(alert) is not None:
            return True
        origin = self.origin(alert)
        return origin is not None and self.reached(origin)


def without_withdrawn(pending: tuple[Alert, ...], heard: Heard, begun: int = 0) -> tuple[Alert, ...]:
    """Neither the lines that were withdrawn before this chat heard them, nor the withdrawals of such.

    A withdrawal of what it did hear stays, and one of which that is not known. What was perhaps sent already, up
    to `begun`, is repeated first.
    """
    ends = [alert for alert in pending if alert.origin == WITHDRAWN]
    moot = {alert.ref for alert in ends if heard.never_told(alert) and not heard.begun(alert, begun)}
    taken_back = {before.ref for alert in ends for before in heard.versions(alert) if before.seq > begun}
    return tuple(alert for alert in pending if alert.ref not in taken_back | moot) if ends else pending


def newest_versions(pending: Sequence[Alert]) -> tuple[tuple[Alert, ...], int]:
    """Without the lines that a later pending one updates or retypes, and how many these were."""
    replaced = {alert.of for alert in pending if alert.of is not None and alert.kind is not AlertKind.NEW}
    kept = tuple(alert for alert in pending if alert.ref not in replaced)
    return kept, len(pending) - len(kept)


def age_limit(record: ChatRecord, usual: timedelta) -> timedelta:
    """How old a line may be and still be told; a daily digest reaches back two days at least."""
    return max(usual, timedelta(days=2)) if record.subscription.rhythm is Rhythm.DAILY else usual


def young_enough(
    pending: Sequence[Alert], now: datetime, limit: timedelta
) -> tuple[tuple[Alert, ...], tuple[Alert, ...]]:
    """(to be told, too old)."""
    young = tuple(alert for alert in pending if now - alert.seen_at <= limit)
    return young, tuple(alert for alert in pending if now - alert.seen_at > limit)


def answering(pending: Sequence[Alert], heard: Heard) -> tuple[Told, ...]:
    """Each line with its mark and what it answers; only inline marks when there are many."""
    inline = len(pending) > MOST_REPLIES
    return tuple(_inline(told) if inline else told for told in (_told(alert, heard) for alert in pending))


def _inline(told: Told) -> Told:
    """A retyping stands among other lines as a correction."""
    if told.edit is None or told.line.mark is Mark.WITHDRAWN:
        return Told(told.line)
    return Told(replace(told.line, mark=Mark.CORRECTION))


def _told(alert: Alert, heard: Heard) -> Told:
    if alert.origin == WITHDRAWN:
        return _retyped(Line(alert, Mark.WITHDRAWN), heard)
    if alert.of is None or alert.kind is AlertKind.NEW or not heard.was_told(alert):
        return Told(Line(alert))
    if alert.kind is AlertKind.UPDATE:
        receipt = heard.receipt(alert)
        return Told(Line(alert, Mark.UPDATE), reply_to=receipt.message_id if receipt else None)
    return _retyped(Line(alert, Mark.CORRECTION), heard)


def _retyped(line: Line, heard: Heard) -> Told:
    """An edit where the line stands alone in its message, else an answer to that message that says what it is."""
    carrier = heard.carrier(line.alert)
    if carrier is None or not carrier.alone:
        receipt = carrier or heard.receipt(line.alert)
        return Told(line, reply_to=receipt.message_id if receipt else None)
    if line.mark is Mark.CORRECTION and line.alert.origin == TICKER:
        # What the ticker itself retyped looks as if it had been so from the beginning.
        was_update = any(before.kind is AlertKind.UPDATE for before in heard.versions(line.alert))
        line = replace(line, mark=Mark.UPDATE if was_update else Mark.NEW)
    return Told(line, edit=carrier.message_id)


def first_batch(tolds: Sequence[Told]) -> tuple[Told, ...]:
    """The lines of one message: an edit alone, replies to one message, or all up to the next reply."""
    first = tolds[0]
    if first.stands_alone:
        return (first,)
    batch: list[Told] = []
    for told in tolds:
        if told.stands_alone or told.reply_to != first.reply_to:
            break
        batch.append(told)
    return tuple(batch)
