"""docs/logs.md lists every event that the program may log, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOGGERS = {"log", "_raw"}
LEVELS = {"debug", "info", "warning", "error", "critical", "exception"}


def is_logging(node: ast.AST) -> bool:
    """`log.info`, or one of several of that kind chosen by a condition."""
    if isinstance(node, ast.IfExp):
        return is_logging(node.body) and is_logging(node.orelse)
    return (
        isinstance(node, ast.Attribute)
        and node.attr in LEVELS
        and isinstance(node.value, ast.Name)
        and node.value.id in LOGGERS
    )


def logged(source: str) -> Iterator[str]:
    """The events of a module; an event that is no plain word fails the test, for nobody could look it up."""
    tree = ast.parse(source)
    chosen = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and is_logging(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if is_logging(node.func) or (isinstance(node.func, ast.Name) and node.func.id in chosen):
            event = node.args[0]
            assert isinstance(event, ast.Constant), ast.unparse(node)
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", str(event.value)), event.value
            yield str(event.value)


def in_code() -> set[str]:
    return {event for path in (ROOT / "bot").rglob("*.py") for event in logged(path.read_text("utf-8"))}


def in_docs() -> list[str]:
    page = (ROOT / "docs" / "logs.md").read_text("utf-8")
    return [
        word for row in re.findall(r"^\| (`.+?) \|", page, re.MULTILINE) for word in re.findall(r"`(\w+)`", row)
    ]


def test_every_event_is_explained_once() -> None:
    documented = in_docs()
    assert sorted(documented) == sorted(set(documented))
    assert in_code() - set(documented) == set()
    assert set(documented) - in_code() == set()


def test_events_are_found_however_they_are_said() -> None:
    source = """
log.info("one", a=1)
say = log.warning if x else log.debug
say("two")
print("three")
_raw.critical("four")
"""
    assert list(logged(source)) == ["one", "two", "four"]
