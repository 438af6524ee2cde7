"""The ticker site of the demonstration: one page, ten lines, on a loopback port of its own."""

import asyncio
from html import escape

from aiohttp import web

from bot.demo.day import OPENING, Scene

WINDOW = 10

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The Loopback Courier</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sports">Sports</a></li>
<li><a href="/about">About us</a></li></ul></nav>
<section class="strip"><span class="strip-label">BREAKING</span><div class="strip-lines"><ul>
{lines}
</ul></div></section>
<main><h1>A page like any other</h1><p>The article that happens to stand below the ticker.</p></main>
</body></html>
"""


class TickerSite:
    """Shows the ten newest lines; `play` changes what is shown. `url` is known once it has started."""

    def __init__(self) -> None:
        self._lines = list(OPENING)
        self._down = False
        self._runner: web.AppRunner | None = None
        self.url = ""
        self.shown: list[str] = []
        self.asked = asyncio.Event()

    @property
    def down(self) -> bool:
        return self._down

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/", self._page)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/"

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def play(self, scene: Scene) -> None:
        """Show what the scene asks for; `asked` is then set when somebody has asked for the page."""
        self.asked.clear()
        if scene.down is not None:
            self._down = scene.down
        self._lines = [scene.retype.get(line, line) for line in self._lines]
        for line in scene.lines:
            self._lines.insert(0, line)
        self.shown.extend(scene.lines)
        self.shown.extend(scene.retype.values())
        del self._lines[WINDOW:]

    async def _page(self, request: web.Request) -> web.Response:
        self.asked.set()
        if self._down:
            return web.Response(status=503, text="Service Unavailable")
        items = "\n".join(f'<li><span class="line">{escape(line)}</span></li>' for line in self._lines)
        response = web.Response(text=_PAGE.format(lines=items), content_type="text/html")
        response.enable_compression()
        return response
