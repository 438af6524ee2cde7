"""Retyped is the same, different is different, and when torn it is an update."""

import pytest

from bot.dedupe.canonical import key
from bot.model.news import Kind
from tests.unit.dedupe.lines import Towns, headline, judged, remembering


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Al Mayadeen correspondent: Raid on Khiam wounds two",
            "Al-Mayadeen’s correspondent: Raid on Khiam wounds 2.",
        ),
        ("Powerful explosions heard in Kharkiv", "BREAKING: Powerful explosions heard in Kharkiv - Reuters"),
        ("'Israel' violates truce in Rafah", '"Israel" violates truce in Rafah'),
        ("7.4-magnitude quake hits Mindanao", "A magnitude 7.4 earthquake hits Mindanao"),
        ("Israeli raid on Bint Jbeil wounds a farmer", "Israeli raid on Bint Jbail wounds a farmer"),
        ("Tanks advance toward Hodeidah airport", "Tanks advance toward Hudaydah airport"),
        ("Aoun receives US envoy Barrack in Baabda Palace", "Aoun receives US envoy Barrack in Baabda..."),
        ("Turkish parliament approves troop deployment", "Trukish parliament approves troop deploymennt"),
        ("Seven killed in Kabul blast", "SEVEN KILLED IN KABUL BLAST"),
        ("Amnesty: Bombing may be a war crime", "Amnesty says bombing may be a war crime"),
        ("غارة إسرائيلية على بلدة حولا", "عاجل | غارة اسرائيلية على بلدة حولا."),
        ("Tres detenidos en la frontera con Colombia", "Última hora: 3 detenidos en la frontera con Colombia"),
    ],
)
def test_retyped_is_duplicate(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Israeli raid on Khiam kills three", "Israeli raid on Khiam kills four"),
        ("Israeli raid on Khiam kills three", "Israeli raid on Blida kills three"),
        ("Sirens sounded in northern Israel", "Sirens sounded in southern Israel"),
        ("Parliament to vote on the budget", "Parliament votes on the budget"),
        ("Two aid workers feared kidnapped in Mali", "Two aid workers freed in Mali"),
        ("Miners missing in Zonguldak", "Miners found dead in Zonguldak"),
        ("Tsunami warning issued for Kamchatka", "Tsunami warning lifted for Kamchatka"),
        ("Oil exports from Basra affected", "Oil exports from Basra unaffected"),
        ("Iran will attend talks in Oman", "Iran will not attend talks in Oman"),
        ("First part of the interview with Nasser", "Second part of the interview with Nasser"),
        ("Putin: Russia is ready for talks", "Zelensky: Russia is ready for talks"),
        ("India shells Pakistani positions in Kashmir", "Pakistan shells Indian positions in Kashmir"),
        ("5 killed, 3 wounded in Homs clash", "3 killed, 5 wounded in Homs clash"),
        ("صفارات الإنذار تدوي في شمال إسرائيل", "صفارات الإنذار تدوي في جنوب إسرائيل"),
        ("إيران ستشارك في محادثات عمان", "إيران لن تشارك في محادثات عمان"),
        ("Maduro acepta el diálogo con la oposición", "Maduro no acepta el diálogo con la oposición"),
    ],
)
def test_different_is_never_dropped(old: str, new: str) -> None:
    assert judged(old, new).kind is not Kind.DUPLICATE
    assert judged(new, old).kind is not Kind.DUPLICATE


def test_changed_toll_is_an_update_with_its_evidence() -> None:
    verdict = judged("Israeli raid on Khiam kills three civilians", "Israeli raid on Khiam kills five civilians")
    assert verdict.kind is Kind.UPDATE
    assert verdict.of is not None
    assert verdict.of.ref == "0"
    assert verdict.because[0] == "changed: 3 to 5"
    assert any("khiam" in words for words in verdict.because)


def test_another_name_and_the_words_of_every_day_make_another_event() -> None:
    towns = Towns({"Yaroun": ("lebanon/1", "lebanon")})
    old = "Two explosions heard in Yaroun as several Israeli drones hover over the area"
    new = "Israeli drones targeted a tractor in the Wadi Slouqi area, Yaroun"
    assert judged(old, new, finder=towns).kind is Kind.NEW


def test_another_line_of_the_same_speaker_is_new() -> None:
    verdict = judged(
        "Sheikh Qassem: We will keep our weapons", "Sheikh Qassem: Reconstruction of the south comes first"
    )
    assert verdict.kind is Kind.NEW


def test_gazetteer_joins_spellings_and_parts_towns() -> None:
    towns = Towns({"Saida": ("lb/1", "lebanon"), "Sidon": ("lb/1", "lebanon"), "Tyre": ("lb/2", "lebanon")})
    assert judged("Drone strikes car in Saida", "Drone strikes car in Sidon", finder=towns).kind is Kind.DUPLICATE
    assert judged("Drone strikes car in Tyre", "Drone strikes car in Sidon", finder=towns).kind is Kind.NEW


def test_country_adds_nothing_to_its_town() -> None:
    towns = Towns({"Peshawar": ("pk/1", "pakistan")})
    assert judged(
        "American shot dead in Peshawar", "American shot dead in Peshawar, Pakistan", finder=towns
    ).kind is (Kind.DUPLICATE)


def test_two_languages_are_two_lines() -> None:
    assert judged("3 killed in Gaza", "3 قتلى في غزة").kind is Kind.NEW


def test_overlong_lines_are_read_to_the_end() -> None:
    long = "the army said that " * 120
    assert judged(long + "all is well in Homs", long + "nothing is well in Homs").kind is not Kind.DUPLICATE
    assert judged(long + "all is well in Homs", long + "all is well in Homs").kind is Kind.DUPLICATE


def test_retyped_in_place() -> None:
    old = "Israeli raid on Khiam kills three civilians, Civil Defense says"
    memory = remembering([old])
    same = memory.judge(headline("Israeli raid on Khiam kills 3 civilians", minutes=60 * 40, replaces=old))
    changed = memory.judge(headline("Israeli raid on Khiam kills four civilians", replaces=old))
    assert (same.kind, changed.kind) == (Kind.DUPLICATE, Kind.UPDATE)


def test_key_knows_dress_from_words() -> None:
    assert key("BREAKING: 'Seven' killed in Kabul – Reuters") == key("7 killed in Kabul.")
    assert key("7 killed in Kabul") != key("8 killed in Kabul")
    assert key("") != key("!")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Norway pledges $5 million for Lebanon", "Norway pledges $5 milliion for Lebanon"),
        ("Ministers meet aftr the attack on Homs", "Ministers meet after the attack on Homs"),
        ("Police: Investigation of Basra blaze goes on", "Police: Probe of Basra blaze goes on"),
    ],
)
def test_slips_in_small_words_and_figures_add_nothing(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.DUPLICATE


def test_little_in_common_is_an_update_soon_and_new_a_day_later() -> None:
    old, new = "Storm Gustav weakens near coast, thousands flee", "Gustav weakens, airports reopen"
    assert judged(old, new, minutes=30).kind is Kind.UPDATE
    assert judged(old, new, minutes=60 * 30).kind is Kind.NEW
