"""A store on an empty real server. What asks for nothing else runs twice: on a server alone, and on a cluster."""

from collections.abc import AsyncIterator

import pytest

from bot.store import Store, open_store


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    wanted = set(metafunc.fixturenames)
    if "server_url" in wanted and not wanted & {"valkey", "valkey_server"}:
        metafunc.parametrize("server_url", ["valkey", "valkey_cluster"], indirect=True, ids=["alone", "cluster"])


@pytest.fixture
def server_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(getattr(request, "param", "valkey")))


@pytest.fixture
async def store(server_url: str) -> AsyncIterator[Store]:
    async with open_store(server_url) as opened:
        yield opened
