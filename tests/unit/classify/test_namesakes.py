"""Names of places that persons, clubs and companies bear; each rule beside a line where it must not work."""

import pytest

from bot.classify.lines import Line
from bot.classify.place import Placer

WORLD = ("world",)


def about(placer: Placer, text: str) -> tuple[str, ...]:
    return placer.place([Line(text, "somewhere", "en")])[0].about


@pytest.mark.parametrize(
    "text",
    [
        "Kenya Robbley signs recording contract",
        "Georgia Tunsley named athlete of the year",
        "Jordan scored twice after the break",
        "Chad Okwuosa signs for three years",
        "Trial over Diana's dresses begins",
        "Garcia's stellar play decides the game",
        "Sandusky convicted on all counts",
        "Novelist Ray Bradbury remembered in new book",
        "Adele and Sofia named favourite singers of the decade",
        "Santander and Barclays cut mortgage rates",
        "Joyo.com bought by rival retailer",
        "Barcelona crush Malaga to stay top",
        "Lyon sweep past Bayern on aggregate",
        "Roma 2-2 Leverkusen",
        "Houston, we need to talk about passwords",
        "Traders expect no change at BoE",
        "Vienna sausages recalled over plastic",
        "Two Sisters Finish In Dead Heat After Marathon Chess Final",
        "Free Samples Draw Long Queues Before Holiday Sales",
        "Jersey worn by champion fetches a fortune",
        "Nerys Swinton honoured with lifetime award",
        "Asia Bertolucci wins fencing title",
        "Paris says she was misled by her agent",
        "Bordeaux prices tumble as drinkers turn to beer",
        "Dallas reboot in the works",
        "Verona draw with Empoli",
        "Sampdoria appoint new head coach",
    ],
)
def test_somebody_or_something_else_is_meant(placer: Placer, text: str) -> None:
    assert about(placer, text) == WORLD


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Kenya Railways halts night trains", "kenya"),
        ("Jordan Petroleum refinery fire put out", "jordan"),
        ("Georgia Power plant catches fire near Tbilisi", "georgia"),
        ("Georgia scores diplomatic win with visa deal", "georgia"),
        ("Jordan scored twice to beat Iraq", "jordan"),
        ("Man shot dead in Garcia, a village north of Monterrey", "mexico"),
        ("Sydney Harbour Bridge closed by protest", "australia"),
        ("Barcelona police arrest nine", "spain"),
        ("Sandusky residents told to boil water", "united-states"),
        ("Houston, Texas under flood warning", "united-states"),
        ("Jordan, Lebanon agree on power line", "jordan"),
        ("Sofia protests turn violent", "bulgaria"),
        ("Deadly Swinton blaze being investigated", "united-kingdom"),
        ("Bordeaux floods force hundreds out", "france"),
        ("Paris says it will not send troops", "france"),
    ],
)
def test_the_place_itself_is_meant(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main
