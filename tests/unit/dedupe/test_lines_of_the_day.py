"""Pairs as desks write them: other events never swallowed, titles and first names that add nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.classify.gazetteer import Gazetteer
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.decide import told_as
from bot.dedupe.memory import Memory
from bot.model.news import Headline, Kind

PLACER = Placer(Gazetteer.load(), load_regions())
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def second(first: str, then: str) -> Kind:
    memory = Memory(PLACER)
    before = Headline("one", first, AT, "en")
    memory.add(told_as(memory.judge(before), before, "r0"))
    return memory.judge(Headline("two", then, AT + timedelta(minutes=20), "en")).kind


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Israeli drone strike targets a car in Ain Qana", "Israeli airstrike targets a house in Ain Qana"),
        ("Israeli drone strike targets a car in Ain Qana", "Israeli artillery targets a field in Ain Qana"),
        ("Settlers torch a mosque in Huwara", "Settlers torch a house in Huwara"),
        ("Hamas delegation arrives in Cairo", "Hamas delegation leaves Cairo"),
    ],
)
def test_another_target_in_the_same_place_is_told(first: str, then: str) -> None:
    assert second(first, then) is not Kind.DUPLICATE


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (
            "Trump: We are very close to a deal on Ukraine",
            "US President Donald Trump: We're very close to a deal on Ukraine",
        ),
        (
            "Macron reappoints Lecornu as prime minister",
            "French President Macron reappoints Sebastien Lecornu as PM",
        ),
        ("Petro: We will not be a colony", "Colombian President Gustavo Petro: We will not be a colony"),
        (
            "Occupation forces storm the town of Beita, south of Nablus",
            "Israeli forces storm Beita, south of Nablus",
        ),
        (
            "Civil defence: Fire in a warehouse in Choueifat",
            "Civil Defense: Fire breaks out in a warehouse in Choueifat",
        ),
        (
            "Health Ministry: One martyr in Israeli strike on a motorcycle in Burj Rahal",
            "Health Ministry: 1 martyr in the Israeli strike on a motorbike in Burj Rahhal",
        ),
        (
            "Gaza Health Ministry: 68,519 martyrs since October 7, 2023",
            "Health Ministry in Gaza: 68,519 martyrs since 7 October 2023",
        ),
    ],
)
def test_a_title_a_first_name_or_a_synonym_adds_nothing(first: str, then: str) -> None:
    assert second(first, then) is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Araghchi: No talks with Washington under threat", "Araghchi: Our missile program is non-negotiable"),
        ("Electricity cut off in Houla after a storm", "Firefighters put out a blaze in Houla"),
    ],
)
def test_another_saying_or_event_is_news_of_its_own(first: str, then: str) -> None:
    assert second(first, then) is Kind.NEW


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Car explosion near Red Fort in Delhi", "Delhi blast: at least 8 killed near Red Fort"),
        ("Gunmen abduct 25 schoolgirls in Kebbi state", "Nigeria: 24 schoolgirls abducted in Kebbi freed"),
        ("US warplanes launch four raids on Ras Isa port", "38 killed in US raids on Ras Isa port"),
    ],
)
def test_what_became_of_it_is_an_update(first: str, then: str) -> None:
    assert second(first, then) is Kind.UPDATE


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (
            "Two martyrs in an Israeli strike on a car in Kfar Rumman",
            "Israeli raid on a vehicle in Kfar Roummane: two martyrs",
        ),
        ("3 killed in Gaza, 5 in Lebanon", "5 killed in Lebanon, 3 in Gaza"),
        ("A magnitude 6.1 earthquake hits Mindanao", "6.1-magnitude quake hits Mindanao"),
    ],
)
def test_what_happens_once_in_another_order_is_not(first: str, then: str) -> None:
    assert second(first, then) is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Settlers attack farmers near Hebron", "Settlers attack farmers near al-Khalil"),
        ("غارة إسرائيلية على الخيام", "غارة إسرائيلية على بلدة الخيام"),
        ("Israeli artillery shells al-Khiam", "Israeli artillery shells the town of Khiyam"),
    ],
)
def test_an_article_before_a_name_is_no_part_of_it(first: str, then: str) -> None:
    assert second(first, then) is Kind.DUPLICATE
