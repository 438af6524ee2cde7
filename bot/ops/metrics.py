"""Metrics for Prometheus: one catalogue, from which both the registry and the table in the docs are made.

Labels come from closed sets and are there with zero from the start, so that a rate never misses its first
event. What is counted for all replicas together comes from the store (`totals`), the rest is this process'.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

# From "at once" to "a phone is picked up": the promise is seconds, the pain begins at minutes.
SEEN_TO_SENT_S = (0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 34, 60, 120, 300, 900, 3600)


@dataclass(frozen=True, slots=True)
class Described:
    """A metric as it is exposed. `labels` in order; `shared`: the same figure on every replica."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    labels: tuple[str, ...]
    says: str
    shared: bool = False


CATALOGUE: tuple[Described, ...] = (
    Described("tocsin_decisions_total", "counter", ("outcome",), "Lines decided, by outcome.", shared=True),
    Described(
        "tocsin_deliveries_total", "counter", ("outcome",), "Turns of chats, by how they ended.", shared=True
    ),
    Described("tocsin_polls_total", "counter", ("source", "state"), "Polls of a source, by the state found."),
    Described("tocsin_loop_failures_total", "counter", ("loop",), "Steps of a loop that failed and are retried."),
    Described(
        "tocsin_seen_to_sent_seconds", "histogram", (), "From the moment a line was seen to Telegram's answer."
    ),
    Described(
        "tocsin_source_state",
        "gauge",
        ("source", "state"),
        "1 for the state a source is in, 0 for others.",
        shared=True,
    ),
    Described(
        "tocsin_source_readable", "gauge", ("source",), "1 if the source can be read, 0 if not.", shared=True
    ),
    Described(
        "tocsin_source_age_seconds",
        "gauge",
        ("source",),
        "Since the source was last read, in seconds.",
        shared=True,
    ),
    Described(
        "tocsin_source_interval_seconds",
        "gauge",
        ("source",),
        "Pause between polls in force, in seconds.",
        shared=True,
    ),
    Described("tocsin_loop_beat_age_seconds", "gauge", ("loop",), "Since a loop last showed itself, in seconds."),
    Described("tocsin_loop_beat_limit_seconds", "gauge", ("loop",), "Age at which that loop counts as stuck."),
    Described("tocsin_role_mine", "gauge", ("role",), "1 if this replica holds the role."),
    Described("tocsin_role_held", "gauge", ("role",), "1 if any replica holds the role.", shared=True),
    Described("tocsin_due_chats", "gauge", ("turn",), "Chats that may be served now, by turn.", shared=True),
    Described(
        "tocsin_oldest_wait_seconds", "gauge", (), "How long the chat that is due first has waited.", shared=True
    ),
    Described("tocsin_chats", "gauge", ("state",), "Chats known, by state.", shared=True),
    Described("tocsin_redis_up", "gauge", (), "1 if Redis answers."),
    Described("tocsin_telegram_up", "gauge", (), "1 if Telegram answered lately, or no token is set."),
    Described("tocsin_ready", "gauge", (), "1 if /readyz answers 200."),
    Described("tocsin_paused", "gauge", (), "1 while an operator has paused delivery.", shared=True),
    Described("tocsin_started_at_seconds", "gauge", (), "Moment this process started, Unix seconds."),
    Described("tocsin_build_info", "gauge", ("version",), "Always 1; the version is the label."),
)
_BY_NAME = {described.name: described for described in CATALOGUE}

# Without this every counter has a second series, of no use to anybody here.
_no_created_series: Callable[[], None] = disable_created_metrics


class _Totals(Collector):
    """Counters whose truth is elsewhere: the last totals seen are exposed as they are."""

    def __init__(self, described: Described, values: Iterable[str]) -> None:
        self._described = described
        self._totals: dict[str, float] = dict.fromkeys(values, 0.0)

    def take(self, totals: Mapping[str, float]) -> None:
        for label in self._totals:
            self._totals[label] = float(totals.get(label, 0.0))

    def collect(self) -> Iterator[Metric]:
        name = self._described.name.removesuffix("_total")
        family = CounterMetricFamily(name, self._described.says, labels=self._described.labels)
        for label, total in self._totals.items():
            family.add_metric([label], total)
        yield family


