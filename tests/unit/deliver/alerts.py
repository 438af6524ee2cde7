"""Alerts, chats and regions for the tests of delivery, made in a word."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.deliver.settings import DeliverySettings
from bot.deliver.turn import Setting
from bot.model.chat import ChatKey, ChatKind, ChatRecord, Subscription
from bot.model.news import Alert, AlertKind
from bot.model.region import Region, RegionGraph

NOON_AT = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
REGIONS = RegionGraph(
    (
        Region("mena", "Middle East and North Africa", (), None, {"ar": ("الشرق الأوسط وشمال أفريقيا",)}),
        Region("palestine", "Palestine", ("mena",)),
        Region("gaza", "Gaza", ("palestine",), None, {"ar": ("غزة",), "es": ("Gaza",)}),
        Region("lebanon", "Lebanon", ("mena",), "LB", {"ar": ("لبنان",), "es": ("Líbano",)}),
        Region("south-africa", "South Africa", (), "ZA"),
        Region("world", "World", (), None, {"ar": ("العالم",)}),
    )
)
SETTINGS = DeliverySettings(source_titles={"almayadeen-en": "Al Mayadeen English"})
BOT = 7000000001


def alert(seq: int, text: str = "", *about: str, minute: float = 0.0, **fields: Any) -> Alert:
    """Entry `seq` of the log, seen `minute` minutes after noon; a story of its own unless told otherwise."""
    made = Alert(
        seq=seq,
        ref=f"r{seq}",
        story=f"r{seq}",
        kind=AlertKind.NEW,
        source="almayadeen-en",
        text=text or f"Line {seq}",
        seen_at=NOON_AT + timedelta(minutes=minute),
        about=about or ("lebanon",),
        url="https://english.almayadeen.net/",
    )
    return replace(made, **fields)


def update(seq: int, of: Alert, text: str = "", *, kind: AlertKind = AlertKind.UPDATE, **fields: Any) -> Alert:
    return alert(seq, text, *of.about, kind=kind, of=of.ref, story=of.story, told_before=of.text, **fields)


def chat(kind: ChatKind = ChatKind.PRIVATE, *, cursor: int = 0, **fields: Any) -> ChatRecord:
    """A chat that joined Lebanon and Gaza at the beginning; subscription fields by their names."""
    own = {name: fields.pop(name) for name in list(fields) if name in Subscription.__dataclass_fields__}
    regions = frozenset(own.pop("regions", ("lebanon", "gaza")))
    key = ChatKey(42 if kind is ChatKind.PRIVATE else -100)
    record = ChatRecord(key, kind, Subscription(regions, **own), joins=dict.fromkeys(regions, 0), cursor=cursor)
    return replace(record, **fields)


class Book:
    """The alerts that are remembered. Implements deliver.pending.Known."""

    def __init__(self, alerts: Iterable[Alert]) -> None:
        self.alerts = tuple(alerts)

    def by_ref(self, ref: str) -> Alert | None:
        return next((one for one in self.alerts if one.ref == ref), None)

    def by_seq(self, seq: int) -> Alert | None:
        return next((one for one in self.alerts if one.seq == seq), None)


def setting(minute: float = 0.0, **fields: Any) -> Setting:
    """The moment, `minute` minutes after noon, and settings changed by name."""
    return Setting(NOON_AT + timedelta(minutes=minute), replace(SETTINGS, **fields), REGIONS, BOT)
