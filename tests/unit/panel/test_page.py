"""The page as text: everything in it is escaped, and every figure says what it is."""

import dataclasses
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.panel import plot as plots
from bot.panel.markup import Html, join, tag, words
from bot.panel.page import draw, sections, title
from bot.panel.plot import quantile
from bot.panel.status import AlertRow, LatencyPoint, SourceRow, SourceState, StatusView
from bot.panel.tally import tally
from bot.panel.wording import age, count, duration, plural, since
from tests.unit.panel.samples import NOW, full_view, new_view

VOID = {"meta", "link", "br", "hr", "input", "img"}


class Reader(HTMLParser):
    """Checks that tags nest, and gathers the tags and attributes seen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def drawn(view: StatusView) -> Reader:
    return read(draw(view, sections(view)))


@pytest.mark.parametrize("view", [full_view(), new_view()])
def test_the_page_is_well_formed_with_ids_that_are_unique(view: StatusView) -> None:
    page = drawn(view)
    assert len(page.ids) == len(set(page.ids))
    assert set(sections(view)) <= set(page.ids)


def test_no_inline_script_or_style_that_the_content_policy_would_refuse() -> None:
    page = drawn(full_view())
    assert "style" not in page.tags | page.attributes
    assert not {name for name in page.attributes if name.startswith("on")}


def test_everything_an_operator_looks_for_is_in_the_text() -> None:
    text = drawn(full_view()).text
    for part in (
        "blocked",
        "HTTP 403",
        "Toll of the ferry accident off Limassol rises to 14",
        "before Health Ministry: 11 dead in ferry accident off Limassol",
        "a number changed: 11 became 14",
        "sent after 1.1 s to 96 chats",
        "Seen late",
        "repeats Harbour correspondent",
        "likeness 0.91",
        "given up gone",
        "never: postponed, retried",
        "harbour-2",
        "4 s of 60 s",
        "36 people",
    ):
        assert part in text, part


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_whatever_a_source_says_stays_text(said: str) -> None:
    row = AlertRow(1, NOW, "new", said, said, said, (said,), (said,), (said, said), said, said)
    page = drawn(dataclasses.replace(new_view(), alerts=(row,)))
    assert page.tags <= drawn(full_view()).tags
    assert not {name for name in page.attributes if name.startswith("on")}


def test_only_addresses_of_the_web_become_links() -> None:
    row = AlertRow(1, NOW, "new", "harbour", "text", "en", ("world",), url="javascript:alert(1)")
    assert "javascript" not in draw(
        dataclasses.replace(new_view(), alerts=(row,)), sections(dataclasses.replace(new_view(), alerts=(row,)))
    )


def test_the_tab_shows_the_state_first() -> None:
    assert title(full_view()) == "Needs a look · Tocsin"


def test_markup_escapes_what_is_not_markup() -> None:
    assert tag("p", "a < b", Html("<i>c</i>"), class_="x", hidden=True, lang=None, data_n=3) == (
        '<p class="x" hidden data-n="3">a &lt; b<i>c</i></p>'
    )
    assert tag("a", "x", title='"&<') == '<a title="&quot;&amp;&lt;">x</a>'
    assert tag("meta", charset="utf-8") == '<meta charset="utf-8">'
    assert join("<", None, "&") == "&lt;&amp;"
    assert words("نص", lang="ar") == '<bdi dir="auto" lang="ar">نص</bdi>'


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(-3, "0 s"), (0, "0 s"), (99.9, "99 s"), (100, "1 min"), (5999, "99 min"), (6000, "1 h"), (172_800, "2 d")],
)
def test_ages(seconds: float, shown: str) -> None:
    assert age(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.42, "0.42 s"), (3.24, "3.2 s"), (48.4, "48 s"), (210, "3.5 min"), (7200, "2.0 h")]
)
def test_durations(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown


def test_counts_and_moments() -> None:
    assert count(1_234_567) == "1\u2009234\u2009567"
    assert (plural(1, "chat"), plural(0, "chat"), plural(2, "person", "people")) == (
        "1 chat",
        "0 chats",
        "2 people",
    )
    assert "never" in since(None, NOW)
    assert ">5 min</time>" in since(NOW - timedelta(minutes=5), NOW)


@given(st.lists(st.floats(0, 1e4), min_size=1), st.floats(0.01, 1))
def test_a_quantile_is_a_value_that_enough_others_do_not_exceed(values: list[float], share: float) -> None:
    found = quantile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)), min_size=1, max_size=20))
def test_every_dot_lies_inside_the_plot(measured: list[tuple[float, float]]) -> None:
    points = [LatencyPoint(NOW - timedelta(seconds=ago), seconds) for ago, seconds in measured]
    drawing = plots.plot(points, NOW)
    dots = [piece.split('"') for piece in drawing.split("<circle")[1:]]
    assert len(dots) == len(points)
    assert all(0 <= float(dot[1]) <= plots.WIDTH and 0 <= float(dot[3]) <= plots.HEIGHT for dot in dots)


def test_a_plot_of_nothing_says_so() -> None:
    assert "no message" in plots.plot((), NOW)
    assert "Another replica sends" in plots.plot((), NOW, elsewhere=True)


def test_a_standby_says_whose_word_its_sources_are() -> None:
    told = dataclasses.replace(full_view(), sources=(SourceRow("harbour", SourceState.OK, by="ab12cd"),))
    assert "As told by ab12cd" in sections(told)["sources"]
    silent = dataclasses.replace(full_view(), sources=(SourceRow("harbour", SourceState.UNKNOWN),))
    assert "has not told" in sections(silent)["sources"]
    assert "told" not in sections(full_view())["sources"]


def test_counts_of_the_store_are_summed_by_outcome() -> None:
    counts = {"decision.alert": 3, "decision.drop.first_poll": 10, "decision.drop.overflow": 2, "delivery.sent": 5}
    assert tally(counts, "decision", ("alert", "update", "drop")) == {"alert": 3, "update": 0, "drop": 12}
    assert tally(counts, "delivery", ("sent",)) == {"sent": 5}
