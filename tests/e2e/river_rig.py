"""The whole program in a process of its own, between a ticker site and a Bot API that the test holds.

    async with laid(tmp_path, site, api) as bed, bed.running() as program:
        site.push("a new line")
        await until(lambda: api.texts(-1001))

What the program says is read from its log (JSON lines), what it knows from its health endpoint. A killed process
leaves its embedded server behind; leaving `laid` stops that too, and makes sure that no log held the token.
"""

import asyncio
import json
import os
import re
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.store.embedded import SOCKET, start_embedded
from tests.e2e.delivery_rig import until
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite

ROOT = Path(__file__).parents[2]
PATIENCE_S = 20.0
CHANNELS = {-1001: ("lebanon",), -1002: ("palestine",), -1003: ("yemen", "syria"), -1004: ("europe", "world")}
"""What the settings file asks for unless a test says otherwise: numeric chats and their regions."""

Json = dict[str, Any]


@dataclass
class Bed:
    """Where the program runs: a folder with its settings, and the environment it is given."""

    folder: Path
    http: aiohttp.ClientSession
    environment: dict[str, str]
    programs: list["Program"] = field(default_factory=list)

    async def start(self, **environment: str) -> "Program":
        """A new process; returns when its page answers."""
        program = await self.spawn(**environment)
        await program.until_up()
        return program

    async def spawn(self, **environment: str) -> "Program":
        """A new process, not waited for."""
        log = self.folder / f"log-{len(self.programs)}.jsonl"
        with log.open("wb") as sink:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                cwd=self.folder,
                env={**self.environment, **environment},
            )
        program = Program(process, log, self.http)
        self.programs.append(program)
        return program

    @asynccontextmanager
    async def running(self, **environment: str) -> AsyncIterator["Program"]:
        """One process, ended with SIGTERM when the block ends."""
        program = await self.start(**environment)
        yield program
        await program.stop()

    def everything_said(self) -> str:
        return "".join(program.said() for program in self.programs)


