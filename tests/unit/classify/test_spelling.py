import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.classify.spelling import bare, fold, loose, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sana'a", "Sanaa"),
        ("Sana’a", "Sanaa"),
        ("Al-Qusayr", "al qusayr"),
        ("Deir ez-Zor", "Deir al-Zor"),
        ("As-Suwayda", "Al-Suwayda"),
        ("القُدس", "القدس"),
        ("São Paulo", "Sao Paulo"),
        ("Israel's", "Israel"),
    ],
)
def test_fold_is_blind_to_marks_and_articles(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Aitaroun", "Aytaroun"), ("Houla", "Hula"), ("Khiam", "Khiyam"), ("Marjayoun", "Marjeyoun")],
)
def test_loose_joins_romanisations(one: str, other: str) -> None:
    assert loose(fold(one)) == loose(fold(other))


def test_skeleton_joins_vowels_and_refuses_short_names() -> None:
    assert skeleton(fold("Bint Jbeil")) == skeleton(fold("Bint Jubayl")) == skeleton(fold("Bent Jbail"))
    assert not skeleton(fold("Qana"))


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_folding_twice_changes_nothing_and_never_fails(text: str) -> None:
    folded = fold(text)
    assert isinstance(loose(folded) + skeleton(folded) + bare(folded), str)
    assert "  " not in folded


def test_a_long_e_sounds_like_an_i() -> None:
    assert loose(fold("Boleel")) == loose(fold("Boleil")) == loose(fold("Bolil"))
