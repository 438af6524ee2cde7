"""What most of these tests stand on."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.botapi import FakeBotApi


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    """A Bot API on loopback, with Telegram's limits as its world sets them."""
    async with FakeBotApi() as api:
        yield api
