"""From a request to its answer: which command it is, and who may give it. Pure; raises Wanted."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.commands import muting, opening, operators, preferences, reading, subscribe
from bot.commands.fold import cleaned, clipped
from bot.commands.presence import present
from bot.commands.press import parsed
from bot.commands.scene import Answer, Scene
from bot.commands.target import Refused, may_enter, said_no
from bot.model.callback import Latest, MuteRegion, Why, parsed_press
from bot.model.request import Act

Channel = int | str | None
_COMMAND = re.compile(r"/([^\s@/]{1,64})(?:@(\w+))?(?:\s+(.*))?$", re.DOTALL)
_CHANNEL = re.compile(r"(@[A-Za-z]\w{3,31}|-100\d{5,15})(?:\s+(.*))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """What was asked: the command's own name, the rest, and the channel it is about (None: this chat)."""

    name: str
    text: str = ""
    channel: Channel = None


_OPEN: dict[str, Callable[[Scene, Command], Answer]] = {
    "start": lambda scene, asked: opening.start(scene, asked.text),
    "help": lambda scene, asked: opening.help_text(scene),
    "privacy": lambda scene, asked: opening.privacy(scene),
    "regions": lambda scene, asked: subscribe.regions(scene),
    "subscribe": lambda scene, asked: subscribe.subscribe(scene, asked.text, asked.channel),
    "unsubscribe": lambda scene, asked: subscribe.unsubscribe(scene, asked.text, asked.channel),
    "mine": lambda scene, asked: preferences.mine(scene, asked.channel),
    "settings": lambda scene, asked: preferences.settings(scene, asked.text, asked.channel),
    "mute": lambda scene, asked: muting.mute(scene, asked.text, asked.channel),
    "unmute": lambda scene, asked: muting.unmute(scene, asked.text, asked.channel),
    "latest": lambda scene, asked: reading.latest(scene, asked.text),
    "search": lambda scene, asked: reading.search(scene, asked.text),
    "why": lambda scene, asked: reading.why(scene),
    "channels": lambda scene, asked: opening.channels(scene, asked.channel),
    "stop": lambda scene, asked: opening.stop(scene, asked.channel),
}
_OPERATORS: dict[str, Callable[[Scene, Command], Answer]] = {
    "status": lambda scene, asked: operators.status(scene),
    "sources": lambda scene, asked: operators.sources(scene),
    "pause": lambda scene, asked: operators.pause(scene),
    "resume": lambda scene, asked: operators.resume(scene),
    "test": lambda scene, asked: operators.test(scene, asked.text),
    "push": lambda scene, asked: operators.push(scene, asked.text),
    "broadcast": lambda scene, asked: operators.broadcast(scene, asked.text),
    "correct": lambda scene, asked: operators.correct(scene, asked.text),
    "withdraw": lambda scene, asked: operators.withdraw(scene),
}
_FOR_STRANGERS = frozenset(("start", "help", "privacy", "stop"))
COMMANDS = tuple(_OPEN)
OPERATOR_COMMANDS = tuple(_OPERATORS)
# The same commands in other words. A settings page has commands of its own, which put its name first.
ALIASES = {
    **dict.fromkeys(("sub", "suscribir", "suscribirme", "alta", "اشتراك", "اشترك"), "subscribe"),
    **dict.fromkeys(("unsub", "baja", "الغاء", "إلغاء"), "unsubscribe"),
    **dict.fromkeys(("my", "list", "mis", "mias", "اشتراكي", "اشتراكاتي"), "mine"),
    **dict.fromkeys(("config", "options", "ajustes", "opciones", "اعدادات", "إعدادات"), "settings"),
    **dict.fromkeys(("silenciar", "كتم"), "mute"),
    **dict.fromkeys(("activar",), "unmute"),
    **dict.fromkeys(("news", "ultimas", "últimas", "noticias", "اخبار", "أخبار", "الأخبار"), "latest"),
    **dict.fromkeys(("find", "buscar", "بحث"), "search"),
    **dict.fromkeys(("porque", "لماذا"), "why"),
    **dict.fromkeys(("regiones", "مناطق", "المناطق"), "regions"),
    **dict.fromkeys(("ayuda", "مساعدة"), "help"),
    **dict.fromkeys(("parar", "salir", "quit", "توقف", "ايقاف", "إيقاف"), "stop"),
    **dict.fromkeys(("privacidad", "خصوصية"), "privacy"),
    **dict.fromkeys(("inicio", "ابدأ"), "start"),
    **dict.fromkeys(("manage", "canales", "قنوات"), "channels"),
    **{word: f"settings {word}" for word in preferences.FIELDS},
}


