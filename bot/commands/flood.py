"""Who asks too fast is told so once, and then not heard for a while. Pure but for what it remembers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.commands.scene import Answer, Scene
from bot.commands.settings import CommandSettings
from bot.model.request import Act, Request

MOST_KEPT = 50_000


class Gate(StrEnum):
    """OPEN: answer. WARN: say once that it was too fast. SHUT: silence."""

    OPEN = "open"
    WARN = "warn"
    SHUT = "shut"


@dataclass(frozen=True, slots=True)
class _Bucket:
    """`left` commands may come at once, as of `at`. `shut_until`: heard again then."""

    left: float
    at: datetime
    shut_until: datetime | None = None


class FloodGate:
    """A token bucket for each person of each chat: `flood_burst` at once, `flood_per_minute` lasting.

    It lives in memory on purpose. Only the holder of the listener's lease answers, so there is one. A restart
    forgives a flood that is under way, which costs a few answers and a warning; a bucket in Redis would cost
    every command of everybody a round trip.
    """

    def __init__(self, settings: CommandSettings) -> None:
        self._settings = settings
        self._buckets: dict[tuple[int | str, int | None], _Bucket] = {}

    def pass_through(self, chat: int | str, person: int | None, now: datetime) -> Gate:
        settings, who = self._settings, (chat, person)
        bucket = self._buckets.get(who) or _Bucket(float(settings.flood_burst), now)
        if bucket.shut_until is not None and now < bucket.shut_until:
            return Gate.SHUT
        gained = max(timedelta(0), now - bucket.at) / timedelta(minutes=1) * settings.flood_per_minute
        left = min(float(settings.flood_burst), bucket.left + gained) - 1
        shut = now + settings.flood_rest if left < 0 else None
        self._prune(now)
        self._buckets[who] = _Bucket(max(left, 0.0), now, shut)
        return Gate.WARN if shut is not None else Gate.OPEN

    def _prune(self, now: datetime) -> None:
        """Forget whose bucket is full again anyway."""
        if len(self._buckets) < MOST_KEPT:
            return
        full = timedelta(minutes=self._settings.flood_burst / max(1, self._settings.flood_per_minute))
        rest = max(full, self._settings.flood_rest)
        self._buckets = {who: bucket for who, bucket in self._buckets.items() if now - bucket.at < rest}


def is_counted(request: Request, settings: CommandSettings) -> bool:
    """Whether a request may be one too many: what people ask of the bot, but not what operators do."""
    is_asked = request.act is Act.PRESS or (
        request.act is Act.MESSAGE and (request.text.startswith("/") or request.person == request.chat.id)
    )
    return is_asked and request.chat.id not in settings.operators


def too_fast(scene: Scene) -> Answer:
    """What is said once: over the button, or as a message."""
    minutes = max(1, round(scene.house.settings.flood_rest.total_seconds() / 60))
    if scene.request.act is Act.PRESS:
        return Answer(toast=scene.label("slow-down", count=minutes))
    return Answer(replies=(scene.reply(scene.say("slow-down", count=minutes)),))
