"""What capitals, possessives and parts of names do to telling apart; on lines of our own."""

import pytest

from bot.dedupe.capitals import is_ordinary, telling
from bot.dedupe.line import parse
from bot.dedupe.vocabulary import Sort
from bot.dedupe.words import cut
from bot.model.news import Kind
from tests.unit.dedupe.lines import Towns, judged


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Norway allows fishermen to hunt more seals", "Norway Allows Fishermen To Hunt More Seals"),
        ("Cyclone damages harbour and schools in Vanuatu", "Cyclone Damages Harbour And Schools In Vanuatu"),
        ("Modi promises farmers cheaper loans", "India's Modi promises farmers cheaper loans"),
        ("India's Modi promises farmers loans", "Prime Minister Modi promises farmers loans"),
        ("Salazar elected mayor of Cali", "Jairo Salazar elected mayor of Cali"),
        ("Japan names President Arakawa envoy", "Japan names President Arakawa Ken Ito envoy"),
        (
            "Ukraine's drones hit refinery in Russia's Orsk",
            "Refinery in Russia's Orsk struck in Ukrainian drone attack",
        ),
        ("Israeli forces arrest six teachers in Jenin", "Six teachers in Jenin arrested by Israeli soldiers"),
        ("Rowers advance to Division Two in Henley", "Rowers advance to second division in Henley"),
        ("Chile's copper exports reach $38.5 billion in May", "Chile's copper exports reach $38.5 bln in May"),
        (
            "Kenyan minister Omondi quits over harbour contract",
            "Kenyan minister Omondi quits post over harbour contract",
        ),
    ],
)
def test_other_dress_is_a_repeat(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Taliban leader Zadran killed in an air strike",
            "Pakistani Taliban leader Zadran killed in an air strike",
        ),
        ("Harbour Workers Reject Wage Offer In Durban", "Harbour Workers Accept Wage Offer In Durban"),
        ("Council To Vote On Harbour Tunnel Today", "Council Votes On Harbour Tunnel Today"),
        ("Gulls advance to Division Two in Henley", "Gulls advance to third division in Henley"),
        ("Two injured as third tram derails in Bergen", "Three injured as third tram derails in Bergen"),
        ("Court considers release of banker Halvorsen", "Court orders release of banker Halvorsen"),
        ("Jorge Salazar elected mayor of Cali", "Jairo Salazar elected mayor of Cali"),
        ("In Erbil, Hezbollah fires at a base", "In Erbil, Kataib Hezbollah fires at a base"),
        ("Kataib Hezbollah fires at a base in Erbil", "Iran's Hezbollah fires at a base in Erbil"),
        ("Iran-backed Houthis attack Saudi-led coalition", "Saudi-led coalition attacks Iran-backed Houthis"),
        ("Peru's Castillo visits Chile", "Chile's Castillo visits Peru"),
    ],
)
def test_what_differs_is_no_repeat(old: str, new: str) -> None:
    assert judged(old, new).kind is not Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Police raid a warehouse in northwest Bolivia", "Police search a warehouse in northern Bolivia"),
        ("Tanker explodes in Bahawalpur", "Bahawalpur tanker: driver among those in custody"),
        ("Egypt dissolves the Brotherhood's charity board", "Egypt dissolves Muslim Brotherhood's charity board"),
        ("Bank lifts 2027 forecast for Kenya to 4.1%", "Kenya to grow 4.1% in 2027, bank says in new forecast"),
    ],
)
def test_near_names_hang_on_the_story(old: str, new: str) -> None:
    assert judged(old, new).kind is not Kind.NEW


def test_capitals_tell_nothing_in_a_line_written_in_title_case() -> None:
    words = telling(cut("Ministers Clash With Netanyahu Over Harbour Strikes In Turkey"), "en")
    assert [word.form for word in words if word.capital] == ["netanyahu", "turkey"]


@pytest.mark.parametrize("text", ["Ministers clash with Netanyahu over strikes", "Antonio Guterres Meets Xi"])
def test_capitals_tell_where_few_words_have_one(text: str) -> None:
    words = cut(text)
    assert telling(words, "en") == words


@pytest.mark.parametrize(
    ("form", "wanted"), [("schools", True), ("putin", False), ("hezbollah", False), ("pinera", False)]
)
def test_ordinary_words_have_other_forms(form: str, wanted: bool) -> None:
    assert is_ordinary(form, "en") is wanted


@pytest.mark.parametrize(
    ("text", "storm"),
    [
        ("Police storm Goma", False),
        ("Tropical storm Irma nears", True),
        ("Deadly storm Irma nears", True),
        ("Hurricane Irma nears", True),
    ],
)
def test_a_place_that_is_stormed_is_no_storm(text: str, storm: bool) -> None:
    towns = Towns({"Goma": ("goma", "congo"), "Irma": ("irma", "canada")})
    assert any(token.sort is Sort.PLACE for token in parse(text, towns).tokens) is not storm
