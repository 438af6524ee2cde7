"""Layouts that no generator of ours made, among all that a real page shows: the ten lines, and nothing else."""

import pytest

from bot.scrape.sites.found import Ask, Sight
from bot.scrape.sites.ticker import read
from tests.unit.scrape.wild.blocks import BLOCKS
from tests.unit.scrape.wild.forms import filled
from tests.unit.scrape.wild.pages import PAGES
from tests.unit.scrape.wild.sliders import SLIDERS

ASK = Ask(url="https://news.example/")
WILD = {**SLIDERS, **BLOCKS}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("wild", WILD.values(), ids=WILD.keys())
def test_the_ten_lines_and_nothing_else(wild: tuple[str, tuple[str, ...]], page: str) -> None:
    form, lines = wild
    found = read(page.replace("{ticker}", filled(form, lines)), ASK)
    assert [line.text for line in found.lines] == list(lines), found.rule
    assert found.sight is Sight.LINES


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_page_without_the_ticker_shows_no_line(page: str) -> None:
    found = read(page.replace("{ticker}", ""), ASK)
    assert found.lines == ()
