"""The store's counts, "decision.drop.first_poll" -> 7, as totals by outcome, zeros included."""

from collections.abc import Iterable, Mapping


def tally(counts: Mapping[str, int], of: str, outcomes: Iterable[str]) -> dict[str, int]:
    """Totals of one kind ("decision", "delivery") by outcome; what stands behind the outcome is summed up.

    Counts outside the closed set are left out.
    """
    totals = dict.fromkeys(outcomes, 0)
    for name, number in counts.items():
        kind, _, rest = name.partition(".")
        outcome = rest.partition(".")[0]
        if kind == of and outcome in totals:
            totals[outcome] += number
    return totals
