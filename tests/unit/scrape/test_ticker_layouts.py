"""Ten out of ten lines, and nothing else, on every class of layout, without a selector."""

import pytest

from bot.scrape.sites.found import Ask, Hint, Sight
from bot.scrape.sites.ticker import read
from tests.unit.scrape.layout_lines import LABELS, lines_for
from tests.unit.scrape.layouts import AROUND, LAYOUTS, Around, Block

ASK = Ask(url="https://news.example/")


@pytest.mark.parametrize("around", AROUND, ids=lambda around: around.name)
@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("block", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_each_line_once_and_nothing_else(block: Block, label: str, around: Around) -> None:
    lines = lines_for(label)
    page = around.form.replace("{ticker}", block(lines, label))
    found = read(page, ASK)
    assert [line.text for line in found.lines] == list(lines), found.rule
    assert found.sight is Sight.LINES


@pytest.mark.parametrize("block", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_suggested_selector_leads_to_the_same_lines(block: Block) -> None:
    lines = lines_for("BREAKING")
    page = AROUND[0].form.replace("{ticker}", block(lines, "BREAKING"))
    found = read(page, ASK)
    if found.selector:
        again = read(page, Ask(url=ASK.url, selector=found.selector))
        assert again.lines == found.lines
        hinted = read(page, Ask(url=ASK.url, hint=Hint(found.selector, (lines[3],))))
        assert hinted.lines == found.lines
        assert hinted.rule == "where it was before"
    if found.label:
        hinted = read(page, Ask(url=ASK.url, hint=Hint("", (lines[3],), found.label)))
        assert hinted.lines == found.lines
        assert hinted.rule == "where it was before"
    assert found.selector or found.label


@pytest.mark.parametrize("block", LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize("count", [3, 5])
def test_shorter_windows(block: Block, count: int) -> None:
    lines = lines_for("BREAKING")[:count]
    page = AROUND[0].form.replace("{ticker}", block(lines, "BREAKING"))
    assert [line.text for line in read(page, ASK).lines] == list(lines)
