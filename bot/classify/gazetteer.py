"""The gazetteer: all known names of places, compiled and mapped, and what operators add to it."""

import mmap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.classify.actors import Actor, load_actors
from bot.classify.compile import INDEX_FILE, LOOSE, SKELETON, keys
from bot.classify.index import ALTERNATE, BARE, COMMON, FLAG_SHIFT, PLACE_BITS, VERY_COMMON, Index, IndexFileError
from bot.classify.overlay import OverlayPlace
from bot.classify.raw import RawPlace, from_overlay
from bot.classify.regions import load_regions
from bot.classify.spelling import loose, skeleton

_KEPT = 16_384  # names of a ticker come again and again; a few megabytes save most look-ups
_OWN_ID = 1 << 32  # the overlay's numbers are hashes of 32 bits; operators' are kept apart above them


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that a name may mean. `population`: log10. `own`: of our overlay or an operator's settings.

    `commonness`: 0, 1 or 2: how much rather the word is a plain word. `exact`: spelt as the gazetteer has it.
    """

    id: int
    region: str
    area: str
    kind: str
    population: float
    weight: float
    own: bool
    name: str
    alternate: bool = False
    bare: bool = False
    commonness: int = 0
    exact: bool = True


class Gazetteer:
    """Names to places; immutable. `extended` gives a larger one."""

    def __init__(
        self, index: Index, actors: Iterable[Actor] = (), added: Mapping[str, tuple[Reading, ...]] | None = None
    ) -> None:
        self._index = index
        self._added = dict(added or {})
        self._firsts: dict[str, int] = {}
        for key in self._added:
            first, words = key.partition(" ")[0], key.count(" ") + 1
            self._firsts[first] = max(words, self._firsts.get(first, 0))
        self.actors = tuple(actors)
        # Of this gazetteer alone: what it answers never changes.
        self.readings = lru_cache(_KEPT)(self._readings)
        self.longest = lru_cache(_KEPT)(self._longest)

    @classmethod
    def load(cls, path: Path = INDEX_FILE) -> "Gazetteer":
        """Maps the compiled index and reads the actors' table. Raises IndexFileError or TableError."""
        try:
            with path.open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise IndexFileError(
                f"{path.name} cannot be read ({error}); run python -m bot.classify.compile"
            ) from error
        return cls(Index(memoryview(mapped)), load_actors(frozenset(region.slug for region in load_regions())))

    def extended(self, places: Iterable[OverlayPlace] = (), actors: Iterable[Actor] = ()) -> "Gazetteer":
        """This gazetteer with an operator's places and actors, which go before ours of the same name."""
        added = dict(self._added)
        for place in places:
            raw = from_overlay(place)
            for key, flags in keys(raw, {}, by_sound=True, by_bones=True).items():
                reading = _own_reading(raw, flags)
                added[key] = (reading, *added.get(key, ()))
        return Gazetteer(self._index, (*actors, *self.actors), added)

    def __len__(self) -> int:
        return len(self._index)

    @property
    def names(self) -> int:
        """How many spellings the compiled index knows."""
        return self._index.keys

    def _longest(self, first: str) -> int:
        """How many words a name may have at most that begins with this folded word; 0 when surely none does."""
        return max(self._index.longest(first), self._firsts.get(first, 0))

    def _readings(self, key: str) -> tuple[Reading, ...]:
        """The places that a folded name may mean; none when it is unknown."""
        added = self._added.get(key, ()) if self._added else ()
        return added + tuple(self._compiled(value, exact=True) for value in self._index.readings(key))

    def loose_readings(self, key: str) -> tuple[Reading, ...]:
        """Places of the theatre whose name sounds as the folded one does."""
        return self._by_form(LOOSE, loose(key), 4)

    def skeleton_readings(self, key: str) -> tuple[Reading, ...]:
        """Places of the theatre with the same consonants; many, so only for words that must be a place."""
        return self._by_form(SKELETON, skeleton(key), 3)

    def _by_form(self, mark: str, form: str, least: int) -> tuple[Reading, ...]:
        if len(form) < least:
            return ()
        added = self._added.get(mark + form, ()) if self._added else ()
        return added + tuple(self._compiled(value, exact=False) for value in self._index.readings(mark + form))

    def _compiled(self, value: int, *, exact: bool) -> Reading:
        place, flags = self._index.place(value & PLACE_BITS), value >> FLAG_SHIFT
        return Reading(
            place.id,
            place.region,
            place.area,
            place.kind,
            place.population,
            place.weight,
            place.own,
            place.name,
            bool(flags & ALTERNATE),
            bool(flags & BARE),
            2 if flags & VERY_COMMON else int(bool(flags & COMMON)),
            exact,
        )


def _own_reading(raw: RawPlace, flags: int) -> Reading:
    return Reading(
        id=raw.id + _OWN_ID,
        region=raw.region,
        area=raw.area,
        kind=raw.kind,
        population=raw.population,
        weight=raw.weight,
        own=True,
        name=raw.names[0],
        bare=bool(flags & BARE),
    )
