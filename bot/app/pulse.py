"""The pulse: does Redis answer, whose clock is right, is it the same Redis, does Telegram answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.app.resources import Resources
from bot.ops.log import logger
from bot.ports.errors import SendError, StoreError

log = logger(__name__)

EVERY_S = 2.0
TELEGRAM_EVERY_S = 10.0
TELEGRAM_AGAIN_S = 3.0
SKEW_MOST = timedelta(seconds=2)
"""A replica whose clock is further off than this holds no role until it is aligned."""


@dataclass(slots=True)
class Vital:
    """What was learnt last of a foreign service. `wrong` in words, "" when it answered.

    `told`: the log has said that it fails. Whoever looks at the page may find out first, and says nothing.
    """

    answered_at: datetime | None = None
    wrong: str = ""
    asked: bool = False
    told: bool = False


@dataclass(slots=True)
class Pulse:
    """`step` asks both; `on_another_run` is called when Redis is not the one it was before."""

    resources: Resources
    on_another_run: list[Callable[[], None]] = field(default_factory=list)
    redis: Vital = field(default_factory=Vital)
    telegram: Vital = field(default_factory=Vital)
    paused: bool = False
    bot_name: str = ""
    _run_id: str = ""

    async def step(self) -> float:
        """Returns the pause in seconds; never raises for a service that does not answer."""
        await self._ask_redis()
        return EVERY_S

    async def telegram_step(self) -> float:
        """The same for Telegram, in a loop of its own: it may take seconds to fail."""
        if self.resources.members is None:
            return TELEGRAM_EVERY_S
        self.telegram.asked = True
        try:
            self.bot_name = (await self.resources.sender.check()).removeprefix("@")
        except SendError as error:
            if not self.telegram.told:
                log.warning("telegram_fails", error=str(error))
            self.telegram.told = True
            self.telegram.wrong = f"{type(error).__name__}: {error}"
            return TELEGRAM_AGAIN_S
        if self.telegram.told:
            log.info("telegram_answers_again")
        self.telegram.told = False
        self.telegram.wrong = ""
        self.telegram.answered_at = self.resources.clock.now()
        return TELEGRAM_EVERY_S

    async def _ask_redis(self) -> None:
        clock = self.resources.clock
        self.redis.asked = True
        asked = clock.monotonic()
        try:
            pong = await self.resources.store.probe.ping()
            self.paused = await self.resources.store.switch.paused()
        except StoreError as error:
            if not self.redis.told:
                log.warning("redis_fails", error=str(error))
            self.redis.told = True
            self.redis.wrong = str(error)
            self._revive()
            return
        if self.redis.told:
            log.info("redis_answers_again")
        self.redis.told = False
        self.redis.wrong = ""
        self.redis.answered_at = clock.now()
        if clock.monotonic() - asked < SKEW_MOST.total_seconds() / 2:
            self._align(pong.at)
        if self._run_id and pong.run_id != self._run_id:
            log.warning("redis_restarted")
            for tell in self.on_another_run:
                tell()
        self._run_id = pong.run_id

    def _revive(self) -> None:
        """A server of our own that died is started again; it answers at the next beat, or says why not."""
        try:
            if self.resources.store.revive():
                log.warning("redis_revived")
        except StoreError as error:
            self.redis.wrong = str(error)

    def _align(self, server_at: datetime) -> None:
        """Follow Redis' clock only when ours is really off: each answer travels for a different time."""
        clock = self.resources.clock
        if abs(server_at - clock.now()) > SKEW_MOST / 4:
            log.warning("clock_aligned", behind_s=(server_at - clock.now()).total_seconds())
            clock.align(server_at)
