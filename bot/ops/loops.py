"""Loops: the roles of the process, in one TaskGroup, with back-off, heartbeats and a graceful stop.

A loop is a step that is taken again and again; the step returns how long to pause before the next one.
A step that fails with a known error (the outside world) is tried again later and later; any other error is a
bug: it is logged and ends the whole process, so that a supervisor restarts it from what is stored.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.ops.beats import Beats
from bot.ops.clock import Clock
from bot.ops.log import logger

log = logger(__name__)

Step = Callable[[], Awaitable[float]]


class LoopDied(Exception):
    """A loop ended by an error that nobody expected; the cause is kept."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Pauses in seconds after failures in a row: `first_s`, then doubled each time up to `most_s`."""

    first_s: float = 1.0
    most_s: float = 30.0

    def pause_s(self, failures: int) -> float:
        """The pause after `failures` >= 1 failures in a row."""
        return min(self.most_s, self.first_s * 2.0 ** min(failures - 1, 30))


@dataclass(slots=True)
class Loop:
    """One loop: `step` returns the pause in seconds until the next step (0: at once).

    `limit_s`: how long a single step may take before the loop counts as stuck. `known`: errors of the outside
    world that are tried again. `wake`: set by others to cut a pause short. `on_failure` hears of each failure.
    """

    name: str
    step: Step
    limit_s: float = 60.0
    known: tuple[type[Exception], ...] = ()
    backoff: Backoff = field(default_factory=Backoff)
    wake: asyncio.Event | None = None
    on_failure: Callable[[str], None] | None = None


async def pause(clock: Clock, seconds: float, *cuts: asyncio.Event | None) -> None:
    """Sleep, unless one of the events is set before that. Always yields once to the other tasks."""
    events = [event for event in cuts if event is not None]
    if seconds <= 0 or any(event.is_set() for event in events):
        await asyncio.sleep(0)
        return
    waits: list[asyncio.Future[object]] = [asyncio.ensure_future(clock.sleep(seconds))]
    waits += [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)


async def run_loop(loop: Loop, *, clock: Clock, beats: Beats, stopping: asyncio.Event) -> None:
    """Take the loop's steps until `stopping` is set; the step in flight is finished first.

    Raises LoopDied when a step fails with an error that is not in `loop.known`.
    """
    beats.expect(loop.name, loop.limit_s)
    failures = 0
    while not stopping.is_set():
        if loop.wake is not None:
            loop.wake.clear()
        wait_s, failures = await _step(loop, failures)
        beats.beat(loop.name, wait_s)
        await pause(clock, wait_s, stopping, None if failures else loop.wake)
        beats.beat(loop.name)
    beats.forget(loop.name)


async def _step(loop: Loop, failures: int) -> tuple[float, int]:
    """One step; returns the pause after it and the failures in a row so far."""
    try:
        wait_s = await loop.step()
    except loop.known as error:
        if loop.on_failure is not None:
            loop.on_failure(loop.name)
        wait_s = loop.backoff.pause_s(failures + 1)
        # The first failure of a row is news; the others are the same news.
        say = log.warning if failures == 0 else log.debug
        say("step_failed", loop=loop.name, error=describe(error), failures=failures + 1, retry_in_s=wait_s)
        return wait_s, failures + 1
    except Exception as error:
        log.critical("loop_died", loop=loop.name, error=describe(error), exc_info=True)
        raise LoopDied(f"the {loop.name} loop ended: {describe(error)}") from error
    if failures:
        log.info("step_recovered", loop=loop.name, failures=failures)
    return wait_s, 0


def describe(error: BaseException) -> str:
    """An error in one line: its kind and what it says."""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


async def run_together(
    tasks: Mapping[str, Awaitable[None]], *, clock: Clock, stopping: asyncio.Event, drain_s: float
) -> tuple[str, ...]:
    """Run everything in one TaskGroup until all have ended; returns the names of those that were cut off.

    After `stopping` is set they have `drain_s` seconds to end by themselves, then they are cancelled. An error
    in one cancels the others and comes out as an ExceptionGroup.
    """
    cut: list[str] = []
    async with asyncio.TaskGroup() as group:
        running = {name: group.create_task(_awaited(task), name=name) for name, task in tasks.items()}
        watch = group.create_task(_cut_off(running, cut, clock, stopping, drain_s), name="drain")
        await asyncio.wait(running.values())
        watch.cancel()
    return tuple(cut)


async def _awaited(task: Awaitable[None]) -> None:
    await task


async def _cut_off(
    running: Mapping[str, asyncio.Task[None]],
    cut: list[str],
    clock: Clock,
    stopping: asyncio.Event,
    drain_s: float,
) -> None:
    await stopping.wait()
    await clock.sleep(drain_s)
    cut += [name for name, task in running.items() if not task.done()]
    log.warning("drain_cut_off", after_s=drain_s, loops=cut)
    for name in cut:
        running[name].cancel()
