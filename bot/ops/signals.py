"""What the operating system tells the process: stop, stop at once, read the settings again."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.ops.log import logger

log = logger(__name__)

_STOPS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def signals(
    stopping: asyncio.Event,
    reload: Callable[[], None] | None = None,
    leave: Callable[[int], object] = os._exit,
) -> Iterator[None]:
    """While inside: SIGTERM and SIGINT set `stopping`, SIGHUP calls `reload`.

    A second SIGINT (Ctrl-C) leaves at once with code 130; what was in flight is taken up at the next start.
    Must be entered in the running loop's thread; the former handlers come back at the end.
    """
    loop = asyncio.get_running_loop()

    def stop(signum: signal.Signals) -> None:
        if stopping.is_set() and signum is signal.SIGINT:
            log.warning("leaving_at_once", signal=signum.name)
            leave(130)
            return
        log.info("stopping", signal=signum.name)
        stopping.set()

    handled = list(_STOPS)
    for signum in _STOPS:
        loop.add_signal_handler(signum, stop, signum)
    if reload is not None:
        loop.add_signal_handler(signal.SIGHUP, reload)
        handled.append(signal.SIGHUP)
    try:
        yield
    finally:
        for signum in handled:
            loop.remove_signal_handler(signum)
