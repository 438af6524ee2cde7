"""What status and headers mean."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.ports.errors import SourceBlocked, SourceBroken, SourceError, SourceThrottled, SourceUnreachable
from bot.scrape.answers import fresh_for, is_challenge, refusal, retry_after

NOW = datetime(2026, 3, 4, 12, 0, 0, tzinfo=UTC)

WAITS = {
    "": None,
    "120": timedelta(seconds=120),
    " 7 ": timedelta(seconds=7),
    "0": timedelta(0),
    "Wed, 04 Mar 2026 12:05:00 GMT": timedelta(minutes=5),
    "Wed, 04 Mar 2026 14:05:00 +0200": timedelta(minutes=5),
    "Wed, 04 Mar 2026 11:00:00 GMT": timedelta(0),
    "Wed, 04 Mar 2037 11:00:00 GMT": timedelta(days=1),
    "99999999999999999999": timedelta(days=1),
    "-5": None,
    "soon": None,
    "Wed, 99 Mar 2026 99:00:00 GMT": None,
}


@pytest.mark.parametrize("value", WAITS)
def test_retry_after_in_both_forms(value: str) -> None:
    assert retry_after(value, NOW) == WAITS[value]


FRESH = {
    ("max-age=60", ""): 60,
    ("max-age=60", "45"): 15,
    ("max-age=60", "600"): 0,
    ("max-age=600, s-maxage=30", "10"): 20,
    ('public, Max-Age="20"', "old"): 20,
    ("no-cache, max-age=60", ""): 0,
    ("no-store", ""): 0,
    ("max-age=soon", ""): None,
    ("public", "3"): None,
    ("", "3"): None,
}


@pytest.mark.parametrize("said", FRESH)
def test_a_cache_is_fresh_for_its_lifetime_less_its_age(said: tuple[str, str]) -> None:
    control, age = said
    headers = {"Cache-Control": control, **({"Age": age} if age else {})}
    seconds = FRESH[said]
    assert fresh_for(headers) == (None if seconds is None else timedelta(seconds=seconds))


REFUSALS: dict[tuple[int, str, str], type[SourceError] | None] = {
    (200, "", ""): None,
    (304, "Content-Type", "image/png"): None,
    (200, "Content-Type", "application/ld+json"): None,
    (200, "Content-Type", "image/png"): SourceBroken,
    (200, "Content-Type", "video/mp4"): SourceBroken,
    (206, "", ""): SourceBroken,
    (204, "", ""): SourceBroken,
    (404, "", ""): SourceBroken,
    (401, "", ""): SourceBlocked,
    (451, "", ""): SourceBlocked,
    (200, "cf-mitigated", "challenge"): SourceBlocked,
    (429, "", ""): SourceThrottled,
    (503, "Retry-After", "5"): SourceThrottled,
    (503, "", ""): SourceUnreachable,
    (408, "", ""): SourceUnreachable,
    (522, "", ""): SourceUnreachable,
}


@pytest.mark.parametrize("answer", REFUSALS, ids=str)
def test_each_status_has_its_meaning(answer: tuple[int, str, str]) -> None:
    status, name, value = answer
    error = refusal(status, {name: value} if name else {}, NOW)
    wanted = REFUSALS[answer]
    assert error is None if wanted is None else type(error) is wanted


def test_a_headline_of_a_challenge_is_no_challenge() -> None:
    assert is_challenge(b"<html><head><title>Just a moment...</title>")
    assert not is_challenge(b"<html><head><title>Harbour News</title></head><h1>Access denied to port</h1>")
