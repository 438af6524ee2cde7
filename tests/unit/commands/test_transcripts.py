"""Conversations as files that read like a chat. TOCSIN_GOLDEN=write writes what is said now; read the diff."""

import os
from pathlib import Path

import pytest

from tests.unit.commands.transcript import Play

FOLDER = Path(__file__).parents[2] / "golden" / "transcripts"
FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path: Path) -> None:
    said = Play().performed(path.read_text(encoding="utf-8"))
    if os.environ.get("TOCSIN_GOLDEN") == "write":
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")


def test_there_are_conversations_in_all_languages() -> None:
    assert {path.stem.rpartition(".")[2] for path in FILES} == {"en", "ar", "es"}
