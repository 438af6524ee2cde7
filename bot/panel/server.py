"""The HTTP server: health, metrics, the status page and its live updates, and Telegram's webhook if there is one.

It binds to loopback unless told otherwise, and then asks for a bearer token (browsers: as the password of any
user name). Health probes may always ask for yes or no. Nothing here reads Redis: it asks `provider` for a view.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib import resources

from aiohttp import hdrs, web

from bot.ops.addresses import is_loopback
from bot.ops.beats import Beats
from bot.ops.clock import Clock
from bot.ops.log import logger
from bot.ops.metrics import CONTENT_TYPE, Metrics
from bot.ops.secret import Secret
from bot.panel import gauges, guard, health
from bot.panel.live import Viewers
from bot.panel.page import draw, sections
from bot.panel.status import LoopRow, StatusView
from bot.panel.views import Provider, Unavailable, Views

log = logger(__name__)

Webhook = Callable[[bytes, Mapping[str, str]], Awaitable[int]]
"""Takes a body (at most 1 MiB) and the headers, returns the HTTP status to answer. It checks its own secret."""

_WEBHOOK_MOST = 1024 * 1024
_STATIC = {"panel.css": "text/css", "panel.js": "text/javascript", "bell.svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen and who may look. `open`: without a token even beyond loopback. Port 0: any free one."""

    host: str = "127.0.0.1"
    port: int = 8080
    token: Secret | None = None
    open: bool = False


class Panel:
    """The server of one process. `start` and `stop` are its whole life; `url` is where a browser finds it."""

    def __init__(
        self,
        address: Address,
        provider: Provider,
        *,
        beats: Beats,
        metrics: Metrics,
        clock: Clock,
        webhook: tuple[str, Webhook] | None = None,
    ) -> None:
        """`webhook`: its path and handler. Raises ValueError when the address may not be opened like this."""
        problem = guard.exposure_problem(address.host, token=bool(address.token), is_open=address.open)
        if problem:
            raise ValueError(problem)
        self._address, self._beats, self._metrics = address, beats, metrics
        self._views = Views(provider, clock)
        self._viewers = Viewers(self._views, clock)
        self._webhook = webhook
        local = is_loopback(address.host) and not address.token and not address.open
        self._guard = guard.Guard(address.token, local=local)
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> str:
        """Begin to listen; returns the address of the page. Raises OSError when the port is taken."""
        app = web.Application(
            client_max_size=_WEBHOOK_MOST,
            middlewares=[self._guard.middleware()],
        )
        app.add_routes(self._routes())
        # No access log: it would hold nothing an operator needs, and a webhook's path may be secret.
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._address.host, self._address.port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        log.info("panel_listens", url=self.url)
        return self.url

    async def stop(self) -> None:
        """Let go of live viewers and close; may be called twice."""
        self._viewers.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _routes(self) -> list[web.RouteDef]:
        routes = [
            web.get("/", self._page),
            web.get("/healthz", self._healthz),
            web.get("/readyz", self._readyz),
            web.get("/metrics", self._exposition),
            web.get("/events", self._viewers.stream),
            web.get("/static/{name}", _static),
        ]
        if self._webhook is not None:
            routes.append(web.post(self._webhook[0], self._hook))
        return routes

    async def _healthz(self, request: web.Request) -> web.Response:
        loops = [LoopRow(row.loop, row.age_s, row.limit_s) for row in self._beats.rows()]
        return self._json(health.healthz(loops), request)

    async def _readyz(self, request: web.Request) -> web.Response:
        view = await self._views.view()
        if isinstance(view, Unavailable):
            return self._json(health.unavailable(view.why), request)
        return self._json(health.readyz(view), request)

    def _json(self, answer: health.Answer, request: web.Request) -> web.Response:
        shown = answer if self._guard.trusts(request) else health.terse(answer)
        return web.json_response(shown.body, status=shown.status)

    async def _exposition(self, _: web.Request) -> web.Response:
        view = await self._views.view()
        if isinstance(view, Unavailable):
            self._metrics.set("tocsin_ready", 0)
        else:
            gauges.refresh(self._metrics, view)
        return web.Response(body=self._metrics.text(), headers={hdrs.CONTENT_TYPE: CONTENT_TYPE})

    async def _page(self, _: web.Request) -> web.Response:
        view = await self._views.view()
        if isinstance(view, Unavailable):
            return web.Response(status=503, text=f"The state is not known: {view.why}\n")
        return web.Response(text=draw(view, sections(view)), content_type="text/html")

    async def _hook(self, request: web.Request) -> web.Response:
        if self._webhook is None:
            raise web.HTTPNotFound
        return web.Response(status=await self._webhook[1](await request.read(), request.headers))


async def _static(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    kind = _STATIC.get(name)
    if kind is None:
        raise web.HTTPNotFound
    body = await asyncio.to_thread(resources.files("bot.panel").joinpath("static", name).read_bytes)
    return web.Response(body=body, headers={hdrs.CONTENT_TYPE: f"{kind}; charset=utf-8"})


__all__ = ["Address", "Panel", "Provider", "StatusView", "Webhook"]
