"""The files in deploy/ agree with the code and with each other. Their own linters are run by deploy/lint.sh."""

import json
import re
from pathlib import Path

import pytest

from bot.config.environment import VARIABLES
from bot.ops.metrics import CATALOGUE

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
RULES = (DEPLOY / "prometheus" / "rules.yml").read_text("utf-8")
TESTS = (DEPLOY / "prometheus" / "rules.test.yml").read_text("utf-8")
RUNBOOK = (DEPLOY / "RUNBOOK.md").read_text("utf-8")
DASHBOARD = (DEPLOY / "grafana" / "dashboards" / "tocsin.json").read_text("utf-8")
ALERTS = re.findall(r"^ +- alert: (\w+)$", RULES, re.MULTILINE)
EXPOSED = {one.name for one in CATALOGUE} | {f"{one.name}_bucket" for one in CATALOGUE if one.kind == "histogram"}


def test_there_are_alerts() -> None:
    assert len(ALERTS) == len(set(ALERTS)) >= 15


@pytest.mark.parametrize("alert", ALERTS)
def test_every_alert_has_an_entry_in_the_runbook_and_is_linked_to_it(alert: str) -> None:
    assert re.findall(r"^## (\w+)$", RUNBOOK, re.MULTILINE).count(alert) == 1
    assert f"runbook: RUNBOOK.md#{alert.lower()}\n" in RULES


@pytest.mark.parametrize("alert", ALERTS)
def test_every_alert_is_tested_firing_and_silent(alert: str) -> None:
    cases = [case for case in TESTS.split("  - name: ") if f"alertname: {alert}\n" in case]
    assert any("exp_labels" in case for case in cases)
    assert any("exp_alerts: []" in case for case in cases)


def test_the_runbook_explains_nothing_that_is_gone() -> None:
    assert set(re.findall(r"^## (\w+)$", RUNBOOK, re.MULTILINE)) == set(ALERTS)
    assert {link[1:] for link in re.findall(r"\((#\w+)\)", RUNBOOK)} <= {alert.lower() for alert in ALERTS}


@pytest.mark.parametrize("text", [RULES, DASHBOARD], ids=["rules", "dashboard"])
def test_only_metrics_that_exist_are_asked_for(text: str) -> None:
    asked = set(re.findall(r"\btocsin_\w+", text))
    assert asked
    assert asked <= EXPOSED


def test_every_panel_of_the_dashboard_says_what_it_shows() -> None:
    panels = json.loads(DASHBOARD)["panels"]
    assert all(panel["title"] and panel["description"] and panel["targets"] for panel in panels)
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels]
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    "path", ["Dockerfile", "compose.yaml", "systemd/tocsin.service", "kubernetes/tocsin.yaml"]
)
def test_only_variables_that_exist_are_set(path: str) -> None:
    named = set(re.findall(r"\bTOCSIN_[A-Z_]+\b", (DEPLOY / path).read_text("utf-8")))
    assert named
    assert named <= set(VARIABLES)


def test_the_unit_lets_readers_limit_themselves() -> None:
    """bot/scrape/worker.py sets limits and its niceness; where that was forbidden, no page was ever read."""
    unit = (DEPLOY / "systemd" / "tocsin.service").read_text("utf-8")
    filters = re.findall(r"^SystemCallFilter=(.+)$", unit, re.MULTILINE)
    taken = max(n for n, one in enumerate(filters) if one.startswith("~"))
    given_back = {name for one in filters[taken + 1 :] for name in one.split()}
    assert {"setrlimit", "prlimit64", "setpriority"} <= given_back


def test_the_image_is_built_from_files_that_exist() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = [name for line in re.findall(r"^COPY (?!--)(.+) \S+$", text, re.MULTILINE) for name in line.split()]
    allowed = {
        line[1:]
        for line in (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
        if line[:1] == "!"
    }
    assert copied
    assert set(copied) == allowed
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_actions_are_pinned_by_commit() -> None:
    text = (ROOT / ".github" / "workflows" / "check.yaml").read_text("utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)] == []
