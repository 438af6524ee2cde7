"""A running `tocsin demo` in a process of its own, and its status page in a real browser.

    async with demo_page(speed=5) as url, tab(installed()) as page:
        await page.open(url)

As a program it makes the pictures of the documentation:  python -m tests.e2e.page_rig docs/images
"""

import asyncio
import contextlib
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

from tests.unit.panel.chromium import Tab, installed, save, tab

ROOT = Path(__file__).parents[2]
LIVE = "document.getElementById('live').textContent === 'live'"
_ADDRESS = re.compile(rb"status page: (http://127\.0\.0\.1:\d+/)")


@contextlib.asynccontextmanager
async def demo_page(speed: float) -> AsyncIterator[str]:
    """The address of the page of a demo that stays; Ctrl-C ends it, and it must end well."""
    command = (sys.executable, "-m", "bot", "demo", "--stay", "--speed", str(speed))
    program = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=DEVNULL, stdout=PIPE, stderr=PIPE)
    said: list[bytes] = []
    try:
        async with asyncio.timeout(20):
            url = await _address(program, said)
        reading = asyncio.create_task(program.communicate())
        yield url
        assert program.returncode is None, b"".join(said)
        assert await _ended(program) == 0, (await reading)[1].decode()
    finally:
        # Also when the test failed: killed outright, it would leave its embedded server behind.
        await _ended(program)


async def _ended(program: Process) -> int | None:
    """Ctrl-C, and the exit code."""
    if program.returncode is None:
        program.send_signal(signal.SIGINT)
        try:
            await asyncio.wait_for(program.wait(), 15)
        except TimeoutError:
            program.kill()
            await program.wait()
    return program.returncode


async def _address(program: Process, said: list[bytes]) -> str:
    assert program.stdout is not None
    async for line in program.stdout:
        said.append(line)
        if found := _ADDRESS.search(line):
            return found[1].decode()
    raise RuntimeError(f"the demo ended before its page was there: {b''.join(said).decode()}")


async def numbers(page: Tab) -> tuple[int, int, int]:
    """How many alerts, held lines and dots of the plot the page shows."""
    alerts = await page.value("document.querySelectorAll('#alerts [data-row]').length")
    held = await page.value("document.querySelectorAll('#held [data-row]').length")
    return alerts, held, await page.value("document.querySelectorAll('#latency circle').length")


async def _pictures(folder: Path) -> None:
    program = installed()
    assert program is not None, "pictures need a Chromium on this machine"
    async with demo_page(speed=1.5) as url, tab(program) as page:
        await asyncio.sleep(52)
        for name, width, height, dark, phone in (
            ("status.png", 1280, 1340, False, False),
            ("status-dark.png", 1280, 1340, True, False),
            ("status-phone.png", 390, 844, False, True),
        ):
            await page.look(width, height, dark=dark, phone=phone)
            await page.open(url)
            await page.until(LIVE)
            save(await page.picture(whole=False), folder / name)
            print(folder / name)


if __name__ == "__main__":
    asyncio.run(_pictures(Path(sys.argv[1])))
