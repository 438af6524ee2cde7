"""A recorded day is read back as it was written, and decided on as the running river would."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.classify.gazetteer import Gazetteer
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.dedupe.memory import Memory
from bot.model.news import Outcome
from bot.pipeline.replay import Recorded, RecordingError, Replay, read_rows, row_of
from bot.scrape.sites.found import Line

START_AT = datetime(2026, 3, 14, 6, 0, tzinfo=UTC)
FIRST = "Our correspondent: Two drone strikes hit the road near Aitaroun in South Lebanon"
AGAIN = "Two drone strikes hit the road near Aytaroun in South Lebanon."
OTHER = "Our correspondent: Two drone strikes hit the road near Yaroun in South Lebanon"
OLD = ("Port authority: Two grain ships unloaded at Hodeidah", "Spanish rail union calls a one-day strike")


def window(minute: int, *texts: str) -> Recorded:
    """Lines newest first."""
    return Recorded(START_AT + timedelta(minutes=minute), "harbour-en", tuple(map(Line, texts)))


lines = st.builds(
    Line,
    st.text(min_size=1).filter(str.strip),
    st.none() | st.just("https://example.org/a"),
)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=60)
@given(st.builds(Recorded, moments, st.text(), st.lists(lines, max_size=4).map(tuple)))
def test_a_row_is_read_as_it_was_written(recorded: Recorded) -> None:
    row = row_of(recorded)
    assert "\n" not in row
    assert list(read_rows(["", row, "\n"])) == [recorded]


@pytest.mark.parametrize(
    "row",
    [
        "{",
        "[]",
        '{"at": "2026-01-01T00:00:00Z"}',
        '{"at": "yesterday", "source": "a", "lines": []}',
        '{"at": "2026-01-01T00:00:00Z", "source": "a", "lines": "text"}',
        '{"at": "2026-01-01T00:00:00Z", "source": "a", "lines": [" "]}',
        '{"at": "2026-01-01T00:00:00Z", "source": "a", "lines": [{"url": "x"}]}',
    ],
)
def test_a_row_that_cannot_be_read_is_named(row: str) -> None:
    with pytest.raises(RecordingError, match="row 2"):
        list(read_rows([row_of(window(0)), row]))


def test_time_must_not_go_back() -> None:
    with pytest.raises(RecordingError, match=r"row 2.*earlier"):
        list(read_rows([row_of(window(5)), row_of(window(4))]))


def test_a_day_rings_for_news_and_not_for_repeats() -> None:
    placer = Placer(Gazetteer.load(), load_regions())
    replay = Replay({}, Memory(placer), placer)
    first = replay.play(window(0, *OLD))
    assert [decision.outcome for decision in first] == [Outcome.DROP, Outcome.DROP]
    rung = replay.play(window(1, FIRST, *OLD))
    assert [decision.outcome for decision in rung] == [Outcome.ALERT]
    assert rung[0].placement is not None
    assert rung[0].placement.about == ("lebanon",)
    assert replay.play(window(2, FIRST, *OLD)) == ()
    later = replay.play(window(9, AGAIN, OTHER, FIRST, *OLD))
    assert [(decision.headline.text, decision.outcome) for decision in later] == [
        (OTHER, Outcome.ALERT),
        (AGAIN, Outcome.DUPLICATE),
    ]
    assert replay.gaps == 0
    replay.play(window(10, "Nothing that joins this", "to the lines before"))
    assert replay.gaps == 1
