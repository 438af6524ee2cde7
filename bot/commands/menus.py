"""/settings as a menu that is edited in place: pages of buttons, nothing decided here."""

from collections.abc import Callable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.commands.describe import LANGUAGE_NAMES, described, words_line
from bot.commands.press import MOST_BYTES, button, in_rows
from bot.commands.scene import Rows, Scene
from bot.commands.target import Target
from bot.commands.texts import Html, joined
from bot.model.chat import ChatRecord, Rhythm
from bot.model.delivery import Button

NIGHTS = ("22:00-07:00", "23:00-07:00", "00:00-08:00")
HOURS = (6, 7, 8, 9, 12, 18, 20, 22)
ZONES = (
    *("Asia/Beirut", "Asia/Gaza", "Asia/Damascus", "Asia/Baghdad", "Africa/Cairo", "Asia/Riyadh"),
    *("Europe/London", "Europe/Madrid", "America/Mexico_City", "America/New_York", "America/Caracas", "UTC"),
)
Page = tuple[Html, Rows]
_Draw = Callable[[Scene, Target, ChatRecord], Page]


def page(scene: Scene, target: Target, record: ChatRecord, name: str) -> Page:
    """The settings page `name`; the first one when there is none of that name."""
    html, rows = _PAGES.get(name, _main)(scene, target, record)
    if name in _PAGES:
        rows = (*rows, [button(scene.label("button-back"), "set", "", chat=target.channel)])
    return html, rows


def _main(scene: Scene, target: Target, record: ChatRecord) -> Page:
    wants, chat = record.subscription, target.channel
    quiet, also, silent = ("quiet", "also", "silent")
    rows = [
        [
            _to(scene, "button-regions", "menu", "", "0", chat=chat),
            _to(scene, "button-rhythm", "set", "rhythm", chat=chat),
        ],
        [_to(scene, "button-quiet", "set", quiet, chat=chat), _to(scene, "button-zone", "set", "zone", chat=chat)],
        [
            _to(scene, "button-only", "set", "only", chat=chat),
            _to(scene, "button-never", "set", "never", chat=chat),
        ],
        [_switch(scene, "button-also", also, chat, on=wants.also)],
        [_switch(scene, "button-silent", silent, chat, on=wants.silent)],
        [_to(scene, "button-sources", "set", "sources", chat=chat)]
        if len(scene.house.settings.sources) > 1
        else [],
        [
            _to(scene, "button-told-in", "set", "told", chat=chat),
            _to(scene, "button-language", "set", "lang", chat=chat),
        ],
    ]
    return joined([scene.say("settings-title"), described(scene, target, record)], "\n\n"), rows


def _quiet(scene: Scene, target: Target, record: ChatRecord) -> Page:
    quiet = record.subscription.quiet
    now_on = f"{quiet.start:%H:%M}-{quiet.end:%H:%M}" if quiet is not None and quiet.start != quiet.end else ""
    nights = [
        button(
            _ticked(night.replace("-", "–"), night == now_on),
            "put",
            "quiet",
            night.replace(":", ""),
            chat=target.channel,
        )
        for night in NIGHTS
    ]
    none = button(_ticked(scene.label("button-no-quiet"), not now_on), "put", "quiet", "off", chat=target.channel)
    other = button(scene.label("button-other"), "ask", "quiet", chat=target.channel)
    zone = record.subscription.zone
    html = scene.say("settings-quiet", zone=scene.city(zone), clock=f"{_local(scene, zone):%H:%M}")
    to_zone = button(scene.label("button-zone"), "set", "zone", chat=target.channel)
    return html, (*in_rows(nights, 3), [none, other], [to_zone])


def _zone(scene: Scene, target: Target, record: ChatRecord) -> Page:
    held = record.subscription.zone
    zones = dict.fromkeys((held, *ZONES))
    shown = [
        button(
            _ticked(f"{scene.city(zone)} {_local(scene, zone):%H:%M}", zone == held),
            "put",
            "zone",
            zone,
            chat=target.channel,
        )
        for zone in zones
    ]
    other = button(scene.label("button-other"), "ask", "zone", chat=target.channel)
    return scene.say("settings-zone", zone=scene.city(held)), (*in_rows(shown, 2), [other])


