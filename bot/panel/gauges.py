"""Metrics filled from the view: the closed sets of labels, and what every scrape takes over."""

from collections.abc import Iterable

from bot.model.chat import ChatState
from bot.model.delivery import DeliveryOutcome
from bot.model.news import Outcome
from bot.ops.metrics import Metrics
from bot.panel.health import age_s, readiness
from bot.panel.status import LinkState, SourceState, StatusView
from bot.ports.watching import Role


def build_metrics(version: str, roles: Iterable[Role] = Role) -> Metrics:
    """A registry whose labels are the closed sets of the program. `roles`: those in use; an alert asks for a
    role that nobody holds, and one that nobody needs must not be among them."""
    return Metrics(
        version=version,
        decisions=[outcome.value for outcome in Outcome],
        deliveries=[outcome.value for outcome in DeliveryOutcome],
        states=[state.value for state in SourceState],
        roles=[role.value for role in roles],
        chat_states=[state.value for state in ChatState],
    )


def refresh(metrics: Metrics, view: StatusView) -> None:
    """Take over the view, before a scrape."""
    if view.redis.state is LinkState.OK:
        _shared(metrics, view)
    _sources(metrics, view)
    for loop in view.loops:
        metrics.set("tocsin_loop_beat_age_seconds", loop.age_s, loop.loop)
        metrics.set("tocsin_loop_beat_limit_seconds", loop.limit_s, loop.loop)
    for role in view.roles:
        metrics.set("tocsin_role_mine", float(role.mine), role.role)
    metrics.set("tocsin_redis_up", float(view.redis.state is LinkState.OK))
    metrics.set("tocsin_telegram_up", float(view.telegram.state is not LinkState.FAILING))
    metrics.set("tocsin_ready", float(readiness(view).ready))
    metrics.set("tocsin_paused", float(view.paused))
    metrics.set("tocsin_started_at_seconds", view.started_at.timestamp())


def _shared(metrics: Metrics, view: StatusView) -> None:
    """What only Redis knows. While it is away the last figures stand: a counter that fell to zero would seem to
    start again, and all that it ever counted would look like news when Redis is back."""
    metrics.totals("tocsin_decisions_total", view.decisions)
    metrics.totals("tocsin_deliveries_total", view.deliveries)
    for role in view.roles:
        metrics.set("tocsin_role_held", float(bool(role.holder)), role.role)
    for turn in ("first", "rest"):
        metrics.set("tocsin_due_chats", view.due.get(turn, 0), turn)
    for state in ChatState:
        metrics.set("tocsin_chats", view.chats.get(state, 0), state)
    metrics.set("tocsin_oldest_wait_seconds", view.oldest_wait_s)


def _sources(metrics: Metrics, view: StatusView) -> None:
    for source in view.sources:
        metrics.watch_source(source.name)
        metrics.set_state(source.name, source.state)
        metrics.set("tocsin_source_readable", float(source.state.readable), source.name)
        metrics.set("tocsin_source_interval_seconds", source.interval_s, source.name)
        if source.state is SourceState.UNKNOWN:
            continue  # what was known last stands until the replica that watches tells again
        # A source that was never read is as old as the process: an alert on the age then still fires.
        age = age_s(source.read_at or view.started_at, view.now)
        metrics.set("tocsin_source_age_seconds", age or 0.0, source.name)
