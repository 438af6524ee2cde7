"""The demonstration plays to its end, quickly here, and its day rings for what it says it does."""

import io
import re

import pytest
from rich.console import Console

from bot.demo.day import CHANNELS, OPENING, SCENES
from bot.demo.play import play

LINES = [line for scene in SCENES for line in scene.lines]
REPEATED = ("Israeli drone targeted a motorcycle near Aytaroun.",)


def held_back(told: str) -> list[str]:
    return re.findall(r"held back  (.+)", told)


@pytest.mark.slow
async def test_the_day_plays_to_its_end_and_adds_up() -> None:
    screen = io.StringIO()
    console = Console(file=screen, width=200, force_terminal=False)
    assert await play(console, speed=8.0) == 0
    told = screen.getvalue()
    assert "status page: http://127.0.0.1:" in told
    numbers = {
        word: int(number) for word, number in re.findall(r"^\W*(\w[\w :]+?) +│? *(\d+)\W*$", told, re.MULTILINE)
    }
    rings = len(re.findall(r"^ +rings  ", told, re.MULTILINE))
    updates = re.findall(r"^ +update  (.+)$", told, re.MULTILINE)
    assert numbers["lines that ring: alert"] == rings
    assert numbers["lines that ring: update"] == len(updates)
    assert numbers["held back as told already"] == len(held_back(told))
    assert numbers["known at the first look"] == len(OPENING)
    # Each line of the day is decided on, and so is the one that was retyped in its place.
    assert rings + len(updates) + len(held_back(told)) == len(LINES) + 1
    assert [line for line in LINES if line not in told] == []
    assert any("Seven people killed" in line for line in updates)
    assert REPEATED[0] in "\n".join(held_back(told))
    assert "seen late" in told
    assert all(chat in told for chat in CHANNELS)
