"""A reader process: reads pages that it is given on its standard input, a socket, until that closes.

It may be killed at any moment, it holds nothing. It knows no secrets: its environment is empty.
"""

import contextlib
import os
import resource
import socket
import sys

from bot.scrape.reading import Page, read_page
from bot.scrape.sites.found import Found, Sight
from bot.scrape.wire import HEAD, READY, packed_found, unpacked_request

MEMORY_MOST = 1 << 30
"""Bytes of address space. A page that needs more is refused."""


def main() -> None:
    """Serve until the other side closes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MOST, MEMORY_MOST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Reading must not take the time of the loop that rings; where a sandbox forbids it, it is read all the same.
    with contextlib.suppress(OSError):
        os.nice(5)
    sys.setrecursionlimit(5_000)
    with socket.socket(fileno=0) as link:
        link.sendall(READY)
        while (head := received(link, HEAD.size)) is not None:
            told_size, body_size = HEAD.unpack(head)
            told = received(link, told_size)
            body = received(link, body_size)
            if told is None or body is None:
                return
            link.sendall(packed_found(_found(told, body)))


def _found(told: bytes, body: bytes) -> Found:
    page, ask = unpacked_request(told, body)
    try:
        return read_page(Page(page.body, page.content_type, page.announced), ask)
    except (MemoryError, RecursionError) as error:
        return Found((), Sight.BROKEN, note=f"the page is too large or too deep ({type(error).__name__})")


def received(link: socket.socket, size: int) -> bytes | None:
    """Exactly `size` bytes; None when the other side closed."""
    buffer = bytearray(size)
    view = memoryview(buffer)
    at = 0
    while at < size:
        got = link.recv_into(view[at:])
        if not got:
            return None
        at += got
    return bytes(buffer)


if __name__ == "__main__":
    main()
