"""Pages that show a label, or none, and no ticker: nothing may be taken."""

import pytest

from bot.scrape.sites.found import Ask, Sight
from bot.scrape.sites.ticker import read
from tests.unit.scrape.layout_lines import ENGLISH
from tests.unit.scrape.layouts import AROUND, Around

NOTHING = {
    "no label": "",
    "menu entry": "<nav><ul><li><a>Home</a></li><li><a>Breaking News</a></li><li><a>World</a></li></ul></nav>",
    "empty list": "<div class=x><b>BREAKING</b><ul></ul></div>",
    "empty block": "<div class=x><b>BREAKING</b><div class=list></div></div>",
    "label alone": "<div class='breaking-bar'><b>BREAKING</b></div>",
    "paragraph": "<p>BREAKING</p>",
    "tags": "<ul class=tags><li><a>Japan</a></li><li><a>Breaking</a></li><li><a>Fish</a></li></ul>",
    "footer": "<footer><ul><li>About us</li><li>Urgent</li></ul></footer>",
    "card": "<div class=card><span>BREAKING</span><h2>One big story about a thing</h2><p>More.</p></div>",
}


@pytest.mark.parametrize("around", AROUND, ids=lambda around: around.name)
@pytest.mark.parametrize("block", NOTHING.values(), ids=NOTHING.keys())
def test_nothing_is_taken(block: str, around: Around) -> None:
    found = read(around.form.replace("{ticker}", block), Ask(url="https://news.example/"))
    assert found.lines == ()
    assert found.sight is not Sight.LINES


def test_a_selector_that_matches_nothing_is_broken_unless_the_label_leads_there() -> None:
    page = (
        "<html><body><b>BREAKING</b><ul>" + "".join(f"<li>{line}</li>" for line in ENGLISH) + "</ul></body></html>"
    )
    found = read(page, Ask(selector=".gone li"))
    assert len(found.lines) == 10
    assert "matches nothing" in found.note
    assert read("<html><body>x</body></html>", Ask(selector=".gone li")).sight is Sight.BROKEN
    assert read(page, Ask(selector="][")).note.startswith("the selector '][' cannot be read")


def test_a_line_of_ten_thousand_characters_stays_whole() -> None:
    long = "Ministry: " + "word " * 1998 + "end"
    lines = [*ENGLISH[:4], long]
    page = "<b>BREAKING</b><ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
    assert read(page, Ask()).lines[-1].text == long


def test_markup_in_a_line_is_text() -> None:
    lines = ["Minister: &lt;b&gt;bold&lt;/b&gt; &amp;amp; @everyone stay home today", *ENGLISH[:3]]
    page = "<b>BREAKING</b><ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
    assert read(page, Ask()).lines[0].text == "Minister: <b>bold</b> &amp; @everyone stay home today"
