"""What a failed send means for the chat: try when again, with what, or give up with which reason. Pure.

| error | the chat | its cursor | the attempt |
|---|---|---|---|
| Throttled | waits as long as Telegram says | stays | as before: it did not arrive |
| NotSent | 1 s, 2 s ... 15 s | stays | as before |
| Unauthorised | waits for the courier, which stops | stays | as before |
| Ambiguous | 1 s, 2 s ... 60 s, then exactly this range | stays | kept (or past it, by policy) |
| Rejected | at once: plain, then line by line, then without that line | past an impossible line | pinned |
| TopicGone | at once, to the chat itself | stays | as before |
| Migrated | at once, under its new id | stays | as before |
| Gone | suspended, settings kept | stays; joins the head on its return | none |
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.deliver.settings import Ambiguity
from bot.deliver.turn import Send
from bot.model.chat import Attempt, ChatRecord
from bot.model.delivery import DeliveryOutcome
from bot.ports.errors import Ambiguous, Gone, Migrated, Rejected, SendError, Throttled

SOON_MOST = timedelta(seconds=15)
UNSURE_MOST = timedelta(seconds=60)
# A chat that seems gone while others are too is asked again after this long before it is believed.
DOUBT = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class After:
    """What to settle: `lines` are those that ended with `outcome`; the rest as in ports.couriers.Settlement."""

    outcome: DeliveryOutcome
    cursor: int
    next_at: datetime | None
    wait: bool = False
    attempt: Attempt | None = None
    suspend: str = ""
    migrate_to: int | None = None
    failures: int = 0
    lines: int = 0


def back_off(failures: int, most: timedelta) -> timedelta:
    """1 s, 2 s, 4 s ... up to `most`, for 1, 2, 3 ... failures in a row."""
    return min(most, timedelta(seconds=2.0 ** min(30, max(0, failures - 1))))


def after_failure(
    error: SendError,
    send: Send,
    record: ChatRecord,
    before: Attempt | None,
    *,
    now: datetime,
    ambiguity: Ambiguity,
    doubted: bool = False,
) -> After:
    """What becomes of the chat. `before`: the attempt it was claimed with; `doubted`: others fail alike."""
    failures = record.failures + 1
    match error:
        case Throttled():
            return After(DeliveryOutcome.THROTTLED, record.cursor, now + error.retry_after, True, before)
        case Ambiguous():
            return _unsure(send, record, failures, now, ambiguity)
        case Rejected():
            return _rejected(send, record, now)
        case Migrated():
            return After(DeliveryOutcome.RETRIED, record.cursor, now, attempt=before, migrate_to=error.to)
        case Gone() if not doubted:
            return After(
                DeliveryOutcome.GIVEN_UP_GONE, record.cursor, None, suspend=error.why, lines=len(send.seqs)
            )
        case Gone():
            return After(
                DeliveryOutcome.RETRIED, record.cursor, now + DOUBT, wait=True, attempt=before, failures=failures
            )
    wait = back_off(failures, SOON_MOST)
    return After(DeliveryOutcome.RETRIED, record.cursor, now + wait, wait=True, attempt=before, failures=failures)


def _unsure(send: Send, record: ChatRecord, failures: int, now: datetime, ambiguity: Ambiguity) -> After:
    if ambiguity is Ambiguity.SKIP:
        next_at = now if send.again else None
        return After(DeliveryOutcome.GIVEN_UP_UNKNOWN, send.cursor, next_at, lines=len(send.seqs))
    next_at = now + back_off(max(failures, send.attempt.tries), UNSURE_MOST)
    return After(
        DeliveryOutcome.RETRIED, record.cursor, next_at, wait=True, attempt=send.attempt, failures=failures
    )


def _rejected(send: Send, record: ChatRecord, now: datetime) -> After:
    """Telegram will not take this message: once more as plain text, then each line by itself, then not at all."""
    if not send.attempt.plain:
        again = replace(send.attempt, tries=0, plain=True)
        return After(DeliveryOutcome.RETRIED, record.cursor, now, attempt=again)
    if len(send.seqs) > 1:
        first = Attempt(send.attempt.first, send.seqs[0], tries=0, plain=False)
        return After(DeliveryOutcome.RETRIED, record.cursor, now, attempt=first)
    next_at = now if send.again else None
    return After(DeliveryOutcome.GIVEN_UP_REJECTED, send.cursor, next_at, lines=max(1, len(send.seqs)))
