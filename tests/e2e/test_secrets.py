"""The whole program, as talkative as it can be, through every failure: no token or password comes out anywhere."""

import asyncio
import contextlib
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from signal import SIGHUP
from urllib.parse import quote

import pytest

from bot.store.embedded import EmbeddedServer, start_embedded
from tests.e2e.delivery_rig import until
from tests.e2e.river_rig import PATIENCE_S, Bed, Program, laid, line_about, settings, until_heard
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_limits import CUT, HALF_JSON, HTML_ANSWER, Fault
from tests.fakes.site import TickerSite

TOKEN = "7000000009:AAHarbourMasterOfTheNorthernBasin_"
REDIS, PROXY, SCOUT, PAGE = "rpw/Lagoon&7:x", "ppw-Lagoon@7", "spw-Lagoon%7", "hpw-Lagoon=7"
SECRETS = {"token": TOKEN.partition(":")[2], "redis": REDIS, "proxy": PROXY, "scout": SCOUT, "page": PAGE}
UNAUTHORIZED = Fault(401, "Unauthorized")


@pytest.fixture
async def locked() -> AsyncIterator[EmbeddedServer]:
    """A Redis with a password."""
    with tempfile.TemporaryDirectory(prefix="tocsin-test-") as folder:
        server = await start_embedded(Path(folder), ("--appendfsync", "everysec"))
        obey(server, f"CONFIG SET requirepass {REDIS}")
        yield server
        obey(server, f"AUTH {REDIS}", 'CONFIG SET requirepass ""')
        await server.stop()


def obey(server: EmbeddedServer, *commands: str) -> None:
    """Commands over one connection; each must be answered with OK or a number."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        line.connect(str(server.socket))
        for command in commands:
            line.sendall(f"{command}\r\n".encode())
            answer = line.recv(4096).decode()
            assert answer[0] in "+:", answer


def forms(secret: str) -> Iterator[str]:
    """How a secret may stand in a text: as it is, in an address, in JSON."""
    yield from {secret, quote(secret, safe=""), quote(secret), secret.replace("/", "\\/")}


def leaks(text: str) -> list[str]:
    """The names of the secrets that stand in a text."""
    return [name for name, secret in SECRETS.items() if any(form in text for form in forms(secret))]


def shown_by_the_kernel(pid: int) -> str:
    """The command lines and names of a process and of all below it."""
    found = ""
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            parent = int((folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
            if pid in (int(folder.name), parent):
                found += (folder / "cmdline").read_text("utf-8", "replace") + (folder / "comm").read_text("utf-8")
    return found


async def pages(program: Program) -> str:
    """Everything served, live updates included."""
    headers, text = {"Authorization": f"Bearer {PAGE}"}, ""
    for path in ("", "readyz", "healthz", "metrics"):
        async with program.http.get(program.url + path, headers=headers) as answer:
            text += await answer.text()
    async with program.http.get(program.url + "events", headers=headers) as stream:
        async for row in stream.content:
            text += row.decode()
            if row.startswith(b"data: "):
                return text
    raise AssertionError("the stream ended")


async def suffered(program: Program, api: FakeBotApi, fault: Fault, line: str, site: TickerSite) -> str:
    """A line comes while Telegram fails so; what the pages said meanwhile."""
    rule, calls = api.fail(fault, method=None), len(api.calls)
    site.push(line)
    await until(lambda: len(api.calls) >= calls + 2, PATIENCE_S)
    said_meanwhile = await pages(program)
    api.heal(rule)
    return said_meanwhile


async def asked(bed: Bed, *words: str, **environment: str) -> str:
    """What a command prints, on both channels."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=bed.folder,
        env={**bed.environment, **environment},
    )
    async with asyncio.timeout(30):
        return (await process.communicate())[0].decode()


