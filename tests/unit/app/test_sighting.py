"""The sources on a page: one's own where one watches, the watcher's on a standby."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast

from bot.app.pulse import Pulse
from bot.app.resources import Resources
from bot.app.sighting import SHOWN_FOR, Sightings
from bot.panel.status import SourceState
from bot.pipeline.watch import Glance, SourceWatch
from bot.ports.sources import Sight
from bot.ports.watching import Role
from bot.scrape.settings import SourceSettings
from bot.scrape.states import Health, State

NOW = datetime(2026, 3, 14, 20, 15, tzinfo=UTC)
HARBOUR = SourceSettings(name="harbour", url="https://example.org/", every=timedelta(seconds=20))
READ = Glance(Health(State.BLOCKED, NOW, why="HTTP 403"), NOW, 10, 120.0, 0, polled=True, dropped=0)
NEVER = Glance(Health(), None, None, 20.0, 0, polled=False, dropped=0)


@dataclass
class Board:
    """What was put on the board."""

    put: list[tuple[str, tuple[Sight, ...], timedelta]] = field(default_factory=list)

    async def show(self, lease: str, sights: Sequence[Sight], ttl: timedelta) -> bool:
        self.put.append((lease, tuple(sights), ttl))
        return True


def sightings(
    glance: Glance = NEVER,
    *,
    held: bool = False,
    adrift: bool = False,
    redis: str = "",
    board: Board | None = None,
) -> Sightings:
    tenure = SimpleNamespace(held=held, adrift=adrift, value="lease-of-a")
    resources = SimpleNamespace(
        replica="a", tenures={Role.WATCHER: tenure}, store=SimpleNamespace(sources=board or Board())
    )
    watch = SimpleNamespace(settings=HARBOUR, glance=glance)
    pulse = SimpleNamespace(redis=SimpleNamespace(wrong=redis))
    return Sightings(cast("Resources", resources), [cast("SourceWatch", watch)], cast("Pulse", pulse))


def states(found: Sightings, board: Mapping[str, Sight], holder: str) -> list[tuple[SourceState, str, str]]:
    return [(row.state, row.note, row.by) for row in found.rows(board, holder)]


async def test_what_the_watcher_shows_is_what_a_standby_tells() -> None:
    board = Board()
    await sightings(READ, held=True, board=board).show()
    [(lease, shown, ttl)] = board.put
    assert (lease, ttl) == ("lease-of-a", SHOWN_FOR)
    there = {sight.source: sight for sight in shown}
    [own] = sightings(READ, held=True).rows({}, "a")
    [told] = Sightings(
        cast("Resources", SimpleNamespace(replica="b", tenures=sightings().resources.tenures)),
        sightings().watches,
        sightings().pulse,
    ).rows(there, "a")
    assert (own.by, told.by) == ("", "a")
    assert told.state is SourceState.BLOCKED
    for name in ("name", "kind", "url", "state", "read_at", "since_at", "interval_s", "limit_s", "lines", "note"):
        assert getattr(own, name) == getattr(told, name), name


async def test_a_standby_shows_nothing_and_nothing_is_shown_while_redis_is_away() -> None:
    board = Board()
    assert (
        await sightings(READ, board=board).show()
        == await sightings(READ, held=True, redis="no", board=board).show()
    )
    assert board.put == []


def test_what_a_process_that_lost_the_role_once_knew_does_not_count() -> None:
    told = {"harbour": Sight("harbour", "ok", NOW, NOW, 20.0, 10, by="b")}
    assert states(sightings(READ), told, "b") == [(SourceState.OK, "", "b")]


def test_while_nobody_can_tell_who_watches_it_goes_by_itself() -> None:
    assert states(sightings(READ, adrift=True), {}, "") == [(SourceState.BLOCKED, "HTTP 403", "")]


def test_silence_is_unknown_where_another_watches_and_a_start_where_nobody_does() -> None:
    assert states(sightings(), {}, "b") == [(SourceState.UNKNOWN, "", "")]
    assert states(sightings(redis="no answer"), {}, "") == [(SourceState.UNKNOWN, "", "")]
    assert states(sightings(), {}, "") == [(SourceState.STARTING, "", "")]
    newer = {"harbour": Sight("harbour", "a word of a later version", by="b")}
    assert states(sightings(), newer, "b") == [(SourceState.UNKNOWN, "", "b")]
