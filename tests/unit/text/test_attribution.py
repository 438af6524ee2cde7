"""Attribution comes off in all its spellings, and nothing of the news with it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.attribution import split


@pytest.mark.parametrize(
    "head",
    [
        "Al Mayadeen correspondent: ",
        "Al Mayadeen's correspondent: ",
        "Al-Mayadeen’s correspondent: ",
        "Al Mayadeen’s correspondent: ",
        "BREAKING: Reuters: ",
        "🔴 Breaking | ",
        "UPDATE 2-",
        "12:11 ",
        "URGENT: ",
    ],
)
def test_head_comes_off(head: str) -> None:
    assert split(head + "An Israeli drone struck a car in Khiam").body == "An Israeli drone struck a car in Khiam"


@pytest.mark.parametrize(
    "tail",
    [": AP", " - Reuters", ", police say", " (Al Jazeera)", " | Source: AP", " via @BBCBreaking", " -officials"],
)
def test_tail_comes_off(tail: str) -> None:
    assert split("Powerful explosions heard in Kharkiv" + tail).body == "Powerful explosions heard in Kharkiv"


def test_correspondents_place_is_kept() -> None:
    taken = split("Al Mayadeen’s correspondent in South Lebanon: Two explosions heard in Blida")
    assert (taken.sources, taken.place, taken.said_by) == (("Al Mayadeen",), "South Lebanon", "")


def test_chain_of_tellers() -> None:
    taken = split("United States: US State Department: Rubio to visit Doha")
    assert (taken.speaker, taken.body) == ("US State Department", "Rubio to visit Doha")
    cited = split("Reuters, citing White House: Hungary is exempt from sanctions")
    assert (cited.sources, cited.speaker, cited.body) == (
        ("Reuters",),
        "White House",
        "Hungary is exempt from sanctions",
    )


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Sheikh Qassem: We will not hand over our weapons", "Sheikh Qassem"),
        ("Hamas political bureau member Izzat al-Rashq: The reports are false", "Izzat al-Rashq"),
        ("Hamas official says the proposal is acceptable", "Hamas official"),
        ("Witkoff calls the response unacceptable", "Witkoff"),
        ("الشيخ قاسم: لن نستسلم", "الشيخ قاسم"),
        ("Israeli drones hover over Tyre", ""),
    ],
)
def test_speaker(line: str, speaker: str) -> None:
    assert split(line).speaker == speaker


def test_arabic_and_spanish() -> None:
    arabic = split("عاجل | مراسل الميادين في جنوب لبنان: غارة على بلدة حولا")
    assert (arabic.body, arabic.place) == ("غارة على بلدة حولا", "جنوب لبنان")
    spanish = split("Última hora: Corresponsal de Al Mayadeen en Caracas: tres detenidos en la frontera")
    assert (spanish.body, spanish.place, spanish.sources) == (
        "tres detenidos en la frontera",
        "Caracas",
        ("Al Mayadeen",),
    )


def test_a_clause_before_a_colon_is_no_teller() -> None:
    line = "Eight killed in school attack: Israel says talks go on"
    assert split(line).body == line


@given(st.text(max_size=120))
@settings(max_examples=150, deadline=None)
def test_body_is_never_lost(text: str) -> None:
    taken = split(text)
    assert taken.body.strip() or not text.strip() or not taken.labels
    assert split(text) == taken
