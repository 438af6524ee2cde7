"""A line that names nobody's country, only somebody: whose affair it is, and who is nobody."""

import pytest

from bot.classify.lines import Line
from bot.classify.place import Placer


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Fed hikes rates for the third time this year", "united-states"),
        ("Harfuch reports 40 arrests", "mexico"),
        ("Poilievre demands an inquiry", "canada"),
        ("Plataforma Unitaria rejects the ruling", "venezuela"),
        ("Erekat: The talks are dead", "palestine"),
        ("Siniora testifies before the judges", "lebanon"),
        ("Davutoglu resigns as party leader", "turkey"),
        ("Farmaajo refuses to leave office", "somalia"),
        ("Gachagua impeached by senators", "kenya"),
        ("Zanu-PF picks its candidate", "zimbabwe"),
        ("Sejm rejects the bill", "poland"),
        ("Rosgvardia breaks up a rally", "russia"),
        ("Bundesbank lowers its forecast", "germany"),
        ("Prayuth sworn in again", "thailand"),
        ("Khmer Rouge leader dies in prison", "cambodia"),
        ("Bank of Japan surprises the markets", "japan"),
        ("Fitna al-Khawarij fighters killed in raid", "pakistan"),
    ],
)
def test_whom_a_line_names_places_it(placer: Placer, text: str, main: str) -> None:
    assert placer.place([Line(text)])[0].about[0] == main


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Farmaajo mourns victims of the flood in Kassala", "sudan"),
        ("Bolton: Strike on Natanz was long overdue", "iran"),
        ("Davutoglu condemns attack on hospital in Aleppo", "syria"),
    ],
)
def test_a_speaker_from_abroad_does_not_outweigh_the_place(placer: Placer, text: str, main: str) -> None:
    assert placer.place([Line(text)])[0].about[0] == main


@pytest.mark.parametrize(
    "text",
    [
        "Eid Mubarak to all our readers",
        "Fed up commuters demand refunds",
        "Bandits rob a jewellery shop at noon",
        "Roof of a stadium collapses",
        "Bismuth prices climb",
        "Unknown gunmen kill two",
    ],
)
def test_a_plain_word_names_nobody(placer: Placer, text: str) -> None:
    assert placer.place([Line(text)])[0].about == ("world",)
