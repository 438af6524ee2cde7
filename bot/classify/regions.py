"""The regions of the world, from `data/regions.tsv`."""

from pathlib import Path

from bot.classify.tables import FOLDER
from bot.model.region import Region, RegionGraph
from bot.text.tables import Row, TableError, read

COLUMNS = ("slug", "name", "iso", "parents", "en", "ar", "es")
LANGUAGES = ("en", "ar", "es")


def load_regions(path: Path = FOLDER / "regions.tsv") -> RegionGraph:
    """The graph of sections, countries, the parts of Palestine, and `world`. Raises TableError."""
    table = read(path, COLUMNS)
    try:
        return RegionGraph(_region(row) for row in table)
    except TableError:
        raise
    except ValueError as error:
        raise TableError(f"{path.name}: {error}") from error


def _region(row: Row) -> Region:
    if not row["slug"] or not row["name"]:
        raise row.error("a region needs a slug and a name")
    if row["iso"] and not (len(row["iso"]) == 2 and row["iso"].isascii() and row["iso"].isupper()):
        raise row.error(f"iso is {row['iso']!r}; it must be an ISO 3166-1 alpha-2 code (or empty)")
    names = {lang: row.several(lang) for lang in LANGUAGES}
    names["en"] = (row["name"], *(name for name in names["en"] if name != row["name"]))
    return Region(row["slug"], row["name"], row.several("parents"), row["iso"] or None, names)
