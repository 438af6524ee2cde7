"""Surnames that mean one actor where they stand alone, and who is who in a row of several people."""

from pathlib import Path

import pytest

from bot.classify.actors import Actor, load_actors
from bot.classify.lines import Line
from bot.classify.naming import identity
from bot.classify.place import Placer
from bot.text.tables import TableError


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Aoun: The army will not withdraw", "lebanon"),
        ("President Aoun arrives in Doha", "lebanon"),
        ("Salam chairs cabinet session", "lebanon"),
        ("Abbas: We reject displacement", "palestine"),
        ("Bush Promotes His Plan", "united-states"),
        ("Trial of Saddam resumes", "iraq"),
        ("CASTRO REJECTS CALLS TO QUIT", "cuba"),
        # Other people, and a place, of the same name.
        ("Actor Ali Salam wins a prize", "world"),
        ("Film of Abbas Kiarostami wins a prize", "world"),
        ("Sharif Rahman opens a shop", "world"),
        ("Fire in the Salam district of Kuwait", "kuwait"),
    ],
)
def test_a_surname_alone(placer: Placer, text: str, about: str) -> None:
    assert placer.place([Line(text)])[0].about == (about,)


def test_people_of_one_row_are_not_one() -> None:
    row = Actor("Ahmad Tibi", "person", (("israel", 1.0),), ("Ahmed Tibi", "Ofer Cassif", "Dr. Tibi"), ("Tibi",))
    assert {identity(row, name) for name in ("Ahmad Tibi", "Ahmed Tibi", "Dr. Tibi", "Tibi")} == {"ahmad tibi"}
    assert identity(row, "Ofer Cassif") == "ofer cassif"


def test_initials_are_whose_they_are() -> None:
    row = Actor("Syrian Democratic Forces", "armed_group", (("syria", 1.0),), ("SDF", "Asayish"))
    assert identity(row, "SDF") == identity(row, "Syrian Democratic Forces") != identity(row, "Asayish")


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [("Tibi\tNobody Known\n", "unknown actor 'Nobody Known'"), ("Tibi\tA B\nTibi\tA B\n", "stands there twice")],
)
def test_a_wrong_surname_is_told(tmp_path: Path, rows: str, wrong: str) -> None:
    (tmp_path / "actors.tsv").write_text("name\tkind\tregions\tvariants\tar\tes\tnote\nA B\tperson\tisrael:1\n")
    (tmp_path / "surnames.tsv").write_text("surname\tactor\n" + rows)
    with pytest.raises(TableError, match=wrong):
        load_actors({"israel"}, tmp_path)
