"""Lines of an export that cannot be read are refused, each saying why."""

import pytest

from bot.commands.carry import BadLine, line_of, record_of

GOOD = '{"tocsin": 1, "chat": "42", "kind": "private", "regions": ["lebanon"]}'
WRONG = {
    "no JSON": "lebanon, gaza",
    "another version": '{"tocsin": 9, "chat": "42", "kind": "private"}',
    "no chat": '{"tocsin": 1, "kind": "private"}',
    "a chat that is none": '{"tocsin": 1, "chat": "forty-two", "kind": "private"}',
    "a kind that is none": '{"tocsin": 1, "chat": "42", "kind": "forum"}',
    "letters for regions": '{"tocsin": 1, "chat": "42", "kind": "private", "regions": "lebanon"}',
    "a zone that is none": '{"tocsin": 1, "chat": "42", "kind": "private", "zone": "Mars/Base"}',
    "an hour that is none": '{"tocsin": 1, "chat": "42", "kind": "private", "daily_at": "25:00"}',
    "a mute without a zone": '{"tocsin": 1, "chat": "42", "kind": "private", "muted_until": "2031-05-06T07:08"}',
    "a list": "[1, 2]",
}


@pytest.mark.parametrize("line", WRONG.values(), ids=WRONG.keys())
def test_a_line_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(BadLine):
        record_of(line)


def test_a_good_line_comes_back_as_it_was() -> None:
    assert record_of(line_of(record_of(GOOD))) == record_of(GOOD)
