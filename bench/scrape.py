"""Watching sources, in tables.

python -m bench.scrape polls      CPU per poll, beside selectolax's parse and a bare GET by the same client
python -m bench.scrape commits    from the last byte of a changed page to the commit in a real Valkey
python -m bench.scrape layouts    ten of ten lines, per class of layout
python -m bench.scrape hostile    how long another source is held up by a hostile page
python -m bench.scrape            all of it
"""

import argparse
import asyncio
import contextlib
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import aiohttp
from selectolax.lexbor import LexborHTMLParser

from bench.scrape_commit import TimedFetcher, commits, flowing
from bench.scrape_site import HOSTILE, page, sites
from bot.ops.clock import SystemClock
from bot.ports.errors import SourceError
from bot.scrape.fetch import Fetcher
from bot.scrape.poll import Poller
from bot.scrape.readers import Readers
from bot.scrape.reading import Page, read_page
from bot.scrape.record import Record
from bot.scrape.settings import SourceSettings
from bot.scrape.sites.found import Ask, Hint
from bot.scrape.sites.ticker import read
from bot.scrape.window import step, unchanged
from tests.unit.scrape.layout_lines import ENGLISH, LABELS, lines_for
from tests.unit.scrape.layouts import AROUND, LAYOUTS
from tests.unit.scrape.wild.blocks import BLOCKS
from tests.unit.scrape.wild.forms import filled
from tests.unit.scrape.wild.pages import PAGES
from tests.unit.scrape.wild.sliders import SLIDERS

URL = "https://news.example/"


@dataclass
class Spent:
    """Milliseconds: of CPU per poll in the program, and from the last byte to the step, one a poll."""

    cpu_ms: float = 0.0
    after_ms: list[float] = field(default_factory=list)


async def polls(url: str, fetcher: TimedFetcher, readers: Readers, count: int) -> Spent:
    """Poll again and again; the first poll, which also asks for robots.txt, is not counted."""
    settings = SourceSettings("x", url, allow_private=True)
    poller = Poller(settings, fetcher, readers)
    record: Record | None = None
    spent = Spent()
    began = time.process_time()
    for n in range(count + 1):
        polled = await poller.poll(record)
        if polled.snapshot is not None:
            record = step(record, polled.snapshot, settings).record
        elif record is not None:
            record = unchanged(record, polled.at, settings).record
        if n == 0:
            began = time.process_time()
        else:
            spent.after_ms.append(1000 * (time.perf_counter() - fetcher.came_s))
    spent.cpu_ms = 1000 * (time.process_time() - began) / count
    return spent


def cpu_ms(work: Callable[[], object], count: int = 30) -> float:
    """The median."""
    took = []
    for _ in range(count):
        began = time.process_time()
        work()
        took.append(1000 * (time.process_time() - began))
    return statistics.median(took)


def reading(layout: str, cards: int) -> tuple[float, float, float]:
    """CPU of the bare parse, of reading a page never seen, and of one whose lines stood there before."""
    text = page(ENGLISH, layout, cards)
    found = read(text, Ask(url=URL))
    hint = Hint(found.selector, (ENGLISH[3],), found.label)
    body = Page(text.encode(), "text/html; charset=utf-8")
    return (
        cpu_ms(lambda: LexborHTMLParser(text)),
        cpu_ms(lambda: read_page(body, Ask(url=URL))),
        cpu_ms(lambda: read_page(body, Ask(url=URL, hint=hint))),
    )


async def bare_get_ms(url: str, count: int) -> float:
    """CPU of asking for a page with the same client and reading its body, and nothing else."""
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        for n in range(count + 20):
            if n == 20:
                began = time.process_time()
            async with session.get(url) as response:
                await response.read()
        return 1000 * (time.process_time() - began) / count


async def show_polls(count: int) -> None:
    for cards in (60, 700):
        size = len(page(ENGLISH, cards=cards).encode()) // 1000
        print(f"\nA page of {size} kB, {count} polls each. CPU in ms; x: times the bare parse in this run.")
        known = {"moving": reading("plain_list", cards), "moving flat": reading("flat_divs", cards)}
        parse = statistics.mean(each[0] for each in known.values())
        print(f"  bare parse {parse:6.2f}")
        for name, (_, fresh, again) in known.items():
            told = f"{fresh:6.2f} ({fresh / parse:.1f} x), again {again:6.2f} ({again / parse:.1f} x)"
            print(f"  reading a {name} page: never seen {told}")
        fetcher = TimedFetcher(SystemClock())
        with sites(cards) as urls:
            bare = await bare_get_ms(urls["200"], count)
            print(f"  bare GET   {bare:6.2f} ({bare / parse:.1f} x)")
            async with Readers() as readers:
                for name in ("304", "200", "moving", "moving flat"):
                    spent = await polls(urls[name], fetcher, readers, count)
                    cpu = spent.cpu_ms + (known[name][2] if name in known else 0.0)
                    told = f"{cpu / parse:4.1f} x; {cpu / (parse + bare):4.1f} x of bare GET and parse"
                    print(f"  {name:12} CPU a poll {cpu:6.2f} ({told})   to the step: {spread(spent.after_ms)}")
            await fetcher.close()


