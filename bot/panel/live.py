"""Live updates of the page: server-sent events that carry only the sections that changed."""

import asyncio
import json
import re

from aiohttp import web

from bot.ops.clock import Clock
from bot.ops.loops import pause
from bot.panel import guard
from bot.panel.page import sections, title
from bot.panel.views import Unavailable, Views

EVERY_S = 1.0
QUIET_S = 15.0
MOST_VIEWERS = 32

# Ages count on by themselves in the browser: a section that differs only in them has not changed.
_AGE = re.compile(r"(<time\b[^>]*>)[^<]*")


class Viewers:
    """All open pages. Each gets what changed since it last looked, at most once per EVERY_S."""

    def __init__(self, views: Views, clock: Clock) -> None:
        self._views, self._clock = views, clock
        self._closing = asyncio.Event()
        self._open = 0

    def close(self) -> None:
        """End all streams; browsers come back by themselves when the server does."""
        self._closing.set()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        if self._open >= MOST_VIEWERS:
            return web.Response(status=503, text="Too many live viewers; the page itself still works.\n")
        headers = {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
        response = web.StreamResponse(headers={**guard.HEADERS, **headers})
        self._open += 1
        try:
            await response.prepare(request)
            await self._follow(response)
        except ConnectionError:
            pass  # the browser went away
        finally:
            self._open -= 1
        return response

    async def _follow(self, response: web.StreamResponse) -> None:
        await response.write(b"retry: 2000\n\n")
        shown: dict[str, str] = {}
        spoke_s = self._clock.monotonic()
        while not self._closing.is_set():
            view = await self._views.view()
            if isinstance(view, Unavailable):
                await response.write(_event({"lost": view.why}))
            else:
                drawn = sections(view)
                changed = {name: html for name, html in drawn.items() if _AGE.sub(r"\1", html) != shown.get(name)}
                if changed:
                    shown |= {name: _AGE.sub(r"\1", html) for name, html in changed.items()}
                    await response.write(
                        _event({"now": view.now.isoformat(), "title": title(view), "html": changed})
                    )
                    spoke_s = self._clock.monotonic()
            if self._clock.monotonic() - spoke_s >= QUIET_S:
                await response.write(b": still here\n\n")  # finds out whether anybody still listens
                spoke_s = self._clock.monotonic()
            await pause(self._clock, EVERY_S, self._closing)


def _event(content: dict[str, object]) -> bytes:
    return f"data: {json.dumps(content, ensure_ascii=False)}\n\n".encode()
