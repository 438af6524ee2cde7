"""A leading region or dateline decides between places of one name, and outranks namesakes elsewhere."""

import pytest

from bot.classify.lines import Line
from bot.classify.place import Placer


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Florida: man bitten by alligator in Naples", "united-states"),
        ("Georgia: court blocks voting law in Atlanta", "united-states"),
        ("Georgia: thousands rally in Batumi", "georgia"),
        ("Ohio: chemical train derails in East Palestine", "united-states"),
        ("Sokoto: gunmen raid Dalijan", "nigeria"),
        ("Kent: lorry queue reaches Dover", "united-kingdom"),
        ("Minya: bus plunges into canal", "egypt"),
        ("Victoria declares emergency as bushfires near towns", "australia"),
        ("South Island towns cut off by snow", "new-zealand"),
        ("Governor signs ban in Atlanta", "united-states"),
    ],
)
def test_the_region_at_the_head_decides(placer: Placer, text: str, wanted: str) -> None:
    assert placer.place([Line(text)])[0].about == (wanted,)


def test_an_embargo_on_a_country_is_not_in_it(placer: Placer) -> None:
    assert placer.place([Line("Spain approves arms embargo on Israel")])[0].about[0] == "spain"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Afghan War Daily Brief: June", "afghanistan"),
        ("Quarrel over water source ends in gunfire in Benue community", "nigeria"),
        ("UPDATE FROM PASNI, Balochistan: Coast guard post attacked", "pakistan"),
        ("Gunners burn Russian armour in Pokrovsk", "ukraine"),
    ],
)
def test_a_head_or_a_tail_may_tell_where(placer: Placer, text: str, wanted: str) -> None:
    assert placer.place([Line(text)])[0].about == (wanted,)


def test_a_spanish_word_is_no_village_that_sounds_so(placer: Placer) -> None:
    assert "iran" not in placer.place([Line("Woman found dead on the Malecón")])[0].about
