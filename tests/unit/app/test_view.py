"""What the status page says of a source beside its state."""

from bot.app.sighting import note
from bot.pipeline.watch import Glance
from bot.scrape.states import Health


def glance(why: str = "", pending: int = 0, dropped: int = 0) -> Glance:
    return Glance(Health(why=why), None, 10, 20.0, pending, polled=True, dropped=dropped)


def test_a_source_that_is_well_needs_nonote() -> None:
    assert note(glance(pending=1)) == ""


def test_what_waits_and_what_was_dropped_is_said() -> None:
    said = note(glance("HTTP 503", pending=5000, dropped=7))
    assert said == "HTTP 503; 5000 windows wait for Redis; 7 windows were dropped, the oldest first"
