"""The whole policy on one page, pure: headlines in, decisions out, each with its evidence.

    headline ──> told already? ──> where is it? ──> alert | update | duplicate | drop(reason)

When torn between update and duplicate, dedupe says update; a line without a region goes to `world`.
Nothing here reads a clock: a headline brings its own moment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.classify.lines import Line, PlacedLine
from bot.classify.place import Placer
from bot.dedupe.memory import Memory
from bot.model.news import (
    Alert,
    AlertKind,
    Clue,
    Decision,
    Evidence,
    Headline,
    Kind,
    Outcome,
    Placement,
    Told,
    Verdict,
)
from bot.text.attribution import split

KNOWN_AT_FIRST_POLL = "first_poll"
"""Why a line is dropped: it stood there before we first looked."""

_OUTCOMES = {Kind.NEW: Outcome.ALERT, Kind.UPDATE: Outcome.UPDATE, Kind.DUPLICATE: Outcome.DUPLICATE}


@dataclass(frozen=True, slots=True)
class Offer:
    """A headline to decide on. `known`: it was there before we first looked, so it rings for nothing."""

    headline: Headline
    known: bool = False


def decide(
    offers: Sequence[Offer], memory: Memory, placer: Placer, before: Sequence[PlacedLine], stem: str
) -> tuple[Decision, ...]:
    """One decision per offer, in order (oldest first).

    `memory` gains the lines as it goes, so that two alike in one poll meet; the caller discards their refs
    when the commit fails. `before`: lines placed lately, for context. `stem`: a random word unique to this
    commit, from which the refs are made.
    """
    lines = [Line(offer.headline.text, offer.headline.source, offer.headline.lang) for offer in offers]
    placements = placer.place(lines, before)
    decisions = []
    for position, (offer, placement) in enumerate(zip(offers, placements, strict=True)):
        decision = _decision(offer, memory.judge(offer.headline), placement, f"{stem}.{position}")
        if decision.told is not None:
            memory.add(decision.told)
        decisions.append(decision)
    return tuple(decisions)


def _decision(offer: Offer, verdict: Verdict, placement: Placement, ref: str) -> Decision:
    headline = offer.headline
    told = told_as(verdict, headline, ref)
    if offer.known:
        return Decision(headline, Outcome.DROP, told, verdict, placement, KNOWN_AT_FIRST_POLL)
    return Decision(headline, _OUTCOMES[verdict.kind], told, verdict, placement)


def told_as(verdict: Verdict, headline: Headline, ref: str, seq: int = 0) -> Told:
    """The line to remember: a new one begins a story of its own, the others hang on that of what they repeat."""
    story = verdict.of.story if verdict.of is not None and verdict.kind is not Kind.NEW else ref
    return Told(
        ref=ref,
        story=story,
        kind=verdict.kind,
        source=headline.source,
        text=headline.text,
        at=headline.seen_at,
        lang=headline.lang,
        seq=seq,
    )


def alert_of(decision: Decision) -> Alert | None:
    """The log entry a decision asks for; None for what was told already or dropped.

    A duplicate asks for one too where it was retyped in its place on the page: a silent edit.
    """
    headline, verdict, placement, told = decision.headline, decision.verdict, decision.placement, decision.told
    if verdict is None or placement is None or told is None or decision.outcome is Outcome.DROP:
        return None
    kind = AlertKind(verdict.kind.value) if verdict.kind is not Kind.DUPLICATE else AlertKind.RETYPED
    if kind is AlertKind.RETYPED and not _is_retyping(headline, verdict):
        return None
    of = verdict.of if kind is not AlertKind.NEW else None
    return Alert(
        seq=0,
        ref=told.ref,
        story=told.story,
        kind=kind,
        source=headline.source,
        text=headline.text,
        seen_at=headline.seen_at,
        about=placement.about,
        also=placement.also,
        of=of.ref if of else None,
        lang=headline.lang,
        url=headline.url,
        late=headline.late,
        speaker=split(headline.text).speaker,
        because=(*spoken_for(placement.evidence), *verdict.because[:3]),
        told_before=of.text if of else "",
        clues=clues_of(placement.evidence),
    )


def _is_retyping(headline: Headline, verdict: Verdict) -> bool:
    return headline.replaces is not None and verdict.of is not None and verdict.of.text != headline.text


def spoken_for(evidence: Iterable[Evidence], most: int = 4) -> tuple[str, ...]:
    """The words that placed a line, shortly: "Doueir: lebanon (place after a locative)"."""
    return tuple(
        f"{clue.words}: {clue.region} ({clue.role})" if clue.words else f"{clue.region} ({clue.role})"
        for clue in clues_of(evidence, most)
    )


def clues_of(evidence: Iterable[Evidence], most: int = 4) -> tuple[Clue, ...]:
    """The same as values, to be put into words where the reader's language is known."""
    won = [item for item in evidence if not item.lost]
    return tuple(Clue(item.words, item.region, item.role) for item in won[:most])


def late(headline: Headline) -> Headline:
    """The same headline, marked as caught up."""
    return replace(headline, late=True)
