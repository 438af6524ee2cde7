"""Commands that carry things in and out: gazetteers, subscriptions, recorded days."""

import argparse
import asyncio
import shutil
import sys
from collections import Counter
from pathlib import Path

from bot.app.resources import store_of
from bot.app.rooms import IMPORTED, Rooms, open_rooms, region_graph, regions_by_iso
from bot.classify.geonames import read_dump
from bot.cli.lines import InputError, Printer, read_text
from bot.commands.carry import BadLine, exported, import_lines
from bot.model.news import Decision, Outcome
from bot.ops.clock import SystemClock
from bot.ops.signals import signals
from bot.pipeline.replay import Recorded, RecordingError, Replay, read_rows, row_of
from bot.ports.errors import SourceError
from bot.scrape.fetch import Fetcher
from bot.scrape.poll import Poller
from bot.scrape.readers import Readers
from bot.scrape.settings import SourceSettings
from bot.scrape.sites.found import Line
from bot.text.tables import TableError


def gazetteer(options: argparse.Namespace) -> int:
    """Check a dump whole, then copy it into the data folder."""
    rooms, path = open_rooms(), Path(options.file)
    try:
        places = Counter(place.region for place in read_dump(path, regions_by_iso(region_graph())))
    except TableError as error:
        raise InputError(str(error)) from error
    if not places:
        raise InputError(
            f"{path}: no place of a country that we know; a GeoNames dump has 19 columns, tabs between"
        )
    folder = rooms.settings.environment.data_dir / IMPORTED
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / path.name)
    told = ", ".join(f"{number} in {region}" for region, number in places.most_common(5))
    print(f"{sum(places.values())} places ({told}); used from the next start on")
    return 0


def export(_options: argparse.Namespace) -> int:
    """All subscriptions, a line each."""
    return asyncio.run(_export())


async def _export() -> int:
    async with await store_of(open_rooms().settings.environment) as store:
        async for line in exported(store.chats):
            print(line)
    return 0


def import_(options: argparse.Namespace) -> int:
    """Subscriptions from a file."""
    lines = list(read_text(options.file))
    try:
        return asyncio.run(_import(lines, over=options.over))
    except BadLine as error:
        raise InputError(str(error)) from error


async def _import(lines: list[str], *, over: bool) -> int:
    async with await store_of(open_rooms().settings.environment) as store:
        done = await import_lines(store.chats, lines, over=over)
    print(f"{done.taken} chats taken up, {done.known} known already and left as they were")
    return 0


def record(options: argparse.Namespace) -> int:
    """Append what the sources show, until Ctrl-C or SIGTERM, also in the background of a shell."""
    asyncio.run(_record(open_rooms(), Path(options.file)))
    print("recording ended", file=sys.stderr)
    return 0


async def _record(rooms: Rooms, path: Path) -> None:
    clock, stopping = SystemClock(), asyncio.Event()
    fetcher = Fetcher(clock, rooms.settings.contact)
    try:
        with signals(stopping):
            async with Readers() as readers, asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(_record_one(source, Poller(source, fetcher, readers), clock, path))
                    for source in rooms.settings.sources
                ]
                await stopping.wait()
                for task in tasks:
                    task.cancel()
    finally:
        await fetcher.close()


async def _record_one(source: SourceSettings, poller: Poller, clock: SystemClock, path: Path) -> None:
    shown: tuple[Line, ...] = ()
    while True:
        try:
            polled = await poller.poll(None)
        except SourceError as error:
            print(f"{source.name}: {error}", file=sys.stderr)
        else:
            if polled.snapshot is not None and polled.snapshot.lines != shown:
                shown = polled.snapshot.lines
                with path.open("a", encoding="utf-8") as file:
                    file.write(row_of(Recorded(polled.at, source.name, shown)) + "\n")
        await clock.sleep(source.every.total_seconds())


def replay(options: argparse.Namespace) -> int:
    """Play a recording; print every decision, and the counts at the end."""
    rooms = open_rooms()
    player = Replay({source.name: source for source in rooms.settings.sources}, rooms.memory(), rooms.placer)
    printer, counts = Printer(as_json=options.json), Counter[str]()
    try:
        for recorded in read_rows(read_text(options.file)):
            for decision in player.play(recorded):
                counts[decision.outcome.value] += 1
                _print(printer, decision)
    except RecordingError as error:
        raise InputError(str(error)) from error
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
    print(f"{told or 'nothing'}; {player.gaps} gaps", file=sys.stderr)
    return 0


def _print(printer: Printer, decision: Decision) -> None:
    verdict, placement, headline = decision.verdict, decision.placement, decision.headline
    row = {
        "at": headline.seen_at.isoformat(),
        "source": headline.source,
        "text": headline.text,
        "decision": decision.outcome.value,
        "reason": decision.reason,
        "of": verdict.of.text if verdict and verdict.of else None,
        "about": list(placement.about) if placement else [],
        "because": list(verdict.because) if verdict else [],
    }
    if decision.outcome is not Outcome.DROP or printer.as_json:
        about = ", ".join(placement.about) if placement else ""
        printer.row(row, f"{headline.seen_at:%H:%M}  {decision.outcome.value:<9} {about:<24} {headline.text}")
