"""What is kept of a source's health over a restart."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports.errors import SourceUnreachable
from bot.scrape.kept_health import packed, resumed, unpacked
from bot.scrape.settings import SourceSettings
from bot.scrape.states import Health, Shown, State, after_error, after_poll
from tests.fakes.clock import START_AT

SOURCE = SourceSettings("harbour", "https://news.example/")
LATER = START_AT + timedelta(hours=1)


def troubled() -> Health:
    health, _ = after_error(Health(), SourceUnreachable("500"), START_AT, SOURCE)
    health, notices = after_error(health, SourceUnreachable("500"), START_AT + timedelta(minutes=9), SOURCE)
    assert len(notices) == 1
    return health


def test_what_was_kept_comes_out_as_it_went_in() -> None:
    health = troubled()
    assert unpacked(packed(health)) == health


def test_when_the_ticker_moved_is_kept_only_while_it_stands_still() -> None:
    health, _ = after_poll(Health(), Shown(10, news=1), START_AT, SOURCE)
    assert health.state is State.OK
    again = unpacked(packed(health))
    assert again is not None
    assert again.moved_at is None
    health, _ = after_poll(health, Shown(10), START_AT + timedelta(hours=3), SOURCE)
    assert health.state is State.QUIET
    again = unpacked(packed(health))
    assert again is not None
    assert again.moved_at == START_AT


@pytest.mark.parametrize("text", ["", "nonsense", "{}", "[]", "null", '{"v":2}', '{"v":1,"state":"strange"}'])
def test_what_cannot_be_read_is_no_health(text: str) -> None:
    assert unpacked(text) is None


def test_what_this_run_saw_before_it_could_ask_is_folded_in() -> None:
    kept = troubled()
    assert resumed(kept, Health(), LATER, SOURCE) == (kept, [])
    well, _ = after_poll(Health(), Shown(10), LATER, SOURCE)
    health, notices = resumed(kept, well, LATER, SOURCE)
    assert [notice.over for notice in notices] == [True]
    assert (health.state, health.told, health.trouble_at) == (State.OK, False, None)
    still, _ = after_error(Health(), SourceUnreachable("500"), LATER, SOURCE)
    health, notices = resumed(kept, still, LATER, SOURCE)
    assert not notices
    assert (health.told, health.trouble_at) == (True, kept.trouble_at)
    _, notices = after_error(health, SourceUnreachable("500"), LATER + timedelta(hours=2), SOURCE)
    assert not notices
    assert replace(health, told=False) != health
