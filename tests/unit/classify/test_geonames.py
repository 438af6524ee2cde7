from pathlib import Path

import pytest

from bot.classify.geonames import read_dump
from bot.text.tables import TableError

ROW = "1\tNabatîyé\tNabatiye\tNabatieh,النبطية\t33.3\t35.4\tP\tPPLA\tLB\t\t07\t\t\t\t100541"
ROW += "\t\t\tAsia/Beirut\t2020-01-01"


def _dump(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "LB.txt"
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_a_dump_becomes_places(tmp_path: Path) -> None:
    (place,) = read_dump(_dump(tmp_path, ROW), {"LB": "lebanon"})
    assert (place.name, place.region, place.kind) == ("Nabatîyé", "lebanon", "village")
    assert "Nabatieh" in place.variants


def test_gaza_and_the_west_bank_are_told_apart(tmp_path: Path) -> None:
    row = ROW.replace("\tLB\t\t07", "\tPS\t\tGZ")
    assert next(iter(read_dump(_dump(tmp_path, row), {"PS": "palestine"}))).region == "gaza"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("only\tthree\tcells", "LB.txt:1: 3 columns"),
        (ROW.replace("\tLB\t", "\tZZ\t"), "LB.txt:1: the country code .* 'ZZ'"),
        (ROW.replace("100541", "many"), "LB.txt:1: the population .* 'many'"),
        (ROW.replace("Nabatîyé", "", 1), "LB.txt:1: the name"),
    ],
)
def test_a_wrong_dump_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(TableError, match=complaint):
        list(read_dump(_dump(tmp_path, text), {"LB": "lebanon"}))
