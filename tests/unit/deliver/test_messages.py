"""Golden examples: one of each kind of message, as Telegram gets it and as a reader sees it.

Each stands in tests/golden/messages/NAME.txt: the HTML, a line of dashes, what a reader sees, the buttons.
To accept a change: rewrite them with TOCSIN_GOLDEN=write and look at the difference.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.deliver.pending import Heard, answering
from bot.deliver.render import Line, Mark, Renderings, Style, fitting, part_count
from bot.deliver.words import words
from bot.model.chat import ChatKind
from bot.model.delivery import Message
from bot.model.news import Alert
from tests.fakes.botapi_html import parsed, utf16
from tests.unit.deliver.alerts import BOT, NOON_AT, REGIONS, Book, alert, chat, setting, update

FOLDER = Path(__file__).parents[2] / "golden" / "messages"
STRIKE = "Al Mayadeen correspondent: An Israeli drone struck a vehicle in Kfar Tebnit, southern Lebanon"
SPEECH = [
    f"Sheikh Qassem: {words}"
    for words in ("We shall rebuild what was destroyed", "The army guards all", "Go home")
]


def style(kind: ChatKind = ChatKind.PRIVATE, minute: float = 1, **fields: Any) -> Style:
    made = setting(minute)
    record = chat(kind, **{name: value for name, value in fields.items() if name != "lang"})
    return replace(Style.of(record, REGIONS, made.settings, made.now), lang=fields.get("lang", "en"))


def one(line: Line, look: Style, earlier: int = 0) -> Message:
    return fitting([line], look, earlier)[0]


def several(look: Style, *lines: Line, earlier: int = 0) -> Message:
    return fitting(lines, look, earlier)[0]


HOSTILE = 'A line full of <b>bold</b>, &amp; <script>, @everyone, "quotes" & #tags'
EXAMPLES: dict[str, Callable[[], Message]] = {
    "new-in-a-channel": lambda: one(Line(alert(1, STRIKE)), style(ChatKind.CHANNEL)),
    "new-for-a-person": lambda: one(Line(alert(1, STRIKE)), style()),
    "new-in-arabic": lambda: one(Line(alert(1, STRIKE, "lebanon", "gaza")), style(lang="ar")),
    "new-in-spanish": lambda: one(Line(alert(1, STRIKE)), style(lang="es")),
    "update": lambda: one(Line(alert(2, "Ministry: Nine killed in Tyre"), Mark.UPDATE), style()),
    "correction": lambda: one(Line(alert(2, "Ministry: Nine killed in Tyre"), Mark.CORRECTION), style()),
    "corrected-by-the-operators": lambda: one(
        Line(alert(2, "Ministry: Nine killed in Tyre", origin="operators"), Mark.CORRECTION),
        style(ChatKind.CHANNEL),
    ),
    "withdrawn": lambda: one(Line(alert(2, STRIKE, origin="withdrawn"), Mark.WITHDRAWN), style()),
    "withdrawn-in-arabic": lambda: one(
        Line(alert(2, STRIKE, origin="withdrawn"), Mark.WITHDRAWN), style(lang="ar")
    ),
    "withdrawn-in-spanish": lambda: one(
        Line(alert(2, STRIKE, origin="withdrawn"), Mark.WITHDRAWN), style(lang="es")
    ),
    "withdrawn-among-others": lambda: several(
        style(ChatKind.CHANNEL, minute=9),
        Line(alert(2, STRIKE, origin="withdrawn"), Mark.WITHDRAWN),
        Line(alert(3, "Blasts heard in Tyre", minute=3)),
    ),
    "seen-late": lambda: one(Line(alert(1, STRIKE, late=True)), style()),
    "yesterday": lambda: one(Line(alert(1, STRIKE, minute=-900)), style()),
    "no-region": lambda: one(Line(alert(1, "Officials met", "world", url=None)), style(ChatKind.CHANNEL)),
    "many-regions": lambda: one(
        Line(alert(1, "All condemned it", "lebanon", "gaza", "south-africa", "palestine", "mena")), style()
    ),
    "burst": lambda: several(
        style(ChatKind.CHANNEL), *(Line(alert(n, text, minute=n)) for n, text in enumerate(SPEECH))
    ),
    "several-with-update": lambda: several(
        style(minute=9),
        Line(alert(1, STRIKE, minute=1)),
        Line(alert(2, "Palestinian media: Shelling east of Khan Younis", "gaza", minute=4)),
        Line(alert(3, "Ministry: Nine killed in Tyre", minute=7), Mark.UPDATE),
    ),
    "several-sources": lambda: several(
        style(ChatKind.CHANNEL),
        Line(alert(1, STRIKE)),
        Line(alert(2, "Blasts heard in Tyre", source="Other ticker", url="https://example.org/?a=1&b=2")),
    ),
    "earlier-lines": lambda: several(style(), Line(alert(9, STRIKE)), earlier=12),
    "earlier-lines-in-a-channel": lambda: several(style(ChatKind.CHANNEL), Line(alert(9, STRIKE)), earlier=1),
    "only-earlier-lines": lambda: several(style(), earlier=12),
    "hashtags": lambda: one(Line(alert(1, STRIKE, "lebanon", "south-africa")), style(hashtags=True)),
    "hostile": lambda: one(Line(alert(1, HOSTILE)), style(ChatKind.CHANNEL)),
    "part-of-a-long-line": lambda: one(
        Line(alert(1, " ".join(f"word{n}" for n in range(700))), part=2, parts=2), style(ChatKind.CHANNEL)
    ),
}


def shown(message: Message) -> str:
    seen, _ = parsed(message.html)
    rows = [" ".join(f"[{button.text} {button.data}]" for button in row) for row in message.buttons]
    return "\n".join((message.html, "-" * 40, seen, *(["-" * 40, *rows] if rows else []), ""))


@pytest.mark.parametrize("name", EXAMPLES)
def test_golden(name: str) -> None:
    path, message = FOLDER / f"{name}.txt", EXAMPLES[name]()
    if os.environ.get("TOCSIN_GOLDEN") == "write":
        path.write_text(shown(message), encoding="utf-8")
    assert shown(message) == path.read_text(encoding="utf-8")


def test_there_is_no_golden_file_too_many() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == EXAMPLES.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_telegram_reads_what_we_count(name: str) -> None:
    message = EXAMPLES[name]()
    seen, _ = parsed(message.html)
    assert max(utf16(seen), utf16(message.plain)) <= 4096
    for look in (words("en"), words("ar"), words("es")):
        seen = seen.replace(f" \u00b7 {look.page}", "")
    assert seen.split() == [
        word for word in message.plain.replace(" \u00b7 http", " http").split() if "://" not in word
    ]


def test_the_line_is_whole_and_unbroken() -> None:
    seen, entities = parsed(EXAMPLES["hostile"]().html)
    assert HOSTILE in seen
    start = utf16(seen[: seen.index(HOSTILE)])
    inside = [one for one in entities if start <= one["offset"] < start + utf16(HOSTILE)]
    assert inside == []


def test_the_moment_is_for_each_reader_s_clock() -> None:
    _, entities = parsed(EXAMPLES["new-for-a-person"]().html)
    (moment,) = [one for one in entities if one["type"] == "date_time"]
    assert (moment["unix_time"], moment["date_time_format"]) == (1767268800, "t")


def test_buttons_are_never_in_a_channel_and_can_be_turned_off() -> None:
    assert EXAMPLES["new-in-a-channel"]().buttons == ()
    made = setting(buttons=False)
    record = chat()
    assert fitting([Line(alert(1))], Style.of(record, REGIONS, made.settings, made.now))[0].buttons == ()
    assert [button.data for button in EXAMPLES["new-for-a-person"]().buttons[0]] == [
        "why:1",
        "mute:lebanon:60",
        "latest:lebanon",
    ]


def test_a_region_that_left_the_graph_still_has_a_name() -> None:
    seen, _ = parsed(one(Line(alert(1, "x", "old-region")), style()).html)
    assert seen.startswith("Old Region\n")


def test_an_enormous_line_is_cut_after_four_messages_and_says_so() -> None:
    endless = alert(1, "word " * 10_000)
    assert part_count(endless) == 4
    seen, _ = parsed(one(Line(endless, part=4, parts=4), style()).html)
    assert "[\u2026]" in seen


def test_answering_marks_only_what_was_heard() -> None:
    first = alert(1)
    assert answering([update(2, first)], heard_of(first, cursor=0))[0].line.mark is Mark.NEW
    assert answering([update(2, first)], heard_of(first, cursor=1))[0].line.mark is Mark.UPDATE


def heard_of(first: Alert, cursor: int) -> Heard:
    return Heard(chat(cursor=cursor), Book([first]), REGIONS, NOON_AT, BOT)


def test_an_alert_is_rendered_once_for_all_that_read_alike() -> None:
    kept, line = Renderings(most=4), Line(alert(1, STRIKE))
    looks = [
        style(),
        style(ChatKind.CHANNEL),
        style(lang="ar"),
        style(hashtags=True),
        style(silent=True),
        style(minute=900),
    ]
    for look in (*looks, *looks):
        assert kept.fitting([line], look) == fitting([line], look)
    assert kept.fitting([line], looks[0])[0] is kept.fitting([line], style(minute=2))[0]
    assert kept.fitting([line], looks[0], 3) == fitting([line], looks[0], 3)
    assert kept.fitting([replace(line, mark=Mark.UPDATE)], looks[0]) != kept.fitting([line], looks[0])
