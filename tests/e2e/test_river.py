"""`tocsin run` itself, from a ticker page over HTTP to the chats of a Bot API."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.river_rig import heard, laid, line_about, until_heard
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite

KNOWN = [f"Harbour office: Notice number {n} to the crews of the northern basin" for n in range(10, 0, -1)]
LINES = {
    "Civil defence: Fire in a warehouse near Tyre brought under control": {-1001},
    "Palestinian media: Artillery shells the eastern part of Khan Younis": {-1002},
    "Local sources: A blast was heard near a checkpoint outside Taiz": {-1003},
    "Spanish rail union calls off the strike in Madrid": {-1004},
    "Our correspondent in South Lebanon: Drones hover over Bint Jbeil": {-1001},
    "Wafa: Soldiers raid the town of Beita south of Nablus": {-1002},
    "Farmers' union: Wheat harvest begins in the countryside of Hama": {-1003},
    "Oil prices rise by two percent in afternoon trading": {-1004},
    "Kremlin: Talks with Hungary on gas deliveries resume in Budapest": {-1004},
    "Health Ministry in Gaza: Three people killed in shelling of al-Maghazi camp": {-1002},
}
TOLL = "Health Ministry in Gaza: Seven people killed in shelling of al-Maghazi camp"
RETYPED = "Drones hover over Bint Jbail."


@pytest.fixture
async def site() -> AsyncIterator[TickerSite]:
    async with TickerSite(KNOWN) as site:
        yield site


async def test_ten_lines_become_ten_decisions_in_their_channels_and_chats(
    tmp_path: Path, site: TickerSite, api: FakeBotApi
) -> None:
    texts = list(LINES)
    async with laid(tmp_path, site, api) as bed, bed.running() as program:
        known = await program.until_decided(len(KNOWN))
        assert known == [("drop", text) for text in reversed(KNOWN)]
        assert api.sent == []
        api.say(42, "/subscribe lebanon")
        await api.wait_sent(1)

        site.push(*texts)
        decided = (await program.until_decided(20))[10:]
        assert decided == [("alert", text) for text in texts]
        for chat in (-1001, -1002, -1003, -1004):
            await until_heard(api, chat, [text for text, chats in LINES.items() if chat in chats])
        await until_heard(api, 42, [text for text, chats in LINES.items() if -1001 in chats])
        assert sum(len(heard(api, chat, texts)) for chat in (-1001, -1002, -1003, -1004, 42)) == 12

        site.push(RETYPED, TOLL)
        assert (await program.until_decided(22))[20:] == [("duplicate", RETYPED), ("update", TOLL)]
        await until_heard(api, -1002, [TOLL])
        update = next(kept for kept in api.sent if TOLL in kept.text)
        first = next(kept for kept in api.sent if texts[-1] in kept.text and kept.chat == -1002)
        assert update.reply_to == first.message_id
        assert not any(RETYPED in kept.text for kept in api.sent)
        status, page = await program.ask("")
        assert status == 200
        assert TOLL in page
        assert (await program.ask("healthz"))[0] == 200
        assert 'tocsin_decisions_total{outcome="alert"} 10' in (await program.ask("metrics"))[1]
        body = await program.until_ready(200)
        assert body["sources"][0]["state"] == "ok"
        assert body["sources"][0]["lines"] == 10
        assert api.token.partition(":")[2] not in page


async def test_sigterm_ends_it_within_seconds_and_takes_the_server_along(
    tmp_path: Path, site: TickerSite, api: FakeBotApi
) -> None:
    async with laid(tmp_path, site, api) as bed:
        program = await bed.start()
        await program.until_decided(len(KNOWN))
        began = time.monotonic()
        await program.stop()
        print(f"SIGTERM to exit: {time.monotonic() - began:.2f} s")
        assert time.monotonic() - began < 5
        assert not (tmp_path / "data" / "valkey.sock").exists()
        assert program.events("stopped")


async def test_what_appeared_meanwhile_is_announced_oldest_first_and_marked_late(
    tmp_path: Path, site: TickerSite, api: FakeBotApi
) -> None:
    missed = [line_about(number) for number in range(3)]
    async with laid(tmp_path, site, api, source="late_after_s = 0.5") as bed:
        async with bed.running() as program:
            await program.until_decided(len(KNOWN))
        site.push(*missed)
        async with bed.running() as program:
            assert [text for _, text in await program.until_decided(3)] == missed
            await until_heard(api, -1001, missed)
            assert all(row["late"] for row in program.events("line_decided"))
            assert "seen late" in api.texts(-1001)[0]
