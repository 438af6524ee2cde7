"""Serves claimed chats: plan the turn, store the attempt, send. All ends in a settlement."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.deliver.limits import gap
from bot.deliver.outlook import Outlook
from bot.deliver.render import Renderings
from bot.deliver.retry import After, after_failure
from bot.deliver.settings import DeliverySettings
from bot.deliver.tail import Tail
from bot.deliver.turn import Nothing, Send, Setting, Turn, Wait, turn, without_topic
from bot.model.chat import Receipt
from bot.model.delivery import DeliveryOutcome, Outgoing, Sent
from bot.model.news import Alert
from bot.model.region import RegionGraph
from bot.ops.clock import Clock
from bot.ops.log import logger
from bot.ports.couriers import Begin, Claimed, CourierStore, Settlement
from bot.ports.errors import Ambiguous, Gone, Rejected, SendError, Throttled, TopicGone
from bot.ports.sender import Sender

log = logger(__name__)

TOPIC_FORGOTTEN = timedelta(hours=1)
# The log keeps 30 days; a chat that was due for longer may have missed what left it.
LOG_KEPT_AT_LEAST = timedelta(days=29)
# So late after its slot a message would crowd those of later slots: 28 a second leave room for two in 30.
MISSED = timedelta(milliseconds=60)
# So short before its slot a message may go: waking up for each alone costs as much as sending it.
EARLY_S = 0.010
MOST_SLOTS = 20
COUNTED = {outcome: f"delivery.{outcome}" for outcome in DeliveryOutcome}


def unobserved(_alert: Alert, _sent_at: datetime) -> None:
    """Nobody wants to know how long an alert took."""


@dataclass(frozen=True, slots=True)
class Waiter:
    """All that serving needs. `delivered` hears of each alert sent, for the metric of its way."""

    store: CourierStore
    sender: Sender
    clock: Clock
    regions: RegionGraph
    settings: DeliverySettings
    tail: Tail
    outlook: Outlook
    delivered: Callable[[Alert, datetime], None] = unobserved
    gate: asyncio.Lock = field(default_factory=asyncio.Lock)
    renderings: Renderings = field(default_factory=Renderings)
    topics_gone: dict[str, datetime] = field(default_factory=dict)

    def plan(self, claimed: Claimed, head: int) -> Turn:
        """The turn as the tail of the log stands."""
        record = claimed.record
        subscription = record.subscription
        candidates = self.tail.candidates(
            subscription.regions, also=subscription.also, after=record.cursor, upto=head
        )
        setting = Setting(
            self.clock.now(),
            self.settings,
            self.regions,
            self.sender.bot_id,
            self.outlook.took_over_at,
            self.renderings,
            self._lost_upto(claimed),
        )
        return turn(record, candidates, attempt=claimed.attempt, head=head, known=self.tail, setting=setting)

    def _lost_upto(self, claimed: Claimed) -> int:
        """The last entry that left the log while this chat was waiting for it, 0 when none can have."""
        oldest = self.tail.oldest
        waited_long = self.clock.now() - claimed.due_at > LOG_KEPT_AT_LEAST
        return oldest.seq - 1 if waited_long and oldest is not None else 0

    async def begin(
        self, sends: Sequence[tuple[Claimed, Send]], *, ahead: bool = False
    ) -> tuple[datetime | None, ...]:
        """Store what is about to be sent; the moments in the pace, None where the chat is no longer ours.

        `ahead`: the first has news, and need not wait for a slot if it is no person. Raises StoreError.
        """
        begins = [Begin(claimed.record.key, claimed.token, send.attempt) for claimed, send in sends]
        if not begins:
            return ()
        return await self.store.begin(begins, self.clock.now(), self.settings.interval, ahead=ahead)

    async def fly_later(self, claimed: Claimed, until: datetime, head: int, deadline: float) -> Settlement | None:
        """A short wait is slept through, then planned anew. Raises StoreError."""
        await self.clock.sleep((until - self.clock.now()).total_seconds())
        match self.plan(claimed, head):
            case Nothing() as nothing:
                return self.passed_over(claimed, nothing)
            case Wait() as wait:
                return self.postponed(claimed, wait.until, hard=wait.hard)
            case Send() as send:
                (start_at,) = await self.begin([(claimed, send)])
                return await self.fly(claimed, send, start_at, deadline)

    async def fly(
        self, claimed: Claimed, send: Send, start_at: datetime | None, deadline: float
    ) -> Settlement | None:
        """Send at `start_at`, or at a later slot where that one is missed. Returns what to settle.

        None when the chat is no longer ours. `deadline`: monotonic moment at which the claim ends.
        Raises StoreError.
        """
        for _ in range(MOST_SLOTS):
            if start_at is None:
                return None
            wait_s = (start_at - self.clock.now()).total_seconds()
            if self._too_late(deadline, wait_s):
                return self.postponed(claimed, start_at, hard=True)
            if wait_s > EARLY_S:
                await self.clock.sleep(wait_s)
            if self.outlook.doubtful:
                # One at a time; what waited here has missed its slot and needs another, or all would go at once.
                async with self.gate:
                    if not self._missed(start_at):
                        return await self._posted(claimed, send, deadline)
            elif not self._missed(start_at):
                return await self._posted(claimed, send, deadline)
            (start_at,) = await self.begin([(claimed, send)])
        return self.postponed(claimed, self.clock.now(), hard=True)

    def _missed(self, start_at: datetime) -> bool:
        return self.clock.now() - start_at > max(MISSED, self.settings.interval)

    def _too_late(self, deadline: float, wait_s: float = 0.0) -> bool:
        """Whether a send that starts after `wait_s` might outlive the claim: Telegram cannot be fenced."""
        ends = self.clock.monotonic() + max(0.0, wait_s) + self.settings.send_timeout.total_seconds()
        return ends > deadline

    async def _posted(self, claimed: Claimed, send: Send, deadline: float) -> Settlement:
        now = self.clock.now()
        flood_at = self.outlook.deadline(now)
        if self.outlook.unauthorised or self._too_late(deadline) or flood_at is not None:
            return self.postponed(claimed, flood_at or now, hard=True)
        try:
            sent = await self._delivered(send)
        except SendError as error:
            return self._failed(claimed, send, error)
        self.outlook.succeeded()
        return self._arrived(claimed, send, sent)

    async def _delivered(self, send: Send) -> Sent:
        """Send it, to the chat itself where the topic is gone, as a new message where an edit is impossible."""
        outgoing = send.outgoing
        now, topic = self.clock.now(), str(outgoing.chat)
        if outgoing.chat.topic is not None and self.topics_gone.get(topic, now) > now:
            outgoing = without_topic(outgoing)
        try:
            return await self._once(outgoing)
        except TopicGone as gone:
            log.warning("topic_gone", chat=topic, error=str(gone))
            self.topics_gone[topic] = now + TOPIC_FORGOTTEN
            return await self._once(without_topic(outgoing))
        except Rejected:
            if outgoing.edit is None:
                raise
            return await self._once(replace(outgoing, edit=None))

    async def _once(self, outgoing: Outgoing) -> Sent:
        try:
            async with asyncio.timeout(self.settings.send_timeout.total_seconds() + 0.5):
                return await self.sender.send(outgoing)
        except TimeoutError:
            raise Ambiguous("the sender did not come back in time") from None

    # --- what is settled --------------------------------------------------------------------------------------

    def passed_over(self, claimed: Claimed, nothing: Nothing) -> Settlement:
        """Nothing is sent; the cursor moves."""
        record, outcome = claimed.record, nothing.outcome
        if outcome not in {DeliveryOutcome.NOTHING_WANTED, DeliveryOutcome.SUPERSEDED}:
            log.warning("given_up", chat=str(record.key), outcome=outcome, lines=nothing.lines)
        return Settlement(
            record.key,
            claimed.token,
            nothing.cursor,
            self.clock.now() if nothing.again else None,
            counts={f"delivery.{outcome}": max(1, nothing.lines)},
            failures=record.failures,
        )

    def postponed(self, claimed: Claimed, until: datetime, *, hard: bool) -> Settlement:
        """Nothing was sent; the chat is due again, with what it was claimed with."""
        record = claimed.record
        return Settlement(
            record.key,
            claimed.token,
            record.cursor,
            until,
            wait=hard,
            attempt=claimed.attempt,
            counts={f"delivery.{DeliveryOutcome.POSTPONED}": 1},
            failures=record.failures,
        )

    def _arrived(self, claimed: Claimed, send: Send, sent: Sent) -> Settlement:
        record, now = claimed.record, self.clock.now()
        for alert in send.alerts:
            self.delivered(alert, now)
        is_edit = send.outgoing.edit == sent.message_id
        outcome = DeliveryOutcome.EDITED if is_edit else DeliveryOutcome.SENT
        counts = {COUNTED[outcome]: 1}
        if send.superseded:
            counts[f"delivery.{DeliveryOutcome.SUPERSEDED}"] = send.superseded
        if send.expired:
            counts[f"delivery.{DeliveryOutcome.GIVEN_UP_EXPIRED}"] = send.expired
        log.debug("sent", chat=str(record.key), message=sent.message_id, seqs=send.seqs, outcome=outcome)
        return Settlement(
            record.key,
            claimed.token,
            send.cursor,
            now + gap(record.kind) if send.again else None,
            receipts=tuple(Receipt(seq, sent.message_id, send.alone, self.sender.bot_id) for seq in send.seqs),
            counts=counts,
            sent_at=now,
            story=send.story,
        )

    def _failed(self, claimed: Claimed, send: Send, error: SendError) -> Settlement:
        record, now = claimed.record, self.clock.now()
        self.outlook.failed(record.key, error, now)
        after = after_failure(
            error,
            send,
            record,
            claimed.attempt,
            now=now,
            ambiguity=self.settings.ambiguity,
            doubted=isinstance(error, Gone) and self.outlook.doubts(record.key, record.failures),
        )
        self._say(claimed, send, error, after)
        flood_at, refused_at = self.outlook.deadline(now), None
        if isinstance(error, Throttled) and flood_at is None:
            flood_at, refused_at = now + error.retry_after, now
        return Settlement(
            record.key,
            claimed.token,
            after.cursor,
            after.next_at,
            wait=after.wait,
            attempt=after.attempt,
            counts={f"delivery.{after.outcome}": max(1, after.lines)},
            suspend=after.suspend,
            migrate_to=after.migrate_to,
            flood_until_at=flood_at if isinstance(error, Throttled) else None,
            refused_at=refused_at,
            # It may have arrived: then it counts in the chat's pace.
            sent_at=now if isinstance(error, Ambiguous) else None,
            story=record.last_story,
            failures=after.failures,
        )

    def _say(self, claimed: Claimed, send: Send, error: SendError, after: After) -> None:
        """Why it is tried again or given up; where it may have arrived, by which policy."""
        policy = {"policy": self.settings.ambiguity} if isinstance(error, Ambiguous) else {}
        log.warning(
            "not_sent",
            chat=str(claimed.record.key),
            seqs=send.seqs,
            tries=send.attempt.tries,
            error=type(error).__name__,
            said=str(error),
            outcome=after.outcome,
            next_at=after.next_at and after.next_at.isoformat(),
            suspended=after.suspend,
            **policy,
        )
