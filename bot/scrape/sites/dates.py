"""Dates as feeds and live blogs write them, to put entries in order. Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.scrape.sites.found import Line


def newest_first(dated: Sequence[tuple[Line, object]]) -> tuple[Line, ...]:
    """Lines by date, the newest first, each text once; in the order given where one has no readable date."""
    moments = [moment(value) for _, value in dated]
    known = [at for at in moments if at is not None]
    ordered = [line for line, _ in dated]
    if len(known) == len(moments):
        # Stable: entries of the same second stay in the page's order.
        ordered = [ordered[n] for n in sorted(range(len(known)), key=lambda n: known[n], reverse=True)]
    by_text: dict[str, Line] = {}
    for line in ordered:
        by_text.setdefault(line.text, line)
    return tuple(by_text.values())


def moment(value: object) -> datetime | None:
    """An ISO 8601 or RFC 2822 date; None for anything else. Without a zone: UTC."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = parse(text)
        except (ValueError, TypeError, OverflowError):
            continue
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return None
