"""A word in the place of another tells another thing sooner than one that is added or said in another turn."""

import pytest

from bot.model.news import Kind
from tests.unit.dedupe.lines import judged


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Libyan rebels say have taken control of Ras Lanuf oil port",
            "Libyan rebels claim control of oil port Ras Lanuf",
        ),
        ("زلزال بقوة 6 درجات يضرب سواحل بيرو", "زلزال بقوة 6 درجة يضرب سواحل بيرو"),
    ],
)
def test_another_turn_of_speech_adds_nothing(old: str, new: str) -> None:
    assert judged(old, new).kind is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Tunisian court of appeal hears the case of jailed journalist Brahmi",
            "Tunisian court of appeal dismisses the case of jailed journalist Brahmi",
        ),
        (
            "Storm damages school in a village near the Danish town of Ribe",
            "Storm destroys school in a village near the Danish town of Ribe",
        ),
        ("Search for missing boat off Canaries", "Missing boat found off Canaries"),
        # A word is simply added.
        ("Minister resigns in Peru", "Health minister resigns in Peru"),
        ("Venezuela frees prisoners", "Venezuela frees political prisoners"),
        ("UNIFIL patrol attacked in Khiam", "UNIFIL patrol attacked in Khiam by residents"),
        ("Search for missing climbers on Ararat", "Missing climbers found alive on Ararat"),
    ],
)
def test_another_word_in_the_same_place_is_sent(old: str, new: str) -> None:
    assert judged(old, new).kind is not Kind.DUPLICATE
