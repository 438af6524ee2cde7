import time
from pathlib import Path

import pytest

from bot.classify.compile import INDEX_FILE, MOST_BYTES
from bot.classify.gazetteer import Gazetteer
from bot.classify.index import Index, IndexFileError, PlaceRecord, pack
from bot.classify.lines import Line
from bot.classify.overlay import OverlayPlace, load_areas, load_overlay
from bot.classify.place import Placer
from bot.classify.spelling import fold
from bot.model.region import RegionGraph
from bot.text.tables import TableError

AREAS = "slug\tname\tregion\tvariants\tar\n"
PLACES = "name\tregion\tarea\tkind\tvariants\tar\tweight\n"


def test_the_index_is_small_and_loads_at_once() -> None:
    began = time.process_time()
    gazetteer = Gazetteer.load()
    assert time.process_time() - began < 1
    assert INDEX_FILE.stat().st_size < MOST_BYTES
    assert len(gazetteer) > 100_000


def test_one_name_many_places(gazetteer: Gazetteer) -> None:
    assert {"lebanon", "algeria"} <= {reading.region for reading in gazetteer.readings(fold("Blida"))}
    assert {"gaza", "egypt"} <= {reading.region for reading in gazetteer.readings(fold("Rafah"))}
    assert gazetteer.readings(fold("Xyzzyplugh")) == ()


def test_packing_is_deterministic_and_reads_back() -> None:
    places = [PlaceRecord(7, "lebanon", "tyre", "village", 3.2, 1.0, True, "Qana")]
    content = pack(places, {"qana": [0], "b": [0, 0]})
    assert content == pack(places, {"b": [0, 0], "qana": [0]})
    index = Index(memoryview(content))
    assert index.readings("qana") == (0,)
    assert list(index.readings("b")) == [0, 0]
    assert index.readings("qan") == ()
    assert index.place(0).name == "Qana"
    assert index.place(0).area == "tyre"


@pytest.mark.parametrize("content", [b"", b"nonsense at all", b"TOCSINGZ\x02\x00\x00\x00{}"])
def test_a_damaged_index_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(content)
    with pytest.raises((IndexFileError, KeyError)):
        Gazetteer.load(path)


def test_an_absent_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexFileError, match=r"bot\.classify\.compile"):
        Gazetteer.load(tmp_path / "none.bin")


def test_an_operators_place_is_found_in_other_spellings(gazetteer: Gazetteer, regions: RegionGraph) -> None:
    own = gazetteer.extended([OverlayPlace("Zarqalouna", "lebanon", kind="village")])
    line = Line("An explosion in the town of Zarqaluna")
    assert Placer(own, regions).place([line])[0].about == ("lebanon",)
    assert Placer(gazetteer, regions).place([line])[0].about == ("world",)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Qana\tatlantis\t\ttown\t\t\t", "own.tsv:2: unknown region 'atlantis'"),
        ("Qana\tlebanon\tmordor\ttown\t\t\t", "own.tsv:2: unknown area 'mordor'"),
        ("Qana\tlebanon\t\tcastle\t\t\t", "own.tsv:2: unknown kind 'castle'"),
        ("Qana\tlebanon\t\ttown\t\t\theavy", "own.tsv:2: weight is 'heavy'"),
        ("\tlebanon\t\ttown\t\t\t", "own.tsv:2: name is empty"),
    ],
)
def test_a_wrong_overlay_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    (tmp_path / "areas.tsv").write_text(AREAS, encoding="utf-8")
    (tmp_path / "own.tsv").write_text(PLACES + row + "\n", encoding="utf-8")
    areas = load_areas({"lebanon"}, tmp_path / "areas.tsv")
    with pytest.raises(TableError, match=complaint):
        load_overlay({"lebanon"}, areas, tmp_path)