class Metrics:
    """The registry of one process. The closed sets of labels are given once and are preset to zero."""

    def __init__(
        self,
        *,
        version: str,
        decisions: Sequence[str],
        deliveries: Sequence[str],
        states: Sequence[str],
        roles: Sequence[str],
        chat_states: Sequence[str],
    ) -> None:
        _no_created_series()
        self._states = tuple(states)
        self.registry = CollectorRegistry(auto_describe=False)
        self._totals = {
            "tocsin_decisions_total": _Totals(_BY_NAME["tocsin_decisions_total"], decisions),
            "tocsin_deliveries_total": _Totals(_BY_NAME["tocsin_deliveries_total"], deliveries),
        }
        for totals in self._totals.values():
            self.registry.register(totals)
        self._counters = {one.name: self._counter(one) for one in self._own("counter")}
        self._gauges = {one.name: self._gauge(one) for one in self._own("gauge")}
        self._latency = Histogram(
            "tocsin_seen_to_sent_seconds",
            _BY_NAME["tocsin_seen_to_sent_seconds"].says,
            buckets=SEEN_TO_SENT_S,
            registry=self.registry,
        )
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self.set("tocsin_build_info", 1, version)
        for name, values in (
            ("tocsin_role_mine", roles),
            ("tocsin_role_held", roles),
            ("tocsin_due_chats", ("first", "rest")),
            ("tocsin_chats", chat_states),
        ):
            for value in values:
                self.set(name, 0, value)

    def _own(self, kind: str) -> Iterator[Described]:
        return (one for one in CATALOGUE if one.kind == kind and one.name not in self._totals)

    def _counter(self, described: Described) -> Counter:
        return Counter(described.name, described.says, described.labels, registry=self.registry)

    def _gauge(self, described: Described) -> Gauge:
        return Gauge(described.name, described.says, described.labels, registry=self.registry)

    def watch_source(self, source: str) -> None:
        """A source of the settings: all its series are there from now on."""
        for state in self._states:
            self._counters["tocsin_polls_total"].labels(source, state)
            self.set("tocsin_source_state", 0, source, state)

    def watch_loop(self, loop: str) -> None:
        self._counters["tocsin_loop_failures_total"].labels(loop)

    def polled(self, source: str, state: str) -> None:
        """A poll ended in `state`, one of the closed set (ValueError otherwise)."""
        if state not in self._states:
            raise ValueError(f"unknown source state {state!r}; known: {', '.join(self._states)}")
        self._counters["tocsin_polls_total"].labels(source, state).inc()

    def loop_failed(self, loop: str) -> None:
        """A step failed and will be retried; fits `Loop.on_failure`."""
        self._counters["tocsin_loop_failures_total"].labels(loop).inc()

    def sent_after(self, seconds: float) -> None:
        """A line reached a chat `seconds` after it was seen."""
        self._latency.observe(max(0.0, seconds))

    def totals(self, name: str, totals: Mapping[str, float]) -> None:
        """Take over the totals of a shared counter; labels outside the closed set are left out."""
        self._totals[name].take(totals)

    def set(self, name: str, value: float, *labels: str) -> None:
        """Set a gauge of the catalogue."""
        gauge = self._gauges[name]
        (gauge.labels(*labels) if labels else gauge).set(value)

    def set_state(self, source: str, state: str) -> None:
        """1 for the state the source is in, 0 for all others."""
        for one in self._states:
            self.set("tocsin_source_state", float(one == state), source, one)

    def text(self) -> bytes:
        """All metrics in Prometheus' text format (CONTENT_TYPE)."""
        return generate_latest(self.registry)
