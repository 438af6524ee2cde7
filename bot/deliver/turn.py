"""One turn of a chat: what the log holds past its cursor becomes a message to send, a wait, or nothing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile

from bot.deliver.audience import TICKER, may_serve_at, wants
from bot.deliver.limits import free_at, gap, held_until, story_of
from bot.deliver.pending import (
    Heard,
    Known,
    Told,
    age_limit,
    answering,
    first_batch,
    newest_versions,
    without_withdrawn,
    young_enough,
)
from bot.deliver.render import Line, Mark, Renderings, Style, lost, part_count
from bot.deliver.settings import Ambiguity, DeliverySettings
from bot.model.chat import Attempt, ChatKey, ChatRecord
from bot.model.delivery import DeliveryOutcome, Message, Outgoing
from bot.model.news import Alert
from bot.model.region import RegionGraph

# An attempt that came to nothing so often is given up once its lines are too old to be told.
MOST_TRIES = 10


@dataclass(frozen=True, slots=True)
class Setting:
    """All that a turn is decided on beside the chat: the moment, the settings, the regions, the bot.

    `took_over_at`: what an earlier run began and did not settle may have been sent until then.
    `lost_upto`: what the chat waited for up to that entry has left the log; 0 when nothing has.
    """

    now: datetime
    settings: DeliverySettings
    regions: RegionGraph
    bot_id: int
    took_over_at: datetime | None = None
    renderings: Renderings = field(default_factory=Renderings)
    lost_upto: int = 0


@dataclass(frozen=True, slots=True)
class Nothing:
    """No message: the cursor moves to `cursor`. `again`: more may be pending beyond it."""

    cursor: int
    outcome: DeliveryOutcome = DeliveryOutcome.NOTHING_WANTED
    lines: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Not before `until`. `hard`: no wake brings it forward (quiet hours, pace); a burst's wait is soft."""

    until: datetime
    hard: bool


@dataclass(frozen=True, slots=True)
class Send:
    """One message. `attempt`: the range it carries, to be stored first. `cursor`: where it then stands.

    `seqs`: the alerts it carries. `alone`: a single line and nothing else. `again`: more is pending.
    `alerts`: those told, oldest first. `superseded`, `expired`: lines it passes over.
    """

    outgoing: Outgoing
    attempt: Attempt
    cursor: int
    seqs: tuple[int, ...]
    alone: bool
    again: bool
    story: str
    alerts: tuple[Alert, ...] = field(default=(), repr=False)
    superseded: int = 0
    expired: int = 0


Turn = Nothing | Wait | Send


def turn(
    record: ChatRecord,
    candidates: Sequence[Alert],
    *,
    attempt: Attempt | None,
    head: int,
    known: Known,
    setting: Setting,
) -> Turn:
    """What to do for a claimed chat.

    `candidates`: entries of the log in its regions, ascending, beyond its cursor and up to `head`. `attempt`: a
    send that was begun and never settled (tries >= 1: perhaps delivered; 0: certainly not, but pinned).
    """
    now = setting.now
    wanted = tuple(
        alert
        for alert in candidates
        if record.cursor < alert.seq <= head and wants(alert, record, setting.regions, now)
    )
    begun = attempt.last if attempt is not None and attempt.tries >= 1 else 0
    heard = Heard(record, known, setting.regions, now, setting.bot_id)
    pending = without_withdrawn(wanted, heard, begun)
    if attempt is not None:
        return _again(record, attempt, pending, known, setting)
    if setting.lost_upto > record.cursor:
        return _lost(record, setting)
    if not pending and wanted:
        return Nothing(max(head, record.cursor), DeliveryOutcome.SUPERSEDED, len(wanted))
    if not pending:
        return Nothing(max(head, record.cursor))
    wait = waiting(record, pending, setting)
    return wait or _composed(record, pending, Attempt(pending[0].seq, wanted[-1].seq), known, setting)


def waiting(record: ChatRecord, pending: tuple[Alert, ...], setting: Setting) -> Wait | None:
    """Why the chat is not served now: mute, quiet hours or digest; its pace; a burst. None: it is."""
    now = setting.now
    serve_at = may_serve_at(record.subscription, now, pending[0].seen_at)
    if serve_at > now:
        return Wait(serve_at, hard=True)
    pace_at = free_at(record)
    if pace_at is not None and pace_at > now:
        return Wait(pace_at, hard=True)
    held_at = held_until(record, pending, setting.settings.burst_window)
    return Wait(held_at, hard=False) if held_at is not None and held_at > now else None


@dataclass(frozen=True, slots=True)
class Composed:
    """A message of the lines in `batch`. `is_part`: of a line in several messages; `done`: its last one."""

    message: Message
    batch: tuple[Told, ...]
    is_part: bool = False
    done: bool = True

    @property
    def last(self) -> int:
        return self.batch[-1].line.alert.seq


