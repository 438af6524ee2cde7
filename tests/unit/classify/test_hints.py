import pytest

from bot.classify.hints import check_hints
from bot.classify.languages import Language
from bot.classify.lines import Line
from bot.classify.place import Placer
from bot.model.region import RegionGraph
from bot.text.tables import TableError


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Palestinian aid seekers killed near a distribution point", "gaza"),
        ("Tents of displaced Palestinians bombed", "gaza"),
        ("Settlers attack Palestinian farmers", "west-bank"),
        ("Occupation forces storm several towns, arrest 12 Palestinians", "west-bank"),
        ("مستوطنون يهاجمون رعاة فلسطينيين", "west-bank"),
        # Nothing speaks for a part, two parts are spoken for, or one is named: the words decide nothing.
        ("Palestinian prisoners released", "palestine"),
        ("Palestinians: Settlers storm tents", "palestine"),
        ("Settlers attack Palestinian farmers in Khan Younis", "gaza"),
        ("Settlers arrest nobody in Lebanon", "lebanon"),
    ],
)
def test_words_tell_the_part(placer: Placer, text: str, main: str) -> None:
    assert placer.place([Line(text, "almayadeen-en")])[0].about[0] == main


def test_the_word_that_told_is_evidence(placer: Placer) -> None:
    evidence = placer.place([Line("Settlers attack Palestinian farmers")])[0].evidence
    assert any(item.region == "west-bank" and "settlers" in item.note for item in evidence)


def test_a_hint_of_an_unknown_region_is_named(regions: RegionGraph) -> None:
    language = Language("xx", hints={"atlantis": frozenset(["waves"])})
    with pytest.raises(TableError, match=r"xx\.toml: hints, divisions or signs of an unknown region 'atlantis'"):
        check_hints({"xx": language}, regions)


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Six aid seekers shot dead at dawn", "gaza"),
        ("Settlers torch cars and a barn", "west-bank"),
        ("مستوطنون يحرقون مركبات", "west-bank"),
        ("Settlers attack a farm in Jamaica", "jamaica"),  # a name goes before
        ("The early settlers kept sheep", "world"),
    ],
)
def test_what_is_said_of_one_region_alone_places_a_line_without_names(
    placer: Placer, text: str, main: str
) -> None:
    assert placer.place([Line(text, "almayadeen-en")])[0].about[0] == main
