"""How fast lines are told apart, and what remembering costs: `python -m bench.dedupe_speed`.

The remembered lines are made from templates, so that every line has thousands of near twins: harder than a ticker.
"Found" is the share of labelled pairs (the tuned half) that hang together also when the older line lies among all
those remembered, of the pairs that do when it is alone. "Of it CPU": without the time that other programs took.
"""

import argparse
import gc
import itertools
import random
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from rapidfuzz import fuzz
from rapidfuzz.process import extractOne

from bench.dedupe import judged, place_finder
from bench.pairs import PLACES, SPELLINGS, Pair, labelled
from bot.dedupe.memory import Memory
from bot.model.news import Headline, Kind, Told
from bot.ops.collector import keeping
from bot.ports.places import PlaceFinder

_START = datetime(2026, 1, 1, tzinfo=UTC)
_KEEP = timedelta(hours=48)
_WANTED_MS = {1_000: 3.0, 10_000: 4.0, 100_000: 5.0}
_ACTORS = (
    "Israeli",
    "Lebanese",
    "Syrian",
    "Russian",
    "Ukrainian",
    "Pakistani",
    "Indian",
    "Sudanese",
    "Yemeni",
    "Turkish",
)
_DOERS = (
    "drone",
    "warplane",
    "artillery",
    "patrol",
    "helicopter",
    "army unit",
    "navy",
    "police",
    "special force",
    "tank",
)
_DEEDS = (
    "strikes",
    "targets",
    "shells",
    "raids",
    "storms",
    "bombs",
    "surrounds",
    "withdraws from",
    "hits",
    "enters",
)
_THINGS = (
    "vehicle",
    "motorcycle",
    "house",
    "school",
    "hospital",
    "warehouse",
    "factory",
    "bridge",
    "checkpoint",
    "mosque",
)
_ENDS = (
    "{n} people killed",
    "{n} wounded",
    "no casualties reported",
    "ambulances head to the scene",
    "sirens sounded",
    "a fire broke out",
    "according to local sources",
    "Civil Defense teams say",
    "in a new violation of the ceasefire",
    "",
)
_SPEAKERS = (
    "Sheikh Qassem",
    "Trump",
    "White House",
    "Lavrov",
    "Araghchi",
    "UNIFIL",
    "Guterres",
    "Erdogan",
    "Macron",
    "Aoun",
)
_TALK = (
    "talks",
    "sanctions",
    "the ceasefire",
    "oil exports",
    "the nuclear file",
    "elections",
    "the prisoners",
    "the border",
    "aid convoys",
    "the budget",
    "reconstruction",
    "the army's plan",
    "gas fields",
    "refugees",
    "the parliament session",
    "customs tariffs",
)


def lines(seed: int) -> Iterator[str]:
    """Endless headlines, strikes and statements, mostly different from one another."""
    rng = random.Random(seed)
    places = [*PLACES, *(names[0] for names in SPELLINGS)]
    while True:
        if rng.random() < 0.6:
            end = rng.choice(_ENDS).format(n=rng.randint(2, 60))
            deed = f"{rng.choice(_ACTORS)} {rng.choice(_DOERS)} {rng.choice(_DEEDS)} a {rng.choice(_THINGS)}"
            yield f"Al Mayadeen's correspondent: {deed} in {rng.choice(places)}" + (f", {end}" if end else "")
        else:
            first, second = rng.sample(_TALK, 2)
            country = rng.choice(_ACTORS)
            yield (
                f"{rng.choice(_SPEAKERS)}: We discussed {first} and {second} with the {country} side "
                f"for {rng.randint(2, 90)} minutes in {rng.choice(places)}"
            )


def filled(texts: Sequence[str], finder: PlaceFinder | None) -> Memory:
    """A memory of these lines, spread evenly over its horizon, filled as the river does at a start."""
    memory = Memory(finder)
    with keeping():
        for at, text in enumerate(texts):
            memory.add(Told(f"r{at}", f"r{at}", Kind.NEW, "bench", text, _START + _KEEP * (at / len(texts))))
    return memory


