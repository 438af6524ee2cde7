"""Loops: known errors back off, unknown ones end the process, stopping finishes the step in flight."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs

from bot.ops.beats import Beats
from bot.ops.loops import Backoff, Loop, LoopDied, pause, run_loop, run_together
from tests.fakes.clock import FakeClock


class Outside(Exception):
    """An error of the outside world."""


async def turn(times: int = 20) -> None:
    """Let the other tasks run."""
    for _ in range(times):
        await asyncio.sleep(0)


class World:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.beats = Beats(self.clock)
        self.stopping = asyncio.Event()

    def start(self, loop: Loop) -> asyncio.Task[None]:
        return asyncio.create_task(
            run_loop(loop, clock=self.clock, beats=self.beats, stopping=self.stopping), name=loop.name
        )


def counting(outcomes: list[float | Exception]) -> tuple[Callable[[], Awaitable[float]], list[int]]:
    """A step that returns or raises what is listed, then pauses for ever; and the list of its calls."""
    calls: list[int] = []

    async def step() -> float:
        calls.append(len(calls))
        outcome = outcomes[len(calls) - 1] if len(calls) <= len(outcomes) else 1e9
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return step, calls


async def test_a_step_is_taken_again_after_its_pause() -> None:
    world = World()
    step, calls = counting([5.0, 5.0])
    task = world.start(Loop("watcher", step))
    await turn()
    assert len(calls) == 1
    world.clock.advance(4.9)
    await turn()
    assert len(calls) == 1
    world.clock.advance(0.1)
    await turn()
    assert len(calls) == 2
    world.stopping.set()
    await task


async def test_known_errors_back_off_and_recovery_is_told_once() -> None:
    world = World()
    step, calls = counting([Outside("a"), Outside("b"), Outside("c"), 1.0])
    failed: list[str] = []
    backoff = Backoff(first_s=1, most_s=3)
    with capture_logs() as logs:
        task = world.start(Loop("watcher", step, known=(Outside,), backoff=backoff, on_failure=failed.append))
        for expected, wait_s in enumerate((1, 2, 3, 1), start=1):
            await turn()
            assert len(calls) == expected
            assert world.clock.next_wake_s == wait_s
            world.clock.advance(wait_s)
        world.stopping.set()
        await task
    assert failed == ["watcher"] * 3
    told = [(entry["event"], entry["log_level"]) for entry in logs]
    assert told == [
        ("step_failed", "warning"),
        ("step_failed", "debug"),
        ("step_failed", "debug"),
        ("step_recovered", "info"),
    ]


def test_backoff_stays_finite_however_long_an_outage_lasts() -> None:
    assert Backoff(first_s=0.5, most_s=60).pause_s(100_000) == 60


async def test_an_unknown_error_ends_everything_and_keeps_its_cause() -> None:
    world = World()
    step, _ = counting([KeyError("seq")])
    other, _ = counting([])
    tasks = {
        name: run_loop(Loop(name, one), clock=world.clock, beats=world.beats, stopping=world.stopping)
        for name, one in (("watcher", step), ("courier", other))
    }
    with capture_logs() as logs, pytest.RaisesGroup(pytest.RaisesExc(LoopDied, match="watcher.*KeyError")) as told:
        await run_together(tasks, clock=world.clock, stopping=world.stopping, drain_s=5)
    assert isinstance(told.value.exceptions[0].__cause__, KeyError)
    assert [entry["event"] for entry in logs] == ["loop_died"]
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_stopping_cuts_the_pause_and_finishes_the_step_in_flight() -> None:
    world = World()
    entered, leave, left = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow() -> float:
        entered.set()
        await leave.wait()
        left.set()
        return 100.0

    idle, _ = counting([100.0])
    tasks = {
        name: run_loop(Loop(name, one), clock=world.clock, beats=world.beats, stopping=world.stopping)
        for name, one in (("slow", slow), ("idle", idle))
    }
    running = asyncio.create_task(run_together(tasks, clock=world.clock, stopping=world.stopping, drain_s=5))
    await entered.wait()
    world.stopping.set()
    await turn()
    assert not running.done()
    leave.set()
    assert await running == ()
    assert left.is_set()
    assert world.beats.rows() == ()


async def test_what_does_not_drain_in_time_is_cut_off_by_name() -> None:
    world = World()

    async def stuck() -> float:
        await asyncio.Event().wait()
        return 0.0

    tasks = {
        "stuck": run_loop(Loop("stuck", stuck), clock=world.clock, beats=world.beats, stopping=world.stopping)
    }
    running = asyncio.create_task(run_together(tasks, clock=world.clock, stopping=world.stopping, drain_s=5))
    await turn()
    world.stopping.set()
    await turn()
    with capture_logs() as logs:
        world.clock.advance(5)
        assert await running == ("stuck",)
    assert logs[0]["event"] == "drain_cut_off"
    assert logs[0]["loops"] == ["stuck"]


async def test_cancellation_passes_through_a_step() -> None:
    world = World()
    entered = asyncio.Event()

    async def step() -> float:
        entered.set()
        await asyncio.Event().wait()
        return 0.0

    task = world.start(Loop("x", step, known=(Exception,)))
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_wake_cuts_a_pause_but_never_a_back_off() -> None:
    world = World()
    wake = asyncio.Event()
    step, calls = counting([100.0, Outside("down")])
    task = world.start(Loop("courier", step, known=(Outside,), wake=wake))
    await turn()
    wake.set()
    await turn()
    assert len(calls) == 2
    wake.set()
    await turn()
    assert len(calls) == 2
    world.stopping.set()
    await task


async def test_a_pause_ends_by_the_clock_and_leaves_no_task_behind() -> None:
    clock = FakeClock()
    task = asyncio.create_task(pause(clock, 3, asyncio.Event(), None))
    await turn()
    clock.advance(3)
    await task
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_beats_know_announced_pauses_and_each_loops_own_limit() -> None:
    clock = FakeClock()
    beats = Beats(clock)
    beats.expect("watcher", 10)
    beats.expect("courier", 100)
    clock.advance(11)
    assert [(row.loop, row.age_s, row.alive) for row in beats.rows()] == [
        ("watcher", 11, False),
        ("courier", 11, True),
    ]
    beats.beat("watcher", pause_s=300)
    clock.advance(60)
    assert [row.alive for row in beats.rows()] == [True, True]
    clock.advance(251)
    assert [row.alive for row in beats.rows()] == [False, False]
    beats.forget("watcher")
    beats.beat("courier")
    assert beats.alive
