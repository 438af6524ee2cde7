from pathlib import Path

import pytest

from bot.classify.regions import load_regions
from bot.model.region import RegionGraph
from bot.text.tables import TableError

HEADER = "slug\tname\tiso\tparents\ten\tar\tes\n"


def test_sections_countries_and_the_parts_of_palestine(regions: RegionGraph) -> None:
    for section in ("africa", "asia", "asia-pacific", "europe", "latin-america", "mena", "palestine", "us-canada"):
        assert section in regions
    assert {"gaza", "west-bank", "jerusalem"} < regions.below("palestine")
    assert regions.above("gaza") == {"gaza", "palestine", "mena"}
    assert regions["egypt"].parents == ("africa", "mena")
    assert regions["world"].parents == ()
    assert regions["world"].iso is None


@pytest.mark.parametrize(
    ("slug", "iso"), [("lebanon", "LB"), ("south-africa", "ZA"), ("united-states", "US"), ("dr-congo", "CD")]
)
def test_slugs_are_usual_names(regions: RegionGraph, slug: str, iso: str) -> None:
    assert regions[slug].iso == iso


def test_every_country_has_a_name_in_three_languages(regions: RegionGraph) -> None:
    codes = [region.iso for region in regions if region.iso]
    assert len(codes) == len(set(codes)) > 230
    assert all(region.names[lang] for region in regions for lang in ("en", "ar", "es"))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("x\tX\t\tnowhere\t\t\t", "unknown parent 'nowhere'"),
        ("x\tX\tXXX\t\t\t\t", "regions.tsv:2: iso is 'XXX'"),
        ("\tX\t\t\t\t\t", "regions.tsv:2: a region needs a slug"),
        ("x\tX\t\tx\t\t\t", "lies in itself"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "regions.tsv"
    path.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(TableError, match=complaint):
        load_regions(path)
