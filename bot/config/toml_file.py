"""The settings file `tocsin.toml` as it may be written: its tables, their keys, ranges and defaults.

The models only check and hold; `settings.py` turns them into what the rooms take.
"""

import re
from datetime import time
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from bot.scrape.settings import READY_MADE
from bot.scrape.sites.registry import KINDS

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
Words = Annotated[list[Word], Field(max_length=50)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]

_CHAT_NAME = re.compile("@[A-Za-z][A-Za-z0-9_]{2,31}")


def _is_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # its words repeat the address, and a password may stand in it
        whole = False
    if not whole:
        raise ValueError("an http or https address is needed")
    return text


def _is_zone(text: str) -> str:
    if text not in available_timezones():
        raise ValueError("a time zone is needed, Asia/Beirut say")
    return text


def _is_kind(text: str) -> str:
    if text not in KINDS:
        *others, last = map(repr, KINDS)
        raise ValueError(f"{', '.join(others)} or {last} is needed")
    return text


def _as_chat(chat: object) -> object:
    is_number = isinstance(chat, int) and not isinstance(chat, bool)
    if is_number or (isinstance(chat, str) and _CHAT_NAME.fullmatch(chat)):
        return chat
    raise ValueError('"@name" or a numeric id is needed')


Address = Annotated[str, AfterValidator(_is_address)]
Zone = Annotated[str, AfterValidator(_is_zone)]
Chat = Annotated[int | str, BeforeValidator(_as_chat)]


class Table(BaseModel):
    """A table of the file: unknown keys are mistakes, values are not bent into shape."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoticeTable(Table):
    """When the operators hear of a source's trouble, in minutes that it must last."""

    blocked_min: float = Field(5, ge=0)
    throttled_min: float = Field(15, ge=0)
    unreachable_min: float = Field(5, ge=0)
    broken_min: float = Field(5, ge=0)
    empty_min: float = Field(30, ge=0)
    frozen_min: float = Field(180, ge=1)
    frozen_links: int = Field(12, ge=1)
    quiet_min: float = Field(120, ge=1)


class SourceTable(Table):
    """[[source]]: one ticker to watch. What a `preset` says holds where the table says nothing."""

    preset: Literal["almayadeen-en", "almayadeen-ar", "almayadeen-es"] | None = None
    name: Name
    url: Address
    title: str = Field("", max_length=60)
    kind: Annotated[str, AfterValidator(_is_kind)] = "ticker"
    lang: Language = "en"
    every_s: float = Field(20, ge=1, le=86_400)
    ceiling_s: float = Field(120, ge=1, le=86_400)
    adapt: bool = False
    selector: str | None = Field(None, max_length=500)
    labels: list[Word] = Field(default_factory=list)
    path: str = ""
    allow_private: bool = False
    proxy: Address | None = None
    robots: bool = True
    first_poll_latest: int = Field(0, ge=0, le=100)
    repeat_min: float = Field(60, ge=0)
    late_after_s: float | None = Field(None, ge=0)
    max_kb: int = Field(4096, ge=16, le=65_536)
    deadline_s: float = Field(15, ge=1, le=120)
    parse_deadline_s: float = Field(2, ge=0.1, le=30)
    notice: NoticeTable = NoticeTable()

    @model_validator(mode="before")
    @classmethod
    def _from_preset(cls, written: object) -> object:
        known = READY_MADE.get(str(written.get("preset"))) if isinstance(written, dict) else None
        if not isinstance(written, dict) or known is None:
            return written
        said = {"name": known.name, "url": known.url, "title": known.title, "lang": known.lang}
        return {**said, "labels": list(known.labels), **written}


class QuietTable(Table):
    """Hours in which a channel stays silent; what came meanwhile arrives when they end."""

    start: time
    end: time
    zone: Zone = "UTC"


class ChannelTable(Table):
    """[[channel]]: a channel or group that the operator serves."""

    chat: Chat
    topic: int | None = Field(None, ge=1)
    regions: Annotated[list[str], Field(min_length=1)]
    also: bool = False
    only_if: Words = []
    never_if: Words = []
    sources: list[str] = []
    languages: list[Language] = []
    silent: bool = False
    rhythm: Literal["at_once", "hourly", "daily"] = "at_once"
    daily_at: time = time(8, 0)
    zone: Zone = "UTC"
    quiet: QuietTable | None = None
    hashtags: bool = False
    lang: Literal["en", "ar", "es"] = "en"


class PlaceTable(Table):
    """[[place]]: a name that the gazetteer should know."""

    name: Word
    region: str
    area: str = ""
    kind: str = "town"
    variants: list[Word] = []
    weight: float = Field(1.0, gt=0, le=10)


class ActorTable(Table):
    """[[actor]]: a person, party, office or organisation that places a line. `regions`: slug -> weight 0..1."""

    name: Word
    kind: str = "organisation"
    regions: dict[str, Annotated[float, Field(ge=0, le=1)]] = {}
    variants: list[Word] = []


class DedupeTable(Table):
    """[dedupe]: for how long a repeat is a repeat, and how much is remembered."""

    remember_h: float = Field(48, ge=1, le=720)
    remember_lines: int = Field(20_000, ge=1_000, le=200_000)
    horizon_h: float = Field(48, ge=1, le=720)
    formula_horizon_h: float = Field(1.5, ge=0.1, le=48)


class DeliveryTable(Table):
    """[delivery]: the pace and the manners of sending."""

    per_second: float = Field(28, gt=0, le=30)
    paid_per_second: float | None = Field(None, gt=0, le=1000)
    burst_window_s: float = Field(10, ge=0, le=300)
    oldest_h: float = Field(24, ge=0.1, le=720)
    ambiguous: Literal["repeat", "skip"] = "repeat"
    buttons: bool = True


class AccessTable(Table):
    """[access]: who may use the bot in private chats and groups, and how much of it."""

    mode: Literal["open", "listed", "invited"] = "open"
    allowed: list[int] = []
    invitation: str = Field("", pattern=r"^[A-Za-z0-9_-]{0,64}$")
    most_regions: int = Field(100, ge=1)
    most_chats: int = Field(0, ge=0)
    commands_at_once: int = Field(20, ge=1)
    commands_per_minute: int = Field(30, ge=1)
    rest_min: float = Field(5, ge=0)


class SettingsFile(Table):
    """The whole file."""

    operators: list[Annotated[int, Field(strict=True)]] = []
    contact: str = Field("", max_length=200)
    lang: Literal["en", "ar", "es"] = "en"
    source: list[SourceTable] = []
    channel: list[ChannelTable] = []
    place: list[PlaceTable] = []
    actor: list[ActorTable] = []
    dedupe: DedupeTable = DedupeTable()
    delivery: DeliveryTable = DeliveryTable()
    access: AccessTable = AccessTable()
