"""What the status and the headers of an answer mean. Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.ports.errors import SourceBlocked, SourceBroken, SourceError, SourceThrottled, SourceUnreachable

# A site that asks for more is asked again after a day.
LONGEST_WAIT = timedelta(days=1)

_CHALLENGE = re.compile(
    rb"<title>\s*(?:just a moment|attention required|access denied|pardon our interruption|are you a robot"
    rb"|are you (?:a )?human|verif\w+ (?:you are|that you)|ddos-guard|security check|one more step"
    rb"|request unsuccessful|bot verification|human verification|un momento|403 forbidden)",
    re.IGNORECASE,
)
_PAGES = ("text/", "html", "xml", "json", "javascript", "rss", "atom")


def refusal(status: int, headers: Mapping[str, str], now: datetime) -> SourceError | None:
    """The error an answer stands for, None when its body may be read."""
    wait = retry_after(headers.get("Retry-After", ""), now)
    if status in (401, 403, 407, 451) or "challenge" in headers.get("cf-mitigated", ""):
        return SourceBlocked(f"the site refused us ({status})")
    if status == 429 or (status == 503 and wait is not None):
        return SourceThrottled(f"the site asked us to come less often ({status})", wait)
    if status >= 500 or status in (408, 421, 425):
        return SourceUnreachable(f"the site answered {status}")
    if status in (404, 410):
        return SourceBroken(f"there is no such page ({status})")
    if status not in (200, 203, 304):
        return SourceBroken(f"the site answered {status}, which shows no page")
    kind = headers.get("Content-Type", "").lower()
    if status != 304 and kind and not any(each in kind for each in _PAGES):
        return SourceBroken(f"the answer is {kind[:60]}, not a page")
    return None


def is_challenge(body: bytes) -> bool:
    """Whether a page asks for a proof of being human instead of showing anything."""
    return _CHALLENGE.search(body[:8192]) is not None


def retry_after(value: str, now: datetime) -> timedelta | None:
    """Retry-After in both forms, seconds or a date; None when absent or unreadable; at most a day."""
    value = value.strip()
    if not value:
        return None
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return min(max(at - now, timedelta(0)), LONGEST_WAIT)


def fresh_for(headers: Mapping[str, str]) -> timedelta | None:
    """For how long a shared cache will go on giving this very answer (RFC 9111): its lifetime less its age.

    None when nothing is said; zero for no-cache and no-store.
    """
    directives = _directives(headers.get("Cache-Control", ""))
    if "no-store" in directives or "no-cache" in directives:
        return timedelta(0)
    lifetime = directives.get("s-maxage") or directives.get("max-age")
    if lifetime is None or not lifetime.isdigit():
        return None
    age = headers.get("Age", "0").strip()
    seconds = int(lifetime[:9]) - (int(age[:9]) if age.isdigit() else 0)
    return timedelta(seconds=max(0, seconds))


def _directives(value: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in value.split(","):
        name, _, given = part.strip().partition("=")
        found.setdefault(name.strip().lower(), given.strip().strip('"'))
    return found
