"""How a source fares: recognised at once, told once, over once; a quiet night is no alarm."""

from datetime import UTC, datetime, timedelta

from bot.ports.errors import SourceBlocked, SourceThrottled, SourceUnreachable
from bot.scrape.schedule import Pace, after_failure, after_success
from bot.scrape.settings import SourceSettings
from bot.scrape.states import Health, Shown, State, after_error, after_poll

START = datetime(2026, 1, 1, tzinfo=UTC)
SOURCE = SourceSettings("harbour", "https://news.example/", every=timedelta(seconds=20))


def test_an_outage_is_told_once_and_once_when_over() -> None:
    health, told = Health(), []
    now = START
    health, _ = after_poll(health, Shown(10), now, SOURCE)
    for _ in range(60):
        now += timedelta(seconds=20)
        health, notices = after_error(health, SourceUnreachable("500"), now, SOURCE)
        assert health.state is State.UNREACHABLE
        told += notices
    assert [notice.over for notice in told] == [False]
    health, notices = after_poll(health, Shown(10, news=4), now, SOURCE)
    assert health.state is State.OK
    assert [notice.over for notice in notices] == [True]
    assert "4 lines were caught up" in notices[0].text


def test_trouble_that_changes_its_kind_is_one_trouble() -> None:
    health, told = Health(), []
    for n in range(40):
        error = SourceBlocked("403") if n % 2 else SourceUnreachable("time-out")
        health, notices = after_error(health, error, START + timedelta(seconds=20 * n), SOURCE)
        told += notices
    assert len(told) == 1


def test_a_quiet_night_alarms_nobody() -> None:
    health = Health()
    health, _ = after_poll(health, Shown(10, news=1), START, SOURCE)
    for n in range(1, 10 * 180):
        links = ("/a", "/b", f"/new/{n // 600}") if n % 30 == 0 else None
        health, notices = after_poll(health, Shown(10, links=links), START + timedelta(seconds=20 * n), SOURCE)
        assert not notices
    assert health.state is State.QUIET


def test_a_frozen_ticker_on_a_moving_site_is_told() -> None:
    health = Health()
    health, _ = after_poll(health, Shown(10, news=1), START, SOURCE)
    told = []
    for n in range(1, 30):
        links = tuple(f"/n/{each}" for each in range(n))
        health, notices = after_poll(health, Shown(10, links=links), START + timedelta(minutes=10 * n), SOURCE)
        told += notices
    assert [notice.state for notice in told] == [State.FROZEN]


def test_a_gap_is_told_at_once() -> None:
    health, notices = after_poll(Health(), Shown(10, news=10, gap=True), START, SOURCE)
    assert health.state is State.GAP
    assert len(notices) == 1


def test_the_floor_holds_and_failures_double_the_pause() -> None:
    pace = after_success(Pace(), START, SOURCE, jitter=0.0)
    assert pace.next_at == START + timedelta(seconds=20)
    pauses = []
    for _ in range(8):
        pace = after_failure(pace, START, SOURCE, SourceUnreachable("x"), jitter=1.0)
        assert pace.next_at is not None
        pauses.append((pace.next_at - START).total_seconds())
    assert pauses[:3] == [20, 40, 80]
    assert pauses[-1] == 120
    pace = after_failure(pace, START, SOURCE, SourceThrottled("429", timedelta(minutes=9)), jitter=0.0)
    assert pace.next_at == START + timedelta(minutes=9)