def linked(finder: PlaceFinder | None) -> list[Pair]:
    """The labelled pairs of one story that are told so when nothing else is remembered, the older lines unlike."""
    pairs = {
        pair.old: pair
        for pair in labelled()
        if pair.label in ("duplicate", "update", "same") and not pair.is_held_out and "syn" not in pair.name
    }
    return [pair for pair in pairs.values() if judged(pair, finder).of is not None]


def found(pairs: Sequence[Pair], memory: Memory) -> float:
    """Share of the pairs whose newer line is hung on the older, which is remembered among all the others."""
    hits = 0
    for pair in pairs:
        apart = timedelta(minutes=1) if pair.hours is None else timedelta(hours=pair.hours)
        at = _START + _KEEP
        memory.add(Told("old", "old", Kind.NEW, "bench", pair.old, at - apart))
        verdict = memory.judge(Headline("bench", pair.new, at))
        hits += verdict.of is not None and verdict.of.ref == "old"
        memory.discard(("old",))
    return hits / len(pairs)


def times_ms(step: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """Milliseconds of each call, sorted."""
    taken = []
    for text in asked:
        began = time.perf_counter()
        step(text)
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


def main() -> None:
    """Print decisions, memory and rebuilding for each size."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--no-finder", action="store_true", help="without the gazetteer")
    options.add_argument("--sizes", default="1000,10000,100000")
    asked = options.parse_args()
    finder = None if asked.no_finder else place_finder()
    print("with the gazetteer" if finder else "without a gazetteer")
    titles = (("lines", 8), ("p50 ms", 9), ("p99 ms", 9), ("wanted", 8), ("extractOne p50", 16), ("kB a line", 11))
    print(
        "".join(f"{title:>{width}}" for title, width in titles) + f"{'rebuild s':>11}{'of it CPU':>11}{'found':>9}"
    )
    pairs = linked(finder)
    if not pairs:
        print("no labelled pairs here (TOCSIN_EVAL_DIR): nothing to be found")
    for size in map(int, asked.sizes.split(",")):
        print(_row(size, finder, pairs))


def _row(size: int, finder: PlaceFinder | None, pairs: Sequence[Pair]) -> str:
    texts = list(itertools.islice(lines(seed=1), size))
    fresh = list(itertools.islice(lines(seed=2), 400)) + random.Random(3).sample(texts, 100)
    began, worked = time.perf_counter(), time.process_time()
    memory = filled(texts, finder)
    rebuild_s, cpu_s = time.perf_counter() - began, time.process_time() - worked
    gc.collect()
    now = _START + _KEEP
    taken = times_ms(lambda text: memory.judge(Headline("bench", text, now)), fresh)
    brute = times_ms(lambda text: extractOne(text, texts, scorer=fuzz.token_set_ratio), fresh[:20])
    again = f"{100 * found(pairs, memory):.1f} %" if pairs else "-"
    kilobytes = _kilobytes_a_line(texts[: min(size, 20_000)], finder)
    wanted = _WANTED_MS.get(size)
    return (
        f"{size:>8}{taken[len(taken) // 2]:>9.2f}{taken[int(len(taken) * 0.99)]:>9.2f}"
        f"{wanted or '-':>8}{brute[len(brute) // 2]:>16.2f}{kilobytes:>11.2f}"
        f"{rebuild_s:>11.2f}{cpu_s:>11.2f}{again:>9}"
    )


def _kilobytes_a_line(texts: Sequence[str], finder: PlaceFinder | None) -> float:
    """What a remembered line costs, its own text and moments included, the shared words of the language not."""
    filled(texts[:2000], finder)
    gc.collect()
    tracemalloc.start()
    memory = filled([text[:1] + text[1:] for text in texts], finder)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / max(1, len(memory)) / 1000


if __name__ == "__main__":
    main()
