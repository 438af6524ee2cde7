"""Regions: the small graph of areas one may subscribe to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

WORLD = "world"
SECTIONS_BELOW = frozenset(("palestine",))


@dataclass(frozen=True, slots=True)
class Region:
    """An area one may subscribe to. `iso` is ISO 3166-1 alpha-2, or None for sections and parts of countries.

    `names`: what people call it, by language ("en", "ar", "es"), the usual name first.
    """

    slug: str
    name: str
    parents: tuple[str, ...] = ()
    iso: str | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class RegionGraph:
    """All regions, by slug. A region may have two parents; `world` has none and contains nothing.

    Raises ValueError when a parent is unknown, a slug is twice there, or the graph has a cycle.
    """

    def __init__(self, regions: Iterable[Region]) -> None:
        self._regions: dict[str, Region] = {}
        for region in regions:
            if region.slug in self._regions:
                raise ValueError(f"region {region.slug!r} is defined twice")
            self._regions[region.slug] = region
        self._above = {slug: self._climb(slug, ()) for slug in self._regions}

    def _climb(self, slug: str, below: tuple[str, ...]) -> frozenset[str]:
        if slug in below:
            raise ValueError(f"region {slug!r} lies in itself: {' > '.join((*below, slug))}")
        region = self._regions.get(slug)
        if region is None:
            raise ValueError(f"region {below[-1]!r} has an unknown parent {slug!r}")
        above = {slug}
        for parent in region.parents:
            above |= self._climb(parent, (*below, slug))
        return frozenset(above)

    def __iter__(self) -> Iterator[Region]:
        return iter(self._regions.values())

    def __contains__(self, slug: object) -> bool:
        return slug in self._regions

    def __len__(self) -> int:
        return len(self._regions)

    def __getitem__(self, slug: str) -> Region:
        return self._regions[slug]

    def above(self, slug: str) -> frozenset[str]:
        """The region itself and all that it lies in. Raises KeyError when the slug is unknown."""
        return self._above[slug]

    def reach(self, slugs: Iterable[str]) -> frozenset[str]:
        """The regions whose subscribers hear of a line about `slugs`; unknown slugs reach themselves only."""
        return frozenset(up for slug in slugs for up in self._above.get(slug, frozenset((slug,))))

    def below(self, slug: str) -> frozenset[str]:
        """The region itself and all that lies in it."""
        return frozenset(other for other, above in self._above.items() if slug in above)

    @cached_property
    def sections(self) -> tuple[Region, ...]:
        """The regions at the top, in the order of definition: those without parents, and `palestine`.

        Palestine is a section of its own on the sites we began with, and lies in the Middle East all the same.
        """
        return tuple(one for one in self._regions.values() if not one.parents or one.slug in SECTIONS_BELOW)
