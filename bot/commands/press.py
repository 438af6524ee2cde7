"""What a button sends back when it is pressed: "verb:value:value@chat", at most 64 bytes."""

from dataclasses import dataclass

from bot.model.delivery import Button

MOST_BYTES = 64


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button, as it claims. `chat`: the channel it is about, None for the chat it stands in."""

    verb: str
    values: tuple[str, ...] = ()
    chat: int | None = None

    def value(self, at: int) -> str:
        """The value at this place, "" when there is none."""
        return self.values[at] if at < len(self.values) else ""


def written(press: Press) -> str:
    """Raises ValueError beyond Telegram's 64 bytes."""
    text = ":".join((press.verb, *press.values)) + (f"@{press.chat}" if press.chat is not None else "")
    if len(text.encode()) > MOST_BYTES:
        raise ValueError(f"a button's text is too long: {text}")
    return text


def parsed(text: str) -> Press | None:
    """The inverse; None for what we cannot have written."""
    body, at, chat = text.partition("@")
    verb, *values = body.split(":")
    if not verb or len(text.encode()) > MOST_BYTES:
        return None
    if not at:
        return Press(verb, tuple(values))
    try:
        return Press(verb, tuple(values), int(chat))
    except ValueError:
        return None


def button(label: str, verb: str, *values: str, chat: int | None = None) -> Button:
    return Button(label, written(Press(verb, values, chat)))


def in_rows(buttons: list[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))
