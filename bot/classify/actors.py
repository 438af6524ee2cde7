"""People, parties, armed groups, offices and media that place a line: `data/actors.tsv`, and operators' own."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from bot.classify.tables import FOLDER
from bot.text.tables import Row, read

COLUMNS = ("name", "kind", "regions", "variants", "ar", "es", "note")
KINDS = frozenset(
    ["person", "envoy", "party", "armed_group", "office", "army", "media", "company", "agency", "organisation"]
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody known. `regions`: slug and weight (0..3, 1 usual), the main one first; empty: of no place.

    `surnames`: names by which this one is meant where they stand alone.
    """

    name: str
    kind: str
    regions: tuple[tuple[str, float], ...] = ()
    variants: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names in all languages, the usual one first."""
        return (self.name, *self.variants)


def load_actors(known: Collection[str], folder: Path = FOLDER) -> tuple[Actor, ...]:
    """All actors of `actors*.tsv`, by file name and line, and their surnames. Raises TableError at a wrong row."""
    tables = sorted(folder.glob("actors*.tsv"))
    found = [_actor(row, known) for path in tables for row in read(path, COLUMNS)]
    surnames = _surnames(folder / "surnames.tsv", {actor.name for actor in found})
    return tuple(
        replace(actor, surnames=surnames[actor.name]) if actor.name in surnames else actor for actor in found
    )


def _surnames(path: Path, names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Actor's name -> the surnames by which that one is meant where they stand alone."""
    found: dict[str, tuple[str, ...]] = {}
    told: set[str] = set()
    for row in read(path, ("surname", "actor")) if path.exists() else ():
        if row["actor"] not in names:
            raise row.error(f"unknown actor {row['actor']!r}; it must be a name of the actors' tables")
        if row["surname"] in told:
            raise row.error(f"the surname {row['surname']!r} stands there twice")
        told.add(row["surname"])
        found[row["actor"]] = (*found.get(row["actor"], ()), row["surname"])
    return found


def _actor(row: Row, known: Collection[str]) -> Actor:
    if not row["name"]:
        raise row.error("name is empty")
    if row["kind"] not in KINDS:
        raise row.error(f"unknown kind {row['kind']!r}; it must be one of {', '.join(sorted(KINDS))}")
    regions = tuple(_weighed(row, part, known) for part in row.several("regions"))
    return Actor(
        row["name"], row["kind"], regions, row.several("variants") + row.several("ar") + row.several("es")
    )


def _weighed(row: Row, part: str, known: Collection[str]) -> tuple[str, float]:
    slug, _, number = part.partition(":")
    if slug not in known:
        raise row.error(f"unknown region {slug!r}; it must be a slug that `tocsin regions` lists")
    try:
        weight = float(number or 1)
    except ValueError:
        weight = -1
    if not 0 < weight <= 3:
        raise row.error(f"the weight of {slug!r} is {number!r}; it must be a number above 0, at most 3")
    return slug, weight
