"""The pure rooms with their tables loaded, as `run` and the one-stage commands use them alike."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.classify.actors import Actor
from bot.classify.gazetteer import Gazetteer
from bot.classify.geonames import read_dump
from bot.classify.overlay import OverlayPlace
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.config.settings import Settings, load
from bot.config.toml_file import ActorTable, PlaceTable
from bot.dedupe.memory import Memory
from bot.model.news import Headline, Placement, Told
from bot.model.region import RegionGraph
from bot.ops.clock import SystemClock
from bot.ports.errors import StoreError
from bot.store.bundle import open_store
from bot.store.embedded import SOCKET
from bot.text.display import clean
from bot.text.language import language_of

IMPORTED = "gazetteer"
"""Folder below the data folder in which imported GeoNames dumps stand."""


@cache
def region_graph() -> RegionGraph:
    """The regions; read once per process."""
    return load_regions()


@dataclass(frozen=True, slots=True)
class Rooms:
    """Settings, regions, gazetteer and placer in one hand; `memory()` makes an empty dedupe memory."""

    settings: Settings
    regions: RegionGraph
    placer: Placer
    imported: tuple[str, ...] = field(default=())

    def memory(self) -> Memory:
        return Memory(self.placer, self.settings.horizons)

    def headline(self, text: str, source: str = "") -> Headline:
        """A line typed by a person, as if a source had shown it now."""
        shown = clean(text) or text
        return Headline(source, shown, SystemClock().now(), language_of(shown))

    def channels_for(self, placement: Placement) -> tuple[str, ...]:
        """The channels of the settings file that subscribed to a region the line reaches."""
        about, also = self.regions.reach(placement.about), self.regions.reach(placement.also)
        return tuple(
            str(channel.key)
            for channel in self.settings.channels
            if channel.subscription.regions & (about | also if channel.subscription.also else about)
        )

    async def remembered(self) -> tuple[Told, ...]:
        """What the running bot remembers, oldest first; nothing where no store answers. Starts no server."""
        url = self.settings.environment.redis_url
        socket = self.settings.environment.data_dir / SOCKET
        if url is None and not socket.exists():
            return ()
        try:
            async with open_store(url or f"unix://{socket}", timeout_s=2.0) as store:
                return (await store.watcher.recall("", 0)).told
        except StoreError:
            return ()


def open_rooms(folder: Path | None = None) -> Rooms:
    """Settings of `folder` (the working folder by default), checked, and the rooms they ask for.

    Raises SettingsError with every mistake.
    """
    settings = load(folder or Path.cwd(), region_graph())
    return rooms_for(settings)


def rooms_for(settings: Settings) -> Rooms:
    """The rooms that checked settings ask for."""
    regions = region_graph()
    dumps = sorted((settings.environment.data_dir / IMPORTED).glob("*.txt"))
    gazetteer = Gazetteer.load().extended(
        [*_imported(dumps, regions), *(_place(row) for row in settings.places)],
        [_actor(row) for row in settings.actors],
    )
    return Rooms(settings, regions, Placer(gazetteer, regions), tuple(path.name for path in dumps))


def _imported(dumps: Iterable[Path], regions: RegionGraph) -> list[OverlayPlace]:
    by_iso = regions_by_iso(regions)
    return [place for path in dumps for place in read_dump(path, by_iso)]


def regions_by_iso(regions: RegionGraph) -> dict[str, str]:
    """Country code -> slug, for GeoNames dumps."""
    return {region.iso: region.slug for region in regions if region.iso}


def _place(row: PlaceTable) -> OverlayPlace:
    return OverlayPlace(row.name, row.region, row.area, row.kind, tuple(row.variants), (), row.weight)


def _actor(row: ActorTable) -> Actor:
    ranked = sorted(row.regions.items(), key=lambda item: -item[1])
    return Actor(row.name, row.kind, tuple(ranked), tuple(row.variants))
