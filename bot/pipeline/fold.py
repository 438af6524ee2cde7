"""Several windows of one source folded into what has to be decided on. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.decide import Offer
from bot.model.news import Headline
from bot.scrape.settings import SourceSettings
from bot.scrape.window import Record, Snapshot, Step, step


@dataclass(frozen=True, slots=True)
class Folded:
    """What the windows showed together. `offers` oldest first; `record`: after the last of them.

    `changed`: worth a commit. `gap`: lines were probably lost between two of them. `steps`: one per window.
    """

    offers: tuple[Offer, ...]
    record: Record | None
    changed: bool
    gap: bool
    steps: tuple[Step, ...]


def fold(record: Record | None, snapshots: Iterable[Snapshot], settings: SourceSettings) -> Folded:
    """Fold the windows, oldest first, into the record that the store holds."""
    offers: list[Offer] = []
    steps: list[Step] = []
    for snapshot in snapshots:
        taken = step(record, snapshot, settings)
        if taken.first:
            offers += _known(taken, snapshot, settings)
        offers += [Offer(headline) for headline in taken.headlines]
        steps.append(taken)
        record = taken.record
    return Folded(
        tuple(offers),
        record,
        changed=any(taken.changed for taken in steps),
        gap=any(taken.gap for taken in steps),
        steps=tuple(steps),
    )


def _known(taken: Step, snapshot: Snapshot, settings: SourceSettings) -> list[Offer]:
    """The lines of a first poll, remembered so that they are recognised when they come again, but not told."""
    announced = {headline.text for headline in taken.headlines}
    return [
        Offer(Headline(settings.name, line.text, snapshot.at, settings.lang, line.url or settings.url), known=True)
        for line in reversed(snapshot.lines)
        if line.text not in announced
    ]
