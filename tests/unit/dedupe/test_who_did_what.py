"""Who did it to whom, which of a kind, what became of it: never taken for a repeat; and what adds nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.pairs import told_in
from bot.model.news import Kind
from tests.unit.dedupe.lines import headline, judged, remembering, told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Israel attacks Iran", "Israel attacked by Iran"),
        ("Israeli drone strikes Iranian car", "Israeli car struck by Iranian drone"),
        ("Russia downs 30 Ukrainian drones", "Ukraine downs 30 Russian drones"),
        ("Putin: Zelensky is not ready for talks", "Zelensky: Putin is not ready for talks"),
        ("5 killed in Lebanon, 3 in Gaza", "3 killed in Lebanon, 5 in Gaza"),
        ("Strikes kill 5 in Nabatieh and 3 in Tyre", "Strikes kill 3 in Nabatieh and 5 in Tyre"),
        ("Man killed in Israel by Palestinian", "Man killed in Palestine by Israeli"),
        ("Flights from Beirut to Baghdad suspended", "Flights from Baghdad to Beirut suspended"),
        ("Wounded from Gaza arrive in Egypt via Jordan", "Wounded from Gaza arrive in Jordan via Egypt"),
        ("Turkey's exports to Iraq rise", "Iraq's exports to Turkey rise"),
        ("First convoy of aid enters Gaza", "Second convoy of aid enters Gaza"),
        ("Talks resume in Cairo on Monday", "Talks resume in Cairo on Tuesday"),
        ("Settlers torch a mosque in Huwara", "Settlers torch a house in Huwara"),
        ("Dam in Libya at risk of collapse", "Dam in Libya collapses"),
        ("Referee left in coma after attack in Utah", "Referee dies after attack in Utah"),
        ("Congress to vote on removal of Boluarte", "Congress orders removal of Boluarte"),
        ("Court upholds verdict, 3 killed in Basra riot", "Court upholds verdict, 4 killed in Basra riot"),
        ("هجوم إيراني على إسرائيل", "هجوم إسرائيلي على إيران"),
        ("إيران ستشارك في محادثات مسقط", "إيران تشارك في محادثات مسقط"),
        ("بوتين: مستعدون للحوار", "زيلينسكي: مستعدون للحوار"),
        ("تحذير من تسونامي قبالة الفلبين", "رفع التحذير من تسونامي قبالة الفلبين"),
        ("Brasil reconocerá al nuevo gobierno", "Brasil reconoce al nuevo gobierno"),
        ("La cumbre será el lunes en La Paz", "La cumbre será el jueves en La Paz"),
    ],
)
def test_another_deed_is_told(old: str, new: str) -> None:
    assert judged(old, new).kind is not Kind.DUPLICATE
    assert judged(new, old).kind is not Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Iranian tanker attacked by US navy near Oman", "US navy attacks Iranian tanker near Oman"),
        ("Morsi of Egypt says he will not step down", "Egypt's Morsi says he will not step down"),
        ("Kenya's Safaricom cuts call prices by 5 percent", "Safaricom cuts call prices by 5 percent in Kenya"),
        ("Ocalan in Turkey calls for peace", "Turkey's Ocalan calls for peace"),
        ("3 killed in Gaza, 5 in Lebanon", "5 killed in Lebanon, 3 in Gaza"),
        ("Civil defence: Fire in a warehouse in Khiam", "Civil Defense: Fire breaks out in warehouse in Khiam"),
        ("Company apologises for toxic spill in Huludao", "Company apologizes for toxic spill in Huludao"),
        ("Militants claimed by IS attack Palmyra base", "Militants claimed by Islamic State attack Palmyra base"),
        ("Plot to bomb trains uncovered - government", "Plot to bomb trains uncovered: U.S."),
        ("Raid on a house in Aitaroun wounds two", "Raid on a house in the town of Aitaroun wounds two"),
        ("Hamas hands over captive to Red Cross", "Hamas hands over captive to the Red Cross"),
        ("Police: One killed in Lviv church shooting", "One killed in Lviv church shooting, police say"),
        ("Israel, Egypt and Qatar sign accord", "Egypt, Israel and Qatar sign accord"),
        ("زلزال بقوة 6.1 درجات يضرب شرق تركيا", "زلزال بقوة ٦٫١ درجات يضرب شرقي تركيا"),
        ("الجيش يسيطر على مدينة بارا", "الجيش يُسيطر على بارا"),
        ("Muere un juez en Quito", "Murió un juez en Quito"),
    ],
)
def test_another_dress_adds_nothing(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.DUPLICATE


def test_a_piece_about_events_is_no_update_of_one() -> None:
    old, new = "Truck bomber kills 135 in Iraq blast", "CHRONOLOGY-The deadliest truck blasts in Iraq"
    assert judged(old, new).kind is Kind.NEW


@pytest.mark.parametrize("lang", ["en", "ar", "es"])
def test_no_pair_of_another_deed_is_a_repeat(lang: str) -> None:
    swallowed = [pair for pair in told_in(lang) if pair.label != "retyped" and _is_repeat(pair.old, pair.new)]
    assert swallowed == []


def _is_repeat(old: str, new: str) -> bool:
    return judged(old, new).kind is Kind.DUPLICATE


_TEXT = """غارة على بلدة الخيام ستشارك إيران الاثنين شهيدين اثنين ثلاثة muere votará lunes en Quito segunda dos by
the to U.S. IS Mt. ISIS town of Khiam, and Hurricane 7.4 ٦٫١ : - | ، » … 's n't"""
_LINES = st.lists(st.sampled_from(_TEXT.split()), min_size=1, max_size=10).map(" ".join)


@given(_LINES, _LINES)
@settings(max_examples=150, deadline=None)
def test_mixed_lines_never_crash_and_a_line_repeats_itself(one: str, other: str) -> None:
    memory = remembering([one, other])
    assert memory.judge(headline(one)).kind is Kind.DUPLICATE
    assert memory.judge(headline(other, replaces=one), explain=True).kind is Kind.DUPLICATE


@given(
    _LINES, st.lists(st.sampled_from(("talks on gas fields", "storm nears Manila", "vote in Lima")), max_size=3)
)
@settings(max_examples=60, deadline=None)
def test_unrelated_lines_before_or_after_change_nothing(line: str, others: list[str]) -> None:
    first, last = remembering([line, *others]), remembering([*others, line])
    before, after = first.judge(headline(line)), last.judge(headline(line))
    assert (before.kind, before.score) == (after.kind, after.score) == (Kind.DUPLICATE, 1.0)


@given(_LINES, _LINES)
@settings(max_examples=60, deadline=None)
def test_never_a_repeat_of_what_lies_beyond_the_horizon(one: str, other: str) -> None:
    memory = remembering([one])
    memory.add(told(one, ref="late", minutes=-1))
    assert memory.judge(headline(other, minutes=60 * 48 + 1)).kind is Kind.NEW
