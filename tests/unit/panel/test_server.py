"""The HTTP server over a real socket: who may see what, and what happens when the state cannot be learnt."""

import asyncio
import base64
import contextlib
import dataclasses
import io
import ipaddress
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest

from bot.ops.beats import Beats
from bot.ops.clock import SystemClock
from bot.ops.secret import Secret
from bot.panel.gauges import build_metrics
from bot.panel.guard import exposure_problem
from bot.panel.server import Address, Panel, Webhook
from bot.panel.status import Link, LinkState, StatusView
from bot.panel.views import Unavailable, Views
from bot.ports.errors import StoreError
from tests.fakes.clock import FakeClock
from tests.unit.panel.samples import full_view

TOKEN = "a-long-bearer-token"
ANYWHERE = str(ipaddress.IPv4Address(0))


class Sleepers(FakeClock):
    """Says when somebody has gone to sleep, so that time moves only then."""

    def __init__(self) -> None:
        super().__init__()
        self.asleep = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.asleep.set()
        await super().sleep(seconds)

    async def tick(self) -> None:
        await self.asleep.wait()
        await asyncio.sleep(0)
        self.asleep.clear()
        self.advance(1)


class World:
    """A provider that may fail or hang, and what the server made of it."""

    def __init__(self) -> None:
        self.clock = Sleepers()
        self.beats = Beats(self.clock)
        self.error: Exception | None = None
        self.asked = 0
        self.shown = full_view()

    async def view(self) -> StatusView:
        self.asked += 1
        if self.error is not None:
            raise self.error
        return self.shown

    @contextlib.asynccontextmanager
    async def serve(
        self, token: str = "", webhook: tuple[str, Webhook] | None = None
    ) -> AsyncIterator[aiohttp.ClientSession]:
        address = Address(port=0, token=Secret(token) if token else None)
        metrics = build_metrics("0.1.0")
        panel = Panel(address, self.view, beats=self.beats, metrics=metrics, clock=self.clock, webhook=webhook)
        async with aiohttp.ClientSession(await panel.start()) as session:
            try:
                yield session
            finally:
                await panel.stop()
                await panel.stop()


@pytest.fixture
def world() -> World:
    return World()


async def test_health_needs_no_view(world: World) -> None:
    world.error = StoreError("gone")
    world.beats.expect("watcher", 10)
    async with world.serve() as session:
        async with session.get("/healthz") as answer:
            assert answer.status == 200
            assert (await answer.json())["loops"][0]["loop"] == "watcher"
        world.clock.advance(11)
        async with session.get("/healthz") as answer:
            assert answer.status == 503
    assert world.asked == 0


async def test_readiness_when_the_state_cannot_be_learnt(world: World) -> None:
    world.error = StoreError("Redis does not answer")
    async with world.serve() as session:
        async with session.get("/readyz") as answer:
            assert answer.status == 503
            assert (await answer.json())["why"] == ["StoreError: Redis does not answer"]
        async with session.get("/") as page:
            assert page.status == 503
        async with session.get("/metrics") as metrics:
            assert metrics.status == 200
            assert "tocsin_ready 0.0" in await metrics.text()


async def test_readiness_and_metrics_tell_the_same(world: World) -> None:
    world.shown = dataclasses.replace(world.shown, redis=Link(LinkState.FAILING))
    async with world.serve() as session:
        async with session.get("/readyz") as answer:
            assert answer.status == 503
        async with session.get("/metrics") as metrics:
            text = await metrics.text()
    assert "tocsin_redis_up 0.0" in text
    assert "tocsin_ready 0.0" in text


async def test_counters_do_not_fall_to_zero_while_redis_is_away(world: World) -> None:
    sent = 'tocsin_deliveries_total{outcome="sent"} 48211.0'
    async with world.serve() as session:
        async with session.get("/metrics") as metrics:
            assert sent in await metrics.text()
        world.shown = dataclasses.replace(
            world.shown, redis=Link(LinkState.FAILING), deliveries={"sent": 0}, chats={}, due={}
        )
        world.clock.advance(2)
        async with session.get("/metrics") as metrics:
            text = await metrics.text()
    assert sent in text
    assert "tocsin_redis_up 0.0" in text


async def test_many_lookers_cost_one_question_a_second(world: World) -> None:
    async with world.serve() as session:
        for _ in range(5):
            async with session.get("/readyz") as answer:
                assert answer.status == 200
        assert world.asked == 1
        world.clock.advance(1)
        async with session.get("/") as page:
            assert page.status == 200
        assert world.asked == 2


async def test_a_provider_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang() -> StatusView:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr("bot.panel.views.PATIENCE_S", 0.01)
    assert isinstance(await Views(hang, SystemClock()).view(), Unavailable)


@pytest.mark.parametrize("path", ["/", "/healthz", "/static/panel.js", "/nowhere"])
async def test_every_answer_carries_the_security_headers(world: World, path: str) -> None:
    async with world.serve() as session, session.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Server"] == "Tocsin"


