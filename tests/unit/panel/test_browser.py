"""The page in a real browser. Skipped where there is none, except in CI, where one must be there."""

import asyncio
import dataclasses
import importlib.util
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.ops.beats import Beats
from bot.ops.clock import SystemClock
from bot.panel.feed import AT_ONCE
from bot.panel.gauges import build_metrics
from bot.panel.server import Address, Panel
from bot.panel.status import AlertRow, LoopRow, StatusView
from tests.unit.panel import samples
from tests.unit.panel.chromium import Tab, installed, tab

CHROMIUM = installed()
NEEDED = "CI" in os.environ
LIVE = "document.getElementById('live').textContent === 'live'"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not NEEDED, reason="no Chromium on this machine"),
]


class Shown:
    """A panel on a real socket, whose view a test may change."""

    def __init__(self) -> None:
        self.clock = SystemClock()
        self.change: Callable[[StatusView], StatusView] = lambda view: view
        self.panel = self.make(0)

    def make(self, port: int) -> Panel:
        beats = Beats(self.clock)
        return Panel(Address(port=port), self.view, beats=beats, metrics=build_metrics("0.1.0"), clock=self.clock)

    async def view(self) -> StatusView:
        return self.change(samples.full_view(self.clock.now()))


@pytest.fixture
async def shown() -> AsyncIterator[Shown]:
    shown = Shown()
    await shown.panel.start()
    yield shown
    await shown.panel.stop()


@pytest.fixture
async def page() -> AsyncIterator[Tab]:
    assert CHROMIUM is not None, "CI must bring a Chromium: apt-get install chromium"
    async with tab(CHROMIUM) as page:
        await page.look(1360, 900)
        yield page


async def test_it_shows_what_an_operator_looks_for(shown: Shown, page: Tab) -> None:
    await page.open(shown.panel.url)
    await page.until(LIVE)
    assert await page.value("document.querySelectorAll('#sources tbody tr').length") == 5
    assert "blocked" in await page.value("document.getElementById('sources').innerText")
    assert await page.value("document.querySelectorAll('#alerts > ol > li').length") == 5
    assert await page.value("document.querySelectorAll('#latency circle').length") == 60
    assert await page.value("document.title") == "Needs a look · Tocsin"
    arabic = "getComputedStyle(document.querySelector('.line[lang=ar]')).direction"
    assert await page.value(arabic) == "rtl"
    assert page.problems == []


async def test_hostile_text_is_text(shown: Shown, page: Tab) -> None:
    await page.open(shown.panel.url)
    await page.until(LIVE)
    texts = await page.value("[...document.querySelectorAll('.line')].map(one => one.textContent)")
    assert samples.HOSTILE in texts
    assert await page.value("document.querySelectorAll('main script, [onmouseover]').length") == 0
    assert page.problems == []


async def test_it_updates_without_a_reload_and_leaves_open_what_is_open(shown: Shown, page: Tab) -> None:
    await page.open(shown.panel.url)
    await page.until(LIVE)
    await page.value(
        "window.marker = 'same document'; document.querySelector('details[data-key=\"alert-418\"]').open = true"
    )

    def ring(view: StatusView) -> StatusView:
        news = AlertRow(419, view.now, "new", "harbour-en", "Parliament elects a speaker", "en", ("lebanon",))
        return dataclasses.replace(view, alerts=(news, *view.alerts))

    shown.change = ring
    await page.until("document.querySelector('#alerts .line').textContent === 'Parliament elects a speaker'")
    assert await page.value("window.marker") == "same document"
    assert await page.value("document.querySelector('details[data-key=\"alert-418\"]').open") is True
    assert page.problems == []


async def test_what_is_new_is_marked_and_the_list_stays_short(shown: Shown, page: Tab) -> None:
    def rung(count: int) -> Callable[[StatusView], StatusView]:
        def ring(view: StatusView) -> StatusView:
            rows = (
                AlertRow(500 + n, view.now, "new", "harbour-en", f"Line {n}", "en", ("world",))
                for n in range(count)
            )
            return dataclasses.replace(view, alerts=tuple(rows)[::-1])

        return ring

    shown.change = rung(20)
    await page.open(shown.panel.url)
    await page.until(LIVE)
    assert await page.value("document.querySelectorAll('#alerts > ol > li').length") == AT_ONCE
    assert (
        await page.value("document.querySelector('#alerts > details > summary').innerText")
        == f"{20 - AT_ONCE} more"
    )
    assert await page.value("document.querySelectorAll('#alerts .fresh').length") == 0
    await page.value("document.querySelector('#alerts > details').open = true")
    shown.change = rung(21)
    await page.until("document.querySelector('#alerts .line').textContent === 'Line 20'")
    assert await page.value(
        "[...document.querySelectorAll('#alerts .fresh .line')].map(one => one.textContent)"
    ) == ["Line 20"]
    assert await page.value("document.querySelector('#alerts > details').open") is True
    moves = "getComputedStyle(document.querySelector('#alerts .fresh')).animationName"
    assert await page.value(moves) == "arrive"
    calm = {"name": "prefers-reduced-motion", "value": "reduce"}
    await page.ask("Emulation.setEmulatedMedia", features=[calm])
    assert await page.value(moves) == "none"


