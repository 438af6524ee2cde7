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


SCRIPTS = (
    '<script>window.__DATA__={"breaking":[{"title":"12 killed as twin blasts hit market"}]}</script>',
    '<script id="__NEXT_DATA__" type="application/json">{"props":{"tickerItems":["Sirens in Haifa"]}}</script>',
    "<script>var urgentNews = {items: []}; init({ticker_lines: ['a', 'b']})</script>",
)
PLACES = (
    '<div class="breaking-ticker"><span>BREAKING</span><div id="root"></div></div>',
    '<div id="app"></div>',
    '<div class="bar"><b>BREAKING</b><ul></ul></div>',
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_lines_that_only_a_script_holds_are_said_to_be_broken(script: str, place: str) -> None:
    found = read(f"<html><body>{place}{script}</body></html>", ASK)
    assert found.lines == ()
    assert found.sight is Sight.BROKEN
    assert "script" in found.note


NOTHING = {
    "a newsletter": "<div><h3>Breaking news</h3><p>Have breaking news sent to your inbox every single day.</p>"
    "<form><input type='email'><button>Sign up</button></form></div>",
    "a channel": "<div><h3>Breaking news</h3><p>Follow our channel and never miss what is going on.</p>"
    "<button>Follow</button></div>",
    "prices": '<div class="ticker"><span>Brent 91.02 +4.1%</span><span>Gold 2,410.20 -0.3%</span><span>EUR 1.09'
    " 0%</span></div>",
    "scores": '<div class="score-ticker"><b>Arsenal 2 - 1 Chelsea</b><b>Inter 0 - 0 Roma 45+2</b><b>PSG 3 - 1'
    " Lyon 88</b></div>",
    "a programme": "<ul><li>20:00 Breaking</li><li>21:00 The harbour at night</li><li>22:00 Weather</li></ul>",
    "a badge": '<article><span class="badge">BREAKING</span><h2><a href="/1">Storm closes the basin for'
    " a second day</a></h2><p>The basin was closed on Monday. Officials said so.</p></article>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("block", NOTHING.values(), ids=NOTHING.keys())
def test_what_looks_alike_is_not_taken(block: str, page: str) -> None:
    found = read(page.replace("{ticker}", block), ASK)
    assert found.lines == ()
