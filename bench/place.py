"""How well lines are placed, beside other packages: python -m bench.place [dev|held-out|all].

Labelled lines are looked for in TOCSIN_EVAL_DIR (default ../shared/data); our own are in bench/lines.
Development and held-out halves are told apart by a hash of the text; only the first was looked at while tuning.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from math import sqrt
from pathlib import Path

from bench.place_rivals import Rival, rivals
from bot.classify.gazetteer import Gazetteer
from bot.classify.lines import Line
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.model.news import Placement

EVAL = Path(os.environ.get("TOCSIN_EVAL_DIR", Path(__file__).parents[1] / ".." / "shared" / "data"))
OWN = Path(__file__).parent / "lines"
MIDDLE_EAST = frozenset(["LB", "PS", "IL", "SY", "YE", "IQ", "IR", "JO", "EG", "TR", "SA"])
TEMPLATES = (
    "{}",
    "Explosions heard near {}",
    "An Israeli drone targeted a car in {}",
    "Israeli artillery shells {}",
)
UNSEEN = {
    "ticker": "ticker lines",
    "middle_east": "Middle East",
    "world": "worldwide",
    "ambiguous": "ambiguous names",
    "none": "no place in it",
}
Row = tuple[str, int, int, dict[str, int]]

REGIONS = load_regions()


def iso(slug: str) -> str:
    """The country code of a region or of what it lies in; the slug itself for sections and world."""
    codes = (REGIONS[up].iso for up in (slug, *REGIONS[slug].parents))
    return next((code for code in codes if code), slug)


def interval(hits: int, count: int) -> str:
    """A share with its 95 % Wilson interval (Wilson 1927)."""
    if not count:
        return "-"
    share, z = hits / count, 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return f"{100 * share:5.1f} % [{100 * (middle - half):.0f}-{100 * (middle + half):.0f}]"


def in_half(text: str, half: str) -> bool:
    return half == "all" or (sha256(text.encode()).digest()[0] < 128) == (half == "dev")


def records(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (EVAL / name).read_text(encoding="utf-8").splitlines()]


def ticker(placer: Placer, half: str) -> Iterable[Row]:
    """Ticker lines with the context of their page, oldest first."""
    pages: dict[str, list[dict[str, object]]] = {}
    for record in records("ticker_lines.jsonl"):
        pages.setdefault(str(record["page"]), []).append(record)
    found = right = merely = count = 0
    for page in pages.values():
        page.sort(key=lambda record: -int(str(record["pos"])))
        lines = [Line(str(record["line"]), "almayadeen-en") for record in page]
        for record, placement in zip(page, placer.place(lines), strict=True):
            if not in_half(str(record["line"]), half):
                continue
            wanted: list[list[str]] = record["about"]  # type: ignore[assignment]
            also: list[str] = record["also"]  # type: ignore[assignment]
            about = {iso(slug) for slug in placement.about} - {"world"}
            good = {code for either in wanted for code in either}
            count += 1
            found += all(about & set(either) for either in wanted)
            right += about <= good | set(also)
            merely += bool(about & (set(also) - good))
    yield "ticker: all about found", found, count, {}
    yield "ticker: nothing wrong named", right, count, {}
    yield "ticker: merely named in about (less is better)", merely, count, {}


def headlines(placer: Placer, half: str, others: Sequence[Rival]) -> Iterable[Row]:
    """Conflict headlines: the main country, and whether it is found at all."""
    rows = [record for record in records("conflict_headlines.jsonl") if in_half(str(record["text"]), half)]
    groups: dict[str, Callable[[dict[str, object]], bool]] = {
        "Middle East but Syria's archive": lambda r: r["country"] in MIDDLE_EAST and r["set"] != "gedsyria",
        "Syria's archive": lambda r: r["set"] == "gedsyria",
        "worldwide": lambda r: r["country"] not in MIDDLE_EAST,
        "Israel as attacker": lambda r: "israel" in str(r["text"]).lower() and r["country"] in ("LB", "PS", "SY"),
    }
    placed = {id(row): placer.place([Line(str(row["text"]))])[0] for row in rows}
    for title, belongs in groups.items():
        group = [row for row in rows if belongs(row)]
        main = sum(iso(placed[id(row)].about[0]) == row["country"] for row in group)
        found = sum(row["country"] in _codes(placed[id(row)]) for row in group)
        by_rival = {other.name: [other.countries(str(row["text"])) for row in group] for other in others}
        mains = {
            name: sum(
                bool(codes) and codes[0] == row["country"] for codes, row in zip(answers, group, strict=True)
            )
            for name, answers in by_rival.items()
        }
        founds = {
            name: sum(row["country"] in codes for codes, row in zip(answers, group, strict=True))
            for name, answers in by_rival.items()
        }
        yield f"{title}: main country", main, len(group), mains
        yield f"{title}: found at all", found, len(group), founds
    parts = [row for row in rows if row["sub"]]
    slugs = {"Gaza": "gaza", "WestBank": "west-bank"}
    told = sum(slugs[str(row["sub"])] in placed[id(row)].about for row in parts)
    yield "Gaza or West Bank told apart", told, len(parts), {}


def _codes(placement: Placement) -> set[str]:
    return {iso(slug) for slug in (*placement.about, *placement.also)}


def names(placer: Placer, half: str, others: Sequence[Rival]) -> Iterable[Row]:
    """Place names as tickers spell them, each in a few plain lines."""
    rows = [line.split("\t") for line in (EVAL / "place_names.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    lines = [(form.format(row[0]), row[1]) for row in rows if in_half(row[0], half) for form in TEMPLATES]
    hits = sum(iso(placer.place([Line(text)])[0].about[0]) == code for text, code in lines)
    by_rival = {other.name: sum(code in other.countries(text) for text, code in lines) for other in others}
    yield "place names, in four plain lines each", hits, len(lines), by_rival


def own(placer: Placer, others: Sequence[Rival]) -> Iterable[Row]:
    """Our own challenge lines, written before the engine was tried on them."""
    text = (OWN / "no_place.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    wrong = sum(placer.place([Line(line)])[0].about != ("world",) for line in lines)
    by_rival = {other.name: sum(bool(other.countries(line)) for line in lines) for other in others}
    yield "no place in it: wrongly placed (less is better)", wrong, len(lines), by_rival
    table = (OWN / "ambiguous.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")][1:]
    hits = sum(placer.place([Line(line)])[0].about[0] == main for main, line in rows)
    by_rival = {other.name: sum(_matches(other.countries(line), main) for main, line in rows) for other in others}
    yield "ambiguous names: main region", hits, len(rows), by_rival


def blind(placer: Placer, others: Sequence[Rival]) -> Iterable[Row]:
    """Our own lines that were put aside unseen: of no place, and of ambiguous names."""
    table = (OWN / "blind.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")][1:]
    without = [line for main, line in rows if main == "world"]
    wrong = sum(placer.place([Line(line)])[0].about != ("world",) for line in without)
    by_rival = {other.name: sum(bool(other.countries(line)) for line in without) for other in others}
    yield "blind: no place in it, wrongly placed (less is better)", wrong, len(without), by_rival
    named = [(main, line) for main, line in rows if main != "world"]
    hits = sum(placer.place([Line(line)])[0].about[0] == main for main, line in named)
    by_rival = {other.name: sum(_matches(other.countries(line), main) for main, line in named) for other in others}
    yield "blind: ambiguous names, main region", hits, len(named), by_rival


def unseen(placer: Placer) -> Iterable[Row]:
    """Lines written blind by others, of all kinds: blind_places.tsv."""
    table = (OWN / "blind_places.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    for group, title in UNSEEN.items():
        main = found = clean = count = 0
        for _, about, also, line in (row for row in rows if row[0] == group):
            got = placer.place([Line(line, "almayadeen-en")])[0].about
            wanted = [_with_parts(either.split("|")) for either in about.split("+")]
            good = set().union(
                *wanted, {parent for one in wanted for slug in one for parent in REGIONS[slug].parents}
            )
            count += 1
            main += got[0] in good
            found += all(either & set(got) for either in wanted)
            clean += set(got) - {"world"} <= good | set(also.split(","))
        if group == "none":
            yield f"unseen: {title}, wrongly placed (less is better)", count - main, count, {}
            continue
        yield f"unseen: {title}, main region", main, count, {}
        yield f"unseen: {title}, all about found", found, count, {}
        yield f"unseen: {title}, nothing wrong named", clean, count, {}


def _with_parts(slugs: Sequence[str]) -> set[str]:
    """Regions with those that lie in them: who says Gaza where Palestine is meant says more, not wrong."""
    return {region.slug for region in REGIONS if region.slug in slugs or set(region.parents) & set(slugs)}


def _matches(codes: Sequence[str], main: str) -> bool:
    return not codes if main == "world" else bool(codes) and codes[0] == iso(main)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("half", nargs="?", choices=("all", "dev", "held-out"), default="all")
    half = options.parse_args().half
    placer, others = Placer(Gazetteer.load(), REGIONS), rivals()
    rows: list[Row] = [*own(placer, others), *blind(placer, others), *unseen(placer)]
    if EVAL.is_dir():
        rows += [*ticker(placer, half), *headlines(placer, half, others), *names(placer, half, others)]
    else:
        print(f"labelled lines are not there ({EVAL}): only our own lines are measured")
    print(f"{half} half" if half != "all" else "both halves", "- share and 95 % interval")
    print("\t".join(("on", "lines", "tocsin", *(other.name for other in others))))
    for title, hits, count, by_rival in rows:
        shares = [interval(by_rival[other.name], count) if other.name in by_rival else "-" for other in others]
        print("\t".join((title, str(count), interval(hits, count), *shares)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
