"""What waits for Redis is bounded, distinct and oldest first; folding it gives each line once."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pipeline.fold import fold
from bot.pipeline.pending import Pending, unpacked
from bot.scrape.settings import SourceSettings
from bot.scrape.sites.found import Line
from bot.scrape.window import Record, Snapshot

START_AT = datetime(2026, 3, 14, 6, 0, tzinfo=UTC)
SOURCE = SourceSettings("harbour-en", "https://example.org/")


def shown(second: float, *texts: str) -> Snapshot:
    """Lines newest first."""
    return Snapshot(tuple(map(Line, texts)), START_AT + timedelta(seconds=second))


def test_a_window_that_stands_is_kept_as_seen_first_and_last() -> None:
    pending = Pending()
    for second in range(5):
        pending.add(shown(second, "a"))
    pending.add(shown(5, "b", "a"))
    assert [(one.at.second, len(one.lines)) for one in pending] == [(0, 1), (4, 1), (5, 2)]


def test_the_oldest_go_when_there_is_no_room_and_are_counted() -> None:
    pending = Pending(most=3)
    for second in range(5):
        pending.add(shown(second, str(second)))
    assert [one.at.second for one in pending] == [2, 3, 4]
    assert pending.dropped == 2


def test_what_is_committed_is_forgotten_and_nothing_else() -> None:
    pending = Pending()
    for second in range(3):
        pending.add(shown(second, str(second)))
    pending.clear(2)
    assert [one.at.second for one in pending] == [2]
    pending.clear(9)
    assert len(pending) == 0


@settings(max_examples=50)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=12), st.integers(4, 6))
def test_windows_that_overlap_fold_into_each_line_once_in_order(steps: list[int], width: int) -> None:
    """However many lines come between two polls, as long as one of them still shows."""
    lines = [f"line {number}" for number in range(width + sum(min(step, width - 1) for step in steps))]
    pending, at = Pending(), width
    pending.add(shown(0, *reversed(lines[:width])))
    for number, step in enumerate(steps, 1):
        at += min(step, width - 1)
        pending.add(shown(number, *reversed(lines[at - width : at])))
    folded = fold(None, pending, SOURCE)
    assert [offer.headline.text for offer in folded.offers] == lines
    assert [offer.known for offer in folded.offers] == [position < width for position in range(len(lines))]
    assert not folded.gap
    assert folded.changed


def test_the_first_poll_may_announce_the_latest_lines() -> None:
    source = SourceSettings("harbour-en", "https://example.org/", first_poll_latest=2)
    folded = fold(None, [shown(0, "c", "b", "a")], source)
    assert [(offer.headline.text, offer.known) for offer in folded.offers] == [
        ("a", True),
        ("b", False),
        ("c", False),
    ]


def test_folding_again_from_the_record_gives_nothing_new() -> None:
    once = fold(None, [shown(0, "b", "a"), shown(1, "c", "b")], SOURCE)
    again = fold(once.record, [shown(2, "c", "b")], SOURCE)
    assert again.offers == ()


def test_a_record_that_cannot_be_read_counts_as_a_first_poll() -> None:
    record = fold(None, [shown(0, "a")], SOURCE).record
    assert isinstance(record, Record)
    assert unpacked(record.pack()) == record
    assert unpacked("") is None
    assert unpacked(None) is None
    assert unpacked("another version wrote this") is None