def answer(scene: Scene) -> Answer:
    """What is done and said. An empty answer is silence."""
    try:
        match scene.request.act:
            case Act.MOVED:
                return Answer(moved_to=scene.request.moved_to)
            case Act.PRESENCE:
                return present(scene)
            case Act.PRESS:
                return _pressed(scene)
            case Act.MESSAGE:
                return _said(scene)
    except Refused as refused:
        return refused.answer


def command(text: str, bot_name: str) -> Command | None:
    """The command in `text`, any case; None when it is not one, or another bot's."""
    match = _COMMAND.match(cleaned(text).strip())
    if match is None or (match[2] and match[2].casefold() != bot_name.casefold()):
        return None
    word = match[1].casefold()
    name, _, first = ALIASES.get(word, word).partition(" ")
    rest = f"{first} {match[3] or ''}".strip()
    about = _CHANNEL.match(match[3] or "")
    if about is None or name == "search":
        return Command(name, rest)
    channel = about[1] if about[1].startswith("@") else int(about[1])
    return Command(name, f"{first} {about[2] or ''}".strip(), channel)


def _said(scene: Scene) -> Answer:
    text = scene.request.text
    if cleaned(text).lstrip().startswith("/"):
        asked = command(text, scene.house.bot_name)
        return _lost(scene) if asked is None else _ordered(scene, asked, mentioned="@" in text.split()[0])
    quoted = scene.request.quoted
    to_us = scene.is_private or (quoted is not None and quoted.ours)
    if to_us and text.strip() and preferences.awaited(scene):
        return preferences.answered(scene, text)
    return _lost(scene, text)


def _lost(scene: Scene, text: str = "") -> Answer:
    """What is no command of ours: regions it names are offered. In a group it is not meant for us."""
    if not scene.is_private:
        return Answer()
    _must_be_let_in(scene)
    return subscribe.suggest(scene, text) or Answer(replies=(scene.reply(scene.say("lost")),))


def _ordered(scene: Scene, asked: Command, *, mentioned: bool) -> Answer:
    if asked.name in _OPERATORS:
        if not scene.is_operator:
            raise said_no(scene, "only-operators")
        return _OPERATORS[asked.name](scene, asked)
    found = _OPEN.get(asked.name)
    if found is None:
        return _unknown(scene, asked) if scene.is_private or mentioned else Answer()
    if asked.name not in _FOR_STRANGERS:
        _must_be_let_in(scene)
    return found(scene, asked)


def _must_be_let_in(scene: Scene) -> None:
    if scene.home is None and not scene.is_operator and not may_enter(scene):
        raise said_no(scene, "not-invited", contact=scene.house.settings.contact or "-")


def _unknown(scene: Scene, asked: Command) -> Answer:
    """In a group an unknown command may be another bot's; here it is answered with the nearest we have."""
    near = process.extractOne(asked.name, COMMANDS, scorer=OSA.normalized_similarity, score_cutoff=0.5)
    if near is None:
        return Answer(replies=(scene.reply(scene.say("unknown-command", typed=clipped(asked.name))),))
    html = scene.say("unknown-command-near", typed=clipped(asked.name), near=near[0])
    return Answer(replies=(scene.reply(html),))


def _pressed(scene: Scene) -> Answer:
    match parsed_press(scene.request.text):
        case Why(seq):
            return reading.why_line(scene, seq)
        case MuteRegion() as mute:
            return muting.region_pressed(scene, mute)
        case Latest(region):
            return reading.region_pressed(scene, region)
    press = parsed(scene.request.text)
    match press.verb if press is not None else "":
        case "on" | "off" | "add" | "rm" | "rmall" | "menu" if press is not None:
            return subscribe.pressed(scene, press)
        case "set" | "put" | "ask" if press is not None:
            return preferences.pressed(scene, press)
        case "hush" if press is not None:
            return muting.pressed(scene, press.value(0), press.chat)
        case "more" if press is not None:
            return reading.pressed(scene, press)
        case "bcast" if press is not None:
            return operators.broadcast_pressed(scene, press)
    raise said_no(scene, "old-menu")
