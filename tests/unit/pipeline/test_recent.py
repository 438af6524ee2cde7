"""What was committed lately is kept for a Redis that forgets."""

from datetime import UTC, datetime, timedelta

from bot.model.news import Headline
from bot.pipeline.recent import KEPT, MOST, Recent

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def line(number: int, source: str = "a") -> Headline:
    return Headline(source, f"line {number}", NOW - timedelta(hours=1), "en")


def test_lines_of_the_last_minutes_are_offered_if_they_are_not_known() -> None:
    recent = Recent()
    assert recent.newest_at is None
    for number in range(3):
        recent.add(f"r{number}", line(number, "ab"[number % 2]), NOW + number * MINUTE)
    assert recent.newest_at == NOW + 2 * MINUTE
    assert recent.sources == {"a", "b"}
    assert recent.lost("a", {"r0"}) == [line(2)]
    recent.trim(NOW + KEPT)
    assert recent.lost("a", ()) == [line(0), line(2)]
    recent.trim(NOW + KEPT + MINUTE)
    assert recent.lost("a", ()) == [line(2)]


def test_what_is_not_confirmed_stays() -> None:
    recent = Recent()
    recent.confirmed_at = NOW - MINUTE
    for number in range(3):
        recent.add(f"r{number}", line(number), NOW + number * MINUTE)
    recent.trim(NOW + 9 * KEPT)
    assert recent.lost("a", ()) == [line(0), line(1), line(2)]
    recent.confirmed_at = NOW + MINUTE
    recent.trim(NOW + 9 * KEPT)
    assert recent.lost("a", ()) == [line(2)]


def test_it_is_bounded() -> None:
    recent = Recent()
    for number in range(MOST + 1):
        recent.add(f"r{number}", line(number), NOW)
    assert len(recent.lost("a", ())) == MOST
