"""The rules of /healthz and /readyz, and the one word at the top of the page."""

import dataclasses
import json
from datetime import timedelta

import pytest

from bot.panel.health import healthz, readiness, readyz, terse, unavailable
from bot.panel.status import Link, LinkState, LoopRow, RoleRow, SourceRow, SourceState, StatusView, Tone
from bot.panel.summary import summary
from tests.unit.panel.samples import NOW, full_view, new_view

FAILING = Link(LinkState.FAILING, NOW - timedelta(minutes=3), "connection refused")


def with_states(*states: SourceState) -> StatusView:
    rows = tuple(SourceRow(f"source-{n}", state) for n, state in enumerate(states))
    return dataclasses.replace(full_view(), sources=rows)


def test_a_dead_redis_or_telegram_is_not_ready_and_says_why() -> None:
    for name, view in (
        ("redis", dataclasses.replace(full_view(), redis=FAILING)),
        ("telegram", dataclasses.replace(full_view(), telegram=FAILING)),
    ):
        answer = readyz(view)
        assert answer.status == 503
        assert answer.body["why"] == [f"{name}: connection refused"]
        assert summary(view).tone is Tone.BAD


@pytest.mark.parametrize("state", [LinkState.ABSENT, LinkState.UNKNOWN])
def test_without_a_token_telegram_does_not_count(state: LinkState) -> None:
    assert readyz(dataclasses.replace(full_view(), telegram=Link(state))).status == 200


@pytest.mark.parametrize(
    "state", [SourceState.BLOCKED, SourceState.THROTTLED, SourceState.UNREACHABLE, SourceState.BROKEN]
)
def test_not_ready_only_when_no_source_at_all_can_be_read(state: SourceState) -> None:
    assert readyz(with_states(state, SourceState.OK)).status == 200
    answer = readyz(with_states(state, state))
    assert answer.status == 503
    assert answer.body["why"] == [f"no source can be read: source-0 is {state}, source-1 is {state}"]


@pytest.mark.parametrize(
    "state",
    [
        SourceState.STARTING,
        SourceState.UNKNOWN,
        SourceState.QUIET,
        SourceState.EMPTY,
        SourceState.GAP,
        SourceState.FROZEN,
    ],
)
def test_a_quiet_night_is_no_outage(state: SourceState) -> None:
    assert readyz(with_states(state)).status == 200


def test_every_state_is_either_readable_or_counted_above() -> None:
    assert {state for state in SourceState if not state.readable} == {
        SourceState.BLOCKED,
        SourceState.THROTTLED,
        SourceState.UNREACHABLE,
        SourceState.BROKEN,
    }


def test_a_standby_is_ready_and_says_that_it_is_one() -> None:
    view = dataclasses.replace(
        with_states(SourceState.OK), roles=(RoleRow("watcher", "other"), RoleRow("courier", "other"))
    )
    answer = readyz(view)
    assert (answer.status, answer.body["status"]) == (200, "standby")
    assert summary(view).word == "Standby"


def test_readyz_gives_ages_against_their_limits_as_json() -> None:
    body = json.loads(json.dumps(readyz(full_view()).body))
    blocked = body["sources"][3]
    assert (blocked["state"], blocked["readable"], blocked["age_s"], blocked["limit_s"]) == (
        "blocked",
        False,
        840,
        90,
    )
    assert body["loops"][0] == {"loop": "watcher", "age_s": 4.2, "limit_s": 60, "alive": True}
    assert body["roles"][1] == {"role": "courier", "holder": "harbour-2", "mine": False}
    assert body["redis"] == {"state": "ok", "age_s": 1.0, "detail": None}


def test_healthz_asks_the_loops_and_nothing_else() -> None:
    assert healthz([LoopRow("watcher", 60, 60)]).status == 200
    stuck = healthz([LoopRow("watcher", 60.1, 60), LoopRow("courier", 1, 60)])
    assert stuck.status == 503
    assert stuck.body["alive"] is False


def test_strangers_hear_yes_or_no() -> None:
    assert terse(readyz(full_view())).body == {"ready": True}
    assert terse(healthz([])).body == {"alive": True}
    assert terse(unavailable("no answer within 5 s")).status == 503


def test_a_clock_slightly_behind_gives_no_negative_age() -> None:
    later = dataclasses.replace(full_view(), redis=Link(LinkState.OK, NOW + timedelta(seconds=2)))
    assert readyz(later).body["redis"] == {"state": "ok", "age_s": 0.0, "detail": None}


def test_the_word_at_the_top_names_the_worst() -> None:
    view = full_view()
    calm = with_states(SourceState.OK)
    assert summary(new_view()).word == "All well"
    assert summary(calm).word == "All well"
    assert summary(view).word == "Needs a look"
    assert summary(view).reasons[1] == "coast-ticker has a gap: no line in common with the last poll"
    assert summary(dataclasses.replace(view, paused=True, pause_note="by an operator")).reasons[0] == (
        "delivery is paused: by an operator"
    )
    stuck = dataclasses.replace(view, paused=True, loops=(LoopRow("courier", 99, 30),))
    assert summary(stuck).word == "Stuck"
    assert summary(dataclasses.replace(stuck, redis=FAILING)).word == "Not ready"
    orphan = dataclasses.replace(calm, roles=(RoleRow("watcher", "x", mine=True), RoleRow("courier")))
    assert summary(orphan).reasons == ("nobody holds the role of courier",)
    assert readiness(orphan).ready
