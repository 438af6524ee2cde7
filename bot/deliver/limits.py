"""The pace of one chat, and of a burst. Pure; the pace of the whole bot is kept in the store.

Telegram: "avoid sending more than one message per second" to a chat; "not more than 20 messages per minute" to
a group, which its support applies to channels too (Bots FAQ, "My bot is hitting limits").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.chat import ChatKind, ChatRecord
from bot.model.news import Alert

# A little over a second: requests may overtake the clock's tick on their way.
PERSON_GAP = timedelta(seconds=1.05)
# 60 s / 19: evenly spaced, no minute ever holds twenty, and nothing has to be remembered but the last send.
GROUP_GAP = timedelta(seconds=60 / 19)
# A wait this short is slept through by the turn that has the chat already.
SHORT = timedelta(milliseconds=300)
_BETWEEN = "\x1f"
_LONGEST_SPEAKER = 60

# Slots are taken so shortly before they come that a channel's line finds one soon, also in a round of a million.
AHEAD = timedelta(milliseconds=15)
# At a pace slower than this nobody notices waiting for a slot; a slot so far off is the end of a flood wait.
SLOW = timedelta(milliseconds=100)
FAR = timedelta(seconds=1)
MANY = 64


@dataclass(slots=True)
class Slots:
    """The slots of the whole bot's pace that the courier took, so that it takes none too early.

    `interval`: between two slots. Only a hint: what counts is the pace in the store.
    """

    interval: timedelta
    free_at: datetime | None = None

    def took(self, starts: Iterable[datetime | None]) -> None:
        """Slots that were given; None where there was none."""
        given = [at for at in starts if at is not None]
        if given:
            free_at = max(given) + self.interval
            # A channel may have been given a moment beside the pace, before slots that were taken already.
            self.free_at = free_at if self.free_at is None else max(free_at, self.free_at)

    def room(self, now: datetime) -> tuple[int, float]:
        """How many may be taken now (at least one after that many seconds)."""
        free_in = max(timedelta(0), self.free_at - now) if self.free_at is not None else timedelta(0)
        if self.interval > SLOW or free_in > FAR:
            return MANY, 0.0
        room = max(0, 1 + (AHEAD - free_in) // self.interval)
        return room, 0.0 if room else (free_in - AHEAD).total_seconds()


def gap(kind: ChatKind) -> timedelta:
    """The least time between two messages to a chat of that kind."""
    return PERSON_GAP if kind is ChatKind.PRIVATE else GROUP_GAP


def free_at(record: ChatRecord) -> datetime | None:
    """The moment from which the chat may get its next message; None when at once."""
    return record.last_sent_at + gap(record.kind) if record.last_sent_at is not None else None


def story_of(alert: Alert) -> str:
    """What is kept of the last line sent, for the burst window: its speaker and its story."""
    return f"{alert.speaker[:_LONGEST_SPEAKER]}{_BETWEEN}{alert.story}"


def follows(alert: Alert, last_story: str) -> bool:
    """Whether a line belongs to the same speaker or story as the last one sent."""
    speaker, _, story = last_story.partition(_BETWEEN)
    return bool((speaker and alert.speaker[:_LONGEST_SPEAKER] == speaker) or (story and alert.story == story))


def held_until(record: ChatRecord, pending: tuple[Alert, ...], window: timedelta) -> datetime | None:
    """The end of the burst window while all that is pending follows the last line sent; else None."""
    if record.last_sent_at is None or not window or not record.last_story:
        return None
    if not all(follows(alert, record.last_story) for alert in pending):
        return None
    return record.last_sent_at + window
