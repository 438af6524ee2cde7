"""`tocsin scrape`: what a page shows, from a file or from the network."""

import argparse
import asyncio
import sys
from pathlib import Path
from urllib.parse import urlsplit

from bot.cli.lines import InputError, Printer
from bot.dedupe.canonical import key
from bot.ops.clock import SystemClock
from bot.scrape.fetch import Fetcher
from bot.scrape.poll import ask_of
from bot.scrape.readers import Readers
from bot.scrape.reading import Page
from bot.scrape.settings import SourceSettings
from bot.scrape.sites.found import Found, Sight


def scrape(options: argparse.Namespace) -> int:
    """Print the headlines of one page, oldest first."""
    found, source = asyncio.run(_found(options))
    if options.diagnose:
        print(_diagnosis(found), file=sys.stderr)
    if not found.lines:
        print(f"no ticker on this page{f': {found.note}' if found.note else ''}", file=sys.stderr)
        return 0
    printer = Printer(as_json=options.json)
    for line in reversed(found.lines):
        printer.row({"source": source, "text": line.text, "key": key(line.text)}, line.text)
    return 0


async def _found(options: argparse.Namespace) -> tuple[Found, str]:
    is_url = urlsplit(options.page).scheme in ("http", "https")
    source = (urlsplit(options.page).hostname or "") if is_url else Path(options.page).stem
    settings = SourceSettings(
        name=source,
        url=options.page if is_url else "",
        kind=options.kind,
        lang=options.lang,
        selector=options.selector,
        labels=tuple(options.label),
        path=options.path,
        # Whoever types an address may look at it, wherever it is.
        allow_private=True,
    )
    page, url = await _fetched(settings) if is_url else (_stored(options.page), "")
    async with Readers() as readers:
        return await readers.read(page, ask_of(settings, url), settings.parse_deadline), source


async def _fetched(settings: SourceSettings) -> tuple[Page, str]:
    fetcher = Fetcher(SystemClock())
    try:
        answer = await fetcher.fetch(settings)
    finally:
        await fetcher.close()
    return Page(answer.body, answer.content_type, answer.announced), answer.url


def _stored(path: str) -> Page:
    try:
        body = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    return Page(body, "", announced=True)


def _diagnosis(found: Found) -> str:
    sight = {
        Sight.LINES: f"{len(found.lines)} lines",
        Sight.EMPTY: "no lines",
        Sight.BROKEN: "lines that cannot be read",
    }
    return (
        f"found:    {sight[found.sight]}\n"
        f"by rule:  {found.rule or 'none'}\n"
        f"selector: {found.selector or 'none'}\n"
        f"note:     {found.note or 'none'}"
    )
