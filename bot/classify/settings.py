"""What is known of regions and sources beyond their names: `standing.tsv`, `sources.tsv`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.classify.tables import FOLDER
from bot.model.region import RegionGraph
from bot.text.tables import Row, read

ANY_SOURCE = "*"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`standing`: per region, how much of an affair is its own when its people are named (1 as usual).

    `habits`: per part of a source's name, what it usually covers, 0..1 per region.
    """

    standing: Mapping[str, float] = field(default_factory=dict)
    habits: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def habits_of(self, source: str) -> Mapping[str, float]:
        """What a source usually covers; the usual ticker's habits when it is not listed."""
        folded = source.casefold().replace("-", "").replace(" ", "").replace("_", "")
        listed = next((name for name in self.habits if name != ANY_SOURCE and name in folded), ANY_SOURCE)
        return self.habits.get(listed, {})


def load_knowledge(regions: RegionGraph, folder: Path = FOLDER) -> Knowledge:
    """Both tables. Raises TableError naming file and line."""
    standing = {
        row["region"]: _number(row, row["factor"])
        for row in read(folder / "standing.tsv", ("region", "factor"))
        if _known(row, row["region"], regions)
    }
    habits = {}
    for row in read(folder / "sources.tsv", ("source", "regions")):
        pairs = [part.partition(":") for part in row.several("regions")]
        habits[row["source"]] = {
            region: _number(row, number) for region, _, number in pairs if _known(row, region, regions)
        }
    return Knowledge(standing, habits)


def _known(row: Row, region: str, regions: RegionGraph) -> bool:
    if region not in regions:
        raise row.error(f"unknown region {region!r}; it must be a slug that `tocsin regions` lists")
    return True


def _number(row: Row, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise row.error(f"{text!r} is not a number from 0 to 1")
    return number
