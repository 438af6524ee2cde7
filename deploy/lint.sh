#!/usr/bin/env bash
# Checks everything in deploy/ and the workflows with the linter made for it. Says plainly what it could not check.
#   deploy/lint.sh            what is missing on this machine is named and skipped
#   deploy/lint.sh --strict   what is missing is an error (CI)
# The Python tools are installed into .venv-lint from requirements/lint.txt; promtool (Debian: prometheus),
# systemd-analyze and shellcheck come from the system.
set -euo pipefail
cd "$(dirname "$0")/.."

strict=${1:-}
tools=${LINT_VENV:-.venv-lint}
failed=0
missing=0

if ! cmp --silent requirements/lint.txt "$tools/installed.txt"; then
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r requirements/lint.txt
    cp requirements/lint.txt "$tools/installed.txt"
fi

check() { # check WHAT COMMAND...
    local what=$1 report
    shift
    if report=$("$@" 2>&1); then
        printf 'ok       %s\n' "$what"
    else
        printf 'FAILED   %s\n%s\n' "$what" "$report"
        failed=1
    fi
}

with() { # with TOOL WHAT COMMAND...: only where the system has the tool
    local tool=$1
    shift
    if command -v "$tool" >/dev/null; then
        check "$@"
    else
        printf 'MISSING  %s: no %s on this machine\n' "$1" "$tool"
        missing=1
    fi
}

unit_verify() { # systemd-analyze wants the program to exist; any will do
    local unit=$tools/tocsin.service
    sed 's#/opt/tocsin/bin/tocsin#/bin/true#' deploy/systemd/tocsin.service >"$unit"
    # The exposure goes from 0 (locked up) to 10 (may do anything); the threshold is in tenths.
    systemd-analyze verify --man=no "$unit" &&
        systemd-analyze security --offline=true --no-pager --threshold=15 "$unit"
}

dashboard() { # its queries, checked as if they were rules
    local rules=$tools/dashboard.yml
    python3 - deploy/grafana/dashboards/tocsin.json >"$rules" <<'PYTHON' && promtool check rules "$rules"
import json, sys
panels = json.load(open(sys.argv[1]))["panels"]
queries = [target["expr"].replace("$__rate_interval", "5m") for panel in panels for target in panel["targets"]]
rules = [{"record": f"dashboard:query_{n}", "expr": query} for n, query in enumerate(queries)]
print(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))
PYTHON
}

schema() { "$tools/bin/check-jsonschema" --builtin-schema "$@"; }

check "Dockerfile (hadolint)" "$tools/bin/hadolint" --failure-threshold info deploy/Dockerfile
check "compose.yaml (the compose specification's schema)" schema vendor.compose-spec deploy/compose.yaml
check "Kubernetes manifests (the API's schemas, strict)" \
    "$tools/bin/kubernetes-validate" --strict deploy/kubernetes/tocsin.yaml deploy/kubernetes/valkey.yaml
check "YAML (yamllint)" "$tools/bin/yamllint" --strict --config-file deploy/yamllint.yaml deploy .github
check "workflow (GitHub's schema)" schema vendor.github-workflows .github/workflows/check.yaml
check "workflow (zizmor)" "$tools/bin/zizmor" --offline --quiet .github/workflows
with promtool "Prometheus configuration" promtool check config --syntax-only deploy/prometheus/prometheus.yml
with promtool "Grafana dashboard, its queries" dashboard
with promtool "Prometheus rules" promtool check rules deploy/prometheus/rules.yml
with promtool "Prometheus rules, their tests" promtool test rules deploy/prometheus/rules.test.yml
with systemd-analyze "systemd unit (verify, security)" unit_verify
with shellcheck "this script (shellcheck)" shellcheck deploy/lint.sh

if [ "$failed" = 1 ]; then exit 1; fi
if [ "$missing" = 1 ] && [ "$strict" = --strict ]; then exit 1; fi
