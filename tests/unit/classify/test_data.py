"""The tables' promises to their readers: one place a row, one actor a row, and the names that once went astray."""

import re
from collections import Counter

import pytest

from bot.classify.actors import load_actors
from bot.classify.compile import INDEX_FILE, MOST_BYTES
from bot.classify.index import Index
from bot.classify.lines import Line
from bot.classify.overlay import OverlayPlace, load_areas, load_overlay
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.classify.spelling import fold
from bot.model.region import RegionGraph

SLUGS = frozenset(region.slug for region in load_regions())
PLACES = load_overlay(SLUGS, load_areas(SLUGS))
ACTORS = load_actors(SLUGS)
ARABIC_SIGNS = re.compile(r"[\u0600-\u06ff0-9+ ()\-'.]+")
_PLACED = [(place, name) for place in PLACES for name in place.names]


def in_arabic(name: str) -> bool:
    return any("\u0600" <= sign <= "\u06ff" for sign in name)


def test_a_name_stands_in_one_row_of_an_area() -> None:
    """Neighbours must not be spellings of each other: of two rows of an area no name is the same."""
    rows: dict[tuple[str, str, str], set[str]] = {}
    for place, name in _PLACED:
        rows.setdefault((place.region, place.area, fold(name)), set()).add(place.name)
    assert [(key, names) for key, names in rows.items() if len(names) > 1] == []


def test_a_row_does_not_repeat_a_name() -> None:
    for place in PLACES:
        written = Counter(name.casefold() for name in place.names)
        assert [name for name, times in written.items() if times > 1] == [], place


def test_each_script_stands_in_its_own_column() -> None:
    for place in PLACES:
        assert not any(in_arabic(name) for name in (place.name, *place.variants)), place
        assert all(ARABIC_SIGNS.fullmatch(name) for name in place.arabic), place


def test_no_name_was_spoilt_by_a_script() -> None:
    """What an earlier script left behind: "refugee refugee camp", "ميرافلوريس=Miraflores", a lone dash."""
    for _, name in _PLACED:
        assert not re.search(r"\b(camp|crossing|border|refugee|hospital|street) \1\b", name, re.IGNORECASE), name
        assert not set(name) & set("=;~#@"), name
        assert fold(name), name


def test_a_weight_is_a_prior_not_a_verdict() -> None:
    assert [place for place in PLACES if not 0.1 <= place.weight <= 1.5] == []


def test_an_actors_name_stands_in_one_row() -> None:
    seen = Counter(fold(name) for actor in ACTORS for name in {fold(name): name for name in actor.names}.values())
    assert [name for name, times in seen.items() if times > 1] == []


def test_bodies_of_all_nations_and_media_place_nothing() -> None:
    known = {name: actor for actor in ACTORS for name in actor.names}
    for name in (
        "United Nations",
        "UNICEF",
        "IAEA",
        "ICRC",
        "Reuters",
        "Guterres",
        "G7",
        "Islamic State",
    ):
        assert known[name].regions == (), name
    # A medium's region is its home, of which it tells where nothing else is named.
    assert [actor for actor in ACTORS if actor.kind == "media" and len(actor.regions) > 1] == []


@pytest.mark.parametrize("region", ["lebanon", "palestine", "israel", "syria", "yemen", "iraq", "iran"])
def test_the_theatres_actors_have_arabic_names(region: str) -> None:
    own = [actor for actor in ACTORS if any(slug == region for slug, _ in actor.regions)]
    named = [actor for actor in own if any(in_arabic(name) for name in actor.names)]
    assert len(own) >= 50
    assert len(named) >= 0.7 * len(own)


def test_countries_have_names_in_three_languages(regions: RegionGraph) -> None:
    for region in regions:
        if region.iso:
            assert all(region.names.get(lang) for lang in ("en", "ar", "es")), region.slug


def test_the_index_keeps_its_size() -> None:
    assert INDEX_FILE.stat().st_size <= MOST_BYTES
    assert Index(memoryview(INDEX_FILE.read_bytes())).keys > 300_000


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Tanker seized in the Persian Gulf", "mena"),
        ("Tornado kills two in Ohio", "united-states"),
        ("Wildfires spread in Texas and Oklahoma", "united-states"),
        ("Clashes in Douma near Damascus", "syria"),
        ("Car bomb in Duma, Syria", "syria"),
        ("Russia's State Duma passes the bill", "russia"),
        ("Massacre in Houla, Homs countryside, remembered", "syria"),
        ("Israeli shelling on the outskirts of Houla", "lebanon"),
        ("Airstrike on Al-Abbasiya near Tyre", "lebanon"),
        ("Four killed in Sohmor in the West Bekaa", "lebanon"),
        ("US airstrikes on Razih in Saada", "yemen"),
        ("Saudi artillery shells Shada and Monabbih", "yemen"),
        ("US aggression targets Ras Isa port", "yemen"),
        ("Rockets hit Ain al-Asad base", "iraq"),
        ("Explosion at Kalsu base in Babil", "iraq"),
        ("Attack on Fordow and Natanz", "iran"),
        ("Israeli incursion into Saida al-Hanout", "syria"),
        ("Settlers attack Khirbet al-Marajim", "west-bank"),
        ("Sirens in Avivim and Dovev", "israel"),
        ("RSF shelling hits Abu Shouk camp in El Fasher", "sudan"),
        ("Russian forces take a village near Pokrovsk", "ukraine"),
        ("M23 rebels advance on Uvira", "dr-congo"),
        ("Earthquake shakes Maluku", "indonesia"),
    ],
)
def test_names_that_went_astray(placer: Placer, text: str, main: str) -> None:
    assert placer.place([Line(text, "almayadeen-en")])[0].about[0] == main


@pytest.mark.parametrize(
    ("text", "lang", "main"),
    [
        ("غارة على بلدة سحمر", "ar", "lebanon"),
        ("قصف مدفعي على مديرية شدا", "ar", "yemen"),
        ("توغل في صيدا الحانوت", "ar", "syria"),
        ("غارة تستهدف منشأة نطنز", "ar", "iran"),
        ("اشتباكات في أم درمان", "ar", "sudan"),
        ("Bombardeo en Saná deja varios heridos", "es", "yemen"),
        ("Explosiones en Járkov", "es", "ukraine"),
        ("Terremoto en Filipinas", "es", "philippines"),
        ("الحزب يعلن ملح الطعام", "ar", "world"),
        ("عدوان جديد وصمت دولي", "ar", "world"),
    ],
)
def test_arabic_and_spanish_names_are_known(placer: Placer, text: str, lang: str, main: str) -> None:
    assert placer.place([Line(text, "", lang)])[0].about[0] == main


def test_places_of_a_theatre_lie_in_their_own_table() -> None:
    """A village of the Bekaa must not stand among Yemen's: an area belongs to the region of its rows."""
    lies = {area.slug: area.region for area in load_areas(SLUGS)}
    strays: list[OverlayPlace] = [place for place in PLACES if place.area and lies[place.area] != place.region]
    assert strays == []
