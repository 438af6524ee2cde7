"""Alerts on their way from the log to chats: a real Valkey, a real courier, a Bot API that speaks the protocol."""

from collections.abc import AsyncIterator

import pytest

from tests.e2e.delivery_rig import Rig, delivery_rig
from tests.fakes.botapi import FakeBotApi


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as api:
        yield api


@pytest.fixture
async def rig(valkey: str, api: FakeBotApi) -> AsyncIterator[Rig]:
    async with delivery_rig(valkey, api) as rig:
        yield rig


async def test_an_alert_reaches_the_chats_of_its_regions_and_only_those(rig: Rig, api: FakeBotApi) -> None:
    await rig.join(-1001, "lebanon")
    await rig.join(-1002, "mena")
    await rig.join(-1003, "gaza")
    await rig.join(7, "lebanon", "mena")
    async with rig.running():
        await rig.publish(rig.alert("Source: A strike hit Kfar Tebnit", "lebanon"))
        await api.wait_sent(3)
        await rig.publish(rig.alert("Source: A strike hit Khan Younis", "gaza", "lebanon"))
        await api.wait_sent(7)
    assert [len(api.texts(chat)) for chat in (-1001, -1002, -1003, 7)] == [2, 2, 1, 2]
    assert "Source: A strike hit Kfar Tebnit" in api.texts(-1001)[0]
    assert "Source: A strike hit Khan Younis" in api.texts(-1003)[0]
    assert (await rig.counts())["delivery.sent"] == 7
