"""Views to draw: one of a busy evening with everything in it, one of a program that has just begun."""

from datetime import UTC, datetime, timedelta

from bot.model.delivery import DeliveryOutcome
from bot.model.news import Outcome
from bot.panel.status import (
    AlertRow,
    HeldRow,
    LatencyPoint,
    Link,
    LinkState,
    LoopRow,
    RoleRow,
    SourceRow,
    SourceState,
    StatusView,
)

NOW = datetime(2026, 3, 14, 20, 15, 30, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> & \"quoted\" 'twice' <b onmouseover=x>"


def ago(seconds: float, now: datetime = NOW) -> datetime:
    return now - timedelta(seconds=seconds)


def new_view(now: datetime = NOW) -> StatusView:
    """Nothing has happened yet."""
    return StatusView(
        now=now,
        started_at=now,
        version="0.1.0",
        replica="harbour-1",
        redis=Link(LinkState.OK, now),
        telegram=Link(LinkState.ABSENT),
        sources=(SourceRow("harbour-en", SourceState.STARTING, interval_s=20),),
        decisions=dict.fromkeys([one.value for one in Outcome], 0),
        deliveries=dict.fromkeys([one.value for one in DeliveryOutcome], 0),
    )


def _sources(now: datetime) -> tuple[SourceRow, ...]:
    def row(name: str, state: SourceState, read_s: float, lines: int, note: str = "") -> SourceRow:
        read_at, since_at = ago(read_s, now), ago(read_s * 3 + 60, now)
        return SourceRow(name, state, "ticker", "https://example.org/", read_at, since_at, 20, 90, lines, note)

    return (
        row("harbour-en", SourceState.OK, 6, 10),
        row("harbour-ar", SourceState.OK, 11, 10),
        row("cedar-live", SourceState.QUIET, 14, 8),
        row("levant-wire", SourceState.BLOCKED, 840, 12, "HTTP 403, refused by the site"),
        row("coast-ticker", SourceState.GAP, 4, 10, "no line in common with the last poll"),
    )


def _alerts(now: datetime) -> tuple[AlertRow, ...]:
    return (*_fresh_alerts(now), *_older_alerts(now))


def _fresh_alerts(now: datetime) -> tuple[AlertRow, ...]:
    place = "“Nabatieh” after “in” is a town of lebanon"
    return (
        AlertRow(
            418,
            ago(9, now),
            "new",
            "harbour-en",
            "Harbour correspondent: Two drone strikes hit the road between Nabatieh and Kfar Tibnit",
            "en",
            ("lebanon",),
            (),
            (place, "nothing alike in the last 48 h"),
            sent_after_s=1.8,
            chats=214,
            url="https://example.org/",
        ),
        AlertRow(
            417,
            ago(75, now),
            "new",
            "harbour-ar",
            "مراسل المرفأ: غارة تستهدف أطراف بلدة كفر تبنيت في جنوب لبنان (MP-7)",
            "ar",
            ("lebanon",),
            ("israel",),
            ("«جنوب لبنان» منطقة من lebanon",),
            sent_after_s=2.4,
            chats=187,
        ),
    )


def _older_alerts(now: datetime) -> tuple[AlertRow, ...]:
    return (
        AlertRow(
            416,
            ago(310, now),
            "update",
            "harbour-en",
            "Health Ministry: Toll of the ferry accident off Limassol rises to 14",
            "en",
            ("cyprus", "greece"),
            ("united-kingdom",),
            ("a number changed: 11 became 14", "“Limassol” lies in cyprus"),
            "Health Ministry: 11 dead in ferry accident off Limassol",
            sent_after_s=1.1,
            chats=96,
        ),
        AlertRow(
            415,
            ago(1900, now),
            "new",
            "coast-ticker",
            "An earthquake of magnitude 5.8 was felt in western Türkiye and on Greek islands",
            "en",
            ("turkey", "greece"),
            late=True,
            because=("seen after an outage of 14 min", "“Türkiye” names turkey"),
            sent_after_s=3.9,
            chats=1312,
        ),
        AlertRow(414, ago(2400, now), "retyped", "harbour-en", HOSTILE, "en", ("world",), because=(HOSTILE,)),
    )


def _held(now: datetime) -> tuple[HeldRow, ...]:
    return (
        HeldRow(
            ago(41, now),
            "harbour-en",
            "Two drone strikes target Nabatieh - Kfar Tebnit road",
            "duplicate",
            ("same places, same act", "likeness 0.91"),
            "Harbour correspondent: Two drone strikes hit the road between Nabatieh and Kfar Tibnit",
        ),
        HeldRow(ago(4000, now), "cedar-live", "Weather: calm seas expected", "drop", ("first poll",)),
    )


def full_view(now: datetime = NOW) -> StatusView:
    """A busy evening: one source blocked, one with a gap, alerts in two scripts, hostile text."""
    wave = [0.9, 1.4, 1.1, 2.2, 1.8, 0.7, 3.1, 1.6, 9.0, 2.4, 1.2, 0.5, 4.4, 1.3, 1.9, 42.0, 1.0, 2.8, 1.5, 0.8]
    return StatusView(
        now=now,
        started_at=ago(3.4 * 86400, now),
        version="0.1.0",
        replica="harbour-1",
        redis=Link(LinkState.OK, ago(1, now)),
        telegram=Link(LinkState.OK, ago(9, now), "@harbour_bot"),
        sources=_sources(now),
        roles=(
            RoleRow("watcher", "harbour-1", mine=True),
            RoleRow("courier", "harbour-2"),
            RoleRow("listener", "harbour-1", mine=True),
        ),
        loops=(LoopRow("watcher", 4.2, 60), LoopRow("courier", 0.3, 30), LoopRow("listener", 12, 90)),
        alerts=_alerts(now),
        held=_held(now),
        decisions={"alert": 418, "update": 61, "duplicate": 230, "drop": 10},
        deliveries={
            **dict.fromkeys([one.value for one in DeliveryOutcome], 0),
            "sent": 48_211,
            "edited": 12,
            "nothing_wanted": 9_120,
            "throttled": 3,
            "given_up_gone": 41,
        },
        due={"first": 1, "rest": 36},
        oldest_wait_s=2.6,
        chats={"active": 1840, "suspended": 41},
        latency=tuple(LatencyPoint(ago(3600 - 59 * i, now), wave[i * 7 % 20] + i % 5 * 0.2) for i in range(60)),
    )
