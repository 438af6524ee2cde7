"""What others hear of the river: the log (a line per decision), the metrics, and whoever listens in."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.model.news import Alert, Decision
from bot.ops.log import logger
from bot.ops.metrics import Metrics
from bot.panel.status import LatencyPoint

log = logger("bot.decisions")

KEPT = 300


@dataclass(slots=True)
class Sendings:
    """When alerts reached their first chat, how many chats they reached, and the latest latencies."""

    first_s: dict[int, float] = field(default_factory=dict)
    chats: dict[int, int] = field(default_factory=dict)
    latency: deque[LatencyPoint] = field(default_factory=lambda: deque(maxlen=KEPT))

    def sent(self, alert: Alert, at: datetime, metrics: Metrics) -> None:
        seconds = max(0.0, (at - alert.seen_at).total_seconds())
        metrics.sent_after(seconds)
        self.latency.append(LatencyPoint(at, seconds))
        self.first_s.setdefault(alert.seq, seconds)
        self.chats[alert.seq] = self.chats.get(alert.seq, 0) + 1
        for old in [seq for seq in self.chats if seq < alert.seq - KEPT]:
            self.first_s.pop(old, None)
            self.chats.pop(old, None)


def log_decisions(decisions: Sequence[Decision], at: datetime) -> None:
    """One line per decision, with its evidence."""
    for decision in decisions:
        verdict, placement = decision.verdict, decision.placement
        log.info(
            "line_decided",
            outcome=decision.outcome.value,
            reason=decision.reason or None,
            source=decision.headline.source,
            text=decision.headline.text,
            of=verdict.of.text if verdict and verdict.of else None,
            score=round(verdict.score, 3) if verdict else None,
            told_apart=list(verdict.because) if verdict else [],
            about=list(placement.about) if placement else [],
            also=list(placement.also) if placement else [],
            placed=[f"{item.words}: {item.region} ({item.role})" for item in placement.evidence if not item.lost]
            if placement
            else [],
            late=decision.headline.late or None,
            at=at.isoformat(),
        )


Listener = Callable[[Sequence[Decision], datetime], None]


def everybody(*listeners: Listener) -> Listener:
    """One listener that tells all."""

    def tell(decisions: Sequence[Decision], at: datetime) -> None:
        for listener in listeners:
            listener(decisions, at)

    return tell
