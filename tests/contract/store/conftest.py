"""A store on an empty real server."""

from collections.abc import AsyncIterator

import pytest

from bot.store import Store, open_store


@pytest.fixture
async def store(valkey: str) -> AsyncIterator[Store]:
    async with open_store(valkey) as opened:
        yield opened
