"""A courier in a process of its own that can be killed, also before or after a chosen step.

    python -m tests.e2e.courier_process VALKEY_URL API_URL TOKEN LEASE TIMES

reads lines "start STEP" from standard input, forks a courier for each and prints its pid. STEP is "-" for one
that lives until it is killed, or "before:send:3", "after:claim:2" ...: it kills itself there, with SIGKILL.
Its clock runs TIMES as fast as time.
"""

import asyncio
import itertools
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from types import TracebackType
from typing import Any, Self, cast

from bot.app.tenure import RENEW_S, Tenure
from bot.deliver.courier import Courier
from bot.deliver.operators import Operators
from bot.ops.loops import pause
from bot.ops.secret import Secret
from bot.ports.couriers import CourierStore
from bot.ports.sender import Sender
from bot.ports.watching import Role
from bot.store.bundle import open_store
from bot.telegram.sender import TelegramSender
from tests.e2e.delivery_rig import QUICK, REGIONS
from tests.fakes.clock import QuickClock

STEPS = ("claim:1", "claim:2", "claim:3", "begin:1", "send:1", "send:3", "wake:1")
"""Which call of what. A claim settles what ended before it."""


class Deadly:
    """Stands before an object and dies at the n-th call of one method, before or after it."""

    def __init__(self, inner: object, step: str) -> None:
        self._inner = inner
        self._when, self._method, number = (*step.split(":"), "", "0")[:3] if step != "-" else ("", "", "0")
        self._left = int(number)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return partial(self._called, found) if name == self._method else found

    async def _called(self, method: Callable[..., Awaitable[Any]], *arguments: Any, **named: Any) -> Any:
        self._left -= 1
        is_last = self._left == 0
        if is_last and self._when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = await method(*arguments, **named)
        if is_last and self._when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


async def serve(valkey: str, api: str, token: str, lease: str, *, times: int, step: str) -> None:
    clock, stopping = QuickClock(times), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    async with open_store(valkey) as store, TelegramSender(Secret(token), base_url=api) as sender:
        tenure = Tenure(Role.COURIER, lease, store.leases, clock)
        courier = Courier(
            store=cast("CourierStore", Deadly(store.courier, step)),
            log_of_alerts=store.log,
            sender=cast("Sender", Deadly(sender, step)),
            clock=clock,
            regions=REGIONS,
            settings=QUICK,
            hold=tenure,
            operators=Operators(store.chats, ()),
            probe=store.probe,
        )
        renewed = -RENEW_S
        while not stopping.is_set():
            if clock.monotonic() - renewed >= RENEW_S:
                await tenure.renew()
                renewed = clock.monotonic()
            courier.stir.clear()
            await pause(clock, await courier.step(), courier.stir, stopping)
        await courier.drain()
        await tenure.give_up()


def main() -> None:
    """Fork a courier per line, so that each start costs milliseconds; the dead are collected."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        step = line.split()[1]
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            valkey, api, token, lease, times = sys.argv[1:]
            asyncio.run(serve(valkey, api, token, lease, times=int(times), step=step))
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


class Couriers:
    """The forking process, seen from a test: `start` gives a pid, `kill` and `ended` what they say."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._started: list[int] = []
        self.kills = 0

    @classmethod
    async def open(
        cls, valkey: str, api: str, token: str, lease: str = "courier-lease", times: int = 8
    ) -> "Couriers":
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "tests.e2e.courier_process", valkey, api, token, lease, str(times))
        return cls(await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe))

    async def start(self, step: str = "-") -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"start {step}\n".encode())
        self._started.append(int(await self._process.stdout.readline()))
        return self._started[-1]

    async def kill(self, pid: int) -> None:
        """kill -9, and wait until it is gone."""
        self.kills += 1
        os.kill(pid, signal.SIGKILL)
        await self.ended(pid)

    async def ended(self, pid: int) -> None:
        """Until the process is gone; TimeoutError after ten seconds."""
        async with asyncio.timeout(10):
            for _ in itertools.count():
                if not lives(pid):
                    return
                await asyncio.sleep(0.002)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """No courier outlives the test."""
        for pid in filter(lives, self._started):
            os.kill(pid, signal.SIGKILL)
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main()
