"""What /healthz and /readyz answer, as pure functions of what is known.

/healthz asks whether this process is alive: its loops only, nothing outside. /readyz asks whether the work
can be done: 503 when Redis or Telegram fail or no source at all can be read, else 200, also on a standby.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.panel.status import LinkState, LoopRow, SourceRow, StatusView

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status code with its JSON body."""

    status: int
    body: Json


@dataclass(frozen=True, slots=True)
class Readiness:
    """`why`: every reason against, in words, empty when ready. `standby`: no role is held here."""

    why: tuple[str, ...]
    standby: bool

    @property
    def ready(self) -> bool:
        return not self.why


def readiness(view: StatusView) -> Readiness:
    """The rules. On a standby the sources are those that the holder of the role last told of."""
    why: list[str] = []
    for name, link in (("redis", view.redis), ("telegram", view.telegram)):
        if link.state is LinkState.FAILING:
            why.append(f"{name}: {link.detail or 'does not answer'}")
    if view.sources and not any(source.state.readable for source in view.sources):
        why.append("no source can be read: " + ", ".join(f"{one.name} is {one.state}" for one in view.sources))
    return Readiness(tuple(why), standby=bool(view.roles) and not any(role.mine for role in view.roles))


def healthz(loops: Sequence[LoopRow]) -> Answer:
    """200 while every loop shows itself within its own limit, else 503."""
    alive = all(loop.alive for loop in loops)
    return Answer(200 if alive else 503, {"alive": alive, "loops": _loops(loops)})


def readyz(view: StatusView) -> Answer:
    """The whole answer; `terse` of it is for those who may only know yes or no."""
    found = readiness(view)
    word = "failing" if not found.ready else "standby" if found.standby else "ok"
    body: Json = {
        "ready": found.ready,
        "status": word,
        "why": list(found.why),
        "at": _moment(view.now),
        "version": view.version,
        "replica": view.replica,
        "started_at": _moment(view.started_at),
        "paused": view.paused,
        "redis": _link(view, "redis"),
        "telegram": _link(view, "telegram"),
        "sources": [_source(source, view.now) for source in view.sources],
        "roles": [{"role": one.role, "holder": one.holder or None, "mine": one.mine} for one in view.roles],
        "loops": _loops(view.loops),
        "due": dict(view.due),
        "oldest_wait_s": round(view.oldest_wait_s, 1),
    }
    return Answer(200 if found.ready else 503, body)


def unavailable(reason: str) -> Answer:
    """What /readyz says when the state itself could not be learnt in time."""
    return Answer(503, {"ready": False, "status": "failing", "why": [reason]})


def terse(answer: Answer) -> Answer:
    """Only yes or no, for those who did not show the token."""
    return Answer(answer.status, {key: answer.body[key] for key in ("ready", "alive") if key in answer.body})


def age_s(at: datetime | None, now: datetime) -> float | None:
    """Seconds since `at`, never negative (clocks differ a little), None when it never happened."""
    return None if at is None else round(max(0.0, (now - at).total_seconds()), 1)


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def _link(view: StatusView, name: str) -> Json:
    link = view.redis if name == "redis" else view.telegram
    return {"state": link.state.value, "age_s": age_s(link.answered_at, view.now), "detail": link.detail or None}


def _source(source: SourceRow, now: datetime) -> Json:
    return {
        "name": source.name,
        "state": source.state.value,
        "readable": source.state.readable,
        "age_s": age_s(source.read_at, now),
        "limit_s": source.limit_s or None,
        "since_at": _moment(source.since_at),
        "interval_s": source.interval_s,
        "lines": source.lines,
        "note": source.note or None,
        "by": source.by or None,
    }


def _loops(loops: Sequence[LoopRow]) -> list[Json]:
    return [
        {"loop": one.loop, "age_s": round(one.age_s, 1), "limit_s": round(one.limit_s, 1), "alive": one.alive}
        for one in loops
    ]
