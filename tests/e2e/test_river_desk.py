"""The operators' commands through the whole program: what they do to chats, and that restarts undo none of it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.delivery_rig import until
from tests.e2e.river_rig import Bed, laid, line_about, settings, until_heard
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_world import Kept
from tests.fakes.site import TickerSite

KNOWN = ["Harbour office: The northern basin is open to all ships"]
DESK = 7
LINE = line_about(0)


@pytest.fixture
async def site() -> AsyncIterator[TickerSite]:
    async with TickerSite(KNOWN) as site:
        yield site


def _with_desk(bed: Bed, url: str, **options: Any) -> None:
    """The same settings, with an operators' chat."""
    text = f"operators = [{DESK}]\n{settings(url, **options)}"
    (bed.folder / "tocsin.toml").write_text(text, "utf-8")


async def _told(api: FakeBotApi, chat: int, part: str, *, but: str = "\0") -> Kept:
    """The message of a chat that holds `part`, and not `but`; waited for."""

    def found() -> Kept | None:
        return next(
            (kept for kept in api.sent if kept.chat == chat and part in kept.text and but not in kept.text), None
        )

    await until(lambda: found() is not None, 20)
    kept = found()
    assert kept is not None
    return kept


def _reply(kept: Kept) -> dict[str, Any]:
    """The message that a command answers, as an update brings it."""
    return {
        "reply_to_message": {
            "message_id": kept.message_id,
            "date": 1,
            "chat": {"id": kept.chat, "type": "private"},
            "from": {"id": 7000000001, "is_bot": True, "first_name": "Tocsin"},
            "text": kept.text,
            "reply_markup": kept.markup or {},
        }
    }


async def test_a_line_is_pushed_corrected_and_withdrawn_wherever_it_went(
    tmp_path: Path, site: TickerSite, api: FakeBotApi
) -> None:
    async with laid(tmp_path, site, api) as bed:
        _with_desk(bed, site.url)
        async with bed.running() as program:
            for chat in (42, 43, DESK):
                api.say(chat, "/subscribe lebanon")
            api.say(44, "/subscribe yemen")
            await api.wait_sent(4)

            api.say(DESK, "/push lebanon The bridge at Qasmiyeh is open again")
            for chat in (42, 43, -1001):
                await until_heard(api, chat, ["The bridge at Qasmiyeh is open again"])
            await _told(api, DESK, "📣")
            mine = await _told(api, DESK, "Qasmiyeh", but="📣")

            api.say(DESK, "/correct The bridge at Qasmiyeh is open to cars", **_reply(mine))
            answer = await _told(api, DESK, "✏️")
            # Two people and the desk hear it alone in a message, and so does the channel.
            assert "4 messages are edited; 0 chats are told" in answer.text
            await until(lambda: api.texts(42)[-1].count("open to cars") == 1, 20)
            await until(lambda: api.texts(-1001)[-1].count("open to cars") == 1, 20)
            assert [kept.edits for kept in api.sent if kept.chat == 43][-1] != []
            assert not any("Qasmiyeh" in text for text in api.texts(44))

            api.say(DESK, "/withdraw", **_reply(mine))
            answer = await _told(api, DESK, "🗑")
            assert "4 messages are edited; 0 chats are told" in answer.text
            wire = [kept for kept in api.sent if kept.chat == 42 and "Qasmiyeh" in kept.text]
            await until(lambda: len(wire[0].edits) >= 2, 20)
            assert len([kept for kept in api.sent if kept.chat == 42 and "Qasmiyeh" in kept.text]) == 1
            await program.until_ready(200)


async def test_pause_holds_everything_over_a_kill_and_resume_sends_it_once(
    tmp_path: Path, site: TickerSite, api: FakeBotApi
) -> None:
    async with laid(tmp_path, site, api) as bed:
        _with_desk(bed, site.url)
        program = await bed.start()
        await program.until_decided(len(KNOWN))
        api.say(DESK, "/pause")
        await _told(api, DESK, "⏸")
        api.say(DESK, "/pause")
        await _told(api, DESK, "already")
        await program.kill()
        async with bed.running() as program:
            await program.until_ready(200, roles=True)
            site.push(LINE)
            await program.until_decided(1)
            api.say(DESK, "/status")
            status = await _told(api, DESK, "harbour-en")
            assert "⏸" in status.text
            assert api.texts(-1001) == []
            api.say(DESK, "/resume")
            await until_heard(api, -1001, [LINE])