async def test_static_files_are_those_listed_and_no_others(world: World) -> None:
    async with world.serve() as session:
        for name in ("panel.css", "panel.js", "bell.svg"):
            async with session.get(f"/static/{name}") as answer:
                assert answer.status == 200
        async with session.get("/static/..%2fserver.py") as answer:
            assert answer.status == 404


async def test_with_a_token_strangers_hear_only_yes_or_no(world: World) -> None:
    async with world.serve(TOKEN) as session:
        async with session.get("/readyz") as answer:
            assert (answer.status, await answer.json()) == (200, {"ready": True})
        async with session.get("/healthz") as answer:
            assert await answer.json() == {"alive": True}
        for path in ("/", "/metrics", "/events", "/static/panel.js"):
            async with session.get(path) as answer:
                assert answer.status == 401
                assert answer.headers["WWW-Authenticate"].startswith("Basic")


def basic(text: str) -> str:
    return f"Basic {base64.b64encode(text.encode()).decode()}"


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (f"Bearer {TOKEN}", 200),
        (f"bearer {TOKEN}", 200),
        (basic(f"anybody:{TOKEN}"), 200),
        (basic(f"{TOKEN}:"), 401),
        ("Basic not-base64!", 401),
        ("Bearer", 401),
        (f"Bearer {TOKEN}x", 401),
        (TOKEN, 401),
        ("Bearer токен", 401),
    ],
)
async def test_the_token_opens_the_page_as_bearer_or_password(world: World, header: str, status: int) -> None:
    async with world.serve(TOKEN) as session, session.get("/", headers={"Authorization": header}) as answer:
        assert answer.status == status


async def test_on_loopback_a_foreign_name_is_refused(world: World) -> None:
    async with world.serve() as session:
        for host, status in (("attacker.example", 403), ("localhost:8080", 200), ("[::1]:80", 200)):
            async with session.get("/readyz", headers={"Host": host}) as answer:
                assert answer.status == status


def test_beyond_loopback_a_token_or_a_clear_word_is_needed() -> None:
    for host in ("127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"):
        assert exposure_problem(host, token=False, is_open=False) == ""
    for host in (ANYWHERE, "::", "192.0.2.7", "panel.example"):
        assert host in exposure_problem(host, token=False, is_open=False)
        assert exposure_problem(host, token=True, is_open=False) == ""
        assert exposure_problem(host, token=False, is_open=True) == ""


def test_a_panel_that_may_not_be_opened_is_not_even_made(world: World) -> None:
    with pytest.raises(ValueError, match="bearer token"):
        Panel(Address(ANYWHERE), world.view, beats=world.beats, metrics=build_metrics("0"), clock=world.clock)


async def test_a_port_that_is_taken_is_an_error_and_leaves_nothing_open(world: World) -> None:
    async with world.serve() as session:
        port = session._base_url.port if session._base_url else 0
        other = Panel(
            Address(port=port or 0), world.view, beats=world.beats, metrics=build_metrics("0"), clock=world.clock
        )
        with pytest.raises(OSError, match="address already in use"):
            await other.start()


async def test_the_webhook_takes_posts_past_the_token_and_has_a_cap(world: World) -> None:
    heard: list[tuple[bytes, str]] = []

    async def hook(body: bytes, headers: Mapping[str, str]) -> int:
        heard.append((body, headers.get("X-Telegram-Bot-Api-Secret-Token", "")))
        return 200 if heard[-1][1] == "s3cret" else 403

    async with world.serve(TOKEN, webhook=("/telegram", hook)) as session:
        headers = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
        async with session.post("/telegram", data=b"{}", headers=headers) as answer:
            assert answer.status == 200
        async with session.post("/telegram", data=b"{}") as answer:
            assert answer.status == 403
        async with session.post("/telegram", data=io.BytesIO(b"x" * (1024 * 1024 + 1)), headers=headers) as answer:
            assert answer.status == 413
        async with session.post("/", data=b"") as answer:
            assert answer.status == 405
    assert [body for body, _ in heard] == [b"{}", b"{}"]


async def events(answer: aiohttp.ClientResponse) -> dict[str, Any]:
    """The next event of a stream."""
    async for line in answer.content:
        if line.startswith(b"data: "):
            found: dict[str, Any] = json.loads(line[6:])
            return found
    raise AssertionError("the stream ended")


async def test_live_updates_carry_only_what_changed(world: World) -> None:
    async with world.serve() as session, session.get("/events") as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        first = await events(answer)
        assert set(first["html"]) > {"top", "sources", "alerts"}
        world.shown = dataclasses.replace(world.shown, due={"first": 7, "rest": 0})
        await world.clock.tick()
        second = await events(answer)
        assert set(second["html"]) == {"figures"}
        world.error = StoreError("Redis does not answer")
        await world.clock.tick()
        assert await events(answer) == {"lost": "StoreError: Redis does not answer"}


async def test_stopping_lets_go_of_live_viewers_at_once(world: World) -> None:
    async with asyncio.timeout(5), world.serve() as session, session.get("/events") as answer:
        await events(answer)


async def test_live_viewers_are_counted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.panel.live.MOST_VIEWERS", 1)
    async with world.serve() as session, session.get("/events") as first:
        await events(first)
        async with session.get("/events") as second:
            assert second.status == 503
