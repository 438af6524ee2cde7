"""Places that no package knows, written by people: `data/overlay/*.tsv`, and operators' own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.classify.tables import FOLDER
from bot.text.tables import Row, TableError, read

COLUMNS = ("name", "region", "area", "kind", "variants", "ar", "weight")
AREA_COLUMNS = ("slug", "name", "region", "variants", "ar")
AREAS_FILE = "areas.tsv"
KINDS = frozenset(
    [
        "town",
        "village",
        "city",
        "district",
        "province",
        "neighbourhood",
        "camp",
        "street",
        "hospital",
        "corridor",
        "crossing",
        "base",
        "airport",
        "port",
        "mountain",
        "river",
        "road",
        "site",
        "settlement",
        "dam",
        "field",
        "island",
        "prison",
        "mosque",
        "church",
        "university",
        "sea",
        "other",
    ]
)


@dataclass(frozen=True, slots=True)
class OverlayPlace:
    """A place of the overlay. `region` and `area` are slugs; `weight` is a prior, 1.0 usual, more if known."""

    name: str
    region: str
    area: str = ""
    kind: str = "town"
    variants: tuple[str, ...] = ()
    arabic: tuple[str, ...] = ()
    weight: float = 1.0

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the usual one first."""
        return (self.name, *self.variants, *self.arabic)


@dataclass(frozen=True, slots=True)
class Area:
    """A sub-area of a region ("nabatieh"), a district or governorate; also a name of its own in a line."""

    slug: str
    name: str
    region: str
    variants: tuple[str, ...] = ()
    arabic: tuple[str, ...] = ()


def load_areas(known: Collection[str], path: Path = FOLDER / "overlay" / AREAS_FILE) -> tuple[Area, ...]:
    """The sub-areas; `known` are the slugs that may be regions. None without a file. Raises TableError."""
    if not path.exists():
        return ()
    areas: dict[str, Area] = {}
    for row in read(path, AREA_COLUMNS):
        _must(row, ("slug", "name", "region"))
        if row["region"] not in known:
            raise row.error(f"unknown region {row['region']!r}; it must be a slug that `tocsin regions` lists")
        if row["slug"] in areas:
            raise row.error(f"the area {row['slug']!r} is defined twice")
        areas[row["slug"]] = Area(
            row["slug"], row["name"], row["region"], row.several("variants"), row.several("ar")
        )
    return tuple(areas.values())


def load_overlay(
    known: Collection[str], areas: Iterable[Area], folder: Path = FOLDER / "overlay"
) -> tuple[OverlayPlace, ...]:
    """The places of all tables, by file name and line. Raises TableError at the first wrong row."""
    slugs = {area.slug for area in areas}
    tables = sorted(path for path in folder.glob("*.tsv") if path.name != AREAS_FILE)
    return tuple(_place(row, known, slugs) for path in tables for row in read(path, COLUMNS))


def _must(row: Row, columns: Iterable[str]) -> None:
    for column in columns:
        if not row[column]:
            raise row.error(f"{column} is empty")


def _place(row: Row, known: Collection[str], areas: Collection[str]) -> OverlayPlace:
    _must(row, ("name", "region"))
    kind = row["kind"] or "town"
    if row["region"] not in known:
        raise row.error(f"unknown region {row['region']!r}; it must be a slug that `tocsin regions` lists")
    if row["area"] and row["area"] not in areas:
        raise row.error(f"unknown area {row['area']!r}; it must stand in {AREAS_FILE} (or be left empty)")
    if kind not in KINDS:
        raise row.error(f"unknown kind {kind!r}; it must be one of {', '.join(sorted(KINDS))}")
    variants, arabic = row.several("variants"), row.several("ar")
    return OverlayPlace(row["name"], row["region"], row["area"], kind, variants, arabic, _weight(row))


def _weight(row: Row) -> float:
    try:
        weight = float(row["weight"] or 1)
    except ValueError:
        weight = -1
    if not 0 < weight <= 5:
        raise TableError(f"{row.where}: weight is {row['weight']!r}; it must be a number above 0, at most 5")
    return weight
