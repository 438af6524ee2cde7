"""Kind `json`: lines at a path inside a JSON answer; nulls on the way mean that nothing is shown now. Pure."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.scrape.sites.found import Ask, Found, Line, Sight
from bot.text.display import clean

LINES_MOST = 500
_STEP = re.compile(r"([^.\[\]]+)|\[(\*|-?\d+)\]")


class NoSuchPath(Exception):
    """The answer has another shape than the path expects."""


def read(page: str, ask: Ask) -> Found:
    """The strings at `ask.path` ("data.items[*].title"), in their order. `[*]` takes every element."""
    rule = f"at the path {ask.path or '(the whole answer)'}"
    try:
        answer = json.loads(page)
    except (ValueError, RecursionError):
        return Found((), Sight.BROKEN, rule, note="the answer is not JSON")
    try:
        texts = [clean(text, entities=True) for text in at_path(answer, steps_of(ask.path))]
    except NoSuchPath as error:
        return Found((), Sight.BROKEN, rule, note=str(error))
    lines = tuple(Line(text) for text in dict.fromkeys(texts) if text)[:LINES_MOST]
    return Found(lines, Sight.LINES if lines else Sight.EMPTY, rule)


def steps_of(path: str) -> list[str | int | None]:
    """A path taken apart: a name, a position, or None for every element."""
    steps: list[str | int | None] = []
    for name, position in _STEP.findall(path.removeprefix("$").removeprefix(".")):
        steps.append(name or (None if position == "*" else int(position)))
    return steps


def at_path(value: Any, steps: list[str | int | None]) -> Iterator[str]:
    """The strings that a path leads to. Raises NoSuchPath where a name is missing or the shape differs."""
    if value is None:
        return
    if not steps:
        yield from _strings(value)
        return
    head, *rest = steps
    if head is None:
        if not isinstance(value, list | dict):
            raise NoSuchPath("the path expects a list where the answer has none")
        for each in value if isinstance(value, list) else value.values():
            yield from at_path(each, rest)
    elif isinstance(head, int):
        if not isinstance(value, list):
            raise NoSuchPath("the path expects a list where the answer has none")
        if -len(value) <= head < len(value):
            yield from at_path(value[head], rest)
    else:
        if not isinstance(value, dict) or head not in value:
            raise NoSuchPath(f"the answer has no {head!r} where the path expects it")
        yield from at_path(value[head], rest)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value
    elif value is not None:
        raise NoSuchPath("the path leads to something that is no text")