def compose(record: ChatRecord, tolds: Sequence[Told], setting: Setting, *, earlier: int) -> Composed:
    """The message for the first lines that go together and fit."""
    style = Style.of(record, setting.regions, setting.settings, setting.now)
    batch = first_batch(tolds)
    alert = batch[0].line.alert
    parts = part_count(alert)
    if parts > 1:
        done = sum(receipt.seq == alert.seq for receipt in record.receipts if receipt.bot_id == setting.bot_id)
        part = min(done + 1, parts)
        line = replace(batch[0].line, part=part, parts=parts)
        message, _ = setting.renderings.fitting([line], style, earlier if part == 1 else 0)
        return Composed(message, batch[:1], is_part=True, done=part == parts)
    whole = tuple(takewhile(lambda told: part_count(told.line.alert) == 1, batch))
    message, count = setting.renderings.fitting([told.line for told in whole], style, earlier)
    # What the operators correct or withdraw rings, or it would not be seen.
    silent = message.silent or all(_is_quiet(told.line) for told in whole[:count])
    if silent != message.silent or whole[0].reply_to is not None:
        message = replace(message, silent=silent, reply_to=whole[0].reply_to)
    return Composed(message, whole[:count])


def _is_quiet(line: Line) -> bool:
    return line.mark is Mark.CORRECTION and line.alert.origin == TICKER


def _composed(
    record: ChatRecord, pending: tuple[Alert, ...], attempt: Attempt, known: Known, setting: Setting
) -> Send:
    """The message for what is pending, `attempt` being the range it may at most carry."""
    ranged = tuple(alert for alert in pending if alert.seq <= attempt.last)
    kept, superseded = newest_versions(ranged)
    limit = age_limit(record, setting.settings.age_limit)
    young, old = young_enough(kept, setting.now, limit)
    if not young:
        return _only_count(record, old, attempt, setting)
    heard = Heard(record, known, setting.regions, setting.now, setting.bot_id)
    composed = compose(record, answering(young, heard), setting, earlier=len(old))
    last = attempt.last if len(composed.batch) == len(young) else composed.last
    cursor = last if composed.done else record.cursor
    alerts = tuple(told.line.alert for told in composed.batch)
    edit = composed.batch[0].edit
    return Send(
        Outgoing(record.key, composed.message, edit=edit),
        attempt if attempt.last == last else replace(attempt, last=last),
        cursor=cursor,
        seqs=tuple(alert.seq for alert in alerts),
        alone=len(alerts) == 1 and not old and not composed.is_part,
        again=cursor < pending[-1].seq,
        story=story_of(alerts[-1]) if edit is None else record.last_story,
        alerts=alerts,
        superseded=superseded,
        expired=len(old),
    )


def _lost(record: ChatRecord, setting: Setting) -> Turn:
    """The cursor is older than the log: said in one line, then the turn goes on at the log's beginning."""
    now = setting.now
    serve_at = max(may_serve_at(record.subscription, now, now), free_at(record) or now)
    if serve_at > now:
        return Wait(serve_at, hard=True)
    message = lost(Style.of(record, setting.regions, setting.settings, now))
    return Send(
        Outgoing(record.key, message),
        Attempt(record.cursor + 1, setting.lost_upto),
        cursor=setting.lost_upto,
        seqs=(),
        alone=False,
        again=True,
        story=record.last_story,
        expired=1,
    )


def _only_count(record: ChatRecord, old: Sequence[Alert], attempt: Attempt, setting: Setting) -> Send:
    style = Style.of(record, setting.regions, setting.settings, setting.now)
    message, _ = setting.renderings.fitting([], style, len(old))
    return Send(
        Outgoing(record.key, replace(message, silent=True)),
        attempt,
        cursor=attempt.last,
        seqs=(),
        alone=False,
        again=False,
        story=record.last_story,
        expired=len(old),
    )


def _again(
    record: ChatRecord, attempt: Attempt, pending: tuple[Alert, ...], known: Known, setting: Setting
) -> Turn:
    """A send that was begun before: exactly its range, without newer lines; or past it, by policy."""
    ranged = tuple(alert for alert in pending if attempt.first <= alert.seq <= attempt.last)
    if attempt.tries >= 1 and setting.settings.ambiguity is Ambiguity.SKIP:
        return Nothing(attempt.last, DeliveryOutcome.GIVEN_UP_UNKNOWN, len(ranged), again=True)
    if not ranged:
        return Nothing(attempt.last, DeliveryOutcome.NOTHING_WANTED, again=True)
    if attempt.tries >= MOST_TRIES and not young_enough(ranged, setting.now, setting.settings.age_limit)[0]:
        return Nothing(attempt.last, DeliveryOutcome.GIVEN_UP_EXPIRED, len(ranged), again=True)
    now, perhaps_at = setting.now, setting.took_over_at if attempt.tries >= 1 else None
    paced_at = max(free_at(record) or now, perhaps_at + gap(record.kind) if perhaps_at is not None else now)
    serve_at = max(may_serve_at(record.subscription, now, ranged[0].seen_at), paced_at)
    if serve_at > now:
        return Wait(serve_at, hard=True)
    tried = replace(attempt, tries=attempt.tries + 1)
    send = _composed(record, pending, tried, known, setting)
    return plainly(send) if attempt.plain else send


def plainly(send: Send) -> Send:
    """The same message without mark-up, and never as an edit: for one that Telegram would not take."""
    message = replace(send.outgoing.message, html="")
    return replace(send, outgoing=replace(send.outgoing, message=message, edit=None))


def without_topic(outgoing: Outgoing) -> Outgoing:
    """To the chat itself, when the topic is gone."""
    return replace(outgoing, chat=ChatKey(outgoing.chat.id))
