"""Text made fit to be shown: every word kept, nothing that deceives."""

from hypothesis import given
from hypothesis import strategies as st

from bot.text.display import ABSURD_LENGTH, clean


def test_white_space_is_single_and_ends_are_trimmed() -> None:
    assert clean("  a\t\r\n b\u00a0\u2028c\u2003 d\x1f\u3164 ") == "a b c d"


def test_what_is_unseen_or_turns_the_text_around_is_gone() -> None:
    assert clean("\u202eab\u202c\u2066c\u2069\u200b\ufeff\u00add\x00\x07\u200f") == "abcd"
    assert clean("\U000e0041x") == "x"


def test_joiners_that_words_and_emoji_need_stay() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("👨\u200d👩\u200d👧 ❤\ufe0f") == "👨\u200d👩\u200d👧 ❤\ufe0f"


def test_entities_are_decoded_once_and_only_where_asked() -> None:
    assert clean("a &amp;amp; b") == "a &amp;amp; b"
    assert clean("a &amp;amp; b &lt;i&gt;", entities=True) == "a &amp; b <i>"


def test_nothing_is_cut_but_the_absurd() -> None:
    long = "word " * 3_000 + "end"
    assert clean(long) == long
    cut = clean("x" * (ABSURD_LENGTH + 5))
    assert len(cut) == ABSURD_LENGTH
    assert cut.endswith("x…")


@given(st.text(alphabet=st.characters(), max_size=60))
def test_cleaning_again_changes_nothing_and_it_can_be_sent(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")
    assert once == once.strip()
    assert "\n" not in once
    assert "  " not in once


@given(st.lists(st.from_regex(r"[A-Za-z0-9ء-ي]{1,8}", fullmatch=True), max_size=8))
def test_every_word_is_kept(words: list[str]) -> None:
    assert clean(" \n".join(words)).split() == words
