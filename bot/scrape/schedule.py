"""When a source is polled next. Pure: the jitter is passed in.

The floor is the operator's `every`; slower only when the site is failing or throttling, when robots.txt asks
for it, or when `adapt` lets the interval follow how fast the ticker moves.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.ports.errors import SourceBlocked, SourceError, SourceThrottled
from bot.scrape.settings import SourceSettings

# The longest pause after failures. A site that is down is asked often enough to catch its return; one that refuses
# us is left in peace.
LONGEST_AWAY = timedelta(minutes=2)
LONGEST_REFUSED = timedelta(minutes=15)
# How many polls stay at the floor after a gap, where the interval may adapt.
HURRIED_POLLS = 20
# Polls per expected new line: a line is seen, on average, within an eighth of the usual time between lines.
POLLS_PER_LINE = 4
JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Pace:
    """Where the rhythm of a source stands. `failures` in a row. `usual_s`: seconds between new lines, smoothed.

    `moved_at`: when a new line was seen last, or the first poll was. `hurry`: polls left at the floor after a gap.
    `next_at` None: at once (nothing was polled yet).
    """

    next_at: datetime | None = None
    failures: int = 0
    usual_s: float | None = None
    moved_at: datetime | None = None
    hurry: int = 0


def after_success(
    pace: Pace,
    now: datetime,
    settings: SourceSettings,
    *,
    jitter: float,
    news: int = 0,
    gap: bool = False,
    fresh_for: timedelta | None = None,
    crawl_delay: timedelta | None = None,
) -> Pace:
    """The pace after a poll that went well. `news`: new lines it brought. `jitter`: in 0..1."""
    usual_s, moved_at = pace.usual_s, pace.moved_at
    if news:
        if moved_at is not None:
            between_s = max(1.0, (now - moved_at).total_seconds()) / news
            usual_s = between_s if usual_s is None else 0.7 * usual_s + 0.3 * between_s
        moved_at = now
    moved_at = moved_at or now
    hurry = HURRIED_POLLS if gap else max(0, pace.hurry - 1)
    pace = replace(pace, failures=0, usual_s=usual_s, moved_at=moved_at, hurry=hurry)
    interval = _adapted(pace, now, settings, fresh_for) if settings.adapt and not hurry else settings.every
    if crawl_delay is not None:
        interval = max(interval, crawl_delay)
    return replace(pace, next_at=now + interval * (1 + JITTER * jitter))


def after_failure(
    pace: Pace, now: datetime, settings: SourceSettings, error: SourceError, *, jitter: float
) -> Pace:
    """The pace after a poll that failed: double the pause each time, with jitter, never sooner than asked.

    `jitter`: in 0..1; half of a long pause is left to it, so that many watchers do not return at once.
    """
    failures = pace.failures + 1
    refused = isinstance(error, SourceBlocked | SourceThrottled)
    longest = max(LONGEST_REFUSED if refused else LONGEST_AWAY, settings.every)
    pause = min(settings.every * 2 ** min(failures - 1, 16), longest)
    pause = max(settings.every, pause * (0.5 + 0.5 * jitter))
    if isinstance(error, SourceThrottled) and error.retry_after is not None:
        pause = max(settings.every, error.retry_after * (1 + JITTER * jitter))
    return replace(pace, failures=failures, next_at=now + pause)


def _adapted(pace: Pace, now: datetime, settings: SourceSettings, fresh_for: timedelta | None) -> timedelta:
    """Between the floor and the ceiling: a share of the usual time between lines, or of the present silence.

    A cache that will go on giving the same answer is not asked before it can know better.
    """
    interval = settings.every
    if pace.moved_at is not None:
        silent_s = (now - pace.moved_at).total_seconds()
        interval = timedelta(seconds=max(pace.usual_s or 0.0, silent_s / 4) / POLLS_PER_LINE)
    if fresh_for is not None:
        interval = max(interval, fresh_for)
    return max(settings.every, min(interval, max(settings.ceiling, settings.every)))
