"""Idioms, papers, ships, people are no places; each rule beside a line where it must not work."""

import pytest

from bot.classify.lines import Line
from bot.classify.place import Placer

WORLD = ("world",)


def about(placer: Placer, text: str, lang: str = "en") -> tuple[str, ...]:
    return placer.place([Line(text, "almayadeen-en", lang)])[0].about


@pytest.mark.parametrize(
    "text",
    [
        "The Times of Israel: Talks postponed",
        "The Jerusalem Post names a new editor",
        "The Jordan Times marks its anniversary",
        "Turkey sandwich sales double before the holiday",
        "They quit smoking cold turkey",
        "Michael Jordan buys a racing team",
        "Jordan Henderson joins a new club",
        "Paris Hilton opens a shop",
        "USS Lebanon leaves the shipyard",
        "HMS Cyprus returns from patrol",
        "Qatar Airways cancels flights",
        "Turkish Airlines reports record profit",
        "Tropical storm Barbara gains strength",
        "Hurricane Florence weakens",
        "Chad Smith plays the drums",
        "Ambassador summoned over remarks",
        "Ambassadors gather for dinner",
        "In the heart of the storm",
        "Coast guard rescues forty people",
    ],
)
def test_no_place(placer: Placer, text: str) -> None:
    assert about(placer, text) == WORLD


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Israel closes the crossing again", "israel"),
        ("Earthquake shakes Turkey", "turkey"),
        ("Jordan opens its airspace", "jordan"),
        ("Protests in Paris", "france"),
        ("Israeli Forces Storm Jenin", "west-bank"),
        ("Bashar al-Assad leaves Damascus", "syria"),
        ("Qatar announces mediation", "qatar"),
        ("Chad closes its border with Sudan", "chad"),
        ("Flood in Barbados", "barbados"),
    ],
)
def test_the_same_words_where_they_are_places(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Explosion in Tripoli, northern Lebanon", "lebanon"),
        ("Militias clash in Tripoli, Libyan government says", "libya"),
        ("Georgia's parliament in Tbilisi passes the law", "georgia"),
        ("Atlanta, Georgia: Two killed in a shooting", "united-states"),
        ("Niger junta expels ambassador", "niger"),
        ("Gunmen abduct students in Niger State", "nigeria"),
        ("Coup in Guinea: Soldiers seize Conakry", "guinea"),
        ("Guinea-Bissau votes for a president", "guinea-bissau"),
        ("Papua New Guinea landslide buries village", "papua-new-guinea"),
        ("M23 rebels enter Goma in eastern Congo", "dr-congo"),
        ("Republic of the Congo: Brazzaville under water", "congo"),
        ("Wildfire near Bethlehem, PA", "united-states"),
        ("Tornado in Lebanon, OH", "united-states"),
        ("Plant explosion in Palestine, TX", "united-states"),
        ("Tornado in Lebanon, Kansas", "united-states"),
        ("Fire in London, Ontario", "canada"),
        ("Lebanon, Georgia and Armenia sign a deal", "lebanon"),
        ("Bethlehem, Hebron and Jenin stormed", "west-bank"),
    ],
)
def test_homonyms(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main


@pytest.mark.parametrize("text", ["Tornado hits Lebanon, Ohio", "Fire in Palestine, Texas", "Flood in Jordan, MN"])
def test_what_the_division_settles_is_no_affair_of_the_namesake(placer: Placer, text: str) -> None:
    placement = placer.place([Line(text, "almayadeen-en")])[0]
    assert (placement.about, placement.also) == (("united-states",), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("صور جديدة من المعرض", "world"),
        ("صور الأقمار الصناعية تكشف الأضرار", "world"),
        ("الحكومة الجديدة تعقد جلستها الأولى", "world"),
        ("غارة إسرائيلية على صور", "lebanon"),
        ("صور: شهيد في غارة", "lebanon"),
        ("قتلى في البيضاء", "yemen"),
        ("بلدة الجديدة تتعرض لقصف", "lebanon"),
    ],
)
def test_plain_arabic_words_are_places_only_where_the_line_says_so(
    placer: Placer, text: str, expected: str
) -> None:
    assert about(placer, text, "ar")[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al-Ram: Israeli forces storm the town", "jerusalem"),
        ("Al-Dali: The visit carries important implications", "world"),
        ("Une frappe israélienne vise un véhicule à Nabatieh, au sud du Liban", "lebanon"),
        ("Le gouvernement annonce des mesures pour les familles", "world"),
    ],
)
def test_heads_and_an_unknown_language(placer: Placer, text: str, expected: str) -> None:
    assert about(placer, text)[0] == expected
