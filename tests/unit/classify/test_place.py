from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.classify.gazetteer import Gazetteer
from bot.classify.lines import Line, PlacedLine
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.model.region import RegionGraph

WORLD = ("world",)


def about(placer: Placer, text: str, lang: str = "en") -> tuple[str, ...]:
    return placer.place([Line(text, "almayadeen-en", lang)])[0].about


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Our correspondent: An Israeli drone strikes a car in the town of Aitaroun", "lebanon"),
        ("Israeli warplanes raid the outskirts of Khiam", "lebanon"),
        ("Israeli artillery shells Beit Lahia", "gaza"),
        ("Israeli forces storm the town of Qabatiya, south of Jenin", "west-bank"),
        ("The Pakistani army targeted twenty Indian military sites", "india"),
        ("Palestinians killed by Israeli forces since dawn", "palestine"),
        ("Sudanese army retakes palace in Khartoum", "sudan"),
        ("Talks between Armenia and Azerbaijan resume in Geneva", "armenia"),
        ("Mali: Two soldiers killed in ambush", "mali"),
        ("Afghan source: We still believe in dialogue with Pakistan", "afghanistan"),
    ],
)
def test_the_role_decides(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main


def test_the_attacker_is_merely_named(placer: Placer) -> None:
    placement = placer.place([Line("An Israeli drone targeted a car in Bint Jbeil")])[0]
    assert placement.about == ("lebanon",)
    assert placement.also == ("israel",)
    assert placement.areas == ("bint-jbeil",)


def test_two_regions_of_one_deed_are_both_about(placer: Placer) -> None:
    assert set(about(placer, "Afghanistan and Pakistan agree to restart peace talks in Istanbul")) == {
        "afghanistan",
        "pakistan",
    }


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Israeli drone strikes a car in Blida", "lebanon"),
        ("Wildfire near Blida in Algeria kills three", "algeria"),
        ("Tornado hits Lebanon, Ohio", "united-states"),
        ("Factory fire in Palestine, Texas", "united-states"),
        ("Shooting at a mall in Bethlehem, Pennsylvania", "united-states"),
        ("Israeli forces raid Bethlehem", "west-bank"),
        ("Protest in Tbilisi, Georgia", "georgia"),
        ("Judge in Atlanta, Georgia, dismisses charges", "united-states"),
        ("Flooding in Brazzaville displaces thousands in Congo", "congo"),
        ("Rival militias clash in Tripoli, Libya", "libya"),
        ("Equatorial Guinea opens new embassy", "equatorial-guinea"),
    ],
)
def test_homonyms_follow_the_rest_of_the_line(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text)[0] == main


@pytest.mark.parametrize(
    "text",
    [
        "The Times of Israel names a new editor",
        "Turkey sandwich recall widens after listeria found",
        "Michael Jordan sells his stake in the team",
        "Jordan Henderson signs a new contract",
        "Paris Hilton launches a perfume",
        "The ambassador spoke to the assembly",
        "Qatar Airways orders new jets",
        "The destroyer USS Chad returns to port",
        "Apple unveils a thinner tablet",
    ],
)
def test_what_is_no_place(placer: Placer, text: str) -> None:
    assert about(placer, text) == WORLD


@pytest.mark.parametrize("text", ["UNIFIL: A patrol came under fire", "Hezbollah: We targeted a tank"])
def test_actors_place_a_line(placer: Placer, text: str) -> None:
    assert about(placer, text)[0] == "lebanon"


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("غارة إسرائيلية على بلدة الخيام جنوب لبنان", "lebanon"),
        ("مسيّرة إسرائيلية تستهدف سيارة في بنت جبيل", "lebanon"),
        ("شهداء في قصف إسرائيلي على خان يونس", "gaza"),
        ("قوات الاحتلال تقتحم مدينة جنين", "west-bank"),
        ("انفجار في العاصمة السورية دمشق", "syria"),
        ("زلزال يضرب اليابان", "japan"),
    ],
)
def test_arabic(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text, "ar")[0] == main


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Un dron israelí ataca un vehículo en el sur del Líbano", "lebanon"),
        ("Bombardeo israelí en la Franja de Gaza deja diez muertos", "gaza"),
        ("Terremoto sacude Japón", "japan"),
        ("Fuerzas israelíes asaltan la ciudad de Yenín en Cisjordania", "west-bank"),
        ("Maduro anuncia medidas económicas en Venezuela", "venezuela"),
    ],
)
def test_spanish(placer: Placer, text: str, main: str) -> None:
    assert about(placer, text, "es")[0] == main