@pytest.mark.slow
async def test_no_secret_comes_out_whatever_fails(tmp_path: Path, locked: EmbeddedServer) -> None:
    scout = f'[[source]]\nname = "scout"\nurl = "https://example.org/"\nproxy = "http://scout:{quote(SCOUT)}@127.0.0.1:9"\n'
    async with TickerSite(["Weather service: Calm seas"]) as site, FakeBotApi(TOKEN) as api:
        redis_url = locked.url.replace("unix://", f"unix://:{quote(REDIS, safe='')}@")
        async with laid(tmp_path, site, api, redis_url=redis_url, more="\n" + scout) as bed:
            bed.environment |= {"TOCSIN_LOG_LEVEL": "debug", "TOCSIN_HTTP_TOKEN": PAGE}
            program = await bed.start()
            await program.until_decided(1)
            seen = [await pages(program), shown_by_the_kernel(program.process.pid)]
            faults = (UNAUTHORIZED, HTML_ANSWER, CUT, HALF_JSON)
            for number, fault in enumerate(faults):
                seen.append(await suffered(program, api, fault, line_about(number), site))
            await api.stop()
            await until(lambda: bool(program.events("telegram_fails")), PATIENCE_S)
            seen.append(await pages(program))
            await api.start(int(api.base_url.rsplit(":", 1)[1].removesuffix("/bot")))

            seen += await redis_refuses(program, locked)
            seen.append(await settings_refused(bed, program, site))
            site.push(line_about(20))
            await until_heard(api, -1001, [line_about(20)])
            await program.stop()
            seen += await printed(bed)
            seen.append(bed.everything_said())
    for text in seen:
        assert text
        assert leaks(text) == [], text
    # The search would find them: the last thing asked was told on purpose where its secrets stand.
    assert leaks(f"{TOKEN} {quote(REDIS)} {quote(SCOUT)}") == ["token", "redis", "scout"]


async def redis_refuses(program: Program, server: EmbeddedServer) -> list[str]:
    """The password is changed under the program, and changed back."""
    obey(server, f"AUTH {REDIS}", "CONFIG SET requirepass another", "CLIENT KILL TYPE normal SKIPME yes")
    await until(lambda: bool(program.events("redis_fails")), PATIENCE_S)
    seen = await pages(program)
    assert "redis" in seen
    obey(server, "AUTH another", f"CONFIG SET requirepass {REDIS}")
    await until(lambda: bool(program.events("redis_answers_again")), PATIENCE_S)
    return [seen]


async def settings_refused(bed: Bed, program: Program, site: TickerSite) -> str:
    """SIGHUP while a mistake stands in the very value that holds a password."""
    good = (bed.folder / "tocsin.toml").read_text("utf-8")
    for wrong in (f"ftp://scout:{quote(SCOUT)}@127.0.0.1:9", f"http://scout:{quote(SCOUT)}@127.0.0.1:nine"):
        before = len(program.events("settings_refused"))
        more = f'\n[[source]]\nname = "scout"\nurl = "https://example.org/"\nproxy = "{wrong}"\n'
        (bed.folder / "tocsin.toml").write_text(settings(site.url, more=more), "utf-8")
        program.process.send_signal(SIGHUP)
        await until(lambda before=before: len(program.events("settings_refused")) > before, PATIENCE_S)  # type: ignore[misc]
    (bed.folder / "tocsin.toml").write_text(good, "utf-8")
    return await pages(program)


async def printed(bed: Bed) -> list[str]:
    """What `check` says of good values, and what it and `run` say of wrong ones."""
    away, proxy = quote(REDIS, safe=""), quote(PROXY, safe="")
    return [
        await asked(bed, "check"),
        await asked(bed, "check", TOCSIN_TELEGRAM_PROXY=f"http://boat:{proxy}@127.0.0.1:9"),
        await asked(bed, "check", TOCSIN_REDIS_URL=f"redis://:{away}@127.0.0.1:9/0"),
        await asked(bed, "run", TOCSIN_REDIS_URL=f"rediss://:{away}@127.0.0.1:nine/0"),
        await asked(bed, "run", TOCSIN_TELEGRAM_PROXY=f"ftp://boat:{proxy}@127.0.0.1:9"),
        await asked(bed, "run", TOCSIN_TELEGRAM_TOKEN=SECRETS["token"]),
    ]
