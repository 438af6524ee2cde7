"""The processes that read pages: kept, replaced when killed, never shared by two pages, none left behind."""

import asyncio
import contextlib
import os
import signal
from datetime import timedelta

import pytest

from bot.ports.errors import SourceOversized, SourceUnreachable
from bot.scrape.readers import KEPT, MOST, WARM, Readers
from bot.scrape.reading import Page
from bot.scrape.sites.found import Ask, Hint
from bot.scrape.wire import packed_found, packed_request, unpacked_found, unpacked_request
from tests.unit.scrape.layout_lines import ARABIC, ENGLISH
from tests.unit.scrape.layouts import AROUND, bars, plain_list

ENOUGH = timedelta(seconds=20)


def page(line: str) -> Page:
    return Page(f"<html><body>{plain_list([line, *ENGLISH], 'BREAKING')}</body></html>".encode())


def pids(readers: Readers) -> set[int]:
    return {reader.process.pid for reader in readers._idle}


async def test_pages_one_after_another_are_read_by_processes_that_stay() -> None:
    async with Readers() as readers:
        before = pids(readers)
        for n in range(12):
            found = await readers.read(page(f"Minister number {n} speaks in the assembly"), Ask(), ENOUGH)
            assert found.lines[0].text == f"Minister number {n} speaks in the assembly"
        assert pids(readers) == before
        assert len(before) == WARM


async def test_a_rush_is_answered_each_with_its_own_page() -> None:
    lines = [f"Minister number {n} speaks in the assembly" for n in range(12)]
    async with Readers() as readers:
        found = await asyncio.gather(*(readers.read(page(line), Ask(), ENOUGH) for line in lines))
        assert [each.lines[0].text for each in found] == lines
        assert len(pids(readers)) <= max(KEPT, MOST)


async def test_a_reader_that_is_killed_is_replaced() -> None:
    async with Readers() as readers:
        for pid in pids(readers):
            os.kill(pid, signal.SIGKILL)
        for _ in range(WARM):
            with contextlib.suppress(SourceOversized):
                await readers.read(page("Minister speaks in the assembly of the north"), Ask(), ENOUGH)
        found = await readers.read(page("Minister speaks in the assembly of the north"), Ask(), ENOUGH)
        assert len(found.lines) == 11


async def test_closing_leaves_no_process_behind() -> None:
    readers = Readers()
    await readers.warm()
    left = pids(readers)
    await readers.close()
    for pid in left:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    with pytest.raises(SourceUnreachable, match="closed"):
        await readers.read(page("x"), Ask(), ENOUGH)


def test_what_passes_between_the_processes_comes_out_as_it_went_in() -> None:
    sent = page(ARABIC[0])
    ask = Ask("ticker", "https://news.example/", ".x > li", ("عاجل",), "a[*].b", Hint("", ARABIC, "b"), links=True)
    packed = packed_request(sent, ask)
    assert unpacked_request(packed[8:], sent.body) == (sent, ask)


async def test_all_that_was_found_comes_back() -> None:
    async with Readers() as readers:
        text = AROUND[0].form.replace("{ticker}", bars(ENGLISH, "BREAKING"))
        asked = Ask(url="https://news.example/", links=True)
        found = await readers.read(Page(text.encode()), asked, ENOUGH)
    assert found.label
    assert "/m/1" in found.links
    assert unpacked_found(packed_found(found)[8:]) == found
