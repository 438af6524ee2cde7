"""What the documents promise exists, and what exists is documented."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.cli.commands import COMMANDS
from bot.commands.answer import COMMANDS as CHAT_COMMANDS
from bot.commands.answer import OPERATOR_COMMANDS
from bot.config import toml_file
from bot.config.environment import VARIABLES

ROOT = Path(__file__).parents[1]
SETTINGS = (ROOT / "docs" / "settings.md").read_text("utf-8")
# Words of the workplace this was written at, spelt so that this file does not hold them itself.
FOREIGN = ("/wo" + "rk/", "/ro" + "ot/", "cla" + "ude", "anthr" + "opic", "open" + "ai", "co" + "pilot")

# People and companies in the news are named there.
TABLES = ("bench/lines/", "bot/classify/data/", "bot/dedupe/data/")


def tracked(*kinds: str) -> list[Path]:
    """Files that git keeps, or where there is no git all files of the kinds."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not here")
    listed = subprocess.run(  # noqa: S603 - fixed arguments
        [git, "ls-files", "-z", *kinds], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if listed.returncode != 0:
        pytest.skip("this is no clone")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("name", VARIABLES)
def test_each_variable_is_documented(name: str) -> None:
    assert f"`{name}`" in SETTINGS
    assert re.search(rf"^#?{name}=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)


def test_no_other_variable_is_documented() -> None:
    written = set(re.findall(r"TOCSIN_[A-Z_]+", SETTINGS + (ROOT / ".env.example").read_text("utf-8")))
    assert written <= set(VARIABLES)


def keys() -> list[tuple[str, str]]:
    """(table, key) of everything that the settings file may hold."""
    tables = [
        table for table in vars(toml_file).values() if isinstance(table, type) and issubclass(table, BaseModel)
    ]
    return [(table.__name__, key) for table in tables for key in table.model_fields]


@pytest.mark.parametrize(("table", "key"), keys())
def test_each_key_of_the_settings_file_is_documented(table: str, key: str) -> None:
    assert re.search(rf"`[^`\n]*\b{key}\b[^`\n]*`", SETTINGS), f"{table}: {key}"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_documented(command: str) -> None:
    told = "\n".join(path.read_text("utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
    assert f"tocsin {command}" in told


def test_each_chat_command_is_documented() -> None:
    told = (ROOT / "docs" / "subscribers.md").read_text("utf-8")
    assert [command for command in (*CHAT_COMMANDS, *OPERATOR_COMMANDS) if f"/{command}" not in told] == []


def test_no_file_speaks_of_the_place_it_was_written_at() -> None:
    found = []
    for path in tracked():
        if path.relative_to(ROOT).as_posix().startswith(TABLES):
            continue
        try:
            text = path.read_text("utf-8").casefold()
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FOREIGN if word in text]
    assert found == []


def test_every_relative_link_leads_somewhere() -> None:
    lost = []
    for path in tracked("*.md"):
        text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            where = target.partition("#")[0]
            is_relative = where and "://" not in target and not target.startswith("mailto:")
            if is_relative and not (path.parent / where).exists():
                lost.append(f"{path.relative_to(ROOT)}: {target}")
    assert lost == []
