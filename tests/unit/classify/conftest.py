import pytest

from bot.classify.gazetteer import Gazetteer
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.model.region import RegionGraph


@pytest.fixture(scope="session")
def regions() -> RegionGraph:
    return load_regions()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def placer(gazetteer: Gazetteer, regions: RegionGraph) -> Placer:
    return Placer(gazetteer, regions)
