"""After commits: have replicas or the disk what was committed? Until then its lines are kept here too.

Sending never waits for it. What is not confirmed is told to the operators once, and its end once.
"""

from datetime import datetime

from bot.deliver.operators import Operators
from bot.ops.log import logger
from bot.pipeline.recent import Recent
from bot.ports.durability import Durability
from bot.ports.errors import StoreError

log = logger(__name__)

EVERY_S = 0.5
AGAIN_S = 2.0
ABOUT = "durability"


class Confirming:
    """`step` is a loop's step; it never raises for a store that does not answer: the pulse says that."""

    def __init__(self, durability: Durability, recent: Recent, operators: Operators, now: datetime) -> None:
        self._durability, self._recent, self._operators = durability, recent, operators
        # From now on a line is kept until it is confirmed.
        recent.confirmed_at = now
        self._asked_until: datetime | None = None

    async def step(self) -> float:
        newest = self._recent.newest_at
        if newest is None or newest == self._asked_until:
            return EVERY_S
        try:
            confirmation = await self._durability.confirm()
        except StoreError as error:
            await self._tell(f"Redis cannot confirm it ({error})")
            return AGAIN_S
        if not confirmation.kept:
            await self._tell(f"it is {confirmation.said}")
            return AGAIN_S
        self._asked_until = self._recent.confirmed_at = newest
        await self._operators.over(ABOUT, "What was announced is again confirmed by Redis as the settings ask.")
        return EVERY_S

    async def _tell(self, why: str) -> None:
        await self._operators.tell(
            ABOUT,
            f"What was announced is not as safe in Redis as the settings ask: {why}. Alerts go out all the same; "
            "should Redis fail over now, they are offered to it again from this process's memory.",
        )
