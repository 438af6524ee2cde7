"""Provinces whose name without what they are is a plain word, and people who are named by initials."""

import pytest

from bot.classify.lines import Line
from bot.classify.place import Placer


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Free upgrade for all users of the new version", "world"),
        ("Fire in Free State kills three farm workers", "south-africa"),
        ("Old batteries return as garden lamps", "world"),
        ("Bus falls into ravine in Mountain Province", "philippines"),
        ("Jos. A. Bank opens its hundredth shop", "world"),
        ("Cast Hints at a High School Reunion", "world"),
        ("Cyclone nears Reunion, alert raised", "reunion"),
        ("Cyclone Hits Reunion Island", "reunion"),
        ("Gunmen attack market near Jos. A child is missing", "nigeria"),
    ],
)
def test_a_plain_word_is_no_province(placer: Placer, text: str, about: str) -> None:
    assert placer.place([Line(text)])[0].about == (about,)