async def test_a_stuck_loop_stands_open_and_others_take_one_line(shown: Shown, page: Tab) -> None:
    await page.open(shown.panel.url)
    await page.until(LIVE)
    loops = "document.querySelector('details.loops')"
    assert await page.value(f"{loops}.open") is False
    assert await page.value(f"{loops}.innerText") == "3 loops alive"
    shown.change = lambda view: dataclasses.replace(view, loops=(LoopRow("courier", 95, 30), *view.loops[1:]))
    await page.until(f"{loops}.open")
    assert "1 of 3 loops stuck" in await page.value(f"{loops}.innerText")


async def test_due_chats_deliveries_and_roles_are_there_and_text_runs_its_own_way(shown: Shown, page: Tab) -> None:
    await page.open(shown.panel.url)
    await page.until(LIVE)
    figures = " ".join((await page.value("document.getElementById('figures').innerText")).split())
    assert "Chats due now 37 1 channel or group, 36 people" in figures
    assert "Oldest wait 2 s" in figures
    outcomes = " ".join((await page.value("document.getElementById('deliveries').innerText")).split())
    assert "given up gone 41" in outcomes
    assert "never: postponed, retried" in outcomes
    duties = await page.value("document.getElementById('duties').innerText")
    for part in ("watcher", "harbour-1 (this one)", "courier", "harbour-2"):
        assert part in duties, part
    held = await page.value("document.getElementById('held').innerText")
    for part in (
        "Two drone strikes target",
        "Duplicate",
        "likeness 0.91",
        "repeats Harbour correspondent",
        "first poll",
    ):
        assert part in held, part
    ways = (
        "[...document.querySelectorAll('#alerts .line')].slice(0, 2).map(one => getComputedStyle(one).direction)"
    )
    assert await page.value(ways) == ["ltr", "rtl"]
    # Words in the middle of such a line stay where its own direction puts them: the code in brackets stands left.
    left = (
        "(() => { const text = document.querySelectorAll('#alerts .line')[1].firstChild, range = new Range();"
        " const at = (word) => { const i = text.data.indexOf(word); range.setStart(text, i);"
        " range.setEnd(text, i + word.length); return range.getBoundingClientRect().left; };"
        " return at('MP-7') < at('مراسل'); })()"
    )
    assert await page.value(left) is True


async def test_ages_count_on_by_themselves(shown: Shown, page: Tab) -> None:
    await page.open(shown.panel.url)
    await page.until("document.querySelector('#alerts time[data-age]').textContent !== '9 s'")


async def test_it_says_when_the_line_is_cut_and_comes_back(shown: Shown, page: Tab) -> None:
    await page.open(shown.panel.url)
    await page.until(LIVE)
    port = int(shown.panel.url.rsplit(":", 1)[1].strip("/"))
    await shown.panel.stop()
    await page.until("document.getElementById('live').textContent.startsWith('no connection')")
    shown.panel = shown.make(port)
    await shown.panel.start()
    await page.until(LIVE)


async def test_it_works_with_javascript_off(shown: Shown, page: Tab) -> None:
    await page.ask("Emulation.setScriptExecutionDisabled", value=True)
    await page.open(shown.panel.url)
    text = await page.value("document.body.innerText")
    for part in ("Health Ministry: Toll of the ferry", "levant-wire", "median", "courier", "loads again"):
        assert part in text
    assert await page.value("document.querySelectorAll('#latency circle').length") == 60


@pytest.mark.parametrize("width", [320, 390, 820])
async def test_it_fits(shown: Shown, page: Tab, width: int) -> None:
    await page.look(width, 844, phone=True)
    await page.open(shown.panel.url)
    assert await page.value("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
async def test_axe_core_finds_no_violation(shown: Shown, page: Tab, dark: bool, phone: bool) -> None:
    await page.look(390 if phone else 1360, 900, dark=dark, phone=phone)
    await page.open(shown.panel.url)
    await page.until(LIVE)
    await page.value("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert await violations(page) == []
    assert await page.value("axe.run().then(found => found.passes.length)") > 10


async def violations(page: Tab) -> list[tuple[str, str, list[str]]]:
    """What axe-core finds wrong with the page as it stands: rule, what it asks for, the elements."""
    await page.value(await asyncio.to_thread(axe))
    found = await page.value(
        "axe.run({resultTypes: ['violations']}).then(found => found.violations.map(one =>"
        " [one.id, one.help, one.nodes.map(node => node.html)]))"
    )
    return [tuple(one) for one in found]


def axe() -> str:
    """The checker's JavaScript; only that of the package is used, so it is found without being imported."""
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None or spec.submodule_search_locations is None:
        assert not NEEDED, "CI must bring axe-core: pip install --no-deps -r requirements/browser.txt"
        pytest.skip("axe-core is not installed: pip install --no-deps -r requirements/browser.txt")
    return (Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")
