"""The rhythm of polls: never under the floor, never past the ceiling, faster when the ticker moves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports.errors import SourceBlocked, SourceError, SourceThrottled, SourceUnreachable
from bot.scrape.schedule import HURRIED_POLLS, JITTER, Pace, after_failure, after_success
from bot.scrape.settings import SourceSettings
from tests.fakes.clock import START_AT

EVERY, CEILING = timedelta(seconds=10), timedelta(seconds=90)
ADAPTING = SourceSettings("x", "https://news.example/", every=EVERY, ceiling=CEILING, adapt=True)


def played(line_every_s: float, polls: int, pace: Pace | None = None) -> tuple[Pace, float]:
    """A ticker with a line every so many seconds, watched for some polls; the pace, and the last interval."""
    pace = pace or Pace()
    at, shown, interval = START_AT, 0, 0.0
    for _ in range(polls):
        lines = int((at - START_AT).total_seconds() / line_every_s)
        pace = after_success(pace, at, ADAPTING, jitter=0.0, news=lines - shown)
        shown = lines
        assert pace.next_at is not None
        interval = (pace.next_at - at).total_seconds()
        at = pace.next_at
    return pace, interval


def test_a_busy_ticker_is_polled_at_the_floor_and_a_slow_one_less_often() -> None:
    assert played(15, 60)[1] == 10
    assert 40 <= played(240, 60)[1] <= 80
    assert played(7200, 60)[1] == 90


def test_a_gap_hurries_the_next_polls() -> None:
    pace, slow = played(7200, 100)
    assert slow == 90
    pace = after_success(pace, START_AT, ADAPTING, jitter=0.0, news=10, gap=True)
    for _ in range(HURRIED_POLLS):
        assert pace.next_at == START_AT + EVERY
        pace = after_success(pace, START_AT, ADAPTING, jitter=0.0)


def test_a_cache_is_not_asked_before_it_can_know_better() -> None:
    fresh = timedelta(seconds=45)
    pace = after_success(Pace(), START_AT, ADAPTING, jitter=0.0, fresh_for=fresh)
    assert pace.next_at == START_AT + fresh
    fixed = replace(ADAPTING, adapt=False)
    assert after_success(Pace(), START_AT, fixed, jitter=0.0, fresh_for=fresh).next_at == START_AT + EVERY


def test_the_delay_that_robots_txt_asks_for_is_kept() -> None:
    slow = timedelta(seconds=200)
    assert after_success(Pace(), START_AT, ADAPTING, jitter=0.0, crawl_delay=slow).next_at == START_AT + slow


@given(
    st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.integers(0, 400)), max_size=30),
    st.floats(0, 1),
    st.booleans(),
)
def test_success_keeps_between_floor_and_ceiling(
    polls: list[tuple[int, bool, int]], jitter: float, adapt: bool
) -> None:
    settings = replace(ADAPTING, adapt=adapt)
    pace, at = Pace(), START_AT
    for news, gap, fresh_s in polls:
        fresh = timedelta(seconds=fresh_s)
        pace = after_success(pace, at, settings, jitter=jitter, news=news, gap=gap, fresh_for=fresh)
        assert pace.next_at is not None
        most = CEILING if adapt and not pace.hurry else EVERY
        assert EVERY <= pace.next_at - at <= most * (1 + JITTER) + timedelta(microseconds=1)
        at = pace.next_at


FAILURES = (
    SourceUnreachable("x"),
    SourceBlocked("x"),
    SourceThrottled("x"),
    SourceThrottled("x", timedelta(minutes=40)),
    SourceThrottled("x", timedelta(0)),
)


@pytest.mark.parametrize("error", FAILURES)
@given(failures=st.integers(0, 5000), jitter=st.floats(0, 1))
def test_failure_is_never_sooner_than_the_floor_or_than_asked(
    error: SourceError, failures: int, jitter: float
) -> None:
    pace = after_failure(Pace(failures=failures), START_AT, ADAPTING, error, jitter=jitter)
    assert pace.next_at is not None
    pause = pace.next_at - START_AT
    asked = error.retry_after if isinstance(error, SourceThrottled) else None
    assert pause >= max(EVERY, asked or EVERY)
    assert pause <= max(timedelta(minutes=15), (asked or EVERY) * (1 + JITTER))
    assert after_success(pace, START_AT, ADAPTING, jitter=0.0).failures == 0
