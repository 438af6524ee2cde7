"""Conversations as files that read like a chat. TOCSIN_GOLDEN=write writes what is said now; read the diff."""

import os
import re
from pathlib import Path

import pytest

from bot.commands.settings import LANGUAGES
from tests.unit.commands.transcript import Play

FOLDER = Path(__file__).parents[2] / "golden" / "transcripts"
FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path: Path) -> None:
    said = Play().performed(path.read_text(encoding="utf-8"))
    if os.environ.get("TOCSIN_GOLDEN") == "write":
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")


def test_every_conversation_is_held_in_all_languages() -> None:
    held = {
        lang: {path.name.split(".")[0] for path in FILES if path.stem.endswith(f".{lang}")} for lang in LANGUAGES
    }
    assert held["en"] == held["ar"] == held["es"]
    assert len(held["en"]) >= 14


@pytest.mark.parametrize(
    "path", [path for path in FILES if not path.stem.endswith(".en")], ids=lambda path: path.stem
)
def test_no_english_sentence_of_ours_is_said_in_another_language(path: Path) -> None:
    """Every line of the bot that stands in the English conversation too is a name, a number or a command."""
    english = (FOLDER / f"{path.name.split('.')[0]}.en.txt").read_text(encoding="utf-8").splitlines()
    same = {line for line in path.read_text(encoding="utf-8").splitlines() if line in english and _is_said(line)}
    assert same == set()


def _is_said(line: str) -> bool:
    """Whether a line holds plain English words of the bot: "Press a region to tick it"."""
    said = re.sub(r"/\w+|\(.*?\)|❌.*", "", line)
    return (
        line[:1] in "< "
        and re.search(r"\b(?:the|you|your|is|are|of|with|hear|what|once|lines?)\b", said) is not None
    )