async def test_a_test_line_goes_to_the_channels_of_a_region_and_people_may_send_none(
    tmp_path: Path, site: TickerSite, api: FakeBotApi
) -> None:
    async with laid(tmp_path, site, api) as bed:
        channels = {-1001: ("lebanon",), -1005: ("mena",), -1003: ("yemen",)}
        _with_desk(bed, site.url, channels=channels)
        async with bed.running() as program:
            api.say(42, "/subscribe lebanon")
            await api.wait_sent(1)
            await program.until_ready(200, roles=True)
            api.say(DESK, "/test lebanon")
            answer = await _told(api, DESK, "✅")
            assert "2 channels were reached; 1 other chat listens" in answer.text
            assert [len(api.texts(chat)) for chat in (-1001, -1005, -1003, 42)] == [1, 1, 0, 1]
            forbidden = (
                "/test lebanon",
                "/push lebanon x y",
                "/broadcast x",
                "/pause",
                "/status",
                "/correct x",
                "/withdraw",
            )
            for chat, command in enumerate(forbidden, 200):
                api.say(chat, command)
            await until(lambda: all(api.texts(200 + at) for at in range(len(forbidden))), 20)
            assert all("those who run this bot" in api.texts(200 + at)[0] for at in range(len(forbidden)))
            assert len(api.texts(-1001)) == 1
            await until(lambda: any(str(DESK) in scope for scope, _ in api.commands), 20)
            desks = {scope for (scope, _), rows in api.commands.items() if "broadcast" in str(rows)}
            assert desks
            assert all(str(DESK) in scope for scope in desks)


async def test_a_line_told_among_others_is_corrected_by_an_answer(
    tmp_path: Path, site: TickerSite, api: FakeBotApi
) -> None:
    async with laid(tmp_path, site, api, channels={}) as bed:
        _with_desk(bed, site.url, channels={})
        async with bed.running():
            for chat in (42, 43):
                api.say(chat, "/subscribe lebanon")
            api.say(43, "/mute 3h")
            await api.wait_sent(3)
            api.say(DESK, "/pause")
            await _told(api, DESK, "⏸")
            api.say(DESK, "/push lebanon The bridge at Qasmiyeh is open")
            api.say(DESK, "/push lebanon The museum of Tyre is closed")
            museum = await _told(api, DESK, "museum")
            api.say(DESK, "/resume")
            both = await _told(api, 42, "museum")
            assert "Qasmiyeh" in both.text
            api.say(DESK, "/correct The museum of Tyre is open", **_reply(museum))
            answer = await _told(api, DESK, "✏️")
            # 43 is muted and has heard nothing: it will hear the right line, once.
            assert "0 messages are edited; 1 chat is told" in answer.text
            correction = await _told(api, 42, "museum of Tyre is open")
            assert correction.reply_to == both.message_id
            api.say(43, "/unmute")
            late = await _told(api, 43, "museum of Tyre")
            assert "is open" in late.text
            assert "is closed" not in late.text


TO_ALL = "Tonight we move to another server; nothing is lost."


async def test_a_broadcast_reaches_each_chat_once_although_the_program_is_killed(
    tmp_path: Path, site: TickerSite, api: FakeBotApi
) -> None:
    async with laid(tmp_path, site, api, channels={}) as bed:
        _with_desk(bed, site.url, channels={})
        program = await bed.start()
        chats = set(range(100, 150))
        for chat in chats:
            api.say(chat, "/subscribe lebanon")
        await api.wait_sent(len(chats), 20)
        api.say(DESK, f"/broadcast {TO_ALL}")
        preview = await _told(api, DESK, TO_ALL)
        query = api.press(DESK, "bcast:yes", message_id=preview.message_id, text=preview.text)
        await until(lambda: len(_reached(api)) >= 15, 20)
        await program.kill()
        before = len(_reached(api))
        assert before < len(chats)
        async with bed.running() as program:
            await program.until_ready(200, roles=True)
            await until(lambda: set(_reached(api)) == chats, 30)
            again = api.press(DESK, "bcast:yes", message_id=preview.message_id, text=preview.text)
            await until(lambda: again in api.answered and query in api.answered, 20)
            api.say(DESK, "/status")
            await _told(api, DESK, "harbour-en")
        reached = _reached(api)
        # A message whose arrival was not written down before the kill comes again; nobody's twice without that.
        assert len(reached) - len(set(reached)) <= 8
        assert all(reached.count(chat) <= 2 for chat in chats)
        assert TO_ALL in preview.text
        assert "On its way to 50 chats" in preview.text


async def test_a_broadcast_is_stopped(tmp_path: Path, site: TickerSite, api: FakeBotApi) -> None:
    async with laid(tmp_path, site, api, channels={}) as bed:
        _with_desk(bed, site.url, channels={})
        async with bed.running():
            chats = set(range(100, 150))
            for chat in chats:
                api.say(chat, "/subscribe lebanon")
            await api.wait_sent(len(chats), 20)
            api.say(DESK, f"/broadcast {TO_ALL}")
            preview = await _told(api, DESK, TO_ALL)
            api.press(DESK, "bcast:yes", message_id=preview.message_id, text=preview.text)
            await until(lambda: len(_reached(api)) >= 3, 20)
            api.press(DESK, "bcast:stop", message_id=preview.message_id, text=preview.text)
            await until(lambda: "Stopped" in preview.text, 20)
            told = len(_reached(api))
            assert told < len(chats)
            api.say(DESK, "/status")
            await _told(api, DESK, "harbour-en")
            # Those under way when the button was pressed may still arrive, and no more.
            assert len(_reached(api)) <= told + 8


def _reached(api: FakeBotApi) -> list[int]:
    return [kept.chat for kept in api.sent if kept.chat != DESK and TO_ALL in kept.text]
