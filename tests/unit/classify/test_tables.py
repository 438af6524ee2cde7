"""Broken tables and language files are refused by name, line and what may stand there."""

import random
from pathlib import Path

import pytest

from bot.classify.actors import Actor, load_actors
from bot.classify.gazetteer import Gazetteer
from bot.classify.geonames import read_dump
from bot.classify.languages import load_languages
from bot.classify.lines import Line
from bot.classify.overlay import OverlayPlace
from bot.classify.place import Placer
from bot.classify.settings import load_knowledge
from bot.model.region import RegionGraph
from bot.text.tables import TableError


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("locatives = [", r"xx\.toml: "),
        ('localives = ["in"]', r"xx\.toml: unknown list 'localives'; known are .*locatives"),
        ('locatives = "in"', r"xx\.toml: locatives must be a list of words"),
        ("locatives = [1]", r"xx\.toml: locatives must be a list of words"),
        ("hints = 3", r"xx\.toml: hints must be a table"),
        ("[hints]\ngaza = 3", r"xx\.toml: gaza must be a list of words"),
    ],
)
def test_a_broken_language_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "xx.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=complaint):
        load_languages(tmp_path)


def test_a_language_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_bytes(b'locatives = ["\xff"]')
    with pytest.raises(TableError, match=r"xx\.toml"):
        load_languages(tmp_path)


@pytest.mark.parametrize(
    ("standing", "sources", "complaint"),
    [
        ("region\tfactor\natlantis\t0.5\n", "source\tregions\n", "standing.tsv:2: unknown region 'atlantis'"),
        ("region\tfactor\nisrael\thalf\n", "source\tregions\n", "standing.tsv:2: 'half' is not a number"),
        ("region\tfactor\nisrael\t2\n", "source\tregions\n", "standing.tsv:2: '2' is not a number"),
        ("region\tshare\n", "source\tregions\n", "standing.tsv:1: the header is"),
        ("region\tfactor\n", "source\tregions\nx\tisrael:9\n", "sources.tsv:2: '9' is not a number"),
        ("region\tfactor\n", "source\tregions\nx\tmordor:1\n", "sources.tsv:2: unknown region 'mordor'"),
        ("region\tfactor\n", "", "sources.tsv: the table is empty"),
        ("region\tfactor\na\tb\tc\n", "source\tregions\n", "standing.tsv:2: 3 cells, at most 2"),
    ],
)
def test_broken_knowledge_is_named(
    tmp_path: Path, regions: RegionGraph, standing: str, sources: str, complaint: str
) -> None:
    (tmp_path / "standing.tsv").write_text(standing, encoding="utf-8")
    (tmp_path / "sources.tsv").write_text(sources, encoding="utf-8")
    with pytest.raises(TableError, match=complaint):
        load_knowledge(regions, tmp_path)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("\tperson\tlebanon:1", "actors.tsv:2: name is empty"),
        ("X\twizard\tlebanon:1", "actors.tsv:2: unknown kind 'wizard'; it must be one of agency"),
        ("X\tperson\tmordor:1", "actors.tsv:2: unknown region 'mordor'"),
        ("X\tperson\tlebanon:much", "actors.tsv:2: the weight of 'lebanon' is 'much'"),
        ("X\tperson\tlebanon:4", "actors.tsv:2: the weight of 'lebanon' is '4'"),
    ],
)
def test_a_wrong_actor_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    text = "name\tkind\tregions\tvariants\tar\tes\tnote\n" + row + "\n"
    (tmp_path / "actors.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=complaint):
        load_actors({"lebanon"}, tmp_path)


def test_operators_names_go_before_ours(gazetteer: Gazetteer, regions: RegionGraph) -> None:
    place = OverlayPlace("Qumbarat al-Sharq", "yemen", kind="village", variants=("Qumbara East",))
    actor = Actor("Brigade of the Blue Lantern", "armed_group", (("iraq", 2.0),), ("Blue Lantern",))
    renamed = Actor("UNIFIL", "organisation", (("cyprus", 2.0),))
    own = Placer(gazetteer.extended([place], [actor, renamed]), regions)
    usual = Placer(gazetteer, regions)
    texts = ("Shelling in Qumbara East", "Blue Lantern: We targeted a convoy", "UNIFIL: A patrol came under fire")
    assert [own.place([Line(text)])[0].about[0] for text in texts] == ["yemen", "iraq", "cyprus"]
    assert [usual.place([Line(text)])[0].about[0] for text in texts] == ["world", "world", "lebanon"]


def test_a_large_dump_is_imported_whole_and_found(
    tmp_path: Path, gazetteer: Gazetteer, regions: RegionGraph
) -> None:
    pick = random.Random(4)
    names = ["".join(pick.choices("bdfghklmnqrstz", k=1)[0] + pick.choice("aiou") for _ in range(5)).title()
             for _ in range(2000)]  # fmt: skip
    rows = []
    for number, name in enumerate(names):
        kind = ("P", "PPL") if number % 2 else ("H", "STM")
        cells = [str(number), name, name, "", "33", "35", *kind, "LB", "", "05", "", "", "", str(number)]
        rows.append("\t".join([*cells, "", "", "Asia/Beirut", "2024-01-01"]))
    path = tmp_path / "LB.txt"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    places = list(read_dump(path, {"LB": "lebanon"}))
    kept = [name for name, row in zip(names, rows, strict=True) if "\tPPL\t" in row]
    rivers = [name for name, row in zip(names, rows, strict=True) if "\tSTM\t" in row]
    found = {place.name for place in places}
    assert set(kept) <= found
    assert {"river"} >= {place.kind for place in places if place.name in rivers and place.name not in kept}
    placer = Placer(gazetteer.extended(places), regions)
    placed = [placer.place([Line(f"Shelling in the town of {name}")])[0].about[0] for name in kept[:40]]
    assert placed.count("lebanon") >= 38  # a made name may be another place's real one
