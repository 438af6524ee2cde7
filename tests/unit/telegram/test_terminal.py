"""The terminal that stands in for Telegram shows what a chat would."""

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from bot.model.chat import ChatKey, ChatKind
from bot.model.delivery import Button, Message, Outgoing
from bot.ports.errors import Rejected
from bot.telegram.terminal import TerminalSender, rich_text

AT = datetime(2026, 3, 14, 6, 10, tzinfo=UTC)
CHAT = ChatKey("@lebanon_bell")


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), width=80, force_terminal=False)


def shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


async def test_a_message_appears_as_a_chat_would_show_it(console: Console) -> None:
    sender = TerminalSender(console, lambda: AT)
    html = '<b>Lebanon</b>\nA line of 5 &lt;b&gt; &amp; more\n<i>harbour</i> · <tg-time unix="1">06:10</tg-time>'
    message = Message(html, "plain", buttons=((Button("Why?", "why"),),))
    sent = await sender.send(Outgoing(CHAT, message))
    told = shown(console)
    for part in ("@lebanon_bell", "Lebanon", "A line of 5 <b> & more", "harbour · 06:10", "[ Why? ]", "#1"):
        assert part in told
    assert (sent.message_id, sent.at) == (1, AT)
    assert (await sender.send(Outgoing(CHAT, Message("x", "x")))).message_id == 2


async def test_an_edit_and_a_reply_say_so(console: Console) -> None:
    sender = TerminalSender(console, lambda: AT)
    assert (await sender.send(Outgoing(CHAT, Message("x", "x", reply_to=7), edit=5))).message_id == 5
    assert "#5, in reply to #7, edited" in shown(console)


async def test_an_empty_message_is_refused(console: Console) -> None:
    with pytest.raises(Rejected):
        await TerminalSender(console, lambda: AT).send(Outgoing(CHAT, Message("", " ")))
    assert shown(console) == ""


async def test_every_name_is_a_channel(console: Console) -> None:
    sender = TerminalSender(console, lambda: AT)
    assert await sender.resolve("@anybody") == (ChatKey("@anybody"), ChatKind.CHANNEL)
    assert await sender.check() == "terminal"


def test_control_characters_and_rich_markup_are_text() -> None:
    assert rich_text("[bold]not bold[/bold] &lt;i&gt;").plain == "[bold]not bold[/bold] <i>"
    assert rich_text('<a href="https://x.example">page</a>').plain == "page"
