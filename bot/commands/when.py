"""Times as people write them: "3h", "until 08:00", "22-7 Beirut", in three languages."""

import re
import unicodedata
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_UNITS = {
    "d": ("d", "day", "days", "dia", "dias", "يوم", "ايام", "يومين"),
    "h": ("h", "hr", "hrs", "hour", "hours", "hora", "horas", "ساعه", "ساعات", "ساعتين"),
    "m": ("m", "min", "mins", "minute", "minutes", "minuto", "minutos", "دقيقه", "دقائق"),
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words}
# Arabic says two hours, two days in one word.
_DUALS = {"ساعتين": timedelta(hours=2), "يومين": timedelta(days=2), "ساعه": timedelta(hours=1)}
_UNTIL = re.compile(r"^(?:until|till|til|hasta(?: las| la)?|a las|حتى|حتي|الى|الي)\s*")
_PART = re.compile(r"(\d{1,5})\s*([^\W\d]+)?")
_CLOCK = re.compile(r"^(\d{1,2})(?:[:.h](\d{2})|h)?\s*(am|pm|ص|م)?$")


def plain(text: str) -> str:
    """Lower case, without accents, ASCII digits, single blanks."""
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    bare = unicodedata.normalize("NFKD", digits).casefold().replace("\u0629", "\u0647")
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def clock_time(text: str) -> time | None:
    """ "8", "08:00", "8.30", "22h", "10 pm"; None for anything else."""
    match = _CLOCK.match(plain(text))
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half in ("pm", "م") and hour < 12:
        hour += 12
    if half in ("am", "ص") and hour == 12:
        hour = 0
    if hour == 24 and minute == 0:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def span(text: str) -> timedelta | None:
    """ "3h", "1h 30m", "90 min", "2 days", "1h30"; hours when no unit is given; None for anything else."""
    words = re.sub(r"^(?:for|por|durante|لمده)\s+", "", plain(text))
    if words in _DUALS:
        return _DUALS[words]
    total, last, end = timedelta(0), "", 0
    for match in _PART.finditer(words):
        if words[end : match.start()].strip():
            return None
        unit = _UNIT.get(match[2], "") if match[2] else ("m" if last == "h" else "h")
        if not unit:
            return None
        total += int(match[1]) * {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}[unit]
        last, end = unit, match.end()
    return total if total and not words[end:].strip() else None


def until(text: str, now: datetime, zone: str) -> datetime | None:
    """The moment meant by "3h" or "until 08:00" (the next one in `zone`), UTC; None when it is neither."""
    words = plain(text)
    said = _UNTIL.match(words)
    if said is None and ":" not in words:
        length = span(words)
        return None if length is None else now + length
    at = clock_time(words[said.end() :] if said else words)
    return None if at is None else next_at(at, now, zone)


def next_at(at: time, now: datetime, zone: str) -> datetime:
    """The next moment after `now` at which a clock in `zone` shows `at`, UTC."""
    local = now.astimezone(ZoneInfo(zone))
    meant = datetime.combine(local.date(), at, tzinfo=ZoneInfo(zone))
    if meant <= local:
        meant = datetime.combine(local.date() + timedelta(days=1), at, tzinfo=ZoneInfo(zone))
    return meant.astimezone(UTC)


def hours_between(text: str) -> tuple[time, time, str] | None:
    """ "22:00-07:00 Beirut" or "from 10pm to 7am": start, end and what follows (a zone, perhaps ""), or None."""
    words = re.sub(r"^(?:from|between|de|desde|entre|من)\s+(?:las\s+)?", "", plain(text))
    clock = r"(\d{1,2}(?:[:.h]\d{2}|h)?\s*(?:am|pm|ص|م)?)"
    match = re.match(
        clock + r"\s*(?:-|–|—|to|until|a|hasta|y|and|الى|الي|حتى|حتي)\s*(?:las\s+)?" + clock + r"(?:\s+(.*))?$",
        words,
    )
    if match is None:
        return None
    start, end = clock_time(match[1]), clock_time(match[2])
    return None if start is None or end is None else (start, end, match[3] or "")
