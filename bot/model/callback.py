"""What the buttons under an alert send back. Rendering writes these, the chat commands read them.

    why:<seq>               why this line came: the alert's place in the log
    mute:<region>:<minutes> silence this region here for so long
    latest:<region>         the latest lines of this region

At most 64 bytes, Telegram's limit; slugs are ASCII and far shorter.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Why:
    seq: int

    def __str__(self) -> str:
        return f"why:{self.seq}"


@dataclass(frozen=True, slots=True)
class MuteRegion:
    region: str
    minutes: int

    def __str__(self) -> str:
        return f"mute:{self.region}:{self.minutes}"

    @property
    def span(self) -> timedelta:
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Latest:
    region: str

    def __str__(self) -> str:
        return f"latest:{self.region}"


AlertPress = Why | MuteRegion | Latest
LONGEST_MUTE = timedelta(days=31)


def parsed_press(text: str) -> AlertPress | None:
    """The press behind a button's text; None when it is not of an alert, or malformed. Never raises."""
    word, *rest = text.split(":")
    match word, rest:
        case "why", [seq] if seq.isascii() and seq.isdigit() and len(seq) < 16:
            return Why(int(seq))
        case "latest", [region] if region:
            return Latest(region)
        case "mute", [region, minutes] if region and minutes.isascii() and minutes.isdigit() and len(minutes) < 8:
            press = MuteRegion(region, int(minutes))
            return press if timedelta(0) < press.span <= LONGEST_MUTE else None
    return None
