"""Bad input over the wire: a kind answer to each, no fault of ours, and everybody else goes on."""

from bot.model.chat import ChatKey
from tests.e2e.chat_rig import chatting
from tests.e2e.delivery_rig import until
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_html import utf16

EMOJI = "/subscribe " + "😀" * 2042  # 4,095 UTF-16 units, as many as Telegram lets a person send
BACKWARDS = "/subscribe \u202enonabel\u202c"
UNKNOWN = ("/frobnicate", "/subscrbe lebanon", "/" + "x" * 4000, "/لا أدري", "//", "/@", "/subscribe@other_bot x")
OLD_PRESSES = (
    "on:atlantis:africa:0",
    "put:quiet:9999-0000",
    "more:search",
    "\U0001f600" * 16,
    "set:lang",
    "why:3",
)


async def test_everything_is_answered_kindly(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.say(42, "/subscribe yemen")
        said = {100 + at: text for at, text in enumerate((EMOJI, BACKWARDS, *UNKNOWN))}
        for chat, text in said.items():
            api.say(chat, text)
        # Somebody answers a message that neither Telegram nor we know any more.
        long_gone = {"message_id": 3, "date": 1, "chat": {"id": 99, "type": "private"}, "text": "an old line"}
        api.say(99, "/why", reply_to_message=long_gone)
        queries = {data: api.press(42, data, message_id=900_000) for data in OLD_PRESSES}
        await until(lambda: all(query in api.answered for query in queries.values()))
        await until(lambda: all(api.texts(chat) for chat in (42, 99, *said)))
        assert rig.outcomes.count("failed") == 0
        assert [data for data, query in queries.items() if not api.answered[query].get("text")] == ["set:lang"]
        assert all(len(api.texts(chat)) == 1 for chat in (99, *said))
        assert all(0 < utf16(text) <= 4096 for chat in said for text in api.texts(chat))
        assert not any("\u202e" in text for text in api.texts(101))
        assert "I do not know “😀" in api.texts(100)[0]
        assert "nonabel" in api.texts(101)[0]
        record = await rig.store.chats.chat(ChatKey(42))
        assert record is not None
        assert record.subscription.regions == {"yemen"}
