"""How names, times and zones are read."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.commands.fold import folded
from bot.commands.names import RegionNames
from bot.commands.opening import linked_regions
from bot.commands.when import clock_time, hours_between, span, until
from tests.unit.commands.world import GRAPH, house

NAMES = RegionNames(GRAPH)
NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ('lebanon gaza "united states"', ("lebanon", "gaza", "united-states")),
        ("LEBANON, the gaza strip; USA", ("lebanon", "gaza", "united-states")),
        ("Trinidad and Tobago and Syria", ("trinidad-and-tobago", "syria")),
        ("united-states\nwest bank", ("united-states", "west-bank")),
        ("líbano y estados unidos", ("lebanon", "united-states")),
        ("لبنان والضفة", ("lebanon",)),
        ("لبنان، الضفة الغربية", ("lebanon", "west-bank")),
        ("ايران", ("iran",)),
        ("“West Bank” «Gaza Strip»", ("west-bank", "gaza")),
    ],
)
def test_names_in_any_writing(text: str, slugs: tuple[str, ...]) -> None:
    assert NAMES.read(text).found == slugs


@pytest.mark.parametrize("typed", ["lebannon", "leabnon", "venezeula", "palestin"])
def test_a_safe_slip_is_corrected(typed: str) -> None:
    reading = NAMES.read(typed)
    assert len(reading.found) == len(reading.corrected) == 1


@pytest.mark.parametrize(
    ("typed", "first"),
    [("lebenon", "lebanon"), ("nigera", "nigeria"), ("irak q", "iraq"), ("untied statse", "united-states")],
)
def test_an_unsafe_one_is_offered(typed: str, first: str) -> None:
    reading = NAMES.read(typed)
    slugs = [slug for guess in reading.offered for slug in guess.slugs]
    assert first in (*slugs, *reading.found)
    assert reading.corrected == ()


def test_a_name_of_two_regions_is_asked_about() -> None:
    assert set(NAMES.read("congo").offered[0].slugs) == {"dr-congo", "congo"}


def test_what_is_nothing_like_a_region_is_said_to_be_unknown() -> None:
    assert NAMES.read("lebanon qqqq zzzz, gaza").unknown == ("qqqq zzzz",)


@pytest.mark.parametrize(
    ("word", "slugs"),
    [("lebanon", ["lebanon"]), ("united-states", ["united-states"]), ("united_states", ["united-states"])],
)
def test_a_link_names_regions(word: str, slugs: list[str]) -> None:
    assert linked_regions(NAMES, word) == slugs


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3h", 180),
        ("90m", 90),
        ("1h 30m", 90),
        ("1h30", 90),
        ("2 days", 2880),
        ("for 3 hours", 180),
        ("1 hora", 60),
        ("ساعتين", 120),
        ("٣ ساعات", 180),
        ("8", 480),
        ("1 día", 1440),
    ],
)
def test_lengths(text: str, minutes: int) -> None:
    assert span(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "soon", "3 parsecs", "h3", "3h soon", "0h"])
def test_what_is_no_length(text: str) -> None:
    assert span(text) is None


def test_until_is_the_next_such_hour_in_the_readers_zone() -> None:
    assert until("until 08:00", NOON, "Asia/Beirut") == datetime(2026, 7, 2, 5, 0, tzinfo=UTC)
    assert until("hasta las 23", NOON, "Asia/Beirut") == datetime(2026, 7, 1, 20, 0, tzinfo=UTC)
    assert until("until noonish", NOON, "UTC") is None


@pytest.mark.parametrize(
    ("text", "at"), [("8", time(8)), ("10 pm", time(22)), ("22h", time(22)), ("24:00", time(0))]
)
def test_hours(text: str, at: time) -> None:
    assert clock_time(text) == at
    assert clock_time("25:00") is None


@pytest.mark.parametrize(
    "text", ["22:30-07:00 beirut", "from 22:30 to 7 beirut", "de 22.30 a 7 beirut", "22:30 – 7h beirut"]
)
def test_quiet_hours(text: str) -> None:
    assert hours_between(text) == (time(22, 30), time(7), "beirut")


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("beirut", "Asia/Beirut"),
        ("بيروت", "Asia/Beirut"),
        ("europe/madrid", "Europe/Madrid"),
        ("new york", "America/New_York"),
        ("Londres", "Europe/London"),
        ("UTC+3", "Etc/GMT-3"),
        ("Bogota", "America/Bogota"),
        ("madird", "Europe/Madrid"),
        ("Mars", None),
    ],
)
def test_zones(text: str, zone: str | None) -> None:
    assert house().zones.find(text) == zone


def test_folding_takes_accents_case_and_articles() -> None:
    assert folded("  The  Líbano’s ") == "libanos"
    assert folded("إيران") == folded("ايران")
    assert folded("😀") == ""
