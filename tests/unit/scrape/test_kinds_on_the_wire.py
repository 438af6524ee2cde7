"""Every kind from a real answer to its lines, through the processes that read pages; what is sent to harm them."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from bot.config.toml_file import SourceTable
from bot.ops.clock import SystemClock
from bot.ports.errors import SourceBroken, SourceOversized
from bot.scrape.fetch import Fetcher
from bot.scrape.poll import Polled, Poller
from bot.scrape.readers import Readers
from bot.scrape.reading import Page, read_page
from bot.scrape.settings import SourceSettings
from bot.scrape.sites.found import Ask, Found
from bot.scrape.sites.registry import KINDS
from tests.fakes.site import Mode, TickerSite
from tests.unit.scrape.test_kinds import ANSWER, ATOM, JSON_FEED, RSS, blog, post

DOCS = Path(__file__).parents[3] / "docs" / "sources.md"


@dataclass
class Desk:
    """A site and what reads it."""

    site: TickerSite
    fetcher: Fetcher
    readers: Readers

    async def polled(
        self, kind: str, body: str | bytes, content_type: str, path: str = "", most_s: float = 20
    ) -> Polled:
        self.site.body = body.encode() if isinstance(body, str) else body
        self.site.content_type = content_type
        settings = SourceSettings(
            *("x", self.site.url, kind),
            path=path,
            allow_private=True,
            robots=False,
            parse_deadline=timedelta(seconds=most_s),
            max_bytes=16_000_000,
        )
        return await Poller(settings, self.fetcher, self.readers).poll(None)

    async def lines(self, kind: str, body: str | bytes, content_type: str, path: str = "") -> list[str]:
        polled = await self.polled(kind, body, content_type, path)
        assert polled.snapshot is not None
        return [line.text for line in polled.snapshot.lines]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    fetcher = Fetcher(SystemClock())
    async with TickerSite() as site, Readers() as readers:
        site.mode = Mode.NO_VALIDATORS
        yield Desk(site, fetcher, readers)
    await fetcher.close()


async def test_each_kind_reads_its_answer(desk: Desk) -> None:
    assert (await desk.lines("feed", RSS, "application/rss+xml"))[0] == "Newest: port closed"
    assert (await desk.lines("feed", ATOM, "application/atom+xml"))[0] == "Second — and later"
    assert await desk.lines("feed", JSON_FEED, "application/feed+json") == ["One of the feed", "Two of the feed"]
    arabic = RSS.replace('encoding="UTF-8"', 'encoding="windows-1256"').replace(
        "Newest: port closed", "إغلاق المرفأ"
    )
    assert (await desk.lines("feed", arabic.encode("cp1256"), "text/xml"))[0] == "إغلاق المرفأ"
    path = "data.banner.items[*].title"
    assert await desk.lines("json", json.dumps(ANSWER), "application/json", path) == ["One & only", "Two"]
    assert await desk.lines("json", '{"data": null}', "application/json", path) == []
    updates = [{"headline": "Older", "datePublished": "2026-03-04T10:00Z"}, {"headline": None}]
    updates.append({"headline": "Newer", "datePublished": "2026-03-04T11:00Z"})
    page = f"<html><body>{blog(updates)}</body></html>"
    assert await desk.lines("liveblog", page, "text/html") == ["Newer", "Older"]
    body = '<div class="tgme_widget_message_text js-message_text">{}</div>'
    channel = "".join(post(n, body.format(text)) for n, text in enumerate(("First", "Second")))
    channel = f"<html><body class='tgme_channel_history'>{channel}</body></html>"
    assert await desk.lines("telegram", channel, "text/html") == ["Second", "First"]


LAUGHS = "<!DOCTYPE lolz [<!ENTITY lol 'lol'>" + "".join(
    f"<!ENTITY lol{n} '{f'&lol{n - 1};' * 10}'>" for n in range(1, 10)
)
OUTSIDE = '<!DOCTYPE rss [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>'
ITEM = "<rss><channel><item><title>{}</title></item></channel></rss>"
HOSTILE: dict[str, tuple[str, str, str]] = {
    "a billion laughs": ("feed", LAUGHS + "]>" + ITEM.format("&lol9;"), "text/xml"),
    "laughs in lower case": (
        "feed",
        LAUGHS.replace("ENTITY", "entity") + "]>" + ITEM.format("&lol9;"),
        "text/xml",
    ),
    "an entity from a file": ("feed", OUTSIDE + ITEM.format("&x;"), "text/xml"),
    "a feed 100,000 deep": ("feed", "<rss><channel>" + "<item>" * 100_000, "text/xml"),
    "a feed of 200,000 entries": (
        "feed",
        ITEM.replace("<item>", "<item><title>a b</title></item><item>" * 200_000),
        "",
    ),
    "JSON of 10 MB": ("json", '{"data": [' + '"a line", ' * 1_000_000 + '"b"]}', "application/json"),
    "JSON 100,000 deep": ("json", '{"data": ' + "[" * 100_000 + "]" * 100_000 + "}", "application/json"),
    "JSON 900 deep": ("json", '{"data": ' + "[" * 900 + "]" * 900 + "}", "application/json"),
    "JSON of one number": ("json", '{"data": ' + "9" * 400_000 + "}", "application/json"),
    "JSON that is not": ("json", '{"data": NaN, "data": Infinity}', "application/json"),
    "a live blog 50,000 deep": ("liveblog", blog([]).replace("[]", "[" * 50_000 + "]" * 50_000), "text/html"),
    "100,000 scripts": ("liveblog", '<script type="application/ld+json">{}</script>' * 100_000, "text/html"),
    "a channel of 50,000 posts": ("telegram", post(1, "<i></i>") * 50_000, "text/html"),
    "a channel 100,000 deep": ("telegram", "<div class='tgme_widget_message'>" * 100_000, "text/html"),
}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE.keys())
async def test_what_is_sent_to_harm_ends_soon_and_reads_no_file(desk: Desk, sent: tuple[str, str, str]) -> None:
    kind, body, content_type = sent
    began = time.perf_counter()
    poll = desk.polled(kind, body, content_type or "text/xml", "data", 1.5)
    (outcome,) = await asyncio.gather(poll, return_exceptions=True)
    assert isinstance(outcome, SourceBroken | SourceOversized | Polled)
    if isinstance(outcome, Polled):
        assert outcome.snapshot is not None
        assert len(outcome.snapshot.lines) <= 500
        assert all("root:" not in line.text and len(line.text) < 1000 for line in outcome.snapshot.lines)
    assert time.perf_counter() - began < 10


async def test_a_billion_laughs_are_refused_by_name(desk: Desk) -> None:
    with pytest.raises(SourceBroken, match="entities"):
        await desk.polled(*HOSTILE["a billion laughs"])


def test_a_kind_is_added_as_the_docs_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The very words of the page: its file, its row, and then a table of the settings and a page."""
    text = DOCS.read_text("utf-8").partition("## Adding a kind")[2]
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    name = re.findall(r'`"(\w+)": (\w+)\.read`', text)
    assert name == [("plain", "plain")]
    module = ModuleType("plain")
    exec(compile(code, "plain.py", "exec"), module.__dict__)  # noqa: S102
    monkeypatch.setitem(KINDS, "plain", module.read)
    table = SourceTable(name="harbour", url="https://news.example/now.txt", kind="plain")
    found: Found = read_page(Page(b"Newest  line\n\nOlder line\nNewest line\n", "text/plain"), Ask(table.kind))
    assert [line.text for line in found.lines] == ["Newest line", "Older line"]
    assert found.rule == "one line each"
