"""What a line that names no place takes from its neighbours, and what it does not: each sentence of the rule."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.classify.lines import Line, PlacedLine
from bot.classify.place import Placer
from bot.decide import Offer, alert_of, decide
from bot.dedupe.memory import Memory
from bot.model.news import Headline, Outcome, Placement

WORLD = ("world",)
NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
QUAKE = "A 7.1-magnitude earthquake strikes off Mindanao, southern Philippines"
DEPTH = "The earthquake hit at a depth of 58 kilometers"
NAMING = "Al-Dali: A Hamas leadership delegation will arrive in Cairo within hours"
VISIT = "Al-Dali: The visit carries important implications"


def placed(placer: Placer, *texts: str, source: str = "almayadeen-en") -> list[Placement]:
    return placer.place([Line(text, source) for text in texts])


def earlier(placer: Placer, text: str, minutes_ago: float, source: str = "almayadeen-en") -> PlacedLine:
    line = Line(text, source)
    return PlacedLine(line, placer.place([line])[0], NOON - timedelta(minutes=minutes_ago))


@pytest.mark.parametrize(
    ("naming", "placeless", "region"),
    [
        (NAMING, VISIT, "palestine"),
        (
            "Zelensky: Kyiv needs more air defence",
            "Zelensky: The coming winter will be the hardest yet",
            "ukraine",
        ),
        (
            "Factions' statement: We call on all Palestinian forces to unite",
            "Factions' statement: The attendees agreed to support the agreement",
            "palestine",
        ),
    ],
)
def test_the_same_speaker_within_the_burst_lends(placer: Placer, naming: str, placeless: str, region: str) -> None:
    assert placed(placer, naming, placeless)[1].about == (region,)


@pytest.mark.parametrize(
    ("naming", "placeless", "region"),
    [
        (QUAKE, DEPTH, "philippines"),
        ("Passenger train derails in northern Spain", "The train was carrying 300 people", "spain"),
        ("Explosion at a chemical plant in Karachi", "The explosion was caused by a gas leak", "pakistan"),
        ("زلزال بقوة 6 درجات يضرب شمال اليابان", "الزلزال وقع على عمق 10 كيلومترات", "japan"),
        (
            "Terremoto de magnitud 6 sacude Ecuador",
            "El terremoto se produjo a 20 kilómetros de profundidad",
            "ecuador",
        ),
    ],
)
def test_the_same_event_lends(placer: Placer, naming: str, placeless: str, region: str) -> None:
    first, second = placed(placer, naming, placeless)
    assert (first.about, first.inherited) == ((region,), False)
    assert (second.about, second.inherited) == ((region,), True)


@pytest.mark.parametrize(("naming", "placeless"), [(NAMING, VISIT), (QUAKE, DEPTH)])
def test_the_naming_line_may_come_just_after_in_the_same_poll(placer: Placer, naming: str, placeless: str) -> None:
    first, second = placed(placer, placeless, naming)
    assert first.inherited
    assert not second.inherited
    assert first.about == second.about != WORLD


def test_what_was_inherited_says_so_and_from_where(placer: Placer) -> None:
    heir = placed(placer, QUAKE, DEPTH)[1]
    assert heir.inherited
    assert any("other line" in f"{item.role} {item.note}" for item in heir.evidence)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (QUAKE, "The central bank keeps its rates unchanged"),  # begins alike, goes on with nothing
        (QUAKE, "Gold rises to a record"),
        (NAMING, "Al-Barqi: The visit carries important implications"),  # another speaker
        (QUAKE, "An earthquake drill is held at the school"),  # nothing that refers to the line before
    ],
)
def test_a_line_that_does_not_plainly_go_on_takes_nothing(placer: Placer, one: str, other: str) -> None:
    assert placed(placer, one, other)[1].about == WORLD


def test_another_source_lends_nothing(placer: Placer) -> None:
    lines = [Line(QUAKE, "almayadeen-en"), Line(DEPTH, "harbour-en")]
    assert placer.place(lines)[1].about == WORLD


def test_an_earlier_poll_lends_within_the_burst_and_no_longer(placer: Placer) -> None:
    fresh = earlier(placer, "Gold rises to a record", 0)
    assert placer.place([Line(DEPTH, "almayadeen-en")], [earlier(placer, QUAKE, 5), fresh])[0].inherited
    assert placer.place([Line(DEPTH, "almayadeen-en")], [earlier(placer, QUAKE, 31), fresh])[0].about == WORLD


def test_a_chain_of_heirs_does_not_carry_a_region_on(placer: Placer) -> None:
    heir = PlacedLine(Line(DEPTH, "almayadeen-en"), placed(placer, QUAKE, DEPTH)[1], NOON)
    goes_on = Line("The earthquake was felt by millions", "almayadeen-en")
    assert placer.place([goes_on], [heir])[0].about == WORLD


def test_what_is_learned_later_never_rings_again(placer: Placer) -> None:
    memory = Memory(placer)
    first = Offer(Headline("almayadeen-en", DEPTH, NOON))
    (told,) = decide([first], memory, placer, (), "a")
    assert told.outcome is Outcome.ALERT
    alert = alert_of(told)
    assert alert is not None
    assert alert.about == WORLD
    assert told.placement is not None
    before = (PlacedLine(Line(DEPTH, "almayadeen-en"), told.placement, NOON),)
    later = NOON + timedelta(minutes=1)
    shown = [Offer(Headline("almayadeen-en", text, later)) for text in (DEPTH, QUAKE)]
    again, naming = decide(shown, memory, placer, before, "b")
    assert again.outcome is Outcome.DUPLICATE
    assert alert_of(again) is None
    ringing = alert_of(naming)
    assert ringing is not None
    assert ringing.about == ("philippines",)
