"""The terminal that stands in for Telegram where no token is set: messages appear as a chat would show them."""

from collections.abc import Callable
from datetime import datetime
from html.parser import HTMLParser

from rich.box import ROUNDED
from rich.console import Console
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from bot.model.chat import ChatKey, ChatKind
from bot.model.delivery import Outgoing, Sent
from bot.ports.errors import Rejected

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strike",
    "code": "cyan",
    "pre": "cyan",
    "blockquote": "dim",
    "tg-time": "dim",
}
WIDTH = 76


class TerminalSender:
    """Implements ports.sender.Sender on a console. `now` gives the moment shown beside each message.

    Message ids count from 1 per process; an edit prints the message anew and says so.
    """

    bot_id = 0

    def __init__(self, console: Console, now: Callable[[], datetime]) -> None:
        self._console = console
        self._now = now
        self._last_id = 0

    async def send(self, outgoing: Outgoing) -> Sent:
        """Print one message. Raises Rejected when there is nothing to show."""
        if not outgoing.message.plain.strip():
            raise Rejected("the message is empty")
        self._last_id += 1
        message_id = outgoing.edit or self._last_id
        self._console.print(self._bubble(outgoing, message_id))
        return Sent(message_id, self._now())

    def _bubble(self, outgoing: Outgoing, message_id: int) -> Panel:
        message = outgoing.message
        marks = [f"#{message_id}"]
        if message.reply_to is not None:
            marks.append(f"in reply to #{message.reply_to}")
        if outgoing.edit is not None:
            marks.append("edited")
        if message.silent:
            marks.append("silent")
        body = rich_text(message.html) if message.html else Text(message.plain)
        for row in message.buttons:
            body.append("\n" + "  ".join(f"[ {button.text} ]" for button in row), style="blue")
        return Panel(
            body,
            title=Text(str(outgoing.chat), style="bold yellow"),
            title_align="left",
            subtitle=Text(f"{self._now().astimezone():%H:%M:%S}  {', '.join(marks)}", style="dim"),
            subtitle_align="right",
            box=ROUNDED,
            border_style="yellow",
            width=min(WIDTH, self._console.width),
        )

    async def resolve(self, name: str) -> tuple[ChatKey, ChatKind]:
        """Every name is a channel here, and stays as it is written."""
        return ChatKey.parse(name), ChatKind.CHANNEL

    async def check(self) -> str:
        return "terminal"


def rich_text(html: str) -> Text:
    """Telegram's HTML as styled text: bold, italic, links (underlined, with their address), moments in UTC."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._open: list[Style] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = Style.parse(_STYLES.get(tag, ""))
        if tag == "a":
            style = Style(underline=True, link=dict(attrs).get("href"))
        self._open.append(style)

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data, style=Style.combine([Style.null(), *self._open]))
