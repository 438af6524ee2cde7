"""How well lines are told apart, beside what others would do: `python -m bench.dedupe`, `--help` for more.

Every pair is judged by a fresh memory that holds its older line. Intervals are Wilson's, 95 %.
"""

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from bench.pairs import Pair, blind, labelled, made, ticker_pages
from bench.rivals import Drops, rivals
from bot.classify.gazetteer import Gazetteer
from bot.classify.place import Placer
from bot.classify.regions import load_regions
from bot.dedupe.memory import Memory
from bot.model.news import Headline, Kind, Told, Verdict
from bot.ports.places import PlaceFinder

_START = datetime(2026, 1, 1, tzinfo=UTC)
_TWINS = ("H1_template", "H3_idf_place")
_RETYPED = ("syn_curly", "syn_caps", "syn_attrib_head", "syn_attrib_tail", "syn_trunc")
# (row, sets, labels, kinds counted, wanted share in %, is "at most" rather than "at least")
_ROWS = (
    ("distinct lines dropped (hand-labelled)", ("gold",), ("new",), ("duplicate",), 0.5, True),
    ("updates dropped (hand-labelled)", ("gold",), ("update",), ("duplicate",), 1.5, True),
    ("duplicates let through (hand-labelled)", ("gold",), ("duplicate",), ("new", "update"), 30, True),
    ("  of all, shown as new", ("gold",), ("duplicate",), ("new",), 8, True),
    ("updates shown as new (no figure wanted)", ("gold",), ("update",), ("new",), 100, True),
    ("templated twins dropped", _TWINS, ("new",), ("duplicate",), 1.5, True),
    ("place swapped: dropped", ("syn_placeswap", "syn_placeswap_near"), ("new",), ("duplicate",), 0.5, True),
    ("place swapped, own lines: dropped", ("own_place_swap",), ("new",), ("duplicate",), 0.5, True),
    ("number changed: dropped", ("syn_number", "H2_number"), ("update",), ("duplicate",), 0.5, True),
    ("one word turned, own lines: dropped", ("own_contrast",), ("distinct",), ("duplicate",), 0, True),
    ("retyped: caught", _RETYPED, ("duplicate",), ("duplicate",), 98, False),
    ("retyped, own lines: caught", ("own_retyped",), ("duplicate",), ("duplicate",), 98, False),
    ("one typing error: caught", ("syn_typo",), ("duplicate",), ("duplicate",), 85, False),
    ("two typing errors: caught", ("syn_typo2",), ("duplicate",), ("duplicate",), 85, False),
    ("romanised places, own lines: caught", ("own_romanised",), ("duplicate",), ("duplicate",), 90, False),
    *(
        (f"{language}, own lines: {title}", (name,), (label,), (kind,), wanted, at_most)
        for language, name in (("English", "own_en"), ("Arabic", "own_ar"), ("Spanish", "own_es"))
        for title, label, kind, wanted, at_most in (
            ("retold, caught", "retyped", "duplicate", 70, False),
            ("retold, new", "retyped", "new", 8, True),
            ("updates dropped", "update", "duplicate", 1.5, True),
            ("updates as new", "update", "new", 100, True),
            ("twins dropped", "twin", "duplicate", 1.5, True),
            ("twins as updates", "twin", "update", 20, True),
            ("one word turned, dropped", "contrast", "duplicate", 0, True),
            ("distinct dropped", "distinct", "duplicate", 0.5, True),
            ("distinct as updates", "distinct", "update", 12, True),
        )
    ),
    ("blind: distinct lines dropped", ("blind",), ("new",), ("duplicate",), 0.5, True),
    ("blind: one word turned, dropped", ("blind_twins",), ("new",), ("duplicate",), 1.5, True),
    ("blind: updates dropped", ("blind",), ("update",), ("duplicate",), 1.5, True),
    ("blind: retold, let through (none wanted)", ("blind",), ("duplicate",), ("new", "update"), 100, True),
    ("blind: retold, shown as new (none wanted)", ("blind",), ("duplicate",), ("new",), 100, True),
    ("blind: distinct lines shown as updates", ("blind",), ("new",), ("update",), 12, True),
    ("distinct lines shown as updates", ("gold",), ("new",), ("update",), 12, True),
    ("templated twins shown as updates", _TWINS, ("new",), ("update",), 20, True),
)


def place_finder() -> PlaceFinder | None:
    """The gazetteer's finder, None where it is not built."""
    try:
        return Placer(Gazetteer.load(), load_regions())
    except OSError as error:
        print(f"no gazetteer: {error}")
        return None


