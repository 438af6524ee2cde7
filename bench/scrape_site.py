"""Sites in a process of their own, so that their work is not counted as ours; and the pages they show."""

import asyncio
import contextlib
import multiprocessing
import random
from collections.abc import Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection

from tests.fakes.site import Mode, TickerSite
from tests.unit.scrape.layout_lines import ENGLISH
from tests.unit.scrape.layouts import AROUND, LAYOUTS

_WORDS = (
    *("harbour", "ministry", "quarry", "ferry", "grain", "terminal", "orchard", "bridge", "lantern", "furnace"),
    *("glacier", "market", "violin", "harvest", "storm", "council", "port", "north", "basin", "river"),
)

HOSTILE: dict[str, bytes] = {
    "100,000 levels deep": b"<div>" * 100_000,
    "a million elements": b"<i></i>" * 500_000,
    "100,000 attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">",
    "200,000 options": b"<select>" + b"<option>x" * 200_000,
    "50,000 open anchors": b"<a><b>" * 50_000,
    "labels side by side": b"<div>" + b"<b>BREAKING</b><p>" * 60_000,
}


def page(lines: Sequence[str], layout: str = "plain_list", cards: int = 700) -> str:
    """A front page: a ticker of some layout, and many cards with pictures, sections, titles and times."""
    dice = random.Random(4)

    def words(count: int) -> str:
        return " ".join(dice.choice(_WORDS) for _ in range(count)).capitalize()

    rest = "".join(
        f'<div class="card c-{n}"><a href="/a/{n}" class="img"><img src="/i/{n}.jpg" alt="{words(5)}" '
        f'loading="lazy"></a><div class="body"><span class="cat">{words(1)}</span><h3 class="title">'
        f'<a href="/a/{n}">{words(9)}</a></h3><p class="dek">{words(18)}</p>'
        f"<time>{n % 24:02}:10</time></div></div>"
        for n in range(cards)
    )
    whole = AROUND[0].form.replace("{ticker}", LAYOUTS[layout](lines, "BREAKING"))
    return whole.replace("</body>", f"<main>{rest}</main></body>")


class MovingSite(TickerSite):
    """Shows a new line on top at every request."""

    made = 0

    def page(self) -> bytes:
        self.made += 1
        self.push(f"Ministry {self.made * 7919 % 9973}: {_WORDS[self.made % 20]} number {self.made} is open again")
        return super().page()


def _serve(pipe: Connection, cards: int) -> None:
    async def run() -> None:
        async with contextlib.AsyncExitStack() as stack:
            ports: dict[str, str] = {}
            for name, kind, mode in (
                ("304", TickerSite, Mode.OK),
                ("200", TickerSite, Mode.NO_VALIDATORS),
                ("moving", MovingSite, Mode.NO_VALIDATORS),
                ("moving flat", MovingSite, Mode.NO_VALIDATORS),
                ("bomb", TickerSite, Mode.HUGE),
                ("drip", TickerSite, Mode.DRIP),
                *((name, TickerSite, Mode.NO_VALIDATORS) for name in HOSTILE),
            ):
                layout = "flat_divs" if name.endswith("flat") else "plain_list"
                site = kind(ENGLISH, layout=partial(page, layout=layout, cards=cards))
                site.mode, site.body = mode, HOSTILE.get(name)
                await stack.enter_async_context(site)
                ports[name] = site.url
            pipe.send(ports)
            await asyncio.to_thread(pipe.recv)

    asyncio.run(run())


@contextlib.contextmanager
def sites(cards: int) -> Iterator[dict[str, str]]:
    """Address of each site, by name: 304, 200, moving, moving flat, bomb, drip and those of HOSTILE."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, cards))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("stop")
        process.join(10)
        process.kill()
