"""The subscribers' guide shows real conversations and names every command."""

import re
from pathlib import Path

from bot.commands.command_menu import _KEYS

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "subscribers.md").read_text(encoding="utf-8")
PLAYED = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/golden/transcripts").glob("*.txt")]


def test_every_conversation_in_the_guide_is_one_that_tests_play() -> None:
    shown = re.findall(r"^```\n(.*?)\n```$", GUIDE, re.DOTALL | re.MULTILINE)
    assert len(shown) >= 2
    assert len(re.findall(r"pictures/\w[\w-]*\.webp", GUIDE)) >= 8
    for conversation in shown:
        assert any(conversation in played for played in PLAYED), conversation


def test_every_command_is_in_the_guide() -> None:
    missing = [name for name in _KEYS if f"/{name}" not in GUIDE]
    assert missing == []
