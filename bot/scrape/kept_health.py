"""The health of a source as it is kept over a restart, so that nobody hears twice of the same trouble. Pure."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from bot.scrape.settings import SourceSettings
from bot.scrape.states import WELL, Health, Notice, State, turned

VERSION = 1


def packed(health: Health) -> str:
    """The opaque text that the store keeps. The links seen on the page are not kept; they are looked at again."""
    return json.dumps(
        {
            "v": VERSION,
            "state": health.state.value,
            "told": health.told,
            "since": _moment(health.since),
            "trouble": _moment(health.trouble_at),
            "good": _moment(health.good_at),
            "moved": _moment(health.moved_at),
            "fresh": health.fresh_links,
            "missed": health.missed,
            "why": health.why,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpacked(text: str) -> Health | None:
    """The inverse of `packed`; None for what this version does not understand.

    When the ticker moved last is taken over only where it stood still: while it moves, nothing is kept.
    """
    try:
        kept = json.loads(text)
        if kept["v"] != VERSION:
            return None
        state = State(kept["state"])
        still = state in (State.QUIET, State.FROZEN)
        return Health(
            state=state,
            told=bool(kept["told"]),
            since=_read(kept["since"]),
            trouble_at=_read(kept["trouble"]),
            good_at=_read(kept["good"]),
            moved_at=_read(kept["moved"]) if still else None,
            fresh_links=int(kept["fresh"]) if still else 0,
            missed=int(kept["missed"]),
            why=str(kept["why"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        return None


def resumed(kept: Health, health: Health, now: datetime, settings: SourceSettings) -> tuple[Health, list[Notice]]:
    """What was kept, and then what this run has seen of the source; the notices are those of that change."""
    if health.since is None:
        return kept, []
    seen, notices = turned(kept, health.state, now, settings, health.why)
    return replace(
        health,
        told=seen.told,
        since=seen.since,
        trouble_at=seen.trouble_at,
        missed=health.missed if health.state in WELL else seen.missed,
    ), notices


def _moment(at: datetime | None) -> float | None:
    return None if at is None else at.timestamp()


def _read(value: float | None) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value, UTC)
