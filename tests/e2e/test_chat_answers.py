"""Answers on a wire that fails: where each ends, and that none is lost or repeated without need."""

from datetime import timedelta

from bot.commands.settings import CommandSettings
from bot.model.chat import ChatKey, ChatState
from tests.e2e.chat_rig import Rig, chatting
from tests.e2e.delivery_rig import until
from tests.fakes.botapi import FakeBotApi
from tests.fakes.botapi_limits import BLOCKED, CUT_AFTER, Fault, flood, migrated


async def test_an_answer_follows_a_group_that_has_moved(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.add_chat(-5, "group", title="Family", admins={42})
        api.add_chat(-1005, "supergroup", title="Family", admins={42})
        api.fail(migrated(-1005), chat=-5)
        api.say(-5, "/subscribe lebanon", user=42)
        await api.wait_sent(1)
        assert "You now hear of Lebanon" in api.texts(-1005)[0]
        record = await rig.store.chats.chat(ChatKey(-1005))
        assert record is not None
        assert record.subscription.regions == {"lebanon"}
        assert await rig.store.chats.chat(ChatKey(-5)) is None


async def test_an_answer_to_a_deleted_topic_goes_to_the_chat_itself(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.add_chat(-600, "supergroup", title="Newsroom", topics={7}, admins={42})
        api.say(-600, "/mine", user=42, topic=8)
        await api.wait_sent(1)
        assert api.sent[0].topic is None
        api.say(-600, "/mine", user=42, topic=7)
        await api.wait_sent(2)
        assert api.sent[1].topic == 7
        assert rig.outcomes.count("given_up") == 0


async def test_who_blocks_us_before_the_answer_comes_is_left_in_peace(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.fail(BLOCKED, chat=42)
        api.say(42, "/subscribe lebanon")
        await until(lambda: "given_up" in rig.outcomes)
        record = await rig.store.chats.chat(ChatKey(42))
        assert record is not None
        assert (record.state, record.reason) == (ChatState.SUSPENDED, "blocked")
        assert record.subscription.regions == {"lebanon"}
        api.heal()
        api.say(43, "/help")
        await api.wait_sent(1)
        assert api.texts(42) == []
        assert sum(name == "sendmessage" for name, _ in api.calls) == 2


async def test_an_answer_that_perhaps_arrived_is_tried_three_times_and_no_more(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.fail(CUT_AFTER, chat=42, times=1)
        api.say(42, "/help")
        await api.wait_sent(2)
        await until(lambda: "sent" in rig.outcomes)
        assert len(api.texts(42)) == 2  # the one whose arrival was not heard of, and the one that was
        api.fail(CUT_AFTER, chat=43)
        api.say(43, "/help")
        await until(lambda: "given_up" in rig.outcomes)
        assert len(api.texts(43)) == 3


async def test_an_answer_waits_out_a_flood_and_a_dead_line(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url) as rig:
        api.fail(flood(1), chat=42, times=2)
        api.fail(Fault(502, "Bad Gateway"), chat=43, times=1)
        api.say(42, "/help")
        api.say(43, "/help")
        await api.wait_sent(2, 20)
        assert [len(api.texts(chat)) for chat in (42, 43)] == [1, 1]
        await until(lambda: rig.outcomes.count("sent") == 2)


async def test_answers_of_one_chat_keep_their_order_behind_one_that_fails(valkey: str) -> None:
    async with FakeBotApi() as api, chatting(valkey, api.token, api.base_url):
        api.fail(flood(1), chat=42, times=1)
        for command in ("/subscribe lebanon", "/subscribe gaza", "/mine"):
            api.say(42, command)
        await api.wait_sent(3, 20)
        assert [text.split("\n")[0] for text in api.texts(42)] == [
            "✅ You now hear of Lebanon.",
            "✅ You now hear of Gaza.",
            "You hear of Gaza, Lebanon.",
        ]


async def test_what_a_restart_forgets_of_a_flood_harms_nobody(valkey: str) -> None:
    """The gate lives in memory: after a restart who floods is answered a few times more, and then told again."""
    settings = CommandSettings(flood_burst=2, flood_per_minute=1, flood_rest=timedelta(minutes=5))
    async with FakeBotApi() as api:
        for _ in range(2):
            async with chatting(valkey, api.token, api.base_url, settings) as rig:
                for _ in range(4):
                    api.say(42, "/mine")
                await _ended(rig, ignored=1, sent=3)
        assert sum("faster than I can follow" in text for text in api.texts(42)) == 2
        assert len(api.texts(42)) == 6


async def _ended(rig: Rig, **counts: int) -> None:
    await until(lambda: all(rig.outcomes.count(word) == number for word, number in counts.items()))
