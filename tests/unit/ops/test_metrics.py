"""The catalogue, the exposition and the docs say the same; closed sets are there with zero."""

import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.ops.metrics import CATALOGUE, Metrics

DOCS = Path(__file__).parents[3] / "docs" / "metrics.md"


@pytest.fixture
def metrics() -> Metrics:
    return Metrics(
        version="1.2.3",
        decisions=("alert", "drop"),
        deliveries=("sent", "retried"),
        states=("ok", "blocked"),
        roles=("watcher",),
        chat_states=("active",),
    )


def exposed(metrics: Metrics) -> dict[str, float]:
    """Sample name with labels -> value."""
    found = {}
    for family in text_string_to_metric_families(metrics.text().decode()):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sample.labels.items())
            found[f"{sample.name}{{{labels}}}"] = sample.value
    return found


def test_closed_sets_are_there_with_zero(metrics: Metrics) -> None:
    metrics.watch_source("harbour")
    metrics.watch_loop("watcher")
    values = exposed(metrics)
    for name in (
        "tocsin_decisions_total{outcome=alert}",
        "tocsin_decisions_total{outcome=drop}",
        "tocsin_deliveries_total{outcome=retried}",
        "tocsin_polls_total{source=harbour,state=blocked}",
        "tocsin_loop_failures_total{loop=watcher}",
        "tocsin_seen_to_sent_seconds_count{}",
        "tocsin_due_chats{turn=first}",
        "tocsin_role_held{role=watcher}",
    ):
        assert values[name] == 0, name


def test_what_is_told_is_exposed(metrics: Metrics) -> None:
    metrics.watch_source("harbour")
    metrics.polled("harbour", "ok")
    metrics.set_state("harbour", "blocked")
    metrics.loop_failed("watcher")
    metrics.sent_after(4.2)
    metrics.sent_after(-0.1)
    metrics.totals("tocsin_deliveries_total", {"sent": 7, "unheard_of": 3})
    values = exposed(metrics)
    assert values["tocsin_polls_total{source=harbour,state=ok}"] == 1
    assert values["tocsin_source_state{source=harbour,state=blocked}"] == 1
    assert values["tocsin_source_state{source=harbour,state=ok}"] == 0
    assert values["tocsin_loop_failures_total{loop=watcher}"] == 1
    assert values["tocsin_deliveries_total{outcome=sent}"] == 7
    assert not [name for name in values if "unheard_of" in name]
    assert values["tocsin_seen_to_sent_seconds_bucket{le=5.0}"] == 2
    assert values["tocsin_seen_to_sent_seconds_bucket{le=3.0}"] == 1
    assert values["tocsin_build_info{version=1.2.3}"] == 1


def test_a_state_outside_the_set_is_refused(metrics: Metrics) -> None:
    with pytest.raises(ValueError, match="known: ok, blocked"):
        metrics.polled("harbour", "odd")


def test_everything_exposed_is_in_the_catalogue(metrics: Metrics) -> None:
    metrics.watch_source("harbour")
    metrics.watch_loop("watcher")
    families = {family.name for family in text_string_to_metric_families(metrics.text().decode())}
    own = {name for name in families if name.startswith("tocsin_")}
    assert own == {one.name.removesuffix("_total") for one in CATALOGUE}


def test_the_table_in_the_docs_is_the_catalogue() -> None:
    row = re.compile(r"^\| `(tocsin_\w+)` \| (\w+) \| (.*?) \| (.*?) \| (.*?) \|$", re.MULTILINE)
    rows = row.findall(DOCS.read_text("utf-8"))
    assert rows == [
        (
            one.name,
            one.kind,
            ", ".join(f"`{label}`" for label in one.labels) or "–",
            one.says,
            "shared" if one.shared else "own",
        )
        for one in CATALOGUE
    ]
