"""`tocsin export` and `tocsin import`, as an operator runs them: every setting arrives, or nothing does."""

import asyncio
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.model.chat import ChatKey, ChatKind, ChatRecord, ChatState, Quiet, Receipt, Rhythm, Subscription
from bot.ports.chats import Change
from bot.store.bundle import Store, open_embedded

ROOT = Path(__file__).parents[2]
UNTIL = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
EVERYTHING = Subscription(
    regions=frozenset(("lebanon", "gaza", "a-region-of-tomorrow")),
    also=True,
    only_if=("هدنة", "power cut"),
    never_if=("football",),
    sources=frozenset(("almayadeen-ar",)),
    languages=frozenset(("ar", "es")),
    silent=True,
    rhythm=Rhythm.DAILY,
    daily_at=time(7, 45),
    zone="Asia/Beirut",
    quiet=Quiet(time(22, 30), time(7), "Europe/Madrid"),
    muted_until_at=UNTIL,
    region_mutes={"gaza": UNTIL},
    hashtags=True,
)
CHATS = (
    ChatRecord(ChatKey(42), ChatKind.PRIVATE, EVERYTHING, lang="ar", managed=(-1001, -1002)),
    ChatRecord(ChatKey(43), ChatKind.PRIVATE, Subscription(frozenset(("yemen",)))),
    ChatRecord(ChatKey(44), ChatKind.PRIVATE, state=ChatState.SUSPENDED, reason="blocked"),
    ChatRecord(ChatKey(-5, 7), ChatKind.SUPERGROUP, Subscription(rhythm=Rhythm.HOURLY), title="غرفة “الأخبار”"),
    ChatRecord(
        ChatKey(-1001), ChatKind.CHANNEL, Subscription(frozenset(("lebanon",))), lang="es", origin="settings"
    ),
)


async def _tocsin(folder: Path, *arguments: str, data: bytes | None = None) -> tuple[int, str, str]:
    """Exit code, output and complaints of the command line, with its data in `folder`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT), "TOCSIN_DATA_DIR": str(folder / "data")},
    )
    said, complaints = await asyncio.wait_for(process.communicate(data), 30)
    return process.returncode or 0, said.decode(), complaints.decode()


async def _kept(store: Store) -> list[ChatRecord]:
    page, after = await store.chats.page("", 500)
    assert not after
    return sorted(page, key=lambda record: str(record.key))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("from", "to"):
        (tmp_path / name).mkdir()
    return tmp_path / "from", tmp_path / "to"


async def test_every_setting_of_every_kind_of_chat_arrives(folders: tuple[Path, Path]) -> None:
    here, there = folders
    async with await open_embedded(here / "data") as store:
        for record in CHATS:
            await store.chats.change(Change("", record.key, 0, record))
        before = await _kept(store)
    assert len(before) == len(CHATS)
    code, exported, complaints = await _tocsin(here, "export")
    assert (code, complaints) == (0, "")
    assert len(exported.splitlines()) == len(CHATS)
    (there / "chats.jsonl").write_text(exported, "utf-8")
    assert (await _tocsin(there, "import", "chats.jsonl"))[:2] == (
        0,
        "5 chats taken up, 0 known already and left as they were\n",
    )
    async with await open_embedded(there / "data") as store:
        after = await _kept(store)
        changed = replace(after[0], subscription=Subscription(), lang="en")
        await store.chats.change(Change("", changed.key, changed.revision, changed))
    # Where each has read to and what was sent to it belong to another log and another bot.
    assert [_carried(record) for record in after] == [_carried(record) for record in before]
    code, over, _ = await _tocsin(there, "import", "--over", "-", data=exported.encode())
    assert (code, over) == (0, "5 chats taken up, 0 known already and left as they were\n")
    assert sorted((await _tocsin(there, "export"))[1].splitlines()) == sorted(exported.splitlines())


def _carried(record: ChatRecord) -> ChatRecord:
    return replace(record, joins={}, cursor=0, revision=0, receipts=tuple[Receipt, ...]())


GOOD = '{"tocsin": 1, "chat": "42", "kind": "private", "regions": ["lebanon"]}'


async def test_a_wrong_line_is_named_and_nothing_is_taken_up(folders: tuple[Path, Path]) -> None:
    here, _ = folders
    wrong = GOOD.replace('"private"', '"forum"')
    code, said, complaints = await _tocsin(here, "import", "-", data=f"{GOOD}\n\n\n{wrong}\n{GOOD}\n".encode())
    assert (code, said) == (1, "")
    assert "line 4: ValueError: 'forum' is not a valid ChatKind" in complaints
    assert "Traceback" not in complaints
    async with await open_embedded(here / "data") as store:
        assert await _kept(store) == []
