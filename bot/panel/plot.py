"""The latency plot: one dot a message, time to the right, seconds on a logarithmic scale. Plain SVG."""

import math
from collections.abc import Sequence
from datetime import datetime

from bot.panel.markup import Html, join, tag
from bot.panel.status import LatencyPoint
from bot.panel.wording import age, duration, plural

WIDTH, HEIGHT = 420, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 8, 8, 22
_NOTHING = "This process has sent no message yet."
_RULES_S = (0.1, 1.0, 10.0, 60.0, 600.0, 3600.0, 36000.0)


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0..1) of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def plot(points: Sequence[LatencyPoint], now: datetime, *, elsewhere: bool = False) -> Html:
    """The points up to `now`; a word instead when there are none. `elsewhere`: another replica sends."""
    if not points:
        return tag("p", "Another replica sends; its page has the plot." if elsewhere else _NOTHING, class_="empty")
    seconds = [max(0.05, point.seconds) for point in points]
    span_s = max(60.0, *((now - point.at).total_seconds() for point in points))
    low, high = _RULES_S[0], max(10.0, max(seconds) * 1.3)

    def x(at: datetime) -> float:
        share = 1 - max(0.0, (now - at).total_seconds()) / span_s
        return _LEFT + share * (WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        share = (math.log(min(max(value, low), high)) - math.log(low)) / (math.log(high) - math.log(low))
        return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)

    middle, slow = quantile(seconds, 0.5), quantile(seconds, 0.95)
    rules = [_rule(y(value), _round(value)) for value in _RULES_S if value <= high]
    dots = [
        tag(
            "circle",
            tag("title", f"{duration(point.seconds)} at {point.at:%H:%M:%S} UTC"),
            cx=f"{x(point.at):.1f}",
            cy=f"{y(value):.1f}",
            r="2.6",
            class_="late" if value > slow else None,
        )
        for point, value in zip(points, seconds, strict=True)
    ]
    said = (
        f"Last {plural(len(points), 'message')}: median {duration(middle)}, 95 % within {duration(slow)}, "
        f"slowest {duration(max(seconds))}"
    )
    return join(_drawing(rules, dots, (y(middle), y(slow)), span_s, said), _legend(points, seconds))


def _drawing(
    rules: Sequence[Html], dots: Sequence[Html], levels: tuple[float, float], span_s: float, said: str
) -> Html:
    return tag(
        "svg",
        tag("g", *rules, class_="rules"),
        tag("g", *dots, class_="dots"),
        _level(levels[0], "middle"),
        _level(levels[1], "slow"),
        _ends(span_s),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=said,
    )


def _legend(points: Sequence[LatencyPoint], seconds: Sequence[float]) -> Html:
    return tag(
        "p",
        tag("span", f"median {duration(quantile(seconds, 0.5))}", class_="key middle"),
        tag("span", f"95 % within {duration(quantile(seconds, 0.95))}", class_="key slow"),
        tag("span", f"slowest {duration(max(seconds))}"),
        tag("span", f"last {plural(len(points), 'message')}"),
        class_="legend",
        aria_hidden="true",
    )


def _rule(height: float, label: str) -> Html:
    line = tag("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=f"{height:.1f}", y2=f"{height:.1f}")
    return join(line, tag("text", label, x=_LEFT - 5, y=f"{height + 3:.1f}", text_anchor="end"))


def _round(seconds: float) -> str:
    """A label of the scale: 0.1 s, 10 s, 1 min, 10 h."""
    return (
        f"{seconds:g} s"
        if seconds < 60
        else f"{seconds / 60:g} min"
        if seconds < 3600
        else f"{seconds / 3600:g} h"
    )


def _level(height: float, name: str) -> Html:
    return tag("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=f"{height:.1f}", y2=f"{height:.1f}", class_=name)


def _ends(span_s: float) -> Html:
    middle = (_LEFT + WIDTH - _RIGHT) / 2
    return join(
        tag("text", f"{age(span_s)} ago", x=_LEFT, y=HEIGHT - 5),
        tag("text", f"{age(span_s / 2)} ago", x=middle, y=HEIGHT - 5, text_anchor="middle"),
        tag("text", "now", x=WIDTH - _RIGHT, y=HEIGHT - 5, text_anchor="end"),
    )
