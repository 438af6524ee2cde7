"""The slots of the whole bot's pace, as the courier sees them."""

from datetime import timedelta

from bot.deliver.limits import AHEAD, MANY, Slots
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