async def show_commits(count: int) -> None:
    async with flowing() as flow:
        for cards in (60, 700):
            text = page(ENGLISH, cards=cards)
            print(f"\nA page of {len(text.encode()) // 1000} kB, {count} polls, a new line in each.")
            fetcher = TimedFetcher(SystemClock())
            with sites(cards) as urls:
                async with Readers() as readers:
                    for name in ("moving", "moving flat"):
                        took = await commits((urls[name], text), fetcher, readers, flow, count)
                        ratios = [each.whole / each.parse for each in took]
                        print(f"  {name:12} last byte to commit   {spread([each.whole for each in took])}")
                        print(f"  {'':12} of it in the store    {spread([each.store for each in took])}")
                        print(f"  {'':12} a bare parse          {spread([each.parse for each in took])}")
                        times = f"{statistics.median(ratios):.1f}, p99 {p99(ratios):.1f}"
                        print(f"  {'':12} times its bare parse  {times}")
            await fetcher.close()


def p99(took: Sequence[float]) -> float:
    return statistics.quantiles(took, n=100)[98]


def spread(took: Sequence[float]) -> str:
    return f"median {statistics.median(took):6.2f} ms, p99 {p99(took):6.2f} ms"


def show_layouts() -> None:
    print("\nPages on which ten of ten lines, and nothing else, were found; labels x surroundings.")
    whole, right = 0, 0
    for name, block in LAYOUTS.items():
        good = 0
        for label in LABELS:
            lines = lines_for(label)
            for around in AROUND:
                found = read(around.form.replace("{ticker}", block(lines, label)), Ask(url=URL))
                good += [line.text for line in found.lines] == list(lines)
        whole, right = whole + len(LABELS) * len(AROUND), right + good
        print(f"  {name:22} {good:3} of {len(LABELS) * len(AROUND)}")
    print(f"  {'all':22} {right} of {whole}")
    wild = {**SLIDERS, **BLOCKS}
    good = sum(
        [line.text for line in read(front.replace("{ticker}", filled(form, lines)), Ask(url=URL)).lines]
        == list(lines)
        for form, lines in wild.values()
        for front in PAGES.values()
    )
    print(f"  {'written by hand':22} {good} of {len(wild) * len(PAGES)}, {len(wild)} layouts")


async def show_hostile() -> None:
    print("\nAnother source, polled every 50 ms while a hostile one is read; ms from request to step.")
    fetcher = Fetcher(SystemClock())
    with sites(60) as urls:
        async with Readers() as readers:
            alone = await _beside(None, urls["moving"], fetcher, readers)
            print(f"  {'alone':22} median {statistics.median(alone):6.1f}  most {max(alone):6.1f}")
            for name in ("bomb", "drip", *HOSTILE):
                took = await _beside(urls[name], urls["moving"], fetcher, readers)
                print(
                    f"  {name:22} median {statistics.median(took):6.1f}  most {max(took):6.1f}  "
                    f"later than alone by at most {max(took) - statistics.median(alone):6.1f}"
                )
        await fetcher.close()


async def _beside(hostile: str | None, calm: str, fetcher: Fetcher, readers: Readers) -> list[float]:
    settings = SourceSettings("x", calm, allow_private=True, deadline=timedelta(seconds=3))
    burning = None
    if hostile is not None:
        burning = asyncio.create_task(_burn(Poller(replace(settings, url=hostile), fetcher, readers)))
    poller = Poller(settings, fetcher, readers)
    took: list[float] = []
    while len(took) < 20 or (burning is not None and not burning.done()):
        began = time.perf_counter()
        polled = await poller.poll(None)
        assert polled.snapshot is not None
        took.append(1000 * (time.perf_counter() - began))
        await asyncio.sleep(0.05)
    return took


async def _burn(poller: Poller) -> None:
    with contextlib.suppress(SourceError):
        await poller.poll(None)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", nargs="?", choices=("polls", "commits", "layouts", "hostile"))
    options.add_argument("--polls", type=int, default=300)
    chosen = options.parse_args()
    if chosen.what in (None, "polls"):
        asyncio.run(show_polls(chosen.polls))
    if chosen.what in (None, "commits"):
        asyncio.run(show_commits(chosen.polls))
    if chosen.what in (None, "layouts"):
        show_layouts()
    if chosen.what in (None, "hostile"):
        asyncio.run(show_hostile())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
