"""What of a chat's pending alerts becomes a message now: superseded, too old, an update of what, an edit. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.deliver.audience import wants
from bot.deliver.render import Line, Mark
from bot.model.chat import ChatRecord, Receipt, Rhythm
from bot.model.news import Alert, AlertKind
from bot.model.region import RegionGraph

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

    def _tells(self, receipt: Receipt, story: str) -> bool:
        carried = self.known.by_seq(receipt.seq)
        return carried is not None and carried.story == story

    def was_told(self, alert: Alert) -> bool:
        """Whether the first version reached this chat, as far as can be known."""
        if self.receipt(alert) is not None:
            return True
        origin = self.origin(alert)
        return (
            origin is not None
            and origin.seq <= self.record.cursor
            and wants(origin, self.record, self.regions, self.now)
        )


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
    return Told(told.line if told.edit is None else replace(told.line, mark=Mark.CORRECTION))


def _told(alert: Alert, heard: Heard) -> Told:
    if alert.of is None or alert.kind is AlertKind.NEW or not heard.was_told(alert):
        return Told(Line(alert))
    receipt = heard.receipt(alert)
    if alert.kind is AlertKind.UPDATE:
        return Told(Line(alert, Mark.UPDATE), reply_to=receipt.message_id if receipt else None)
    origin = heard.origin(alert)
    if receipt is not None and origin is not None and receipt.seq == origin.seq and receipt.alone:
        mark = Mark.UPDATE if origin.kind is AlertKind.UPDATE else Mark.NEW
        return Told(Line(alert, mark), edit=receipt.message_id)
    return Told(Line(alert, Mark.CORRECTION), reply_to=receipt.message_id if receipt else None)


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
