"""The commands that let a person, or another program, use one stage alone: they call what `run` calls."""

import argparse
import asyncio
from collections import Counter

from bot.app.rooms import Rooms, open_rooms, region_graph
from bot.classify.lines import Line
from bot.cli.lines import Printer, blocks, read_text
from bot.decide import told_as
from bot.model.news import Evidence, Headline, Kind, Placement, Told, Verdict


def dedupe(options: argparse.Namespace) -> int:
    """New, update or duplicate, for each line against the lines before it; a blank line forgets them all."""
    rooms = open_rooms()
    printer = Printer(as_json=options.json)
    for block in blocks(read_text(options.file)):
        memory = rooms.memory()
        for line in block:
            headline = Headline(line.source, line.text, line.at, line.lang)
            verdict = memory.judge(headline)
            memory.add(told_as(verdict, headline, str(line.n), line.n))
            of = int(verdict.of.ref) if verdict.of is not None and verdict.kind is not Kind.NEW else None
            row = {
                "n": line.n,
                "text": line.text,
                "decision": verdict.kind.value,
                "of": of,
                "score": round(verdict.score, 4),
                "because": list(verdict.because),
            }
            mark = f"{verdict.kind.value}{f' of {of}' if of else ''}"
            printer.row(row, f"{line.n:>4}  {mark:<16} {line.text}\n{'':22}{'; '.join(verdict.because)}")
    return 0


def classify(options: argparse.Namespace) -> int:
    """The regions of each line; lines up to a blank one are neighbours, as in one poll."""
    rooms = open_rooms()
    printer = Printer(as_json=options.json)
    for block in blocks(read_text(options.file)):
        lines = [Line(line.text, line.source, line.lang) for line in block]
        for line, placement in zip(block, rooms.placer.place(lines), strict=True):
            because = [spoken(item) for item in placement.evidence]
            row = {
                "text": line.text,
                "about": list(placement.about),
                "also": list(placement.also),
                "because": because,
            }
            regions = ", ".join(placement.about)
            also = f"  (also {', '.join(placement.also)})" if placement.also else ""
            printer.row(row, f"{regions}{also}\n    {line.text}\n    {'; '.join(because)}")
    return 0


def spoken(item: Evidence) -> str:
    """One piece of evidence as a sentence: "Blida: lebanon 4.1, place after a locative"."""
    lost = " (lost)" if item.lost else ""
    note = f", {item.note}" if item.note else ""
    return f"{item.words}: {item.region} {item.weight:.1f}, {item.role}{note}{lost}"


def regions(options: argparse.Namespace) -> int:
    """All regions one may subscribe to."""
    printer = Printer(as_json=options.json)
    for region in region_graph():
        row = {"slug": region.slug, "name": region.name, "parents": list(region.parents), "iso": region.iso}
        printer.row(row, f"{region.slug:<36} {region.name:<36} {', '.join(region.parents)}")
    return 0


def explain(options: argparse.Namespace) -> int:
    """What would become of a line, stage by stage, against the memory of the running bot where there is one."""
    rooms = open_rooms()
    told = asyncio.run(rooms.remembered())
    for line in explained(rooms, options.line, options.source, told):
        print(line)
    return 0


def explained(rooms: Rooms, text: str, source: str, told: tuple[Told, ...]) -> list[str]:
    """The account of one line: telling apart, placing, routing."""
    headline = rooms.headline(text, source)
    memory = rooms.memory()
    for line in told:
        memory.add(line)
    verdict = memory.judge(headline, explain=True)
    placement = rooms.placer.place([Line(headline.text, headline.source, headline.lang)])[0]
    return [
        f"line     {headline.text}",
        "",
        f"told?    {verdict.kind.value} (score {verdict.score:.2f}), against {len(told)} remembered lines",
        *(f"         because {reason}" for reason in verdict.because),
        *(f"         near: {near.score:.2f} {near.kind.value}: {near.text}" for near in verdict.near),
        *(f"               {'; '.join(near.because)}" for near in verdict.near[:1]),
        "",
        *_placed(placement),
        "",
        *_routed(rooms, placement, verdict),
    ]


def _placed(placement: Placement) -> list[str]:
    also = f"; also {', '.join(placement.also)}" if placement.also else ""
    inherited = " (from its neighbours)" if placement.inherited else ""
    return [
        f"where?   {', '.join(placement.about)}{inherited}{also}",
        *(f"         {spoken(item)}" for item in placement.evidence),
    ]


def _routed(rooms: Rooms, placement: Placement, verdict: Verdict) -> list[str]:
    reach = rooms.regions.reach(placement.about)
    if verdict.kind is Kind.DUPLICATE:
        return ["rings    for nobody: it was told already"]
    channels = rooms.channels_for(placement)
    counted = Counter(channels)
    return [
        f"rings    for everybody who subscribed to {', '.join(sorted(reach))}",
        *(f"         and in {name}" for name in counted),
    ]
