"""Which alerts a chat wants, and when it may hear them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deliver.audience import digest_at, has_word, may_serve_at, next_local, quiet_until, wants
from bot.model.chat import Quiet, Rhythm, Subscription
from tests.unit.deliver.alerts import NOON_AT, REGIONS, alert, chat

ZONES = ["UTC", "Asia/Beirut", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo"]
moments = st.integers(0, 3 * 365 * 24 * 60).map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("regions", "about", "also", "wide", "hears"),
    [
        ({"lebanon"}, ["lebanon"], [], False, True),
        ({"mena"}, ["gaza"], [], False, True),
        ({"gaza"}, ["palestine"], [], False, False),
        ({"lebanon"}, ["gaza"], ["lebanon"], False, False),
        ({"lebanon"}, ["gaza"], ["lebanon"], True, True),
        ({"mena"}, ["south-africa"], ["gaza"], True, True),
        ({"world"}, ["lebanon"], [], False, False),
        ({"somewhere"}, ["somewhere"], [], False, True),
    ],
)
def test_regions(regions: set[str], about: list[str], also: list[str], wide: bool, hears: bool) -> None:
    line = alert(5, "x", *about, also=tuple(also))
    assert wants(line, chat(regions=regions, also=wide), REGIONS, NOON_AT) is hears


def test_a_region_counts_from_the_moment_it_was_joined() -> None:
    record = chat(regions=("lebanon", "mena"), joins={"lebanon": 7, "mena": 3})
    assert not wants(alert(3), record, REGIONS, NOON_AT)
    assert wants(alert(4), record, REGIONS, NOON_AT)


def test_a_muted_region_is_silent_even_through_its_parent() -> None:
    mutes = {"lebanon": NOON_AT + timedelta(hours=1)}
    record = chat(regions=("mena",), region_mutes=mutes)
    assert not wants(alert(1, "x", "lebanon"), record, REGIONS, NOON_AT)
    assert wants(alert(1, "x", "gaza"), record, REGIONS, NOON_AT)
    assert wants(alert(1, "x", "lebanon", "gaza"), record, REGIONS, NOON_AT)
    assert wants(alert(1, "x", "lebanon"), record, REGIONS, NOON_AT + timedelta(hours=1))
    above = chat(regions=("lebanon",), region_mutes={"mena": NOON_AT + timedelta(hours=1)})
    assert not wants(alert(1, "x", "lebanon"), above, REGIONS, NOON_AT)


@pytest.mark.parametrize(
    ("text", "words", "has"),
    [
        ("An AMBASSADOR said", ("assad",), False),
        ("President Assad said", ("assad",), True),
        ("Strike on Beit  Hanoun", ("beit hanoun",), True),
        ("C++ is out", ("c++",), True),
        ("غارة على صور", ("صور",), True),
        ("غارة على صورة", ("صور",), False),
        ("nothing", ("", "  "), False),
        ("STRASSE", ("straße",), True),
    ],
)
def test_words_are_whole(text: str, words: tuple[str, ...], has: bool) -> None:
    assert has_word(text, words) is has


def test_filters() -> None:
    line = alert(1, "Sirens in Haifa")
    assert wants(line, chat(only_if=("sirens",)), REGIONS, NOON_AT)
    assert not wants(line, chat(only_if=("drone",)), REGIONS, NOON_AT)
    assert not wants(line, chat(never_if=("haifa",)), REGIONS, NOON_AT)
    assert not wants(line, chat(sources=frozenset({"other"})), REGIONS, NOON_AT)
    assert not wants(line, chat(languages=frozenset({"ar"})), REGIONS, NOON_AT)
    pushed = alert(1, "Service notice", source="operators", origin="operator")
    assert wants(pushed, chat(sources=frozenset({"other"}), languages=frozenset({"ar"})), REGIONS, NOON_AT)


@given(moments, times, times, st.sampled_from(ZONES))
def test_after_quiet_hours_it_is_not_quiet(at: datetime, start: time, end: time, zone: str) -> None:
    until = quiet_until(Quiet(start, end, zone), at)
    assert at <= until <= at + timedelta(hours=25)
    assert quiet_until(Quiet(start, end, zone), until) == until


def test_equal_start_and_end_silence_nothing() -> None:
    assert quiet_until(Quiet(time(8), time(8), "UTC"), NOON_AT) == NOON_AT


def test_quiet_hours_span_midnight_by_the_chat_s_clock() -> None:
    quiet = Quiet(time(23), time(7), "Asia/Beirut")
    night = datetime(2026, 1, 1, 22, 0, tzinfo=UTC)  # midnight in Beirut
    assert quiet_until(quiet, night) == datetime(2026, 1, 2, 5, 0, tzinfo=UTC)
    assert quiet_until(quiet, NOON_AT) == NOON_AT


def test_a_time_that_the_clocks_jump_over_is_as_long_after_midnight() -> None:
    before = datetime(2026, 3, 8, 5, 0, tzinfo=UTC)  # New York jumps from 2:00 to 3:00 at 7:00 UTC
    zone = ZoneInfo("America/New_York")
    assert next_local(time(2, 30), zone, before) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


def test_a_time_shown_twice_does_not_silence_a_day() -> None:
    quiet = Quiet(time(23), time(1, 30), "America/New_York")
    second = datetime(2026, 11, 1, 6, 10, tzinfo=UTC)  # 1:10 for the second time
    assert quiet_until(quiet, second) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


@given(moments, st.sampled_from(ZONES))
def test_an_hourly_digest_comes_on_the_hour_within_the_hour(since: datetime, zone: str) -> None:
    at = digest_at(Subscription(rhythm=Rhythm.HOURLY, zone=zone), since)
    assert since < at <= since + timedelta(hours=1)
    assert at.astimezone(ZoneInfo(zone)).minute in {0, 30}


@given(moments, times, st.sampled_from(ZONES))
def test_a_daily_digest_comes_once_a_day(since: datetime, daily_at: time, zone: str) -> None:
    at = digest_at(Subscription(rhythm=Rhythm.DAILY, daily_at=daily_at, zone=zone), since)
    assert since < at <= since + timedelta(hours=25)


def test_a_digest_is_ready_when_its_moment_is_past() -> None:
    daily = Subscription(rhythm=Rhythm.DAILY, daily_at=time(8), zone="UTC")
    assert may_serve_at(daily, NOON_AT, NOON_AT - timedelta(hours=5)) == NOON_AT
    assert may_serve_at(daily, NOON_AT, NOON_AT - timedelta(hours=1)) == NOON_AT + timedelta(hours=20)


subscriptions = st.builds(
    Subscription,
    rhythm=st.sampled_from(list(Rhythm)),
    muted_until_at=st.none() | moments,
    quiet=st.builds(Quiet, times, times, st.sampled_from(ZONES)),
)


@given(moments, moments, subscriptions)
def test_what_waits_is_served_when_it_says(now: datetime, oldest_at: datetime, subscription: Subscription) -> None:
    at = may_serve_at(subscription, now, min(now, oldest_at))
    assert at >= now
    assert may_serve_at(subscription, at, min(now, oldest_at)) == at


def test_an_unknown_zone_is_utc() -> None:
    quiet = Quiet(time(11), time(13), "Mars/Olympus")
    assert quiet_until(quiet, NOON_AT) == NOON_AT + timedelta(hours=1)
