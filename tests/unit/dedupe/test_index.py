"""The inverted index: the lines that share most with a new one, whatever order its terms come in."""

from hypothesis import given
from hypothesis import strategies as st

from bot.dedupe.index import Index

# Tenths: many of their sums are equal but for the order of adding (0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1).
_WEIGHTED = [(f"word{number}", 0.1 * number) for number in range(1, 9)]


@st.composite
def _held(draw: st.DrawFn) -> list[list[str]]:
    words = [word for word, _ in _WEIGHTED]
    return draw(st.lists(st.lists(st.sampled_from(words), min_size=1, unique=True), min_size=1, max_size=20))


@given(held=_held(), asked=st.permutations(_WEIGHTED), most=st.integers(1, 12))
def test_the_order_of_the_terms_changes_nothing(
    held: list[list[str]], asked: list[tuple[str, float]], most: int
) -> None:
    index = Index()
    for number, words in enumerate(held):
        index.add(number, words)
    assert index.candidates(asked, most) == index.candidates(_WEIGHTED, most)


def test_the_newer_comes_first_among_equals() -> None:
    index = Index()
    for number in range(5):
        index.add(number, ["sirens"])
    assert index.candidates([("sirens", 1.0)], 3) == [4, 3, 2]
