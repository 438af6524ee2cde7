"""Which alerts a chat wants, and when it may be served. Pure."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.model.chat import ChatRecord, Quiet, Rhythm, Subscription
from bot.model.news import Alert
from bot.model.region import RegionGraph

TICKER = "ticker"


def wants(alert: Alert, record: ChatRecord, graph: RegionGraph, now: datetime) -> bool:
    """Whether a chat hears of an alert: its regions since it joined them, its words, sources and languages.

    The cursor is not looked at. An alert of the operators' own passes the filters of source and language; what
    they correct or withdraw does not: who never hears of a source has nothing to be corrected.
    """
    subscription = record.subscription
    if alert.origin == TICKER or alert.of is not None:
        if subscription.sources and alert.source not in subscription.sources:
            return False
        if subscription.languages and alert.lang not in subscription.languages:
            return False
    if subscription.only_if and not has_word(alert.text, subscription.only_if):
        return False
    if subscription.never_if and has_word(alert.text, subscription.never_if):
        return False
    return any(True for _ in wanted_through(alert, record, graph, now))


def wanted_through(alert: Alert, record: ChatRecord, graph: RegionGraph, now: datetime) -> Iterable[str]:
    """The regions of the alert through which it reaches the chat, in the alert's order.

    A chat joined to `mena` hears of `lebanon`, unless `lebanon`, or anything above it, is muted there.
    """
    subscription, joins = record.subscription, record.joins
    named = (*alert.about, *alert.also) if subscription.also else alert.about
    for region in named:
        above = graph.above(region) if region in graph else frozenset((region,))
        if any(until_at > now and muted in above for muted, until_at in subscription.region_mutes.items()):
            continue
        if any(up in subscription.regions and alert.seq > joins.get(up, 0) for up in above):
            yield region


def has_word(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether one of the words (or phrases) stands whole in the text, in whatever case."""
    return bool(_pattern(wanted).search(text.casefold()))


@lru_cache(maxsize=4096)
def _pattern(wanted: tuple[str, ...]) -> re.Pattern[str]:
    choices = "|".join(r"\s+".join(map(re.escape, word.casefold().split())) for word in wanted if word.split())
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)" if choices else r"(?!)")


def may_serve_at(subscription: Subscription, now: datetime, oldest_at: datetime) -> datetime:
    """The first moment, not before `now`, at which what has been pending since `oldest_at` may be sent.

    A digest holds what came before its moment; then mute and quiet hours push it on, each past the other.
    """
    at = max(now, digest_at(subscription, oldest_at))
    for _ in range(4):
        before = at
        if subscription.muted_until_at is not None:
            at = max(at, subscription.muted_until_at)
        if subscription.quiet is not None:
            at = max(at, quiet_until(subscription.quiet, at))
        if at == before:
            break
    return at


def digest_at(subscription: Subscription, since: datetime) -> datetime:
    """The first digest moment after `since`; `since` itself for a chat that wants to hear at once."""
    if subscription.rhythm is Rhythm.AT_ONCE:
        return since
    zone = zone_of(subscription.zone)
    local = since.astimezone(zone)
    if subscription.rhythm is Rhythm.HOURLY:
        # Whole hours by the chat's clock, counted in real time so that no hour is skipped when clocks change.
        into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        return since - into + timedelta(hours=1)
    return next_local(subscription.daily_at, zone, since)


def quiet_until(quiet: Quiet, at: datetime) -> datetime:
    """The end of the quiet hours that `at` lies in; `at` itself outside of them."""
    if quiet.start == quiet.end:
        return at
    zone = zone_of(quiet.zone)
    clock = at.astimezone(zone).time()
    if quiet.start < quiet.end:
        is_quiet = quiet.start <= clock < quiet.end
    else:
        is_quiet = clock >= quiet.start or clock < quiet.end
    return next_local(quiet.end, zone, at) if is_quiet else at


def next_local(wanted: time, zone: ZoneInfo, after: datetime) -> datetime:
    """The first moment after `after` at which clocks in `zone` show `wanted`, in UTC.

    Where the clocks jump over it, the moment is as long after midnight as on other days; where they show it
    twice, both count.
    """
    day = after.astimezone(zone).date()
    for _ in range(4):
        for fold in (0, 1):
            local = datetime.combine(day, wanted.replace(fold=fold), zone)
            candidate = local.astimezone(UTC)
            shown = candidate.astimezone(zone).time() == wanted
            if candidate > after and (shown or fold == 0):
                return candidate
        day += timedelta(days=1)
    raise AssertionError("a clock shows every time within three days")


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The time zone of that IANA name, UTC when there is none such."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
