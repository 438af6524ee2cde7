"""Who takes a stand on another's affair, or downs what enters his sky, is concerned too."""

import pytest

from bot.classify.lines import Line
from bot.classify.place import Placer


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kuwait condemns Israeli strikes on Isfahan", "kuwait,iran"),
        ("Norway designates Yemen's Houthis", "norway,yemen"),
        ("Jordan calls for pressure on Israel", "jordan,israel"),
        ("Oman sharply denounces Israeli strike on Iran", "oman,iran"),
        ("Fidan: We will not accept a new map of northern Syria", "turkey,syria"),
        ("Trump says Iran must hand over its uranium", "united-states,iran"),
        ("Yemeni forces down US drone", "yemen,united-states"),
        ("Trump says more strikes to follow if Gaza captives are not freed", "united-states,gaza"),
        ("Cairo: Addis Ababa's steps break the law", "egypt,ethiopia"),
        ("Turkish Defense Minister, Syrian counterpart sign military pact in Ankara", "turkey,syria"),
        ("Sirens heard over occupied al-Quds and Tel Aviv", "jerusalem,israel"),
        ("Macron, Emir of Kuwait sign pact and call for Lebanon vote", "lebanon,france,kuwait"),
        ("Dublin: We support Palestine's membership", "ireland,palestine"),
    ],
)
def test_who_takes_a_stand_is_concerned(placer: Placer, text: str, wanted: str) -> None:
    assert set(placer.place([Line(text)])[0].about) == set(wanted.split(","))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Witkoff: Hamas should accept the offer", "palestine"),
        ("Russian Defense Ministry: Two towns in Donetsk taken", "ukraine"),
        ("Lebanese President: Israel must withdraw", "lebanon"),
    ],
)
def test_an_envoy_or_a_report_is_no_stand(placer: Placer, text: str, wanted: str) -> None:
    assert set(placer.place([Line(text)])[0].about) == set(wanted.split(","))


def test_an_attack_across_a_border_is_where_it_falls(placer: Placer) -> None:
    about = placer.place([Line("Lebanon's Hezbollah fires volley of rockets at Israeli village")])[0].about
    assert about[0] == "israel"
