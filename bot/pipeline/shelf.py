"""Where a watch keeps the health of its source, so that the next run, or the next replica, goes on from there."""

from datetime import datetime

from bot.ports.sources import SourceBoard
from bot.scrape.kept_health import packed, resumed, unpacked
from bot.scrape.settings import SourceSettings
from bot.scrape.states import Health, Notice


class Shelf:
    """The health of one source beside its record. `lease`: the watcher's value. Methods may raise StoreError."""

    def __init__(self, board: SourceBoard, lease: str, settings: SourceSettings) -> None:
        self._board, self._lease, self._settings = board, lease, settings
        self._kept: tuple[object, ...] | None = None

    @property
    def is_open(self) -> bool:
        """Whether what an earlier run kept has been taken over."""
        return self._kept is not None

    def close(self) -> None:
        """Another replica may keep it from now on."""
        self._kept = None

    async def taken_over(self, health: Health, now: datetime) -> tuple[Health, list[Notice]]:
        """The health with what was kept before, and what the operators must hear of the difference."""
        kept = unpacked(await self._board.kept(self._settings.name))
        self._kept = () if kept is None else _telling(kept)
        return (health, []) if kept is None else resumed(kept, health, now, self._settings)

    async def keep(self, health: Health) -> None:
        """Keep it when what a restart must know of it has changed. Call when its notices are in the outbox."""
        if health.since is None or self._kept in (None, _telling(health)):
            return
        if await self._board.keep(self._lease, self._settings.name, packed(health)):
            self._kept = _telling(health)


def _telling(health: Health) -> tuple[object, ...]:
    return health.state, health.told, health.trouble_at
