"""A conversation as a page: bubbles, buttons under them, right to left where the language is. Pure."""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.unit.commands.transcript import Heard, Play

TRANSCRIPTS = Path(__file__).parents[1] / "golden" / "transcripts"
STYLE = (Path(__file__).parent / "chat.css").read_text(encoding="utf-8")
NAMES = {"en": ("Tocsin", "bot"), "ar": ("Tocsin", "بوت"), "es": ("Tocsin", "bot")}
_QUIET = ("private", "group", "channel", "topic", "alert", "added")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of a transcript: from the `nth` (from 1) line that reads `first` on.

    `acts`: how many things that people do, or that arrive. `title`: over the conversation, else the bot's name.
    """

    transcript: str
    first: str
    acts: int
    nth: int = 1
    title: str = ""

    @property
    def lang(self) -> str:
        return self.transcript.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Picture:
    """One file: conversations side by side, in light or dark colours, `width` pixels wide."""

    name: str
    chats: tuple[Excerpt, ...]
    dark: tuple[bool, ...] = (False,)
    width: int = 460


def page(picture: Picture) -> str:
    """The whole HTML page of a picture; the same text as long as what is said is the same."""
    columns = "".join(
        _column(excerpt, dark=picture.dark[min(at, len(picture.dark) - 1)])
        for at, excerpt in enumerate(picture.chats)
    )
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><main>{columns}</main>'


def heard(excerpt: Excerpt) -> tuple[Heard, ...]:
    """What a looker-on sees of it. Raises ValueError when the transcript has no such line."""
    play = Play()
    play.performed((TRANSCRIPTS / f"{excerpt.transcript}.txt").read_text(encoding="utf-8"))
    starts = [at for at, one in enumerate(play.heard) if one.text == excerpt.first and one.who != "<"]
    if len(starts) < excerpt.nth:
        raise ValueError(f"{excerpt.transcript} has no {excerpt.nth}. line {excerpt.first!r}")
    start = starts[excerpt.nth - 1]
    acts = [at for at in range(start, len(play.heard)) if _is_act(play.heard[at])]
    end = acts[excerpt.acts] if len(acts) > excerpt.acts else len(play.heard)
    return tuple(play.heard[start:end])


def _is_act(one: Heard) -> bool:
    return one.who == ">" or (one.who == "-" and one.text.startswith(("alert", "added")))


def _column(excerpt: Excerpt, *, dark: bool) -> str:
    way = "rtl" if excerpt.lang == "ar" else "ltr"
    name, kind = NAMES[excerpt.lang]
    said = "".join(_bubbles(heard(excerpt)))
    return (
        f'<section dir="{way}" lang="{excerpt.lang}" class="{"dark" if dark else "light"}">'
        f"<header><i>🔔</i><div><b>{html.escape(excerpt.title or name)}</b><small>{kind}</small></div></header>"
        f'<div class="chat">{said}</div></section>'
    )


def _bubbles(told: Sequence[Heard]) -> Iterator[str]:
    for at, one in enumerate(told):
        if one.shown is not None:
            yield _message(one, pressed=_next_press(told[at + 1 :]))
        elif one.who == "<":
            yield f'<p class="toast">{html.escape(one.text)}</p>'
        elif one.who == ">" and not one.text.startswith("["):
            said = one.text.removeprefix("(in reply) ")
            reply = '<span class="reply">↩</span> ' if said != one.text else ""
            yield f'<p class="mine" dir="auto">{reply}{html.escape(said)}</p>'
        elif one.who == "-" and not one.text.startswith(_QUIET):
            yield f'<p class="scene">{html.escape(one.text)}</p>'


def _next_press(after: Sequence[Heard]) -> str:
    """The label of the button that is pressed next, if it is pressed before anything else is said."""
    for one in after:
        if one.shown is None and one.who == "<":
            continue
        return one.text.strip("[]") if one.who == ">" and one.text.startswith("[") else ""
    return ""


def _message(one: Heard, *, pressed: str) -> str:
    assert one.shown is not None
    message = one.shown.message
    edited = ' class="edited"' if one.shown.edit is not None else ""
    text = (message.html or html.escape(message.plain)).strip().replace("\n", "<br>")
    rows = "".join(_row((button.text for button in row), pressed) for row in message.buttons)
    keys = f'<div class="keys">{rows}</div>' if rows else ""
    return f'<div class="theirs"><p dir="auto"{edited}>{text}</p>{keys}</div>'


def _row(labels: Iterable[str], pressed: str) -> str:
    keys = "".join(
        f'<span class="{"pressed" if label.removeprefix("✅ ") == pressed else ""}">{html.escape(label)}</span>'
        for label in labels
    )
    return f"<div>{keys}</div>"