@dataclass
class Program:
    """One process of `tocsin run`."""

    process: Process
    log: Path
    http: aiohttp.ClientSession
    url: str = ""

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def events(self, name: str) -> list[Json]:
        """The log's entries of one name, in order."""
        rows = [row for row in self.said().splitlines() if row.startswith("{") and row.endswith("}")]
        return [row for row in map(json.loads, rows) if row.get("event") == name]

    def decided(self) -> list[tuple[str, str]]:
        """(outcome, text) of every line, in the order of the log."""
        return [(row["outcome"], row["text"]) for row in self.events("line_decided")]

    async def until_up(self) -> None:
        await until(lambda: bool(self.events("started")) or self.process.returncode is not None, PATIENCE_S)
        assert self.process.returncode is None, self.said()
        self.url = self.events("started")[0]["page"]

    async def until_decided(self, count: int) -> list[tuple[str, str]]:
        await until(lambda: len(self.decided()) >= count, PATIENCE_S)
        return self.decided()

    async def ask(self, path: str) -> tuple[int, str]:
        """Status and body of one of the program's own pages."""
        async with self.http.get(self.url + path, timeout=aiohttp.ClientTimeout(8)) as answer:
            return answer.status, await answer.text()

    async def readiness(self) -> tuple[int, Json]:
        status, body = await self.ask("readyz")
        return status, json.loads(body)

    async def until_ready(self, status: int, *, why: str = "", state: str = "", roles: bool = False) -> Json:
        """Until /readyz answers with this status; its body.

        `why`: stands in a reason against; `state`: of the source; `roles`: all of them are held there.
        """
        async with asyncio.timeout(PATIENCE_S):
            while True:
                found, body = await self.readiness()
                states = [source["state"] for source in body.get("sources", [])]
                well = (not state or state in states) and (
                    not roles or all(role["mine"] for role in body["roles"])
                )
                if found == status and why in " ".join(body["why"]) and well:
                    return body
                await asyncio.sleep(0.1)

    async def stop(self) -> None:
        """SIGTERM. Fails with its last words where it had ended by itself, or ends otherwise than well."""
        assert self.process.returncode is None, self.said()[-3000:]
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE_S):
            assert await self.process.wait() == 0, self.said()[-3000:]

    async def kill(self) -> None:
        """SIGKILL: no word, no cleaning up."""
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def laid(folder: Path, site: TickerSite, api: FakeBotApi | None, **options: Any) -> AsyncIterator[Bed]:
    """A folder with settings for `site`, and nothing running yet; whatever runs at the end is ended.

    `options`: those of `settings`, and `redis_url`.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
    environment |= {
        "PYTHONPATH": str(ROOT),
        "TOCSIN_DATA_DIR": str(folder / "data"),
        "TOCSIN_SETTINGS": str(folder / "tocsin.toml"),
        "TOCSIN_HTTP_ADDRESS": "127.0.0.1:0",
        "TOCSIN_LOG_FORMAT": "json",
    }
    if api is not None:
        environment |= {"TOCSIN_TELEGRAM_TOKEN": api.token, "TOCSIN_TELEGRAM_API_URL": api.base_url}
    if redis_url := options.pop("redis_url", None):
        environment["TOCSIN_REDIS_URL"] = redis_url
    (folder / "tocsin.toml").write_text(settings(site.url, **options), "utf-8")
    async with aiohttp.ClientSession() as http:
        bed = Bed(folder, http, environment)
        try:
            yield bed
        finally:
            for program in bed.programs:
                if program.process.returncode is None:
                    await program.kill()
            if (folder / "data" / SOCKET).exists():
                await (await start_embedded(folder / "data")).stop()
    assert api is None or api.token.partition(":")[2] not in bed.everything_said()


def settings(
    url: str, *, channels: Mapping[int, tuple[str, ...]] = CHANNELS, more: str = "", source: str = ""
) -> str:
    """A settings file as an operator would write it."""
    rows = [
        f"[[channel]]\nchat = {chat}\nregions = {json.dumps(list(regions))}\n"
        for chat, regions in channels.items()
    ]
    return (
        f'[[source]]\nname = "harbour-en"\nurl = "{url}"\nevery_s = 1\nallow_private = true\nrobots = false\n'
        f"{source}\n[delivery]\nburst_window_s = 0\n{more}\n{''.join(rows)}"
    )


def heard(api: FakeBotApi, chat: int, lines: Sequence[str]) -> list[str]:
    """Which of `lines` stand whole, as rows of their own, in what a chat was sent; in the order they were sent."""
    return [row for text in api.texts(chat) for row in text.split("\n") if row in lines]


async def until_heard(api: FakeBotApi, chat: int, lines: Sequence[str]) -> None:
    """Until a chat was sent all of these lines; fails when they are not whole, in this order and once each."""
    await until(lambda: len(heard(api, chat, lines)) >= len(lines), PATIENCE_S)
    assert heard(api, chat, lines) == list(lines)


def numbered(api: FakeBotApi, chat: int, pattern: str = r"\bL(\d+)\b") -> list[int]:
    """The numbers that lines like "... L17 ..." carry, in the order in which a chat was sent them."""
    return [int(number) for text in api.texts(chat) for number in re.findall(pattern, text)]


TOWNS = (
    *(
        "Aitaroun",
        "Bint Jbeil",
        "Marjayoun",
        "Khiam",
        "Nabatieh",
        "Tyre",
        "Sidon",
        "Jezzine",
        "Hasbaya",
        "Rashaya",
    ),
    *("Baalbek", "Hermel", "Zahle", "Tripoli", "Batroun", "Byblos", "Jounieh", "Aley", "Naqoura", "Yaroun"),
    *(
        "Maroun al-Ras",
        "Kfar Kila",
        "Dibbine",
        "Mays al-Jabal",
        "Blida",
        "Shebaa",
        "Yater",
        "Tebnine",
        "Qana",
        "Ansar",
    ),
)


def line_about(number: int) -> str:
    """A line about a town in Lebanon; each number from 0 to 59 gives other news than all the others."""
    said = ("A drone targeted a vehicle in", "Firefighters put out a blaze in")
    turn, town = divmod(number, len(TOWNS))
    return f"Local sources: {said[turn]} the town of {TOWNS[town]}"
