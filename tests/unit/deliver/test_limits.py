"""The slots of the whole bot's pace, as the courier sees them."""

from datetime import timedelta

import pytest

from bot.deliver.limits import AHEAD, GROUP_GAP, MANY, PERSON_GAP, Slots
from bot.deliver.settings import DeliverySettings
from tests.unit.deliver.alerts import NOON_AT

MS = timedelta(milliseconds=1)


def test_slots_are_taken_shortly_before_they_come() -> None:
    slots = Slots(40 * MS)
    assert slots.room(NOON_AT) == (1, 0.0)
    slots.took([NOON_AT, None])
    room, wait_s = slots.room(NOON_AT)
    assert (room, timedelta(seconds=wait_s)) == (0, 40 * MS - AHEAD)
    assert slots.room(NOON_AT + 40 * MS - AHEAD) == (1, 0.0)
    assert slots.room(NOON_AT + timedelta(hours=1)) == (1, 0.0)


def test_at_a_thousand_a_second_many_are_taken_at_once() -> None:
    slots = Slots(MS)
    slots.took([NOON_AT + 4 * MS])
    assert slots.room(NOON_AT) == (1 + AHEAD // MS - 5, 0.0)


def test_nobody_waits_here_for_the_end_of_a_flood_or_at_a_slow_pace() -> None:
    flooded = Slots(40 * MS)
    flooded.took([NOON_AT + timedelta(seconds=30)])
    assert flooded.room(NOON_AT) == (MANY, 0.0)
    slow = Slots(timedelta(seconds=5))
    slow.took([NOON_AT])
    assert slow.room(NOON_AT) == (MANY, 0.0)


def test_a_moment_beside_the_pace_takes_back_no_slot() -> None:
    slots = Slots(40 * MS)
    slots.took([NOON_AT + 10 * MS])
    slots.took([NOON_AT])
    assert slots.free_at == NOON_AT + 50 * MS


@pytest.mark.parametrize(("rate", "paid"), [(30.1, False), (1000.1, True), (0.0, False), (-1.0, True)])
def test_more_than_thirty_a_second_must_be_asked_for(rate: float, paid: bool) -> None:
    with pytest.raises(ValueError, match="messages a second"):
        DeliverySettings(rate=rate, paid=paid)
    assert DeliverySettings().interval == timedelta(seconds=1 / 28)
    assert DeliverySettings(rate=1000.0, paid=True).interval == MS


def test_the_gaps_keep_telegram_s_limits() -> None:
    assert timedelta(seconds=1) <= PERSON_GAP
    assert timedelta(minutes=1) <= 19 * GROUP_GAP, "twenty messages never lie within a minute"
