"""The tables that people write: every row well formed, every name once, and no theatre thinned out unnoticed."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from bot.classify.actors import load_actors
from bot.classify.overlay import load_areas, load_overlay
from bot.classify.spelling import fold
from bot.classify.tables import FOLDER
from bot.text.tables import read

REGIONS = frozenset(
    row["slug"] for row in read(FOLDER / "regions.tsv", ("slug", "name", "iso", "parents", "en", "ar", "es"))
)
TABLES = sorted((FOLDER / "overlay").glob("*.tsv"))
FLOORS = {
    "lebanon": 1100,
    "gaza": 390,
    "west-bank": 800,
    "jerusalem": 150,
    "israel": 540,
    "syria": 1400,
    "yemen": 580,
    "iraq": 460,
    "iran": 520,
    "ukraine": 170,
    "sudan": 190,
}


def places() -> list[tuple[str, str, str]]:
    areas = load_areas(REGIONS)
    return [(place.name, place.region, place.kind) for place in load_overlay(REGIONS, areas)]


@pytest.mark.parametrize("table", [*TABLES, *sorted(FOLDER.glob("actors*.tsv"))], ids=lambda table: table.stem)
def test_every_row_has_the_columns_of_its_header_and_no_stray_blanks(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    told = [row for row in rows if not row[0].startswith("#")]
    header = told[0]
    for row in told[1:]:
        assert len(row) == len(header), row
        cells = [part for cell in row for part in cell.split("|")]
        assert cells == [part.strip() for part in cells], row


def test_a_name_stands_once_in_a_region_and_kind() -> None:
    seen = Counter((fold(name), region, kind) for name, region, kind in places())
    assert [key for key, times in seen.items() if times > 1] == []


def test_arabic_names_are_in_arabic_letters() -> None:
    areas = load_areas(REGIONS)
    for place in load_overlay(REGIONS, areas):
        for name in place.arabic:
            assert any("\u0600" <= sign <= "\u06ff" for sign in name), place


@pytest.mark.parametrize(("region", "floor"), FLOORS.items())
def test_a_theatre_keeps_its_places(region: str, floor: int) -> None:
    assert sum(1 for _, lies, _ in places() if lies == region) >= floor


def test_an_area_is_used_by_places_of_its_own_region() -> None:
    areas = {area.slug: area for area in load_areas(REGIONS)}
    for place in load_overlay(REGIONS, areas.values()):
        if place.area:
            assert areas[place.area].region == place.region, place
    assert set(areas) == {place.area for place in load_overlay(REGIONS, areas.values()) if place.area}


def test_an_actor_stands_once_and_weighs_two_at_most() -> None:
    actors = load_actors(REGIONS)
    assert len(actors) >= 2100
    assert [name for name, times in Counter(fold(actor.name) for actor in actors).items() if times > 1] == []
    for actor in actors:
        assert all(0 < weight <= 2 for _, weight in actor.regions), actor
