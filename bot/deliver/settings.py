"""How delivery behaves: what an operator may set, with limits checked. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

FREE_RATE = 30.0
PAID_RATE = 1000.0


class Ambiguity(StrEnum):
    """What becomes of a message that perhaps arrived: REPEAT risks hearing it twice, SKIP never."""

    REPEAT = "repeat"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """Raises ValueError when a value is out of its range.

    `rate`: messages a second for the whole bot, at most 30; up to 1000 only with `paid` (Telegram charges for
    paid broadcasts). `burst_window`: how long followers of one speaker or story wait for each other, 0 for
    not at all. `age_limit`: older lines are only counted ("and 12 earlier lines"); at least a day for a daily
    digest. `in_flight`: sends at the same time. `hold`: how long a claimed chat is ours; `send_timeout` must
    fit into it. `buttons`: under alerts, never in channels. `source_titles`: how a source is called in a
    message, by its name. `long_flood`: a flood wait of at least this length is told to the operators.
    """

    rate: float = 28.0
    paid: bool = False
    burst_window: timedelta = timedelta(seconds=10)
    age_limit: timedelta = timedelta(hours=24)
    ambiguity: Ambiguity = Ambiguity.REPEAT
    in_flight: int = 8
    hold: timedelta = timedelta(seconds=8)
    send_timeout: timedelta = timedelta(seconds=5)
    buttons: bool = True
    mute_minutes: int = 60
    source_titles: Mapping[str, str] = field(default_factory=dict)
    long_flood: timedelta = timedelta(seconds=60)
    wake_chunk: int = 250

    def __post_init__(self) -> None:
        most = PAID_RATE if self.paid else FREE_RATE
        if not 0 < self.rate <= most:
            hint = "" if self.paid else " (more needs paid broadcasts to be asked for)"
            raise ValueError(
                f"the rate must lie between 0 and {most:g} messages a second{hint}, not {self.rate:g}"
            )
        if not timedelta(0) <= self.burst_window <= timedelta(minutes=10):
            raise ValueError(f"the burst window must lie between 0 s and 10 min, not {self.burst_window}")
        if not timedelta(minutes=1) <= self.age_limit <= timedelta(days=29):
            raise ValueError(f"the age limit must lie between a minute and 29 days, not {self.age_limit}")
        if not 1 <= self.in_flight <= 64:
            raise ValueError(f"1 to 64 sends may be in flight, not {self.in_flight}")
        if self.send_timeout + timedelta(seconds=1) > self.hold:
            raise ValueError(f"a chat is held for {self.hold}: too short for a time-out of {self.send_timeout}")

    @property
    def interval(self) -> timedelta:
        """The time between two messages of the bot."""
        return timedelta(seconds=1 / self.rate)
