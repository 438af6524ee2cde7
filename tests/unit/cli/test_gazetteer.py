"""An operator's own names, from the settings file and from a GeoNames dump, through the commands themselves."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.parser import main
from bot.config.environment import VARIABLES

# A country dump as GeoNames writes it: 19 columns, no header. Names are made up, so that no gazetteer knows them.
COLUMNS = (
    "9000001\tQarnabouta\tQarnabouta\tKarnabuta,قرنبوطا\t33.3\t35.4\tP\tPPL\tLB\t\t07\t\t\t\t4200\t\t\tAsia/Beirut\t2024-01-01",
    "9000002\tNab` Zarqouni\tNab` Zarqouni\t\t33.3\t35.4\tH\tSPNG\tLB\t\t07\t\t\t\t0\t\t\tAsia/Beirut\t2024-01-01",
)
SETTINGS = """
[[place]]
name = "Tell Zumurrouda"
region = "syria"
area = "homs"
kind = "village"
variants = ["Zumrida Hill"]
weight = 1.5

[[actor]]
name = "Brigade of the Amber Lantern"
kind = "armed_group"
regions = {iraq = 0.9, syria = 0.4}
variants = ["Amber Lantern"]
"""


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("TOCSIN_DATA_DIR=kept\n", "utf-8")


def classified(capsys: pytest.CaptureFixture[str], *lines: str) -> list[dict[str, Any]]:
    Path("lines.txt").write_text("\n".join(lines) + "\n", "utf-8")
    capsys.readouterr()
    assert main(["classify", "lines.txt", "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_country_is_imported_and_used_from_the_next_start_on(capsys: pytest.CaptureFixture[str]) -> None:
    line = "Explosion in the town of Qarnabouta"
    assert classified(capsys, line)[0]["about"] == ["world"]
    Path("LB.txt").write_text("\n".join(COLUMNS) + "\n", "utf-8")
    assert main(["gazetteer", "import", "LB.txt"]) == 0
    assert "1 places (1 in lebanon)" in capsys.readouterr().out
    others = (line, "Explosion in the town of Karnabuta", "انفجار في بلدة قرنبوطا")
    assert [row["about"] for row in classified(capsys, *others)] == [["lebanon"]] * 3


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Qana\tLebanon", "LB.txt:1: 2 columns; a GeoNames dump has 19"),
        (COLUMNS[0].replace("\tLB\t", "\tXX\t"), "LB.txt:1: the country code (column 9) is 'XX'"),
        (COLUMNS[0].replace("\t4200\t", "\tmany\t"), "LB.txt:1: the population (column 15) is 'many'"),
        ("", "no place of a country that we know"),
    ],
)
def test_a_wrong_dump_is_told_and_nothing_of_it_kept(
    capsys: pytest.CaptureFixture[str], text: str, complaint: str
) -> None:
    Path("LB.txt").write_text(text + "\n", "utf-8")
    assert main(["gazetteer", "import", "LB.txt"]) != 0
    assert complaint in capsys.readouterr().err
    assert not list(Path("kept").glob("gazetteer/*"))


def test_own_places_and_actors_of_the_settings_file_place_lines(capsys: pytest.CaptureFixture[str]) -> None:
    lines = (
        "Shelling of Tell Zumurrouda",
        "Clashes near Zumrida Hill",
        "Amber Lantern: We targeted a convoy",
        "The Brigade of the Amber Lantern denies it",
    )
    assert [row["about"] for row in classified(capsys, *lines)][1:] == [["world"]] * 3
    Path("tocsin.toml").write_text(SETTINGS, "utf-8")
    found = classified(capsys, *lines)
    assert [row["about"][0] for row in found] == ["syria", "syria", "iraq", "iraq"]


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        (
            'region = "syria"',
            'region = "syriah"',
            "[[place]] Tell Zumurrouda, region: 'syriah' is not possible here; is no region",
        ),
        (
            'area = "homs"',
            'area = "hommz"',
            "[[place]] Tell Zumurrouda, area: 'hommz' is not possible here; is no area; perhaps: homs",
        ),
        (
            'kind = "village"',
            'kind = "castle"',
            "[[place]] Tell Zumurrouda, kind: 'castle' is not possible here; is no kind",
        ),
        ("weight = 1.5", "weight = -1", "weight"),
        (
            "iraq = 0.9",
            "irak = 0.9",
            "[[actor]] Brigade of the Amber Lantern, regions: 'irak' is not possible here; is no region",
        ),
        ("iraq = 0.9", "iraq = 9", "regions"),
        (
            'kind = "armed_group"',
            'kind = "gang"',
            "[[actor]] Brigade of the Amber Lantern, kind: 'gang' is not possible here; is no kind",
        ),
        ('name = "Tell Zumurrouda"', 'nam = "Tell Zumurrouda"', "nam"),
    ],
)
def test_a_wrong_row_of_the_settings_file_is_named(
    capsys: pytest.CaptureFixture[str], wrong: str, right: str, complaint: str
) -> None:
    Path("tocsin.toml").write_text(SETTINGS.replace(wrong, right), "utf-8")
    assert main(["check"]) != 0
    told = capsys.readouterr()
    assert complaint in told.out + told.err
