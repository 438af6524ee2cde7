"""A name spelt as nobody lists it is guessed only where the rest of the line lets it be."""

import pytest

from bot.classify.lines import Line
from bot.classify.place import Placer


def regions(placer: Placer, text: str) -> set[str]:
    placement = placer.place([Line(text, "almayadeen-en")])[0]
    return {*placement.about, *placement.also}


@pytest.mark.parametrize(
    ("text", "not_there"),
    [
        ("Clashes in Zarhai district of Kandahar province", "lebanon"),
        ("Gunmen storm town of Marjeyoon in Zamfara", "lebanon"),
        ("Raid in Malekon leaves three dead in Medellin", "iran"),
    ],
)
def test_a_guess_is_of_the_part_of_the_world_that_the_line_names(
    placer: Placer, text: str, not_there: str
) -> None:
    assert not_there not in regions(placer, text)


def test_a_guess_stands_beside_a_place_across_the_border(placer: Placer) -> None:
    assert {"lebanon", "israel"} <= regions(placer, "Rockets hit Metula after Israeli raid on Aytarun")


@pytest.mark.parametrize("text", ["Gunmen Kill Village Head In Market", "Union Boss Has Warned Of Strike In May"])
def test_small_words_in_title_case_are_part_of_no_name(placer: Placer, text: str) -> None:
    assert regions(placer, text) == {"world"}


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Suicide bomber kills 12 in Niigeria church", "nigeria"),
        ("Israeli strike on Lebannon kills two", "lebanon"),
        ("Quake of magnitude 6 hits Indonesai", "indonesia"),
        ("Two soldiers killed in Afganistan", "afghanistan"),
    ],
)
def test_a_slip_in_a_country_is_that_country(placer: Placer, text: str, region: str) -> None:
    assert placer.place([Line(text)])[0].about[0] == region


@pytest.mark.parametrize(
    "text",
    [
        "Shops divided over RFID tags in goods",
        "Investors put high price tag on Kidde",
        "Two Runners Finish In Dead Heat After Photo Check",
    ],
)
def test_what_is_over_or_on_is_no_unknown_village(placer: Placer, text: str) -> None:
    assert regions(placer, text) == {"world"}


def test_a_village_spelt_otherwise_is_still_found_in(placer: Placer) -> None:
    assert "lebanon" in regions(placer, "Raid in Aytarun wounds two")
