"""The contract of the commands that use one stage alone, each on an empty data folder."""

import asyncio
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli.commands import COMMANDS
from bot.cli.parser import build_parser, main
from bot.config.environment import VARIABLES
from tests.fakes.site import Mode, TickerSite, list_layout

Rows = list[dict[str, Any]]
Command = Callable[..., Rows]
LINES = ("A drone targeted a car in Aitaroun", "Firefighters put out a blaze in Madrid", "Talks resume in Sanaa")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def rows(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs one command and returns the JSON lines that it prints."""

    def run(*words: str, said: str | None = None) -> Rows:
        if said is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(said.encode("utf-8"))))
        assert main(words) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_a_page_gives_its_lines_oldest_first(rows: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(list_layout(LINES), "utf-8")
    found = rows("scrape", str(page))
    assert [row["text"] for row in found] == list(reversed(LINES))
    assert all(set(row) == {"source", "text", "key"} for row in found)
    assert len({row["key"] for row in found}) == len(LINES)
    assert len({row["source"] for row in found}) == 1


def test_a_page_without_a_ticker_is_a_word_and_no_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><h1>An article</h1><p>Nothing else.</p></body></html>", "utf-8")
    assert main(["scrape", str(page), "--json"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip()


def test_a_page_that_cannot_be_had_is_an_error(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["scrape", str(tmp_path / "nowhere.html")]) == 1
    assert "nowhere.html" in capsys.readouterr().err


@pytest.mark.parametrize(("mode", "code", "lines"), [(Mode.OK, 0, 3), (Mode.EMPTY, 0, 0), (Mode.ERROR_500, 1, 0)])
async def test_an_address_is_asked(mode: Mode, code: int, lines: int, tmp_path: Path) -> None:
    async with TickerSite(LINES) as site:
        site.mode = mode
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "scrape", site.url, "--json"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={"PYTHONPATH": str(Path(__file__).parents[3]), "PATH": ""},
            cwd=tmp_path,
        )
        out, err = await process.communicate()
    assert process.returncode == code, err.decode()
    assert len(out.splitlines()) == lines
    assert bool(err) is (lines == 0)


def test_lines_are_told_apart_in_the_count_of_the_whole_input(rows: Command) -> None:
    first = "Health Ministry in Gaza: Three people killed in shelling of al-Maghazi camp"
    found = rows(
        "dedupe",
        said=f"{first}\n{first}\n{first.replace('Three', 'Seven')}\n\n{first}\n"
        + json.dumps({"text": first})
        + "\n",
    )
    assert [(row["n"], row["decision"], row["of"]) for row in found] == [
        (1, "new", None),
        (2, "duplicate", 1),
        (3, "update", found[2]["of"]),
        (5, "new", None),
        (6, "duplicate", 5),
    ]
    assert found[2]["of"] in (1, 2)
    assert all(set(row) == {"n", "text", "decision", "of", "score", "because"} for row in found)
    assert all(0 <= row["score"] <= 1 and row["because"] for row in found)


def test_the_clock_is_that_of_the_input(rows: Command) -> None:
    siren = "Sirens sounded in northern Israel"
    soon, late = "2026-03-14T06:05:00Z", "2026-03-16T06:00:00Z"
    said = [{"text": siren, "at": at} for at in ("2026-03-14T06:00:00+00:00", soon, late)]
    found = rows("dedupe", said="\n".join(map(json.dumps, said)))
    assert [row["decision"] for row in found] == ["new", "duplicate", "new"]


def test_a_file_of_lines_may_be_empty_or_odd(rows: Command, tmp_path: Path) -> None:
    (tmp_path / "lines.txt").write_bytes(b"\n\n{not json\n\xff\xfe strange \n\xef\xbb\xbf\n")
    assert [row["n"] for row in rows("dedupe", "lines.txt")][:2] == [3, 4]
    assert rows("classify", said="") == []


@pytest.mark.parametrize("row", ['{"text": ""}', '{"at": "now"}', '{"text": "x", "at": "yesterday"}'])
def test_json_that_is_no_line_is_an_error_that_names_it(
    row: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"a line\n{row}\n".encode())))
    assert main(["dedupe"]) == 1
    assert "line 2" in capsys.readouterr().err


def test_lines_are_placed(rows: Command) -> None:
    found = rows("classify", "--json", said="\n".join((*LINES, "Oil prices rise by two percent")))
    assert [row["about"] for row in found] == [["lebanon"], ["spain"], ["yemen"], ["world"]]
    assert all(set(row) == {"text", "about", "also", "because"} for row in found)


def test_the_regions_form_a_graph(rows: Command) -> None:
    found = {row["slug"]: row for row in rows("regions")}
    assert all(set(row) == {"slug", "name", "parents", "iso"} for row in found.values())
    assert found["world"] == {"slug": "world", "name": "World", "parents": [], "iso": None}
    assert {"gaza", "west-bank", "jerusalem"} <= {
        slug for slug, row in found.items() if "palestine" in row["parents"]
    }
    assert set(found["egypt"]["parents"]) == {"africa", "mena"}
    assert found["lebanon"]["iso"] == "LB"
    sections = ("africa", "asia", "asia-pacific", "europe", "latin-america", "mena", "palestine", "us-canada")
    assert set(sections) <= set(found)
    assert {parent for row in found.values() for parent in row["parents"]} <= set(found)


def test_a_line_is_explained_stage_by_stage(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "tocsin.toml").write_text('[[channel]]\nchat = "@bell"\nregions = ["mena"]\n', "utf-8")
    assert main(["explain", LINES[0]]) == 0
    told = capsys.readouterr().out
    for part in (
        LINES[0],
        "told?    new",
        "where?   lebanon",
        "Aitaroun",
        "subscribed to lebanon, mena",
        "in @bell",
    ):
        assert part in told
    assert not (tmp_path / "data").exists()


def test_health_of_nobody_is_an_error(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_HTTP_ADDRESS", "127.0.0.1:9")
    assert main(["health"]) == 1
    assert "no answer" in capsys.readouterr().err


def test_check_asks_redis_and_shows_what_is_in_effect(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["check"]) == 0
    told = capsys.readouterr().out
    assert f"environment.data_dir = {tmp_path / 'data'}" in told
    assert "ok   redis" in told
    assert "ok   telegram: no token" in told


@pytest.mark.parametrize("command", ["run", "check", "dedupe", "classify", "explain"])
def test_wrong_settings_end_with_two(command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "tocsin.toml").write_text(
        '[[channel]]\nchat = "@bell"\nregions = ["lebannon"]\n[[source]]\nname = "a"\n', "utf-8"
    )
    assert main([command, *(["a line"] if command == "explain" else [])]) == 2
    told = capsys.readouterr().err
    assert "2 problems" in told
    assert "did you mean 'lebanon'?" in told
    assert "[[source]] number 1 a, url" in told


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_is_worth_reading(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert len(capsys.readouterr().out.splitlines()) >= 6


def test_a_wrong_call_ends_with_two() -> None:
    with pytest.raises(SystemExit) as left:
        build_parser().parse_args(["ring"])
    assert left.value.code == 2
