"""A ticker is recorded by one command and played by the other, as an operator would choose settings."""

import asyncio
import json
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

from tests.e2e.delivery_rig import until
from tests.e2e.river_rig import PATIENCE_S, Bed, laid, line_about
from tests.fakes.site import TickerSite

KNOWN = ["Harbour office: The northern basin is open to all ships", "Weather service: Calm seas until Friday"]


def windows(path: Path) -> list[list[str]]:
    rows = path.read_text("utf-8").splitlines() if path.exists() else []
    return [
        [line["text"] if isinstance(line, dict) else line for line in json.loads(row)["lines"]] for row in rows
    ]


async def played(bed: Bed, *words: str, over: str = "") -> tuple[int | None, list[dict[str, str]], str]:
    """`tocsin replay`: exit code, decisions, what it says at the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "replay", *words),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        cwd=bed.folder,
        env=bed.environment,
    )
    out, said = await process.communicate(over.encode())
    return process.returncode, [json.loads(row) for row in out.decode().splitlines()], said.decode()


async def test_a_day_is_recorded_and_played(tmp_path: Path) -> None:
    async with TickerSite(KNOWN) as site, laid(tmp_path, site, None) as bed:
        file = tmp_path / "day.jsonl"
        recorder = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "record", str(file)),
            stdin=DEVNULL,
            stderr=PIPE,
            cwd=bed.folder,
            env=bed.environment,
        )
        try:
            await until(lambda: windows(file) == [KNOWN], PATIENCE_S)
            site.push(line_about(0))
            await until(lambda: len(windows(file)) == 2, PATIENCE_S)
            site.push(line_about(0).replace("Local sources: ", "Correspondent: "), line_about(1))
            await until(lambda: len(windows(file)) == 3, PATIENCE_S)
        finally:
            recorder.send_signal(signal.SIGINT)
            said = (await recorder.communicate())[1].decode()
        assert recorder.returncode == 0
        assert "recording ended" in said

        code, decisions, told = await played(bed, str(file), "--json")
        assert code == 0
        outcomes = [(one["decision"], one["text"]) for one in decisions]
        assert outcomes[: len(KNOWN)] == [("drop", line) for line in reversed(KNOWN)]
        assert ("alert", line_about(0)) in outcomes
        assert ("alert", line_about(1)) in outcomes
        assert len([one for one in outcomes if one[0] == "alert"]) == 2
        assert "2 alert, 2 drop, 1 duplicate; 0 gaps" in told
        # From a pipe it is the same; a row cut off in the middle is named, not guessed at.
        assert (await played(bed, "--json", over=file.read_text("utf-8")))[:2] == (0, decisions)
        code, _, told = await played(bed, over=file.read_text("utf-8")[:-40])
        assert code not in {0, None}
        assert "Traceback" not in told
