"""The command menus that Telegram shows, for each language and kind of chat; and the loop that puts them up."""

from collections.abc import Iterator

from bot.commands.settings import CommandSettings
from bot.commands.texts import Texts, without_tags
from bot.ops.log import logger
from bot.ports.chatroom import CommandMenu, Members
from bot.ports.errors import Gone, Rejected

log = logger(__name__)

DAY_S = 86_400.0
_KEYS = {
    "start": "command-start",
    "subscribe": "command-subscribe",
    "unsubscribe": "command-unsubscribe",
    "mine": "command-mine",
    "settings": "command-settings",
    "mute": "command-mute",
    "unmute": "command-unmute",
    "latest": "command-latest",
    "search": "command-search",
    "why": "command-why",
    "regions": "command-regions",
    "channels": "command-channels",
    "help": "command-help",
    "privacy": "command-privacy",
    "stop": "command-stop",
    "status": "command-status",
    "sources": "command-sources",
    "pause": "command-pause",
    "resume": "command-resume",
    "test": "command-test",
    "push": "command-push",
    "broadcast": "command-broadcast",
    "correct": "command-correct",
    "withdraw": "command-withdraw",
}
_READING = ("latest", "search", "why", "mine", "regions", "help")
_CHANGING = ("subscribe", "unsubscribe", "settings", "mute", "unmute")
_PRIVATE = (*_CHANGING, *_READING, "channels", "privacy", "stop")
_DESK = ("status", "sources", "pause", "resume", "test", "push", "broadcast", "correct", "withdraw")
SCOPES: dict[str, tuple[str, ...]] = {
    "default": _READING,
    "all_private_chats": _PRIVATE,
    "all_group_chats": _READING,
    "all_chat_administrators": (*_CHANGING, *_READING, "privacy", "stop"),
}


def command_menus(settings: CommandSettings, texts: Texts) -> Iterator[CommandMenu]:
    """One for each scope and language; the bot's own language also for those who speak none of ours."""
    scopes: dict[str | int, tuple[str, ...]] = dict(SCOPES.items())
    scopes |= dict.fromkeys(sorted(settings.operators), (*_DESK, *_PRIVATE))
    for scope, names in scopes.items():
        for lang in ("", *texts.languages):
            spoken = lang or settings.lang
            says = [(name, without_tags(texts.say(spoken, _KEYS[name]))) for name in names]
            yield CommandMenu(scope, lang, says)


class MenuKeeper:
    """`step` is a loop's step: puts the menus up and returns a day. Raises SendError; tried again later."""

    def __init__(self, settings: CommandSettings, texts: Texts, members: Members) -> None:
        self._menus = tuple(command_menus(settings, texts))
        self._members = members

    async def step(self) -> float:
        for menu in self._menus:
            try:
                await self._members.show_menu(menu)
            except (Gone, Rejected) as error:  # an operators' chat that the bot cannot see
                log.warning("menu_refused", scope=str(menu.scope), said=str(error)[:200])
        return DAY_S
