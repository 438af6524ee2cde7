"""The memory: horizons, stories, forgetting, and the laws that hold for any lines."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dedupe.align import align
from bot.dedupe.horizons import Horizons
from bot.dedupe.line import parse
from bot.dedupe.memory import Memory
from bot.dedupe.token import Token
from bot.dedupe.weights import weight
from bot.model.news import Kind
from tests.unit.dedupe.lines import START_AT, headline, remembering, told

SIRENS = "Sirens sounded in northern Israel"
FULL = "Amnesty accuses Wagner mercenaries of executing forty villagers near Bangassou, Central African Republic"


def test_formula_is_new_again_after_hours() -> None:
    memory = remembering([SIRENS])
    assert memory.judge(headline(SIRENS, minutes=30)).kind is Kind.DUPLICATE
    assert memory.judge(headline(SIRENS, minutes=60 * 4)).kind is Kind.NEW


def test_full_line_is_a_repeat_for_long() -> None:
    memory = remembering([FULL])
    assert memory.judge(headline(FULL, minutes=60 * 24)).kind is Kind.DUPLICATE
    assert memory.judge(headline(FULL, minutes=60 * 49)).kind is Kind.NEW


def test_horizon_grows_with_what_is_said() -> None:
    horizons = Horizons()
    spans = [horizons.repeat(said) for said in range(0, 120, 5)]
    assert spans == sorted(spans)
    assert spans[0] == horizons.shortest
    assert spans[-1] == pytest.approx(horizons.longest, abs=timedelta(seconds=1))


def test_story_gathers_lines_and_sources() -> None:
    memory = Memory()
    memory.add(told("Raid on Khiam kills 3", ref="a", source="one"))
    memory.add(told("Reuters: Raid on Khiam kills 5", ref="b", minutes=5, source="two", story="a"))
    story = memory.stories["a"]
    assert (story.first.ref, story.latest.ref) == ("a", "b")
    assert story.sources == ("one", "two", "Reuters")
    assert story.counts[Kind.NEW] == 2
    memory.discard(["a"])
    assert memory.stories["a"].first.ref == "b"
    memory.discard(["b", "unknown"])
    assert list(memory.stories) == []


def test_forgetting_by_age_and_by_number() -> None:
    memory = remembering([f"Ship number {at} leaves Latakia harbour" for at in range(10)])
    memory.forget(START_AT + timedelta(minutes=3), keep_most=5)
    assert len(memory) == 5
    assert memory.judge(headline("Ship number 1 leaves Latakia harbour")).kind is not Kind.DUPLICATE
    assert memory.judge(headline("Ship number 9 leaves Latakia harbour")).kind is Kind.DUPLICATE


def test_same_ref_counts_once() -> None:
    memory = remembering([SIRENS])
    memory.add(told(FULL, ref="0"))
    assert len(memory) == 1
    assert memory.judge(headline(SIRENS)).kind is Kind.NEW


def test_explains_what_was_near() -> None:
    memory = remembering([SIRENS, "Sirens sounded in southern Israel", FULL])
    verdict = memory.judge(headline("Sirens sounded in central Israel"), explain=True)
    assert {near.ref for near in verdict.near} >= {"0", "1"}
    assert all(near.because for near in verdict.near)
    assert memory.judge(headline(SIRENS)).near == ()


_WORDS = ("raid", "drone", "Khiam", "Blida", "Homs", "three", "five", "killed", "not", "will", "Aoun", "Putin")
_MORE = ("talks", "resume", "end", "siren", "north", "south", "vote")
_LINES = st.lists(st.sampled_from(_WORDS + _MORE), min_size=1, max_size=9).map(" ".join)


@given(st.one_of(st.text(min_size=1, max_size=80), _LINES))
@settings(max_examples=120, deadline=None)
def test_identical_is_duplicate_and_nothing_crashes(text: str) -> None:
    verdict = remembering([text]).judge(headline(text))
    assert verdict.kind is Kind.DUPLICATE
    assert verdict.score == 1.0


@given(_LINES, _LINES)
@settings(max_examples=120, deadline=None)
def test_likeness_is_symmetric(one: str, other: str) -> None:
    def even(token: Token) -> float:
        return weight(1, 0, token.share)

    there, back = align(parse(one), parse(other), even), align(parse(other), parse(one), even)
    assert there.likeness == pytest.approx(back.likeness)


@given(st.lists(_LINES, min_size=2, max_size=8, unique=True), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_of_adding_changes_nothing(lines: list[str], shuffle: object) -> None:
    entries = [told(text, ref=text, minutes=at) for at, text in enumerate(lines[:-1])]
    forth, back = Memory(), Memory()
    for entry in entries:
        forth.add(entry)
    for entry in reversed(entries):
        back.add(entry)
    asked = headline(lines[-1], minutes=20)
    assert forth.judge(asked) == back.judge(asked)


@given(_LINES, _LINES, st.integers(min_value=48 * 60 + 1, max_value=10**6))
@settings(max_examples=80, deadline=None)
def test_nothing_repeats_what_lies_beyond_the_horizon(old: str, new: str, minutes: int) -> None:
    assert remembering([old]).judge(headline(new, minutes=minutes)).kind is Kind.NEW


@given(st.lists(_LINES, max_size=6), _LINES)
@settings(max_examples=60, deadline=None)
def test_judging_changes_nothing(lines: list[str], asked: str) -> None:
    memory = remembering(lines)
    first = memory.judge(headline(asked, minutes=10))
    assert memory.judge(headline(asked, minutes=10)) == first
    assert len(memory) == len(lines)


def test_forgetting_minds_lines_discarded_or_added_again() -> None:
    memory = remembering([f"Ship number {at} leaves Latakia harbour" for at in range(6)])
    memory.discard(["0", "3"])
    memory.add(told("Ship number 1 leaves Latakia harbour", ref="1", minutes=30))
    memory.forget(START_AT, keep_most=2)
    assert len(memory) == 2
    assert memory.judge(headline("Ship number 5 leaves Latakia harbour")).kind is Kind.DUPLICATE
    assert memory.judge(headline("Ship number 1 leaves Latakia harbour")).kind is Kind.DUPLICATE
    memory.forget(START_AT + timedelta(hours=1), keep_most=2)
    assert len(memory) == 0
