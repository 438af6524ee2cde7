"""Actors under any of their names, whose they are, and countries that act under their capital's name."""

import gc
from weakref import ref

import pytest

from bot.classify.gazetteer import Gazetteer
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.dedupe.countries import slugs
from bot.dedupe.governments import governments
from bot.dedupe.line import parse
from bot.model.news import Kind, Who
from tests.unit.dedupe.lines import Actors, judged

FINDER = Actors(
    {
        "Ahmad Sharaa": ("ahmad al sharaa", "syria", Who.PERSON),
        "Abu Mohammad Jolani": ("ahmad al sharaa", "syria", Who.PERSON),
        "Hayat Tahrir al-Sham": ("hts", "syria", Who.GROUP),
        "Tahrir al-Sham Organization": ("hts", "syria", Who.GROUP),
        "Knesset": ("knesset", "israel", Who.OFFICE),
        "Kataeb": ("kataeb", "lebanon", Who.GROUP),
        "QNB drones": ("qnb", "qatar", Who.GROUP),
        "Mbeki": ("thabo mbeki", "south-africa", Who.PERSON),
    }
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ahmad Sharaa arrives in Doha for talks", "Abu Mohammad Jolani arrives in Doha for talks"),
        ("Abu Mohammad Jolani: Elections will be held in May", "Ahmad Sharaa: Elections will be held in May"),
        (
            "Fighters of Hayat Tahrir al-Sham enter the old town of Homs",
            "Fighters of Tahrir al-Sham Organization enter the old town of Homs",
        ),
        ("Court rejects the appeal of Mbeki", "South Africa: Court rejects the appeal of Mbeki"),
        ("Knesset passes budget in final reading", "Israel's Knesset passes budget in final reading"),
        ("Washington lifts sanctions on two banks of Belgrade", "US lifts sanctions on two banks of Belgrade"),
        ("US lifts sanctions on two banks of Belgrade", "Washington lifts sanctions on two banks of Belgrade"),
        ("واشنطن ترفع العقوبات عن مصرفين في بلغراد", "الولايات المتحدة ترفع العقوبات عن مصرفين في بلغراد"),
        (
            "Moscú expulsa a dos diplomáticos de la embajada noruega",
            "Rusia expulsa a dos diplomáticos de la embajada noruega",
        ),
    ],
)
def test_the_same_by_another_name(old: str, new: str) -> None:
    assert judged(old, new, finder=FINDER).kind is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Where it happened is news, also where everybody knows whose they are.
        ("Senior member of the Kataeb shot dead", "Senior member of the Kataeb shot dead in Lebanon"),
        ("Explosion shakes Sudan at dawn", "Khartoum explosion shakes houses at dawn"),
        ("Talks of rebels in Sudan break off", "Talks of rebels in Khartoum break off"),
        ("Ahmad Sharaa arrives in Doha for talks", "Thabo Mbeki arrives in Doha for talks"),
    ],
)
def test_another_scene_or_actor_is_sent(old: str, new: str) -> None:
    assert judged(old, new, finder=FINDER).kind is not Kind.DUPLICATE


def test_a_word_beside_a_group_is_no_part_of_its_name() -> None:
    assert [token.form for token in parse("QNB drones hit a dam", FINDER).tokens][:2] == ["qnb", "drones"]


@pytest.mark.parametrize("lang", ["en", "ar", "es"])
def test_every_seat_belongs_to_one_known_country(lang: str) -> None:
    assert {key[1:] for key in governments(lang).values()} <= slugs()


WITH_PARTS = Placer(Gazetteer.load(), load_regions())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # What everybody knows of a place or of a speaker adds nothing to them.
        (
            "Israeli drone strike kills two in Aitaroun",
            "Israeli drone strike kills two in Aitaroun, southern Lebanon",
        ),
        (
            "Elderly woman hurt as settlers attack Huwara",
            "Elderly Palestinian woman hurt as settlers attack Huwara",
        ),
        ("Israeli settlers torch two cars in Sinjil", "Settlers torch two cars in Sinjil"),
        (
            "Taliban spokesman: Strikes hit a school in Paktika",
            "Taliban spokesman Mujahid: Strikes hit a school in Paktika",
        ),
    ],
)
def test_what_everybody_knows_adds_nothing(old: str, new: str) -> None:
    assert judged(old, new, finder=WITH_PARTS).kind is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Israeli drone strike kills two", "Israeli drone strike kills two in southern Lebanon"),
        ("Settlers torch two cars in Sinjil", "Settlers torch two cars in the south of Sinjil"),
        ("Strikes hit a school in Paktika", "Mujahid: Strikes hit a school in Paktika"),
        ("Hamas, Fatah: The truce holds", "Hamas, Fatah, PFLP: The truce holds"),
    ],
)
def test_what_not_everybody_knows_is_sent(old: str, new: str) -> None:
    assert judged(old, new, finder=WITH_PARTS).kind is not Kind.DUPLICATE


def test_a_finder_is_not_kept_for_the_sake_of_its_speakers() -> None:
    finder = Actors({"Naim Qassem": ("naim qassem", "lebanon", Who.PERSON)})
    assert parse("Naim Qassem: We will not leave", finder).tokens[-1].key == "&naim qassem"
    held = ref(finder)
    del finder
    gc.collect()
    assert held() is None
