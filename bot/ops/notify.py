"""Tells systemd how the service is: ready, alive, reading its settings again, stopping (sd_notify's protocol).

See sd_notify(3), sd_watchdog_enabled(3) and systemd.service(5): lines of NAME=value in one datagram to the socket
in NOTIFY_SOCKET, and WATCHDOG_USEC for how often it wants to hear from us.
"""

import socket

from bot.ops.beats import Beats
from bot.ops.log import logger

log = logger(__name__)


UNWATCHED_S = 30.0
"""How often the loops are looked at when nobody asked for a watchdog: only to say which one is stuck."""


class Notifier:
    """Speaks to the socket at `address` (a path, or "@name" for an abstract one); says nothing without one.

    `watchdog_s`: systemd ends the process when it has heard nothing for so long; None when it does not watch.
    """

    def __init__(self, address: str | None, watchdog_s: float | None = None) -> None:
        self.watchdog_s = watchdog_s
        self._address = address and (f"\0{address[1:]}" if address.startswith("@") else address)

    def ready(self, status: str = "") -> None:
        self._send("READY=1", f"STATUS={status}")

    def status(self, status: str) -> None:
        self._send(f"STATUS={status}")

    def watchdog(self) -> None:
        self._send("WATCHDOG=1")

    def reloading(self, monotonic_s: float) -> None:
        """The settings are being read again; `ready()` ends it. systemd compares the moment."""
        self._send("RELOADING=1", f"MONOTONIC_USEC={int(monotonic_s * 1_000_000)}")

    def stopping(self) -> None:
        self._send("STOPPING=1")

    def _send(self, *lines: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
                channel.setblocking(False)
                channel.sendto("\n".join(lines).encode(), self._address)
        except OSError as error:
            log.debug("notify_failed", error=str(error))


class Watchdog:
    """A loop's step that pets systemd's watchdog while every loop is alive, three times per period.

    Three, so that one that comes late costs nothing; sd_watchdog_enabled(3) asks for two at least.
    """

    def __init__(self, notifier: Notifier, beats: Beats) -> None:
        self._notifier, self._beats = notifier, beats
        self._silent = False

    async def step(self) -> float:
        """Returns the pause in seconds. Says once which loop is stuck, and lets systemd act on it."""
        stuck = [row.loop for row in self._beats.rows() if not row.alive]
        if not stuck:
            self._notifier.watchdog()
        elif not self._silent:
            log.error("loops_stuck", loops=stuck)
        self._silent = bool(stuck)
        return (self._notifier.watchdog_s or UNWATCHED_S) / 3
