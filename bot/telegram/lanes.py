"""Things to be done in order for each chat, and side by side for different ones."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lanes(Generic[T]):
    """Takes entries of a stored queue, acts on each once, and tells which are finished.

    `act` may take long and may fail: then its lane is let go, and its entries may be offered again. The first
    failure is raised by `finished`. `stir` is set whenever something ends.
    """

    def __init__(self, act: Callable[[T], Awaitable[None]], stir: asyncio.Event, most: int) -> None:
        self._act, self._stir, self._most = act, stir, most
        self._lanes: dict[str, deque[tuple[str, T]]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._taken: set[str] = set()
        self._finished: list[str] = []
        self._failure: BaseException | None = None

    @property
    def room(self) -> int:
        """How many entries may still be offered."""
        return max(0, self._most - len(self._taken))

    @property
    def taken(self) -> int:
        return len(self._taken)

    def offer(self, entries: Iterable[tuple[str, str, T]]) -> None:
        """(entry, lane, thing): those that are not taken yet are queued in their lane, in this order."""
        for entry, lane, thing in entries:
            if entry in self._taken:
                continue
            self._taken.add(entry)
            self._lanes.setdefault(lane, deque()).append((entry, thing))
            if lane not in self._tasks:
                task = self._tasks[lane] = asyncio.create_task(self._run(lane), name=f"lane {lane}")
                task.add_done_callback(self._ended)

    def finished(self) -> tuple[str, ...]:
        """The entries that have been acted on and not let go yet. Raises the failure of a lane, once."""
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure
        return tuple(self._finished)

    def let_go(self, entries: Iterable[str]) -> None:
        """Their queue has forgotten them."""
        gone = set(entries)
        self._taken -= gone
        self._finished = [entry for entry in self._finished if entry not in gone]

    async def close(self) -> None:
        """Cut off what is under way; it will be offered again by whoever reads the queue next."""
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._taken = set(self._finished)
        self._lanes.clear()
        self._tasks.clear()

    async def _run(self, lane: str) -> None:
        queue = self._lanes[lane]
        try:
            while queue:
                entry, thing = queue[0]
                await self._act(thing)
                queue.popleft()
                self._finished.append(entry)
                self._stir.set()
        finally:
            self._taken.difference_update(entry for entry, _ in queue)
            del self._lanes[lane]
            del self._tasks[lane]
            self._stir.set()

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Keep what a lane failed of, for the loop to hear; a lane that was cut off has not failed."""
        error = None if task.cancelled() else task.exception()
        if error is not None and self._failure is None:
            self._failure = error
