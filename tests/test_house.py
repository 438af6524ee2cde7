"""The house rules that no linter knows: sizes, names, and pure rooms that stay pure."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
NAMELESS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc", "core", "lib"}
IMPURE = {
    *("asyncio", "time", "random", "os", "logging", "socket", "subprocess", "threading", "secrets", "tempfile"),
    *("structlog", "aiohttp", "redis", "telegram"),
}
OURS = {"bot.ops.log", "bot.ops.clock", "bot.ops.loops"}
# What of a pure room is an edge all the same: it sends, polls, keeps the pace, or tells of trouble.
EDGES = {"deliver": {"courier", "ended", "serving", "channels", "operators", "trouble"}}
PURE_ROOMS = ("dedupe", "classify", "deliver", "text", "model", "ports")
PURE_FILES = (
    *("decide.py", "pipeline/fold.py", "pipeline/pending.py", "pipeline/recent.py", "pipeline/replay.py"),
    *("scrape/window.py", "scrape/schedule.py", "scrape/states.py", "scrape/record.py", "scrape/retyped.py"),
)


def code() -> list[Path]:
    return sorted(chain.from_iterable((ROOT / room).rglob("*.py") for room in ("bot", "tests", "bench")))


def pure() -> Iterator[Path]:
    for room in PURE_ROOMS:
        for path in sorted((ROOT / "bot" / room).rglob("*.py")):
            if path.stem not in EDGES.get(room, ()):
                yield path
    yield from (ROOT / "bot" / name for name in PURE_FILES)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_no_file_is_longer_than_a_reader_bears() -> None:
    counted = {named(path): len(path.read_text("utf-8").splitlines()) for path in code()}
    assert {name: lines for name, lines in counted.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {}
    for path in code():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{named(path)}:{node.lineno} {node.name}"] = lines
    assert long == {}


def test_no_module_is_named_after_nothing() -> None:
    assert [named(path) for path in code() if path.stem in NAMELESS or path.parent.name in NAMELESS] == []


@pytest.mark.parametrize("path", list(pure()), ids=named)
def test_a_pure_module_asks_nothing_of_the_world(path: Path) -> None:
    found = {
        name if name in OURS else name.partition(".")[0] for name in imported(ast.parse(path.read_text("utf-8")))
    }
    assert found & (IMPURE | OURS) == set()


def test_only_one_module_reads_the_clock() -> None:
    asks = re.compile(r"\b(?:datetime\.(?:now|utcnow|today)|date\.today|time\.(?:time|monotonic))\(")
    found = [named(path) for path in (ROOT / "bot").rglob("*.py") if asks.search(path.read_text("utf-8"))]
    assert found == ["bot/ops/clock.py"]


def test_only_one_module_reads_the_environment() -> None:
    asks = re.compile(r"\bos\.(?:environ|getenv)\b")
    found = [named(path) for path in (ROOT / "bot").rglob("*.py") if asks.search(path.read_text("utf-8"))]
    assert found == ["bot/config/environment.py"]
