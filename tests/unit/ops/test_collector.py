import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.ops.collector import keeping


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


class Kept:
    pass


def test_the_collector_rests_and_leaves_alone_what_is_kept() -> None:
    gc.unfreeze()
    with keeping():
        assert not gc.isenabled()
        kept = Kept()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    assert not any(one is kept for one in gc.get_objects())


def test_what_is_kept_is_freed_when_nothing_holds_it() -> None:
    with keeping():
        kept = Kept()
    watched = weakref.ref(kept)
    del kept
    assert watched() is None


def test_the_collector_works_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="no line"), keeping():
        raise ValueError("no line")
    assert gc.isenabled()
