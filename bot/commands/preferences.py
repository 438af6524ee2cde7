"""/settings: what a button or a typed line changes."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.commands.describe import described
from bot.commands.fold import cleaned, clipped
from bot.commands.menus import page
from bot.commands.press import Press
from bot.commands.scene import Answer, Scene
from bot.commands.target import Target, changed, said_no, seen
from bot.commands.texts import joined
from bot.commands.when import clock_time, hours_between
from bot.model.chat import ChatRecord, Quiet, Rhythm, Subscription

ASKED_FOR = timedelta(minutes=15)  # an answer that comes later is taken for something else
_WORD = re.compile(r"[^\W_][\w'’-]*")
_QUOTED = re.compile(
    '"([^"]*)"|\u201c([^\u201d]*)\u201d|\u00ab([^\u00bb]*)\u00bb|\u201e([^\u201c\u201d]*)[\u201c\u201d]'
)
LONGEST_WORD = 40
LONGEST_PHRASE = 80
_NONE = frozenset(("off", "none", "no", "clear", "nada", "ninguno", "ninguna", "لا", "بدون", "-"))
# What may follow /settings, in any of our languages.
FIELDS = {
    **dict.fromkeys(("quiet", "silencio", "هدوء"), "quiet"),
    **dict.fromkeys(("zone", "timezone", "zona", "توقيت"), "zone"),
    **dict.fromkeys(("daily", "digest", "resumen", "diario", "يومي"), "daily"),
    **dict.fromkeys(("only", "solo", "sólo", "فقط"), "only"),
    **dict.fromkeys(("never", "nunca", "ابدا"), "never"),
    **dict.fromkeys(("lang", "language", "idioma", "لغة"), "lang"),
}


class Unclear(Exception):
    """What was typed is not a value of this field."""


def settings(scene: Scene, text: str, channel: int | str | None) -> Answer:
    """The menu; or "/settings quiet 22-7 Beirut" at once."""
    target, record = changed(scene, channel)
    word, _, rest = text.strip().partition(" ")
    name = FIELDS.get(word.casefold(), "")
    if name and rest.strip():
        return _typed(scene, target, record, name, rest)
    return Answer(replies=(scene.reply(*page(scene, target, record, name)),))


def mine(scene: Scene, channel: int | str | None) -> Answer:
    """The subscription in plain words; in groups anybody may read it."""
    target = seen(scene, channel)
    record = target.record or ChatRecord(target.key, target.kind, lang=scene.lang)
    return Answer(replies=(scene.reply(described(scene, target, record)),))


def pressed(scene: Scene, press: Press) -> Answer:
    """set: turn to a page. put: change and draw it again. ask: let them type."""
    target, record = changed(scene, press.chat)
    name, value = press.value(0), press.value(1)
    if press.verb == "set":
        return Answer(replies=(scene.redraw(*page(scene, target, record, name)),))
    if press.verb == "ask":
        return asked(scene, target, record, name)
    try:
        wants = _chosen(scene, record, name, value, press.value(2))
    except Unclear:
        raise said_no(scene, "old-menu") from None
    grown = replace(record, lang=value) if name == "lang" else replace(record, subscription=wants)
    shown = scene if name != "lang" or target.channel is not None else replace(scene, home=grown)
    turned = "" if name in ("also", "silent") else name
    drawn = shown.redraw(*page(shown, target, grown, turned))
    return Answer(grown, due_at=scene.now, replies=(drawn,), toast=shown.label("toast-saved"))


def asked(scene: Scene, target: Target, record: ChatRecord, name: str) -> Answer:
    """Ask for a line of text; the chat remembers for a while what it was asked."""
    prompts = {
        "quiet": "ask-quiet",
        "zone": "ask-zone",
        "daily": "ask-daily",
        "only": "ask-only",
        "never": "ask-never",
    }
    if name not in prompts:
        raise said_no(scene, "old-menu")
    prompt = scene.reply(scene.say(prompts[name]), asks=True)
    about = f"{name} {int(scene.now.timestamp())}"
    if target.channel is None:
        return Answer(replace(record, awaiting=about), replies=(prompt,))
    home = scene.home or ChatRecord(scene.request.chat, scene.request.kind, lang=scene.lang)
    return Answer(replace(home, awaiting=f"{about} {target.channel}"), replies=(prompt,))


def awaited(scene: Scene) -> str:
    """The field this chat was asked for lately, "" when nothing is awaited."""
    name, at, _ = _awaiting(scene)
    return name if at is not None and scene.now - at <= ASKED_FOR else ""


def answered(scene: Scene, text: str) -> Answer:
    """A line typed in answer to a question of ours."""
    name, _, channel = _awaiting(scene)
    target, record = changed(scene, channel)
    answer = _typed(scene, target, record, name, text)
    if channel is None or answer.record is None or scene.home is None:
        return answer
    return replace(answer, home=replace(scene.home, awaiting=""))


def _awaiting(scene: Scene) -> tuple[str, datetime | None, int | None]:
    parts = scene.home.awaiting.split() if scene.home is not None else []
    if len(parts) < 2:
        return "", None, None
    at = datetime.fromtimestamp(int(parts[1]), scene.now.tzinfo)
    return parts[0], at, int(parts[2]) if len(parts) > 2 else None


def _typed(scene: Scene, target: Target, record: ChatRecord, name: str, text: str) -> Answer:
    try:
        grown = _TYPED[name](scene, record, cleaned(text).strip())
    except Unclear:
        hints = {
            "quiet": "unclear-quiet",
            "zone": "unclear-zone",
            "daily": "unclear-daily",
            "only": "unclear-words",
            "never": "unclear-words",
            "lang": "unclear-language",
        }
        return Answer(replies=(scene.reply(scene.say(hints[name], typed=clipped(text)), asks=name != "lang"),))
    shown = replace(scene, home=grown) if target.channel is None else scene
    html = joined([shown.say("saved"), described(shown, target, grown)], "\n\n")
    return Answer(grown, due_at=scene.now, replies=(shown.reply(html),))


def _quiet(scene: Scene, record: ChatRecord, text: str) -> ChatRecord:
    wants = record.subscription
    if text.casefold() in _NONE:
        return replace(record, subscription=replace(wants, quiet=None))
    hours = hours_between(text)
    if hours is None:
        raise Unclear
    start, end, place = hours
    zone = scene.house.zones.find(place) if place else wants.zone
    if zone is None:
        raise Unclear
    quiet = Quiet(start, end, zone) if start != end else None
    return replace(record, subscription=replace(wants, quiet=quiet, zone=zone))


def _zone(scene: Scene, record: ChatRecord, text: str) -> ChatRecord:
    zone = scene.house.zones.find(text)
    if zone is None:
        raise Unclear
    return replace(record, subscription=_in_zone(record.subscription, zone))


def _daily(scene: Scene, record: ChatRecord, text: str) -> ChatRecord:
    at = clock_time(text)
    if at is None:
        raise Unclear
    return replace(record, subscription=replace(record.subscription, rhythm=Rhythm.DAILY, daily_at=at))


def _lang(scene: Scene, record: ChatRecord, text: str) -> ChatRecord:
    names = {"english": "en", "arabic": "ar", "arabe": "ar", "العربية": "ar", "spanish": "es", "español": "es"}
    lang = names.get(text.casefold(), text.casefold())
    if lang not in scene.house.texts.languages:
        raise Unclear
    return replace(record, lang=lang)


def words(text: str) -> tuple[str, ...]:
    """Whole words, and phrases where words stand in quotes; casefolded, each once, in the order typed."""
    found: list[str] = []
    end = 0
    for quoted in _QUOTED.finditer(text):
        found += _single(text[end : quoted.start()])
        phrase = " ".join(_single(next(filter(None, quoted.groups()), "")))
        found.append(phrase[:LONGEST_PHRASE].rpartition(" ")[0] if len(phrase) > LONGEST_PHRASE else phrase)
        end = quoted.end()
    found += _single(text[end:])
    return tuple(dict.fromkeys(word for word in found if len(word) > 1))


def _single(text: str) -> list[str]:
    return [match.group().casefold()[:LONGEST_WORD] for match in _WORD.finditer(text)]


def _checked_words(scene: Scene, text: str) -> tuple[str, ...]:
    if text.casefold() in _NONE:
        return ()
    typed = words(text)
    most = scene.house.settings.most_words
    if len(typed) > most:
        raise said_no(scene, "too-many-words", most=str(most))
    if not typed:
        raise Unclear
    return typed


def _only(scene: Scene, record: ChatRecord, text: str) -> ChatRecord:
    return replace(record, subscription=replace(record.subscription, only_if=_checked_words(scene, text)))


def _never(scene: Scene, record: ChatRecord, text: str) -> ChatRecord:
    return replace(record, subscription=replace(record.subscription, never_if=_checked_words(scene, text)))


_TYPED: dict[str, Callable[[Scene, ChatRecord, str], ChatRecord]] = {
    "quiet": _quiet,
    "zone": _zone,
    "daily": _daily,
    "only": _only,
    "never": _never,
    "lang": _lang,
}


def _in_zone(wants: Subscription, zone: str) -> Subscription:
    quiet = replace(wants.quiet, zone=zone) if wants.quiet is not None else None
    return replace(wants, zone=zone, quiet=quiet)


def _chosen(scene: Scene, record: ChatRecord, name: str, value: str, more: str) -> Subscription:
    """What a menu button changes. Raises Unclear for a value that no menu of ours offers."""
    wants = record.subscription
    match name, value:
        case (("also" | "silent"), ("0" | "1")):
            on = value == "1"
            return replace(wants, also=on) if name == "also" else replace(wants, silent=on)
        case "rhythm", ("at_once" | "hourly"):
            return replace(wants, rhythm=Rhythm(value))
        case "quiet", "off":
            return replace(wants, quiet=None)
        case "only", "off":
            return replace(wants, only_if=())
        case "never", "off":
            return replace(wants, never_if=())
        case "lang", _ if value in scene.house.texts.languages:
            return wants
        case "zone", _ if scene.house.zones.find(value) == value:
            return _in_zone(wants, value)
    return _chosen_of_many(scene, wants, name, value, more)


def _chosen_of_many(scene: Scene, wants: Subscription, name: str, value: str, more: str) -> Subscription:
    if name == "quiet":
        start, _, end = value.partition("-")
        return replace(wants, quiet=Quiet(_hhmm(start), _hhmm(end), wants.zone))
    if name == "daily":
        return replace(wants, rhythm=Rhythm.DAILY, daily_at=_hhmm(value))
    if name == "source":
        return replace(wants, sources=_toggled(wants.sources, value, more, scene.house.settings.sources))
    if name == "told":
        return replace(
            wants, languages=_toggled(wants.languages, value, more, scene.house.settings.source_languages)
        )
    raise Unclear


def _hhmm(text: str) -> time:
    if len(text) != 4 or not (text.isascii() and text.isdigit()) or int(text[:2]) > 23 or int(text[2:]) > 59:
        raise Unclear
    return time(int(text[:2]), int(text[2:]))


def _toggled(held: frozenset[str], value: str, more: str, known: tuple[str, ...]) -> frozenset[str]:
    """None chosen means all; who chooses the last one that was missing has them all again."""
    if more == "all":
        return frozenset()
    if value not in known or more not in ("0", "1"):
        raise Unclear
    chosen = held | {value} if more == "1" else held - {value}
    return frozenset() if chosen >= set(known) else chosen
