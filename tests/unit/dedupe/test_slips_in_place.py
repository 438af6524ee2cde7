"""A slip of the pen that made another word, or a small word that is none, is heard by what stands around it."""

import pytest

from bot.model.news import Kind
from tests.unit.dedupe.lines import judged


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Floods cut off most parts of Sylhet", "Floods cut off most prats of Sylhet"),
        ("Protest over fuel prices in Quito", "Protest ovr fuel prices in Quito"),
        ("Five hostages freed in Kaduna", "Fiive hostages freed in Kaduna"),
        ("Quake of third night shakes Santorini", "Quake of thidr night shakes Santorini"),
        ("Hundreds flee fighting in Goma", "Hunndreds flee fighting in Goma"),
    ],
)
def test_it_is_a_repeat(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Drone hits ship in Odesa", "Drone hits shop in Odesa"),
        ("Raid on the port of Saada", "Raid on the fort of Saada"),
        ("Nine bodies found in Tripoli", "Five bodies found in Tripoli"),
        ("Wedding in Saida, crowds cheer", "Bedding in Saida, crowds cheer"),
        ("Boat capsizes off Lamu", "Goat capsizes off Lamu"),
        ("Troops enter Mari in the north", "Troops enter Mali in the north"),
    ],
)
def test_it_is_another_word(old: str, new: str) -> None:
    assert judged(old, new).kind is not Kind.DUPLICATE
