"""A role is ours while its lease certainly lives; when nobody can tell, that is said too."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.app.tenure import RENEW_S, TTL, Tenure
from bot.ports.errors import StoreError
from bot.ports.watching import Role
from tests.fakes.clock import FakeClock


class Keeper:
    """Leases as the test says."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.answer: bool | None = True
        self.takes_s = 0.0
        self.released: list[str] = []

    async def hold(self, role: Role, lease: str, ttl: timedelta) -> bool:
        self.clock.advance(self.takes_s)
        if self.answer is None:
            raise StoreError("no answer")
        return self.answer

    async def release(self, role: Role, lease: str) -> None:
        self.released.append(lease)
        if self.answer is None:
            raise StoreError("no answer")

    async def holders(self) -> Mapping[Role, str]:
        return {}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


async def test_a_lease_counts_from_the_question_not_from_the_answer(clock: FakeClock) -> None:
    keeper = Keeper(clock)
    tenure = Tenure(Role.WATCHER, "mine", keeper, clock)
    assert not tenure.held
    keeper.takes_s = 3.0
    await tenure.renew()
    assert tenure.left() == TTL - timedelta(seconds=3)
    clock.advance(tenure.left().total_seconds())
    assert not tenure.held


async def test_taking_a_role_wakes_those_who_wait_for_it_once(clock: FakeClock) -> None:
    keeper = Keeper(clock)
    tenure = Tenure(Role.WATCHER, "mine", keeper, clock)
    waker = tenure.waker()
    await tenure.renew()
    assert waker.is_set()
    waker.clear()
    await tenure.renew()
    assert not waker.is_set()
    tenure.lose()
    assert not tenure.held
    await tenure.renew()
    assert waker.is_set()


async def test_while_redis_is_away_the_role_is_adrift(clock: FakeClock) -> None:
    keeper = Keeper(clock)
    tenure = Tenure(Role.WATCHER, "mine", keeper, clock)
    await tenure.renew()
    assert (tenure.held, tenure.adrift) == (True, False)
    keeper.answer = None
    clock.advance(RENEW_S)
    with pytest.raises(StoreError):
        await tenure.renew()
    assert (tenure.held, tenure.adrift) == (True, True)
    clock.advance(TTL.total_seconds())
    assert (tenure.held, tenure.adrift) == (False, True)
    keeper.answer = False
    await tenure.renew()
    assert (tenure.held, tenure.adrift) == (False, False)


async def test_giving_up_releases_and_a_dead_redis_does_not_matter(clock: FakeClock) -> None:
    keeper = Keeper(clock)
    tenure = Tenure(Role.COURIER, "mine", keeper, clock)
    await tenure.renew()
    keeper.answer = None
    await tenure.give_up()
    assert (tenure.held, keeper.released) == (False, ["mine"])