def _rhythm(scene: Scene, target: Target, record: ChatRecord) -> Page:
    wants, chat = record.subscription, target.channel
    daily = wants.rhythm is Rhythm.DAILY
    once = button(
        _ticked(scene.label("button-at-once"), wants.rhythm is Rhythm.AT_ONCE),
        "put",
        "rhythm",
        "at_once",
        chat=chat,
    )
    hourly = button(
        _ticked(scene.label("button-hourly"), wants.rhythm is Rhythm.HOURLY), "put", "rhythm", "hourly", chat=chat
    )
    days = [
        button(
            _ticked(f"{hour:02}:00", daily and wants.daily_at == time(hour)),
            "put",
            "daily",
            f"{hour:02}00",
            chat=chat,
        )
        for hour in HOURS
    ]
    other = button(scene.label("button-other"), "ask", "daily", chat=chat)
    return scene.say("settings-rhythm", zone=scene.city(wants.zone)), ([once, hourly], *in_rows(days, 4), [other])


def _only(scene: Scene, target: Target, record: ChatRecord) -> Page:
    words = record.subscription.only_if
    html = scene.say("settings-only", words=words_line(scene, words)) if words else scene.say("settings-only-none")
    return html, _word_rows(scene, target, "only", has=bool(words))


def _never(scene: Scene, target: Target, record: ChatRecord) -> Page:
    words = record.subscription.never_if
    html = (
        scene.say("settings-never", words=words_line(scene, words)) if words else scene.say("settings-never-none")
    )
    return html, _word_rows(scene, target, "never", has=bool(words))


def _word_rows(scene: Scene, target: Target, name: str, *, has: bool) -> Rows:
    write = button(scene.label("button-write-words"), "ask", name, chat=target.channel)
    clear = button(scene.label("button-clear-words"), "put", name, "off", chat=target.channel)
    return ([write], [clear] if has else [])


def _sources(scene: Scene, target: Target, record: ChatRecord) -> Page:
    held = record.subscription.sources
    rows = _choice(scene, target, "source", {name: name for name in scene.house.settings.sources}, held)
    return scene.say("settings-sources"), rows


def _told(scene: Scene, target: Target, record: ChatRecord) -> Page:
    held = record.subscription.languages
    names = {lang: LANGUAGE_NAMES.get(lang, lang) for lang in scene.house.settings.source_languages}
    return scene.say("settings-told"), _choice(scene, target, "told", names, held)


def _choice(scene: Scene, target: Target, name: str, labels: dict[str, str], held: frozenset[str]) -> Rows:
    """All, or some of several. A value too long for a button is left to the settings file."""
    short = {value: label for value, label in labels.items() if len(value.encode()) <= MOST_BYTES - 32}
    some = [
        button(
            _ticked(label, value in held), "put", name, value, "0" if value in held else "1", chat=target.channel
        )
        for value, label in short.items()
    ]
    every = button(_ticked(scene.label("button-all"), not held), "put", name, "", "all", chat=target.channel)
    return ([every], *in_rows(some, 2))


def _lang(scene: Scene, target: Target, record: ChatRecord) -> Page:
    langs = [
        button(_ticked(LANGUAGE_NAMES[lang], record.lang == lang), "put", "lang", lang, chat=target.channel)
        for lang in scene.house.texts.languages
    ]
    return scene.say("settings-language"), [[choice] for choice in langs]


_PAGES: dict[str, _Draw] = {
    "quiet": _quiet,
    "zone": _zone,
    "rhythm": _rhythm,
    "daily": _rhythm,
    "only": _only,
    "never": _never,
    "sources": _sources,
    "source": _sources,
    "told": _told,
    "lang": _lang,
}


def _to(scene: Scene, key: str, verb: str, *values: str, chat: int | None) -> Button:
    return button(scene.label(key), verb, *values, chat=chat)


def _switch(scene: Scene, key: str, name: str, chat: int | None, *, on: bool) -> Button:
    return button(_ticked(scene.label(key), on), "put", name, "0" if on else "1", chat=chat)


def _ticked(label: str, on: bool) -> str:
    return f"✅ {label}" if on else label


def _local(scene: Scene, zone: str) -> datetime:
    return scene.now.astimezone(ZoneInfo(zone))