def judged(pair: Pair, finder: PlaceFinder | None) -> Verdict:
    """The newer line's verdict by a memory that holds the older one."""
    memory = Memory(finder)
    memory.add(Told("old", "old", Kind.NEW, "bench", pair.old, _START))
    apart = timedelta(minutes=1) if pair.hours is None else timedelta(hours=pair.hours)
    return memory.judge(Headline("bench", pair.new, _START + apart))


def swallowed(lines: Sequence[str], finder: PlaceFinder | None) -> list[str]:
    """The lines of one page, all distinct, that are told as repeats."""
    memory, lost = Memory(finder), []
    for at, text in enumerate(lines):
        when = _START + timedelta(minutes=at)
        verdict = memory.judge(Headline("bench", text, when))
        if verdict.kind is Kind.DUPLICATE:
            lost.append(text)
        memory.add(Told(str(at), verdict.of.story if verdict.of else str(at), verdict.kind, "bench", text, when))
    return lost


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's score interval for a share, 95 %, in 0..1."""
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def table(pairs: Sequence[Pair], kinds: dict[Pair, Kind], others: dict[str, Drops]) -> None:
    """Print the rows that the pairs can fill."""
    print(
        f"{'':40}{'n':>5}  {'wanted':>8}  {'tocsin, 95 % interval':24}" + "".join(f"{name:>14}" for name in others)
    )
    for title, sets, labels, counted, wanted, at_most in _ROWS:
        of = [pair for pair in pairs if pair.name in sets and pair.label in labels]
        if not of:
            continue
        hits = sum(kinds[pair].value in counted for pair in of)
        low, high = interval(hits, len(of))
        share = 100 * hits / len(of)
        met = share <= wanted if at_most else share >= wanted
        figures = f"{share:5.1f} % ({100 * low:.1f} to {100 * high:.1f})"
        print(
            f"{title:40}{len(of):>5}  {'<=' if at_most else '>='}{wanted:>4} %  {figures:24}"
            + "".join(f"{_rival(drops, of, counted):>14}" for drops in others.values())
            + ("" if met else "   missed")
        )


def _rival(drops: Drops, of: Iterable[Pair], counted: tuple[str, ...]) -> str:
    """A rival only knows dropping and keeping: rows about updates have no figure for it."""
    if ("update" in counted and "new" not in counted) or counted == ("new",):
        return "-"
    dropped = [drops(pair) for pair in of]
    share = sum(dropped) / len(dropped)
    return f"{100 * (share if 'duplicate' in counted else 1 - share):.1f} %"


def main() -> None:
    """Judge everything there is and print it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--no-finder", action="store_true", help="without the gazetteer")
    options.add_argument("--no-rivals", action="store_true")
    options.add_argument("--only", choices=("dev", "held-out"))
    options.add_argument("--show", metavar="SET:LABEL:KIND", action="append", default=[])
    asked = options.parse_args()
    finder = None if asked.no_finder else place_finder()
    print("with the gazetteer" if finder else "without a gazetteer")
    theirs, ours = labelled(), list(made())
    if not theirs:
        print("no labelled pairs here (TOCSIN_EVAL_DIR): only our own lines are measured")
    verdicts: dict[Pair, Verdict] = {}
    for half, pairs in (
        ("dev", [pair for pair in theirs if not pair.is_held_out]),
        ("held-out", [pair for pair in theirs if pair.is_held_out]),
        ("own", ours),
        ("blind", list(blind())),
    ):
        if not pairs or (asked.only not in (None, half) and half not in ("own", "blind")):
            continue
        verdicts |= {pair: judged(pair, finder) for pair in pairs}
        kinds = {pair: verdicts[pair].kind for pair in pairs}
        print(f"\n{half}: {len(pairs)} pairs")
        table(pairs, kinds, {} if asked.no_rivals else rivals(pairs))
    _pages(finder)
    _show(asked.show, verdicts)


def _pages(finder: PlaceFinder | None) -> None:
    pages = ticker_pages()
    lost = {page: swallowed(lines, finder) for page, lines in pages.items()}
    print(
        f"\nticker pages: {len(pages)}, lines {sum(map(len, pages.values()))}, "
        f"swallowed {sum(map(len, lost.values()))}"
    )
    for page, lines in lost.items():
        for line in lines:
            print(f"  {page}: {line}")


def _show(asked: Sequence[str], verdicts: dict[Pair, Verdict]) -> None:
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair, verdict in verdicts.items():
        found[f"{pair.name}:{pair.label}:{verdict.kind.value}"].append(pair)
    print(
        dict(sorted(Counter({key: len(pairs) for key, pairs in found.items()}).items())) if asked else "", end=""
    )
    for key in asked:
        for pair in found[key]:
            verdict = verdicts[pair]
            print(f"\n{key} {pair.hours}\n  {pair.old}\n  {pair.new}\n    {verdict.score} {verdict.because}")


if __name__ == "__main__":
    main()
