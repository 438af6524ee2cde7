"""Whatever is sent, the answer is kind and there is no traceback."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.press import Press, parsed, written
from bot.commands.settings import Access, CommandSettings
from bot.model.chat import ChatKey, ChatKind
from bot.model.request import Act, Presence, Quoted, Request, Rights
from tests.fakes.botapi_html import utf16
from tests.fakes.clock import START_AT
from tests.unit.commands.stage import Seat, Stage, plain
from tests.unit.commands.world import house

RLO = "\u202e"


def test_an_unknown_command_is_answered_with_the_nearest() -> None:
    assert "Did you mean /subscribe?" in plain(Stage().say("/subscrbe lebanon"))
    assert "/help lists" in plain(Stage().say("/qqqqqqqq"))


@pytest.mark.parametrize(
    "command", ["/subscribe", "/unsubscribe", "/latest", "/search", "/mute", "/settings quiet", ""]
)
@pytest.mark.parametrize("text", ["😀" * 2048, "a" * 4090, "😀 " * 1360, '"' * 4000, ",;" * 2000, "\ud83d" * 100])
def test_four_thousand_characters_of_anything(command: str, text: str) -> None:
    stage = Stage()
    stage.say("/subscribe lebanon")
    answered = stage.say(f"{command} {text}"[:4096])
    assert answered.replies
    assert all(
        utf16(reply.message.plain.encode("utf-16", "replace").decode("utf-16")) <= 4096
        for reply in answered.replies
    )


def test_a_right_to_left_override_turns_nothing_around() -> None:
    said = plain(Stage().say(f"/subscribe {RLO}nonabel"))
    assert RLO not in said
    assert "nonabel" in said
    assert "You now hear of Lebanon" in plain(Stage().say(f"{RLO}/subscribe {RLO}lebanon"))


def test_markup_in_what_is_typed_stays_text() -> None:
    answered = Stage().say("/subscribe <b>x</b>&amp;")
    assert "&lt;b&gt;x&lt;/b&gt;" in answered.replies[0].message.html


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "on",
        "on:",
        "on:atlantis",
        "put:quiet:9999-0000",
        "put:zone:Mars/Base",
        "put:source:nobody:1",
        "put:rhythm:never",
        "put:daily:2460",
        "ask:everything",
        "more:search",
        "more:latest:x:9",
        "why:0",
        "why:9999",
        "mute:atlantis:60",
        "latest:atlantis",
        "bcast:yes",
        "hush:1y",
        "set:nowhere",
        "add:lebanon@-1001",
        "x" * 200,
        "menu:atlantis:99",
        "menu::-1",
        "off:lebanon:middle-east:999",
        "on:lebanon@not-a-number",
        "put:lang:tlh",
    ],
)
def test_a_press_of_an_old_menu_or_of_nobodys(text: str) -> None:
    stage = Stage()
    stage.say("/subscribe syria")
    answered = stage.press_raw(text)
    assert answered.toast or answered.replies
    assert stage.records[ChatKey(42)].subscription.regions <= {"syria"} or text == "add:lebanon"


def test_why_of_a_message_that_is_long_gone() -> None:
    stage = Stage()
    assert "not kept any more" in stage.press_raw("why:3").toast
    old = Quoted(3, "an old line", ours=True, presses=("why:3",))
    assert "not kept any more" in plain(stage.say("/why", old))


def test_a_menu_out_of_reach_is_sent_anew() -> None:
    answered = Stage().press_raw("on:lebanon:middle-east:0")
    assert answered.replies[0].edit is None
    assert "Middle East" in plain(answered)


def test_nobody_changes_the_chat_of_another_by_a_button() -> None:
    stage = Stage()
    stage.channels[-1001] = Rights(-1001, ChatKind.CHANNEL, admin=False, bot=Presence.ADMIN, title="Theirs")
    for text in ("on:lebanon:middle-east:0@-1001", "put:silent:1@-1001", "rmall:yes@-1001", "menu::0@-1001"):
        assert "Only administrators" in stage.press_raw(text).toast
    assert ChatKey(-1001) not in stage.records


def test_a_reader_of_a_channel_changes_nothing_and_rings_nobody() -> None:
    stage = Stage(seat=Seat(ChatKey(-1001), ChatKind.CHANNEL, 99, title="Lebanon Breaking"))
    assert stage.press_raw("mute:lebanon:60").toast == "Only administrators can change the settings here."
    for text in ("why:16", "latest:lebanon"):
        answered = stage.press_raw(text)
        assert answered.toast
        assert not answered.replies


def test_an_operators_button_works_only_at_their_desk() -> None:
    stage = Stage()
    assert "those who run this bot" in stage.press_raw("bcast:yes").toast
    assert not stage.pushed


def test_a_full_house_and_an_allow_list_refuse_kindly() -> None:
    stage = Stage(house=house(CommandSettings(most_chats=1, contact="@us")))
    stage.say("/subscribe lebanon")
    stage.seat = replace(stage.seat, chat=ChatKey(43), person=43)
    assert "as many chats as it can" in plain(stage.say("/subscribe lebanon"))
    listed = Stage(house=house(CommandSettings(access=Access.LISTED, allowed=frozenset((43,)))))
    assert "not open to everybody" in plain(listed.say("/latest"))
    listed.seat = replace(listed.seat, chat=ChatKey(43), person=43)
    assert "You now hear" in plain(listed.say("/subscribe lebanon"))


def test_too_many_regions_and_words_are_refused_whole() -> None:
    stage = Stage(house=house(CommandSettings(most_regions=2)))
    assert "more than 2 regions" in plain(stage.say("/subscribe lebanon gaza syria"))
    assert not stage.records
    words = " ".join(f"word{number}" for number in range(51))
    assert "At most 50 words" in plain(Stage().say(f"/settings only {words}"))


def test_an_administrator_who_writes_as_the_group_may_change_it() -> None:
    stage = Stage(seat=Seat(ChatKey(-5), ChatKind.GROUP, None, hidden_admin=True))
    assert "You now hear" in plain(stage.say("/subscribe lebanon"))


def test_quiet_hours_that_start_and_end_together_are_none() -> None:
    stage = Stage()
    stage.say("/settings quiet 8:00-8:00")
    assert stage.records[ChatKey(42)].subscription.quiet is None


@given(st.text(max_size=300), st.booleans())
@settings(max_examples=120, deadline=None)
def test_any_text_gets_an_answer(text: str, as_command: bool) -> None:
    stage = Stage()
    stage.say(("/" if as_command else "") + text)
    stage.press_raw(text)


@given(st.text(alphabet="abz-", min_size=1, max_size=8), st.lists(st.text("az09-/", max_size=9), max_size=4))
def test_a_button_comes_back_as_it_was_written(verb: str, values: list[str]) -> None:
    press = Press(verb, tuple(values), -1001234567890)
    assert parsed(written(press)) == press


def test_a_moved_group_is_moved() -> None:
    request = Request("1:1", Act.MOVED, ChatKey(-5), ChatKind.GROUP, START_AT, moved_to=-1005)
    assert Stage().play(request).moved_to == -1005
