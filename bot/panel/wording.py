"""Figures in words: ages, durations, counts, moments. The same everywhere on the page."""

from datetime import datetime

from bot.panel.markup import Html, tag

_STEPS = ((100.0, 1.0, "s"), (100.0 * 60, 60.0, "min"), (48.0 * 3600, 3600.0, "h"))


def age(seconds: float) -> str:
    """A whole figure that a glance takes in: "42 s", "12 min", "5 h", "3 d". panel.js counts on the same way."""
    for below, unit_s, unit in _STEPS:
        if seconds < below:
            return f"{int(max(0.0, seconds) / unit_s)} {unit}"
    return f"{int(seconds / 86400)} d"


def duration(seconds: float) -> str:
    """A measured time with the digits that matter: "0.42 s", "3.2 s", "48 s", "3.5 min", "2.0 h"."""
    if seconds < 1:
        return f"{seconds:.2f} s"
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.1f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"


def count(number: int) -> str:
    """Thousands apart by a thin space."""
    return f"{number:,}".replace(",", "\u2009")


def plural(number: int, one: str, many: str = "") -> str:
    """ "1 chat", "3 chats"."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def since(at: datetime | None, now: datetime) -> Html:
    """How long ago, counting on in the browser; the exact moment on hover."""
    if at is None:
        return tag("span", "never", class_="faint")
    exact = at.isoformat(timespec="seconds")
    shown = age((now - at).total_seconds())
    return tag("time", shown, datetime=exact, data_age=True, title=at.strftime("%Y-%m-%d %H:%M:%S UTC"))


def clock(at: datetime) -> Html:
    """The moment itself, hours to seconds, UTC."""
    return tag(
        "time", at.strftime("%H:%M:%S"), datetime=at.isoformat(), title=at.strftime("%Y-%m-%d %H:%M:%S UTC")
    )
