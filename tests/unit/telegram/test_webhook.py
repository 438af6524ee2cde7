"""Webhooks: what Telegram is told, and what one call is answered."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.ops.secret import Secret
from bot.ports.watching import Role
from bot.store.bundle import Store, open_store
from bot.telegram.transport import AiohttpRequest
from bot.telegram.webhook import HEADER, WebhookListener
from tests.fakes.botapi import FakeBotApi
from tests.fakes.clock import FakeClock

URL = "https://bot.example/telegram"
LEASE = "lease-of-ours"


@dataclass
class Post:
    value: str = LEASE

    def left(self) -> timedelta:
        return timedelta(seconds=8)

    def lose(self) -> None:
        self.value = ""


@dataclass
class Rig:
    api: FakeBotApi
    store: Store
    hook: WebhookListener
    heard: list[bool]
    clock: FakeClock
    tokens: list[Secret]

    @property
    def headers(self) -> dict[str, str]:
        return {HEADER: self.hook._secret}


@pytest.fixture
async def rig(valkey: str) -> AsyncIterator[Rig]:
    heard: list[bool] = []
    async with FakeBotApi() as api, open_store(valkey) as store:
        token, clock = Secret(api.token), FakeClock()
        tokens = [token]
        request = AiohttpRequest(hidden=(token,))
        await request.initialize()
        hook = WebhookListener(
            token,
            base_url=api.base_url,
            public_url=URL,
            request=request,
            inbox=store.inbox,
            hold=Post(),
            heard=lambda: heard.append(True),
            clock=clock,
            token_now=lambda: tokens[-1],
        )
        await store.leases.hold(Role.LISTENER, LEASE, timedelta(seconds=30))
        yield Rig(api, store, hook, heard, clock, tokens)
        await request.shutdown()


async def test_telegram_is_told_where_we_are(rig: Rig) -> None:
    await rig.hook.step()
    assert rig.api.webhook == URL
    assert rig.hook.path == "/telegram"
    assert await rig.hook.step() >= 10
    assert len(rig.api.calls) == 1, "it is not said again"
    rig.clock.advance(3601)
    await rig.hook.step()
    assert len(rig.api.calls) == 2


async def test_a_replaced_token_is_taken_up_and_another_bot_s_is_not(rig: Rig) -> None:
    await rig.hook.step()
    old = rig.headers
    rig.api.token, rig.api.webhook = f"{rig.hook.bot_id}:BBx_another-secret-of-the-same-bot-0123456", ""
    rig.tokens.append(Secret("123456:AAF_of-another-bot-altogether-0123456789"))
    await rig.hook.step()
    assert rig.headers == old
    rig.tokens.append(Secret(rig.api.token))
    await rig.hook.step()
    assert rig.api.webhook == URL
    body = json.dumps({"update_id": 7, "message": {"text": "/start"}}).encode()
    assert await rig.hook.take(body, old) == 403
    assert await rig.hook.take(body, rig.headers) == 200


async def test_a_refused_token_is_tried_again_until_it_is_replaced(rig: Rig) -> None:
    rig.api.token = f"{rig.hook.bot_id}:BBx_another-secret-of-the-same-bot-0123456"
    assert await rig.hook.step() <= 15
    assert rig.api.webhook == ""
    rig.tokens.append(Secret(rig.api.token))
    await rig.hook.step()
    assert rig.api.webhook == URL


async def test_an_update_is_stored_before_the_answer(rig: Rig) -> None:
    body = json.dumps({"update_id": 7, "message": {"text": "/start"}}).encode()
    assert await rig.hook.take(body, rig.headers) == 200
    waiting = await rig.store.inbox.inbox(rig.hook.bot_id, 10)
    assert [one.update_id for one in waiting] == [7]
    assert rig.heard == [True]


@pytest.mark.parametrize("headers", [{}, {HEADER: "guessed"}, {HEADER: "ßecret"}])
async def test_a_call_without_the_secret_is_refused(rig: Rig, headers: dict[str, str]) -> None:
    assert await rig.hook.take(b'{"update_id": 7}', headers) == 403
    assert await rig.store.inbox.inbox(rig.hook.bot_id, 10) == ()


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"update_id": "x"}', b"\xff\xfe", b"[" * 100_000])
async def test_what_is_no_update_is_refused(rig: Rig, body: bytes) -> None:
    assert await rig.hook.take(body, rig.headers) == 400


async def test_a_standby_asks_telegram_to_come_again(rig: Rig) -> None:
    await rig.store.leases.release(Role.LISTENER, LEASE)
    await rig.store.leases.hold(Role.LISTENER, "another", timedelta(seconds=30))
    assert await rig.hook.take(b'{"update_id": 7}', rig.headers) == 503


async def test_a_dead_redis_asks_telegram_to_come_again(rig: Rig) -> None:
    async with open_store("redis://127.0.0.1:1/0", timeout_s=0.5) as dead:
        hook = WebhookListener(
            Secret(rig.api.token),
            base_url=rig.api.base_url,
            public_url=URL,
            request=rig.hook._request,
            inbox=dead.inbox,
            hold=Post(),
            heard=lambda: None,
            clock=rig.clock,
        )
        assert await hook.take(b'{"update_id": 7}', rig.headers) == 503


def test_the_secret_is_the_same_for_every_replica_and_not_the_token(rig: Rig) -> None:
    assert rig.api.token not in rig.hook._secret
    assert len(rig.hook._secret) == 64
