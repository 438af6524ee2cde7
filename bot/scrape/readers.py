"""Reads pages in processes that can be killed, so that no page holds up the loop or another source.

A page may be built to take seconds or minutes to parse, and a thread cannot be ended. A few reader processes
are kept warm; one that misses its deadline is killed and replaced, while other pages go to the others.
"""

import asyncio
import contextlib
import os
import socket
import sys
from datetime import timedelta

from bot.ports.errors import SourceOversized, SourceUnreachable
from bot.scrape.reading import Page
from bot.scrape.sites.found import Ask, Found
from bot.scrape.wire import HEAD, READY, packed_request, unpacked_found

WARM = 2
"""Processes there always are: one for the next page, one for the page after a hostile one. Starting one takes a
hundred times what reading a page takes, so that a page must not wait for that, nor every page cause it."""
KEPT = 4
"""Idle processes kept after a rush."""
MOST = 6
START_S = 20.0
_BUFFER = 4 * 1024 * 1024


class _Reader:
    """One process and the socket to it."""

    def __init__(self, process: asyncio.subprocess.Process, link: socket.socket) -> None:
        self.process = process
        self.link = link

    async def read(self, page: Page, ask: Ask) -> Found:
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self.link, packed_request(page, ask))
        await loop.sock_sendall(self.link, page.body)
        size, _ = HEAD.unpack(await self._exactly(HEAD.size))
        return unpacked_found(await self._exactly(size))

    async def comes_up(self) -> bool:
        """Wait until the process can read pages; False when it ended or takes too long."""
        try:
            async with asyncio.timeout(START_S):
                return await self._exactly(HEAD.size) == READY
        except (TimeoutError, ConnectionError, OSError):
            return False

    async def _exactly(self, size: int) -> bytes:
        loop = asyncio.get_running_loop()
        pieces: list[bytes] = []
        while size > 0:
            piece = await loop.sock_recv(self.link, size)
            if not piece:
                raise ConnectionError("the reader process ended")
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    async def end(self) -> None:
        self.link.close()
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


class Readers:
    """The pool. Use as an async context manager, or call close()."""

    def __init__(self) -> None:
        self._idle: list[_Reader] = []
        self._busy = 0
        self._room = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self._starting = 0
        self._closed = False

    async def __aenter__(self) -> "Readers":
        await self.warm()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def warm(self) -> None:
        """Start the idle processes, so that the first page need not wait for one."""
        self._fill()
        async with self._room:
            await self._room.wait_for(lambda: len(self._idle) >= WARM or not self._starting or self._closed)

    async def read(self, page: Page, ask: Ask, deadline: timedelta) -> Found:
        """What a page shows. Raises SourceOversized when reading it takes longer than `deadline`.

        Raises SourceUnreachable when no process can be started or one died of itself.
        """
        reader = await self._taken()
        healthy = False
        try:
            async with asyncio.timeout(deadline.total_seconds()):
                found = await reader.read(page, ask)
            healthy = True
        except TimeoutError as error:
            raise SourceOversized(f"reading the page takes longer than {deadline.total_seconds():g} s") from error
        except (ConnectionError, OSError) as error:
            raise SourceOversized("the reader process died of the page") from error
        else:
            return found
        finally:
            await self._returned(reader, healthy=healthy and not self._closed)

    async def close(self) -> None:
        """End all processes."""
        self._closed = True
        async with self._room:
            self._room.notify_all()
        # A process that is being started is waited for: cancelled half-way, it would be left behind.
        while ended := tuple(self._tasks):
            await asyncio.gather(*ended, return_exceptions=True)
            # Since Python 3.12 that returns at once when all have ended: their callbacks had no turn to run.
            self._tasks.difference_update(ended)
        while self._idle:
            await self._idle.pop().end()

    async def _taken(self) -> _Reader:
        self._fill()
        try:
            async with asyncio.timeout(START_S), self._room:
                await self._room.wait_for(lambda: bool(self._idle) or self._closed)
        except TimeoutError as error:
            raise SourceUnreachable("no process for reading pages could be started") from error
        if self._closed:
            raise SourceUnreachable("the readers are closed")
        reader = self._idle.pop()
        self._busy += 1
        self._fill()
        return reader

    async def _returned(self, reader: _Reader, *, healthy: bool) -> None:
        self._busy -= 1
        if healthy and len(self._idle) < KEPT:
            self._idle.append(reader)
        else:
            ending = asyncio.create_task(reader.end())
            self._keep(ending)
            self._fill()
        async with self._room:
            self._room.notify()

    def _fill(self) -> None:
        """Start processes until there are WARM, and one that is idle or about to be."""
        while not self._closed and self._too_few():
            self._starting += 1
            self._keep(asyncio.create_task(self._start()))

    def _too_few(self) -> bool:
        ready = len(self._idle) + self._starting
        return ready + self._busy < MOST and (ready == 0 or ready + self._busy < WARM)

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _start(self) -> None:
        try:
            reader = await _spawned()
            is_ready = await reader.comes_up()
        finally:
            self._starting -= 1
        if not is_ready:
            await reader.end()
            return
        self._idle.append(reader)
        async with self._room:
            self._room.notify()


async def _spawned() -> _Reader:
    ours, theirs = socket.socketpair()
    with theirs:
        for end in (ours, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
        ours.setblocking(False)
        # The environment is empty but for where our code lies: secrets stay with us.
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-X", "frozen_modules=on", "-m", "bot.scrape.worker"),
            stdin=theirs.fileno(),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
        )
    return _Reader(process, ours)
