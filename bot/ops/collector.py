"""Python's garbage collector, kept away from what a process keeps for days."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def keeping() -> Iterator[None]:
    """For work that makes much and throws nothing away, such as learning a whole memory.

    The collector would walk over all of it again and again, and later stop the program for a quarter of a second
    at each full collection. It rests meanwhile, and what is alive at the end it never looks at again; that is
    freed as ever when nothing holds it any more.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()
