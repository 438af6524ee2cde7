"""How a source fares; the operators hear of it once when trouble lasts and once when it is over. Pure."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.ports.errors import SourceError
from bot.scrape.settings import NoticeAfter, SourceSettings


class State(StrEnum):
    """What a source is doing. OK and QUIET are well; EMPTY may be.

    QUIET: no new line for long, which is no alarm. EMPTY: the page shows no ticker. BLOCKED: the site refuses us.
    BROKEN: the page came, its ticker cannot be read. FROZEN: the site publishes, its ticker stands still.
    GAP: a window shared no line with the one before.
    """

    OK = "ok"
    QUIET = "quiet"
    EMPTY = "empty"
    BLOCKED = "blocked"
    THROTTLED = "throttled"
    UNREACHABLE = "unreachable"
    BROKEN = "broken"
    FROZEN = "frozen"
    GAP = "gap"


WELL = frozenset((State.OK, State.QUIET))


@dataclass(frozen=True, slots=True)
class Notice:
    """What the operators are told: `text` for a person. `over`: the state has ended."""

    source: str
    state: State
    text: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """Where a source stands. `since`: of the state. `told`: the operators heard of it.

    `good_at`: the last poll that showed lines or was "not modified". `moved_at`: the last new line.
    `links`: the site's other addresses as seen since then, and `fresh_links` those that were new.
    `trouble_at`: when trouble began, whatever its states since; None when well. `missed`: lines that the
    trouble kept from us and that were caught up. `why`: the last error in words.
    """

    state: State = State.OK
    since: datetime | None = None
    told: bool = False
    good_at: datetime | None = None
    moved_at: datetime | None = None
    links: frozenset[str] = field(default=frozenset(), repr=False)
    fresh_links: int = 0
    links_at: datetime | None = None
    trouble_at: datetime | None = None
    missed: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a poll that went well showed. `lines`: how many are in the window, None when "not modified".

    `news`: new lines. `links`: other addresses on the page, if they were looked at.
    """

    lines: int | None
    news: int = 0
    gap: bool = False
    links: tuple[str, ...] | None = None


# How often the other links of a page are looked at while its ticker stands still.
LINKS_EVERY = timedelta(minutes=10)
LINKS_MOST = 2_000


def wants_links(health: Health, now: datetime, settings: SourceSettings) -> bool:
    """Whether the next poll should collect links to the site's other pages too, to tell frozen from quiet."""
    if health.moved_at is None or settings.kind == "telegram":
        # A channel's preview stands among those of everybody else's channels.
        return False
    still = now - health.moved_at
    due = health.links_at is None or now - health.links_at >= LINKS_EVERY
    return due and still >= settings.notice_after.frozen / 4


def after_poll(
    health: Health, shown: Shown, now: datetime, settings: SourceSettings
) -> tuple[Health, list[Notice]]:
    """The health after a poll that went well, and what the operators must hear."""
    health = _moved(health, shown, now)
    state = _state_of(health, shown, now, settings.notice_after)
    if shown.lines is None and health.state is State.EMPTY:
        state = State.EMPTY
    if state is not State.EMPTY:
        health = replace(health, good_at=now)
    return turned(health, state, now, settings, "")


def after_error(
    health: Health, error: SourceError, now: datetime, settings: SourceSettings
) -> tuple[Health, list[Notice]]:
    """The health after a poll that failed, and what the operators must hear."""
    return turned(health, State(error.state), now, settings, str(error))


def _moved(health: Health, shown: Shown, now: datetime) -> Health:
    """What is known of the movements of the ticker and of the rest of the site."""
    if shown.news or health.moved_at is None:
        missed = health.missed + (shown.news if health.state not in WELL else 0)
        return replace(health, moved_at=now, links=frozenset(), fresh_links=0, links_at=None, missed=missed)
    if shown.links is None:
        return health
    links = frozenset(shown.links)
    if health.links_at is None:
        return replace(health, links=links, links_at=now)
    fresh = len(links - health.links)
    kept = (health.links | links) if len(health.links) < LINKS_MOST else links
    return replace(health, links=kept, fresh_links=health.fresh_links + fresh, links_at=now)


def _state_of(health: Health, shown: Shown, now: datetime, after: NoticeAfter) -> State:
    if shown.gap:
        return State.GAP
    if shown.lines == 0:
        return State.EMPTY
    still = now - (health.moved_at or now)
    if still >= after.frozen and health.fresh_links >= after.frozen_links:
        return State.FROZEN
    return State.QUIET if still >= after.quiet else State.OK


def turned(
    health: Health, state: State, now: datetime, settings: SourceSettings, why: str
) -> tuple[Health, list[Notice]]:
    """Enter a state, or stay in it. A change from one trouble to another is no end of it, nor a new beginning."""
    notices: list[Notice] = []
    ended = health.told and health.state not in WELL and (state in WELL or state is State.GAP is not health.state)
    if ended:
        notices.append(_over(health, state, now, settings))
    if state is not health.state or health.since is None:
        begins = health.trouble_at is None or ended
        health = replace(
            health,
            state=state,
            since=now,
            told=health.told and not ended,
            trouble_at=None if state in WELL else now if begins else health.trouble_at,
            missed=0 if begins or state in WELL else health.missed,
        )
    health = replace(health, why=why)
    lasted = now - (health.trouble_at or now)
    if state not in WELL and not health.told and not ended and lasted >= _patience(state, settings.notice_after):
        notices.append(Notice(settings.name, state, _words(health, lasted, settings)))
        health = replace(health, told=True)
    return health, notices


def _patience(state: State, after: NoticeAfter) -> timedelta:
    return {
        State.BLOCKED: after.blocked,
        State.THROTTLED: after.throttled,
        State.UNREACHABLE: after.unreachable,
        State.BROKEN: after.broken,
        State.EMPTY: after.empty,
    }.get(state, timedelta(0))


def _words(health: Health, lasted: timedelta, settings: SourceSettings) -> str:
    name = settings.name
    span = _span(lasted)
    said = f": {health.why}" if health.why else ""
    return {
        State.BLOCKED: f"{name} refuses us for {span}{said}. Ask the site, or use another door.",
        State.THROTTLED: f"{name} asks us to come less often, for {span}{said}.",
        State.UNREACHABLE: f"{name} cannot be reached for {span}{said}.",
        State.BROKEN: f"{name} shows a page whose ticker cannot be read, for {span}{said}.",
        State.EMPTY: f"{name} shows a page without a ticker for {span}.",
        State.FROZEN: f"{name} publishes ({health.fresh_links} new pages), but its ticker stands still.",
        State.GAP: f"{name} turned over completely between two polls: lines may have been lost.",
    }.get(health.state, f"{name}: {health.state}{said}")


def _over(health: Health, state: State, now: datetime, settings: SourceSettings) -> Notice:
    lasted = _span(now - (health.trouble_at or now))
    if health.state is State.GAP:
        text = f"{settings.name}: the windows join again; what stood between them is not known."
        return Notice(settings.name, health.state, text, over=True)
    caught = f"{health.missed} lines were caught up" if health.missed else "no line came meanwhile"
    lost = "; more may have been lost, for no line joins the windows" if state is State.GAP else ""
    text = f"{settings.name} is well again ({health.state} for {lasted}); {caught}{lost}."
    return Notice(settings.name, health.state, text, over=True)


def _span(lasted: timedelta) -> str:
    seconds = int(lasted.total_seconds())
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
