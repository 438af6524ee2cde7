"""A role of this replica: held while the lease is renewed in time, judged on the monotonic clock."""

import asyncio
from datetime import timedelta

from bot.ops.clock import Clock
from bot.ports.errors import StoreError
from bot.ports.watching import Leases, Role

TTL = timedelta(seconds=7)
RENEW_S = 1.5
"""Three renewals may fail before the lease is lost; another replica takes over within TTL + RENEW_S = 8.5 s."""


class Tenure:
    """Whether this replica holds a role. `value` is what the lease holds; scripts compare it.

    `left()` is how long the lease certainly still lives: what takes longer must not be started.
    `adrift`: Redis did not answer (or not yet) when we asked, so nobody can tell who holds the role.
    """

    def __init__(self, role: Role, value: str, leases: Leases, clock: Clock) -> None:
        self.role = role
        self.value = value
        self._leases = leases
        self._clock = clock
        self._until = clock.monotonic()
        self.adrift = False
        self._mine = False
        self._wakers: list[asyncio.Event] = []

    def left(self) -> timedelta:
        return timedelta(seconds=max(0.0, self._until - self._clock.monotonic()))

    @property
    def held(self) -> bool:
        return self.left() > timedelta(0)

    async def renew(self) -> None:
        """Take or renew the lease. Raises StoreError; the lease then simply runs out."""
        asked = self._clock.monotonic()
        # While the answer is awaited, a role that was ours may be ours still.
        self.adrift = self.adrift or self._mine
        try:
            mine = await self._leases.hold(self.role, self.value, TTL)
        except StoreError:
            self.adrift = True
            raise
        self.adrift = False
        self._until = asked + TTL.total_seconds() if mine else asked
        if mine and not self._mine:
            for waker in self._wakers:
                waker.set()
        self._mine = mine

    def waker(self) -> asyncio.Event:
        """A new event that is set whenever the role becomes ours; whoever waits for it clears it."""
        self._wakers.append(asyncio.Event())
        return self._wakers[-1]

    def lose(self) -> None:
        """A script found another holder: stop at once instead of at the next renewal."""
        self._until = self._clock.monotonic()
        self._mine = False

    async def give_up(self) -> None:
        """Release at the end, so that another replica need not wait; a dead Redis does not matter then."""
        self._until = self._clock.monotonic()
        try:
            await self._leases.release(self.role, self.value)
        except StoreError:
            return
