"""Alerts become one message: every line whole and in the source's words, oldest first, within 4096 units. Pure.

    Lebanon · update                      head: regions, and the mark of an update
    Israeli media: The line as it was     the line
    Al Mayadeen · 12:00 UTC · page        below: source, time in the reader's zone, link

Several lines share a head while their regions are the same; what they all share stands once, at the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.deliver.layout import (
    LONGEST,
    NOTHING,
    Piece,
    bold,
    is_recent,
    italic,
    joined,
    link,
    moment,
    said,
    split,
    struck,
)
from bot.deliver.settings import DeliverySettings
from bot.deliver.words import Words, words
from bot.model.callback import Latest, MuteRegion, Why
from bot.model.chat import ChatKind, ChatRecord
from bot.model.delivery import Button, Message
from bot.model.news import Alert
from bot.model.region import RegionGraph

DOT = " \u00b7 "
MOST_REGIONS = 3
# Room for head, foot and hashtags beside one part of a line that is too long for one message.
PART = 3600
# A person's record keeps the receipts of four messages, by which the parts are counted.
MOST_PARTS = 4
MOST_DATA = 64


class Mark(StrEnum):
    """What a line is to this chat: news, an update of what it heard, a retyping of it, or its withdrawal."""

    NEW = "new"
    UPDATE = "update"
    CORRECTION = "correction"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Line:
    """An alert as this chat is told of it. `part` (from 1) of `parts` where it needs several messages."""

    alert: Alert
    mark: Mark = Mark.NEW
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Style:
    """Whom the message is for. `regions`: for their names; `now` decides between time and date."""

    lang: str
    kind: ChatKind
    regions: RegionGraph
    settings: DeliverySettings
    now: datetime
    hashtags: bool = False
    silent: bool = False

    @classmethod
    def of(cls, record: ChatRecord, regions: RegionGraph, settings: DeliverySettings, now: datetime) -> "Style":
        subscription = record.subscription
        return cls(
            record.lang,
            record.kind,
            regions,
            settings,
            now,
            hashtags=subscription.hashtags,
            silent=subscription.silent,
        )

    @property
    def words(self) -> Words:
        return words(self.lang)

    def region(self, slug: str) -> str:
        """The region's name in the chat's language."""
        if slug not in self.regions:
            return slug.replace("-", " ").title()
        region = self.regions[slug]
        return (*region.names.get(self.lang, ()), region.name)[0]

    def source(self, name: str) -> str:
        return self.settings.source_titles.get(name, name)


def fitting(lines: Sequence[Line], style: Style, earlier: int = 0) -> tuple[Message, int]:
    """The message with as many of the first lines as fit whole, and how many these are (at least one).

    A single line always fits: longer ones come in parts (`part_count`). `earlier`: lines that are only counted.
    """
    count = len(lines)
    piece = laid_out(lines, style, earlier)
    while piece.units > LONGEST and count > 1:
        count = max(1, min(count - 1, count * LONGEST // piece.units))
        piece = laid_out(lines[:count], style, earlier)
    rows = buttons(lines[:count], style)
    return Message(html=piece.html, plain=piece.plain, silent=style.silent, buttons=rows), count


@dataclass(frozen=True, slots=True)
class Renderings:
    """Messages that were rendered already: an alert reads alike in most chats. Of one bot and one set of regions.

    At most `most` of them are kept.
    """

    most: int = 256
    _kept: dict[tuple[object, ...], tuple[Message, int]] = field(default_factory=dict, repr=False)

    def fitting(self, lines: Sequence[Line], style: Style, earlier: int = 0) -> tuple[Message, int]:
        """What `fitting` gives, taken from what is kept where nothing that shows is different."""
        key: tuple[object, ...] = (
            *(style.lang, style.kind, style.hashtags, style.silent, earlier),
            *(
                (line.alert.seq, line.alert.ref, line.mark, line.part, is_recent(line.alert.seen_at, style.now))
                for line in lines
            ),
        )
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= self.most:
                self._kept.clear()
            found = self._kept[key] = fitting(lines, style, earlier)
        return found


def laid_out(lines: Sequence[Line], style: Style, earlier: int = 0) -> Piece:
    """All lines in one piece, whatever its length."""
    blocks = [counted(earlier, style)] if earlier else []
    shared = shared_foot(lines, style) if len(lines) > 1 else NOTHING
    head_before = NOTHING
    for line in lines:
        head = headed(line, style)
        foot = footed(line, style, has_shared=not shared.is_empty)
        blocks.append(joined((NOTHING if head == head_before else head, told(line), foot), "\n"))
        head_before = head
    tags = tagged(lines, style) if style.hashtags else NOTHING
    return joined((*blocks, joined((shared, tags), "\n")), "\n\n")


def headed(line: Line, style: Style) -> Piece:
    """The regions, the main one first, and the mark."""
    about = line.alert.about
    names = [style.region(slug) for slug in about[:MOST_REGIONS]]
    more = f" +{len(about) - MOST_REGIONS}" if len(about) > MOST_REGIONS else ""
    marks = {
        Mark.UPDATE: style.words.update,
        Mark.CORRECTION: style.words.correction,
        Mark.WITHDRAWN: style.words.withdrawn,
    }
    part = f"{line.part}/{line.parts}" if line.parts > 1 else ""
    return joined((bold(DOT.join(names) + more), italic_or_nothing(marks.get(line.mark, "")), said(part)), DOT)


def italic_or_nothing(text: str) -> Piece:
    return italic(text) if text else NOTHING


def told(line: Line) -> Piece:
    """The line itself, or one part of it; struck through where it is withdrawn."""
    text = line.alert.text
    piece = said(text if line.parts == 1 else parts_of(text)[line.part - 1])
    return struck(piece) if line.mark is Mark.WITHDRAWN else piece


def part_count(alert: Alert) -> int:
    """How many messages a line needs; 1 unless it is thousands of characters long."""
    return len(parts_of(alert.text)) if len(alert.text) > PART // 2 else 1


def parts_of(text: str) -> tuple[str, ...]:
    """The text in as many messages as it needs, at most four: more would be no line of a ticker."""
    parts = split(text, PART)
    return parts if len(parts) <= MOST_PARTS else (*parts[: MOST_PARTS - 1], f"{parts[MOST_PARTS - 1]} [\u2026]")


def footed(line: Line, style: Style, *, has_shared: bool) -> Piece:
    """Below a line: its source and page unless all lines share them, its time, and whether it came late."""
    alert = line.alert
    source = NOTHING if has_shared else italic(style.source(alert.source))
    page = NOTHING if has_shared else paged(alert, style)
    late = said(style.words.late) if alert.late else NOTHING
    return joined((source, moment(alert.seen_at, style.now), page, late), DOT)


def shared_foot(lines: Sequence[Line], style: Style) -> Piece:
    """Source and page, once, where all lines have the same; else nothing."""
    first = lines[0].alert
    if any((line.alert.source, line.alert.url) != (first.source, first.url) for line in lines):
        return NOTHING
    return joined((italic(style.source(first.source)), paged(first, style)), DOT)


def paged(alert: Alert, style: Style) -> Piece:
    url = alert.url or ""
    return link(style.words.page, url) if url.startswith(("https://", "http://")) and len(url) <= 500 else NOTHING


def counted(earlier: int, style: Style) -> Piece:
    """Lines that are too old to be told, by number. In a channel nobody can ask for them."""
    text = style.words.earlier_one if earlier == 1 else style.words.earlier.format(count=earlier)
    return italic(text if style.kind is ChatKind.CHANNEL else f"{text}: /latest")


def lost(style: Style) -> Message:
    """That lines left the log before they could be told; nobody knows how many."""
    piece = italic(style.words.lost)
    return Message(html=piece.html, plain=piece.plain, silent=True)


def tagged(lines: Sequence[Line], style: Style) -> Piece:
    """The regions as hashtags, each once."""
    del style
    slugs = dict.fromkeys(slug for line in lines for slug in line.alert.about)
    return said(" ".join(f"#{slug.replace('-', '_')}" for slug in slugs))


def buttons(lines: Sequence[Line], style: Style) -> tuple[tuple[Button, ...], ...]:
    """Why, mute and latest, about the newest line; never in a channel, where one press would be everybody's."""
    if not style.settings.buttons or style.kind is ChatKind.CHANNEL or not lines:
        return ()
    alert = lines[-1].alert
    region, minutes = alert.about[0], style.settings.mute_minutes
    mute = style.words.mute.format(region=style.region(region), hours=f"{minutes / 60:g}")
    row = (
        Button(style.words.why, str(Why(alert.seq))),
        Button(mute, str(MuteRegion(region, minutes))),
        Button(style.words.latest, str(Latest(region))),
    )
    return (tuple(one for one in row if len(one.data.encode()) <= MOST_DATA),)
