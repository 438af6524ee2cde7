"""Waits for the whole bot, a second replica, a store that goes away: what each may cost."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.config.environment import parse_environment, read_environment, token_now
from bot.config.problems import Problem
from bot.model.chat import ChatKey, ChatKind
from bot.model.delivery import Outgoing, Sent
from bot.ops.secret import Secret
from bot.ports.couriers import CourierStore
from bot.ports.errors import StoreError
from bot.ports.watching import Role
from bot.store.embedded import EmbeddedServer
from bot.telegram.sender import TelegramSender
from tests.contract.store.proxy import unix_proxy
from tests.e2e.delivery_rig import Rig, delivery_rig, settled, until
from tests.e2e.test_delivery_any_order import MoodySender, crash, moved
from tests.fakes.botapi import TOKEN, FakeBotApi
from tests.fakes.botapi_limits import CUT_AFTER
from tests.fakes.clock import FakeClock

NEW_TOKEN = "7000000001:BBx_another-secret-of-the-same-bot-0123456"


@dataclass
class StuckSender:
    """Tells when a message is on its way, and lets it arrive when `go` is set."""

    bot_id: int = 7
    started: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)
    sent: list[Outgoing] = field(default_factory=list)

    async def send(self, outgoing: Outgoing) -> Sent:
        self.started.set()
        await self.go.wait()
        self.sent.append(outgoing)
        return Sent(len(self.sent))

    async def resolve(self, name: str) -> tuple[ChatKey, ChatKind]:
        return ChatKey.parse(name), ChatKind.CHANNEL

    async def check(self) -> str:
        return "stuck"


async def test_a_ban_of_the_whole_bot_costs_two_refusals_and_outlives_a_restart(valkey: str) -> None:
    clock = FakeClock()
    sender = MoodySender(clock, ["flood"])
    people = range(1, 41)
    async with delivery_rig(valkey, sender=sender, clock=clock) as rig:
        for chat in people:
            await rig.join(chat, "lebanon")
        await rig.publish(rig.alert("L0. A line"))
        await moved(rig, clock, 0.5)
        assert sender.arrived == []
        assert sender.flooded == 1
        assert sender.flood_until_at is not None
        await crash(rig, sender, 1)
        await moved(rig, clock, 2.0)
        assert sender.flooded == 1
        await moved(rig, clock, 5.0)
        assert sender.flooded == 1
        assert {chat for _, chat, _ in sender.arrived} == set(people)
        assert min(at for at, _, _ in sender.arrived) >= sender.flood_until_at


class FarSender(MoodySender):
    """Each answer takes its time, so that several messages are on their way at once."""

    async def send(self, outgoing: Outgoing) -> Sent:
        await self.clock.sleep(0.3)
        return await super().send(outgoing)


async def test_the_first_refusal_outlives_a_restart_too(valkey: str) -> None:
    clock = FakeClock()
    sender = FarSender(clock, ["flood"])
    async with delivery_rig(valkey, sender=sender, clock=clock) as rig:
        await rig.join(41, "lebanon")
        await rig.publish(rig.alert("L0. A line"))
        await moved(rig, clock, 0.5)
        assert sender.flood_until_at is not None
        people = range(1, 41)
        for chat in people:
            await rig.join(chat, "lebanon")
        await rig.publish(rig.alert("L1. A line"))
        await crash(rig, sender, 1)
        await moved(rig, clock, 10.0)
        assert sender.flooded == 1, "one more refusal proves that it is everybody's wait"
        assert {chat for _, chat, _ in sender.arrived} == {*people, 41}


async def test_another_replica_takes_over_and_the_late_answer_of_the_first_changes_nothing(valkey: str) -> None:
    stuck = StuckSender()
    async with delivery_rig(valkey, sender=stuck) as first, FakeBotApi() as api:
        key = await first.join(7, "lebanon")
        await first.publish(first.alert("A line"))
        while not stuck.started.is_set():
            await first.courier.step()
            await asyncio.sleep(0.005)
        first.hold.span = timedelta(0)
        await first.store.leases.release(Role.COURIER, first.hold.value)
        async with delivery_rig(valkey, api, lease="another") as second:
            async with second.running():
                await api.wait_sent(1)
                await settled(second)
            stuck.go.set()
            await first.courier.drain()
            record = await second.store.chats.chat(key)
            assert record is not None
            assert [receipt.bot_id for receipt in record.receipts] == [int(api.token.partition(":")[0])]
            assert (await second.counts())["delivery.sent"] == 1
    assert len(api.texts(7)) == len(stuck.sent) == 1


async def test_what_was_sent_while_the_store_went_away_is_settled_when_it_is_back(
    valkey: str, valkey_server: EmbeddedServer, tmp_path: Path
) -> None:
    stuck = StuckSender()
    async with (
        unix_proxy(valkey_server, tmp_path) as (proxy, url),
        delivery_rig(url, sender=stuck) as rig,
        delivery_rig(valkey, sender=stuck) as near,
    ):
        key = await rig.join(7, "lebanon")
        await rig.publish(rig.alert("A line"))
        while not stuck.started.is_set():
            await rig.courier.step()
            await asyncio.sleep(0.005)
        stuck.go.set()
        await until(lambda: not [flight for flight in rig.courier._flights if not flight.done()])
        proxy.cut = True
        await settled_at_last(rig)
        record = await near.store.chats.chat(key)
        assert record is not None
        assert len(record.receipts) == 1
    assert len(stuck.sent) == 1


@dataclass
class Unlucky:
    """A store for couriers whose answer to the first `begin` gets lost."""

    inner: CourierStore
    lost: bool = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    async def begin(self, *arguments: Any, **named: Any) -> Any:
        answer = await self.inner.begin(*arguments, **named)
        if not self.lost:
            self.lost = True
            raise StoreError("the line broke")
        return answer


async def test_a_claim_that_could_not_be_begun_is_served_at_once_when_the_store_is_back(valkey: str) -> None:
    clock = FakeClock()
    sender = MoodySender(clock, [])
    async with delivery_rig(valkey, sender=sender, clock=clock) as rig:
        rig.store = replace(rig.store, courier=cast("CourierStore", Unlucky(rig.store.courier)))
        rig.with_sender(sender)
        await rig.join(-1001, "lebanon")
        await rig.publish(rig.alert("L0. A line"))
        with pytest.raises(StoreError):
            await rig.courier.step()
        await moved(rig, clock, 0.5)
        assert [chat for _, chat, _ in sender.arrived] == [-1001]


async def settled_at_last(rig: Rig) -> None:
    """Steps, failed ones too, until nothing is held."""
    async with asyncio.timeout(10):
        while True:
            await asyncio.sleep(0.005)
            try:
                await rig.courier.step()
                if not (await rig.store.chats.numbers())["held"]:
                    return
            except StoreError:
                continue


async def test_a_lost_answer_is_repeated_by_the_run_that_takes_over(valkey: str) -> None:
    async with FakeBotApi() as api:
        async with delivery_rig(valkey, api) as first:
            await first.join(7, "lebanon")
            api.fail(CUT_AFTER, times=1)
            async with first.running():
                await first.publish(first.alert("A line"))
                await api.wait_sent(1)
            await first.store.leases.release(Role.COURIER, first.hold.value)
        async with delivery_rig(valkey, api, lease="another") as second:
            await second.publish(second.alert("The next line"))
            async with second.running():
                await api.wait_sent(3)
        assert api.texts(7)[0] == api.texts(7)[1]
        assert ["The next line" in text for text in api.texts(7)] == [False, False, True]


async def test_a_replaced_token_file_is_taken_up_without_a_restart(
    valkey: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, problems = tmp_path / "token", list[Problem]()
    path.write_text(f"{TOKEN}\n", "utf-8")
    monkeypatch.setenv("TOCSIN_TELEGRAM_TOKEN_FILE", str(path))
    environment = parse_environment(read_environment(tmp_path), tmp_path, problems)
    assert not problems
    assert environment.token == Secret(TOKEN)
    async with (
        FakeBotApi(NEW_TOKEN) as api,
        TelegramSender(
            environment.token, base_url=api.base_url, token_now=lambda: token_now(environment)
        ) as sender,
        delivery_rig(valkey, sender=sender) as rig,
    ):
        await rig.join(7, "lebanon")
        async with rig.running():
            await rig.publish(rig.alert("A line"))
            await until(lambda: "token" in rig.operators.open)
            assert api.sent == []
            path.write_text(NEW_TOKEN, "utf-8")
            await api.wait_sent(1)
    assert len(api.texts(7)) == 1
