"""The page of a running demo in a real browser, looked at the way an operator would."""

import os
from collections.abc import AsyncIterator

import pytest

from tests.e2e.page_rig import LIVE, demo_page, numbers
from tests.unit.panel.chromium import Tab, installed, tab
from tests.unit.panel.test_browser import violations

CHROMIUM = installed()
NEEDED = "CI" in os.environ
LAST = "Hungarian government denies that a date for gas talks with the Kremlin has been set"
CIRCLES = "document.querySelectorAll('#latency circle').length"
ALL_TOLD = f"document.getElementById('alerts').innerText.includes({LAST!r})"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not NEEDED, reason="no Chromium on this machine"),
]


@pytest.fixture
async def page() -> AsyncIterator[Tab]:
    assert CHROMIUM is not None, "CI must bring a Chromium: apt-get install chromium"
    async with tab(CHROMIUM) as page:
        await page.look(1360, 900)
        yield page


async def test_a_day_passes_on_the_page_of_a_demo(page: Tab) -> None:
    async with demo_page(speed=5) as url:
        await _it_follows_without_a_reload(page, url)
        await _it_shows_sources_alerts_and_latency(page)
        await _it_fits_a_phone(page, url)
        await _it_works_without_javascript(page, url)


async def _it_follows_without_a_reload(page: Tab, url: str) -> None:
    await page.open(url)
    await page.until(LIVE)
    await page.value("window.marker = 'same document'")
    before = await numbers(page)
    # The day takes 13 s, and a page is waited for 10 s at most: in steps.
    for count in (2, 9, 13):
        await page.until(f"document.querySelectorAll('#alerts [data-row]').length > {count}")
    await page.until(ALL_TOLD)
    after = await numbers(page)
    assert before[0] < after[0]
    assert await page.value("window.marker") == "same document"
    assert page.problems == []


async def _it_shows_sources_alerts_and_latency(page: Tab) -> None:
    sources = await page.value("document.getElementById('sources').innerText")
    assert "loopback-courier" in sources
    # A burst is told a little later than it is seen; a toll may be superseded before it was told, and has no dot.
    await page.until(f"{CIRCLES} >= 15")
    alerts, held, _ = await numbers(page)
    assert alerts >= 15
    assert held >= 2, await page.value("document.getElementById('held').innerText")
    repeat = await page.value("document.getElementById('held').innerText")
    assert "Israeli drone targeted a motorcycle near Aytaroun" in repeat
    assert "repeats Our correspondent in South Lebanon: An Israeli drone targeted" in repeat
    assert await page.value("document.getElementById('latency').innerText.includes('median')")
    for dark in (False, True):
        await page.look(1360, 900, dark=dark)
        assert await violations(page) == []


async def _it_fits_a_phone(page: Tab, url: str) -> None:
    await page.look(390, 844, phone=True)
    await page.open(url)
    await page.until(LIVE)
    assert await page.value("document.documentElement.scrollWidth") <= 390
    assert await violations(page) == []


async def _it_works_without_javascript(page: Tab, url: str) -> None:
    await page.ask("Emulation.setScriptExecutionDisabled", value=True)
    await page.open(url)
    text = await page.value("document.body.innerText")
    for part in (LAST, "loopback-courier", "median", "watcher", "loads again"):
        assert part in text, part
    assert await page.value(CIRCLES) > 0
