"""Reading lines for `dedupe` and `classify`: plain text or JSON, in blocks that a blank line ends."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from bot.text.language import language_of

APART = timedelta(minutes=1)
EPOCH_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""The input's own clock starts here when no line says when it was shown; only differences matter."""


class InputError(Exception):
    """The input cannot be read; the text says where and what is allowed."""


@dataclass(frozen=True, slots=True)
class InputLine:
    """One line of the input. `n`: its number there, from 1, blank lines counted. `at`: aware, UTC."""

    n: int
    text: str
    at: datetime
    source: str
    lang: str


def read_text(file: str | None) -> Iterator[str]:
    """The physical lines of a file, or of standard input for None and "-". Never fails on strange bytes."""
    if file is None or file == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield from sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8-sig", errors="replace") as stream:
            yield from stream
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from error


def blocks(lines: Iterable[str]) -> Iterator[list[InputLine]]:
    """Lines between blank ones. Raises InputError where a line starts as JSON and is not what we read."""
    block: list[InputLine] = []
    at = EPOCH_AT - APART
    for n, raw in enumerate(lines, 1):
        text = raw.strip()
        if not text:
            if block:
                yield block
            block = []
            continue
        line = _parsed(n, text, at + APART)
        at = line.at
        block.append(line)
    if block:
        yield block


def _parsed(n: int, text: str, next_at: datetime) -> InputLine:
    if not text.startswith("{"):
        return InputLine(n, text, next_at, "", language_of(text))
    try:
        row = json.loads(text)
    except ValueError:
        # A headline may begin with a brace too.
        return InputLine(n, text, next_at, "", language_of(text))
    shown = row.get("text")
    if not isinstance(shown, str) or not shown.strip():
        raise InputError(f'line {n}: JSON needs a "text" that is not empty')
    at = _moment(n, row["at"]) if row.get("at") else next_at
    return InputLine(n, shown, at, str(row.get("source") or ""), str(row.get("lang") or language_of(shown)))


def _moment(n: int, text: object) -> datetime:
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        raise InputError(f'line {n}: "at" is {text!r}; ISO 8601 is needed, 2026-01-31T12:00:00Z say') from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


class Printer:
    """Prints rows as JSON lines (asked for, or not on a terminal) or as text for a person."""

    def __init__(self, *, as_json: bool, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self.as_json = as_json or not self._stream.isatty()

    def row(self, row: Mapping[str, object], text: str) -> None:
        line = json.dumps(row, ensure_ascii=False) if self.as_json else text
        # A lone surrogate from the input must not end the run.
        print(line.encode("utf-8", "replace").decode("utf-8"), file=self._stream, flush=self.as_json)
