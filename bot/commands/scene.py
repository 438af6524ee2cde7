"""All that one decision sees, and what it may answer. Frozen; no clock, no network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_time, get_timezone_location

from bot.commands.asks import Ask, Wanted
from bot.commands.names import RegionNames
from bot.commands.settings import CommandSettings
from bot.commands.texts import Html, Texts, without_tags
from bot.commands.zones import Zones
from bot.model.chat import ChatKey, ChatKind, ChatRecord
from bot.model.delivery import Button, Message, Outgoing
from bot.model.region import RegionGraph
from bot.model.request import Act, Request

T = TypeVar("T")
Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True, slots=True)
class House:
    """What is the same for all requests. `bot_name`: without "@"."""

    settings: CommandSettings
    graph: RegionGraph
    names: RegionNames
    zones: Zones
    texts: Texts
    bot_name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is done and said. `record`: to be stored; `home`: the asker's own, when another's was changed too.

    `forget`: the record to delete. `due_at`: when to look at the changed chat next. `toast`: shown over a
    pressed button. `suspend`, `resume`, `moved_to`: what became of the chat the request came from.
    """

    record: ChatRecord | None = None
    home: ChatRecord | None = None
    forget: ChatKey | None = None
    due_at: datetime | None = None
    replies: tuple[Outgoing, ...] = ()
    toast: str = ""
    suspend: str = ""
    resume: bool = False
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """`home`: the record of the chat that the request came from. `known`: the questions answered so far."""

    house: House
    request: Request
    now: datetime
    home: ChatRecord | None = None
    known: Mapping[Ask[object], object] = field(default_factory=dict)

    def learn(self, ask: Ask[T]) -> T:
        """The answer to `ask`. Raises Wanted until somebody has fetched it."""
        if ask not in self.known:
            raise Wanted(ask)
        return cast("T", self.known[cast("Ask[object]", ask)])

    @property
    def lang(self) -> str:
        if self.home is not None:
            return self.home.lang
        return self.house.texts.language(self.request.lang, self.house.settings.lang)

    @property
    def is_private(self) -> bool:
        return self.request.kind is ChatKind.PRIVATE

    @property
    def is_operator(self) -> bool:
        return self.request.chat.id in self.house.settings.operators

    def say(self, key: str, **values: str | float) -> Html:
        return self.house.texts.say(self.lang, key, **values)

    def label(self, key: str, **values: str | float) -> str:
        """The same without mark-up, for buttons and toasts."""
        return without_tags(self.say(key, **values))

    def region(self, slug: str) -> str:
        """The region's usual name in the reader's language; the slug of one we do not know any more."""
        if slug not in self.house.graph:
            return slug
        region = self.house.graph[slug]
        return next(iter(region.names.get(self.lang, ())), region.name)

    def listed(self, slugs: Sequence[str], most: int = 30) -> Html:
        """Names in bold, with commas; "and 12 more" beyond `most`."""
        comma = "، " if self.lang == "ar" else ", "
        names = [self.say("strong", text=self.region(slug)) for slug in slugs[:most]]
        if len(slugs) > most:
            names.append(self.say("more", count=len(slugs) - most))
        return Html(comma.join(names))

    def clock(self, at: datetime, zone: str) -> str:
        """ "14:30" today, "Thu 14:30" within the week, else with the date; local to `zone`; UTC is named."""
        local, today = at.astimezone(ZoneInfo(zone)), self.now.astimezone(ZoneInfo(zone))
        if local.date() == today.date():
            text = format_time(local, "HH:mm", locale=self.lang)
        elif abs((local.date() - today.date()).days) < 7:
            text = format_datetime(local, "EEE HH:mm", locale=self.lang)
        else:
            text = format_datetime(local, "d MMM HH:mm", locale=self.lang)
        return f"{text} UTC" if zone == "UTC" else text

    def city(self, zone: str) -> str:
        """A time zone as people say it: its city in the reader's language, or "UTC+3"."""
        if zone.startswith("Etc/GMT"):
            # POSIX signs: Etc/GMT-3 lies east of Greenwich.
            return zone.removeprefix("Etc/").translate(str.maketrans("+-", "-+")).replace("GMT", "UTC")
        if "/" not in zone:
            return zone
        return get_timezone_location(zone, locale=self.lang, return_city=True).rpartition("/")[2]

    def reply(self, html: str, buttons: Rows = (), *, asks: bool = False) -> Outgoing:
        """A new message to the chat of the request; in groups as a reply, so that the asker finds it."""
        written = self.request.act is Act.MESSAGE and not self.is_private
        return Outgoing(
            self.request.chat, message(html, buttons, self.request.message_id if written else None, asks)
        )

    def redraw(self, html: str, buttons: Rows = ()) -> Outgoing:
        """The pressed message anew; a new message when it is not ours or out of reach."""
        quoted = self.request.quoted
        if self.request.act is not Act.PRESS or quoted is None or not quoted.ours:
            return self.reply(html, buttons)
        return Outgoing(self.request.chat, message(html, buttons), edit=quoted.message_id)


def message(html: str, buttons: Rows = (), reply_to: int | None = None, asks: bool = False) -> Message:
    rows = tuple(tuple(row) for row in buttons if row)
    return Message(html, without_tags(html), reply_to=reply_to, buttons=rows, asks=asks)
