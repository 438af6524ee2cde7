"""The real ticker of a stored page, put into an HTML page: its ten lines reach their channels."""

import os
from pathlib import Path

import pytest

from tests.e2e.river_rig import ROOT, laid, until_heard
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite

STORED = Path(os.environ.get("TOCSIN_EVAL_DIR", ROOT.parent / "shared" / "data")).parent / "seeds"
PAGE = STORED / "almayadeen-english-page.txt"
CHANNELS = {
    -1001: ("lebanon",),
    -1002: ("palestine",),
    -1003: ("yemen",),
    -1004: ("syria",),
    -1005: ("europe",),
    -1006: ("mena",),
}
WHERE = (-1003, -1001, -1001, -1001, -1001, -1001, -1002, -1005, -1004, -1002)
"""The channel of each line, as they stand on the page, newest first."""


def ticker(page: Path) -> list[str]:
    """The ten lines below the label, newest first."""
    rows = page.read_text("utf-8").splitlines()
    start = rows.index("BREAKING") + 1
    return rows[start : start + 10]


async def test_the_ten_lines_of_a_real_ticker(tmp_path: Path) -> None:
    if not PAGE.is_file():
        pytest.skip(f"the stored page is not here: {PAGE.name}")
    lines = ticker(PAGE)
    known = ["Weather service: Calm seas until Friday", "Harbour office: The northern basin is open"]
    async with (
        TickerSite(known) as site,
        FakeBotApi() as api,
        laid(tmp_path, site, api, channels=CHANNELS) as bed,
        bed.running() as program,
    ):
        await program.until_decided(len(known))
        site.lines = [*lines, *known]
        site.window = 12
        decided = await program.until_decided(len(known) + 10)
        shown = [" ".join(line.split()) for line in reversed(lines)]
        assert [text for _, text in decided[2:]] == shown
        assert {outcome for outcome, _ in decided[2:]} == {"alert"}
        for chat in CHANNELS:
            mine = (chat,) if chat != -1006 else (-1001, -1002, -1003, -1004)
            wanted = [line for line, where in zip(shown, reversed(WHERE), strict=True) if where in mine]
            await until_heard(api, chat, wanted)
        await program.until_ready(200, state="ok")
