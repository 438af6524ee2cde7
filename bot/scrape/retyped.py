"""Which new lines stand where an old one stood and are that line, retyped. Pure."""

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from bot.scrape.record import line_key

# Of 507 pairs of distinct lines in the same real windows the likeness is 77 at most, 72 at the 99th percentile;
# a retyped toll scores 96. Among lines that may simply have fallen off at the bottom, more is asked.
ALIKE = 78.0
ALIKE_AT_THE_END = 86.0


def retyped_lines(front: Sequence[str], shown: Sequence[str], unseen: Sequence[int]) -> dict[int, str]:
    """Position in `shown` of each retyped line -> the text in `front` whose place it took.

    Both newest first. A place is what lies between two lines that stayed. Each old line is replaced once.
    """
    places = {line_key(text): n for n, text in enumerate(front)}
    keys = [line_key(text) for text in shown]
    stayed = set(keys)
    pairs: list[tuple[float, int, int]] = []
    for new in unseen:
        above = _neighbour(keys, places, range(new - 1, -1, -1))
        below = _neighbour(keys, places, range(new + 1, len(keys)))
        least = ALIKE if below is not None else ALIKE_AT_THE_END
        for old in range(0 if above is None else above + 1, len(front) if below is None else below):
            if line_key(front[old]) in stayed:
                continue
            likeness = ratio(front[old], shown[new])
            if likeness >= least:
                pairs.append((likeness, new, old))
    return _best(pairs, front)


def _neighbour(keys: Sequence[str], places: dict[str, int], positions: range) -> int | None:
    return next((places[keys[n]] for n in positions if keys[n] in places), None)


def _best(pairs: list[tuple[float, int, int]], front: Sequence[str]) -> dict[int, str]:
    chosen: dict[int, str] = {}
    taken: set[int] = set()
    for _, new, old in sorted(pairs, reverse=True):
        if new not in chosen and old not in taken:
            chosen[new] = front[old]
            taken.add(old)
    return chosen
