"""Heartbeats of the loops: memory only, so that asking for them can never hang."""

from dataclasses import dataclass

from bot.ops.clock import Clock


@dataclass(frozen=True, slots=True)
class Beat:
    """`age_s`: since the loop last showed itself; `limit_s`: the age beyond which it counts as stuck."""

    loop: str
    age_s: float
    limit_s: float

    @property
    def alive(self) -> bool:
        return self.age_s <= self.limit_s


class Beats:
    """Every loop's last sign of life, on the monotonic clock. A loop that pauses says for how long."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[str, tuple[float, float, float]] = {}

    def expect(self, loop: str, limit_s: float) -> None:
        """From now on `loop` must beat at least every `limit_s` seconds beside its announced pauses."""
        self._last[loop] = (self._clock.monotonic(), limit_s, 0.0)

    def beat(self, loop: str, pause_s: float = 0.0) -> None:
        """A sign of life; the next one comes after `pause_s` plus at most the loop's limit."""
        _, limit_s, _ = self._last[loop]
        self._last[loop] = (self._clock.monotonic(), limit_s, max(0.0, pause_s))

    def forget(self, loop: str) -> None:
        """The loop has ended as it should; nothing more is expected of it."""
        self._last.pop(loop, None)

    def rows(self) -> tuple[Beat, ...]:
        """One row a loop, in the order in which they began."""
        now = self._clock.monotonic()
        return tuple(Beat(loop, now - at, limit + pause) for loop, (at, limit, pause) in self._last.items())

    @property
    def alive(self) -> bool:
        """Whether every loop showed itself within its limit."""
        return all(row.alive for row in self.rows())