def test_a_speakers_other_line_lends_its_region_also_backwards(placer: Placer) -> None:
    lines = [
        Line("Al-Barqi: The visit carries important implications", "s"),
        Line("Al-Barqi: A Hamas delegation will explain our position", "s"),
    ]
    first, second = placer.place(lines)
    assert first.about == second.about != WORLD
    assert first.inherited
    assert not second.inherited


def test_the_same_event_goes_on(placer: Placer) -> None:
    lines = [
        Line("An earthquake of magnitude 6 strikes the Philippines", "s"),
        Line("The earthquake hit at a depth of 58 kilometers", "s"),
    ]
    assert placer.place(lines)[1].about == ("philippines",)
    assert placer.place(lines[::-1])[0].about == ("philippines",)


def test_context_does_not_outlive_the_burst_nor_the_source(placer: Placer) -> None:
    told = Line("An earthquake of magnitude 6 strikes the Philippines", "s")
    other = Line("Sudanese army retakes palace in Khartoum", "s")
    goes_on = Line("The earthquake hit at a depth of 58 kilometers", "s")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    placed = [PlacedLine(told, placer.place([told])[0], now - timedelta(hours=1))]
    placed += [PlacedLine(other, placer.place([other])[0], now)]
    assert placer.place([goes_on], placed)[0].about == WORLD
    elsewhere = Line(goes_on.text, "another source")
    assert placer.place([told, elsewhere])[1].about == WORLD


def test_what_was_inherited_is_not_lent_again(placer: Placer) -> None:
    lines = [Line("The earthquake hit at a depth of 58 kilometers", "s")]
    told = Line("An earthquake strikes the Philippines", "s")
    heir = placer.place([told, *lines])[1]
    assert heir.inherited
    assert placer.place(lines, [PlacedLine(lines[0], heir)])[0].about == WORLD


def test_losing_readings_are_told(placer: Placer) -> None:
    evidence = placer.place([Line("An Israeli drone struck Blida")])[0].evidence
    assert any(item.lost and item.region == "algeria" and "against" in item.note for item in evidence)


def test_mentions_are_blind_to_spelling(placer: Placer) -> None:
    texts = ("A drone hit Bint Jbeil today", "A drone hit Bint Jubayl today", "A drone struck in Bent Jbail")
    found = [placer.mentions(text)[0] for text in texts]
    assert len({mention.key for mention in found}) == 1
    assert texts[0][found[0].start : found[0].end] == "Bint Jbeil"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "...!?",
        "a" * 10_000,
        "In Gaza " * 1300,
        "\ud800\udfff lone",
        "لبنان Lebanon 日本 \u202e",
        "<b>&amp;@everyone",
    ],
)
def test_any_text_gives_an_answer(placer: Placer, text: str) -> None:
    placement = placer.place([Line(text)])[0]
    assert placement.about
    assert placer.mentions(text) is not None


@given(st.lists(st.text(max_size=80), max_size=4))
@settings(max_examples=60, deadline=None)
def test_never_fails_and_knows_only_known_regions(texts: list[str]) -> None:
    placer, graph = _shared()
    for placement in placer.place([Line(text) for text in texts]):
        assert placement.about
        assert all(slug in graph for slug in (*placement.about, *placement.also))
        assert not set(placement.about) & set(placement.also)


@cache
def _shared() -> tuple[Placer, RegionGraph]:
    graph = load_regions()
    return Placer(Gazetteer.load(), graph), graph
