"""The words of the operators' desk that the program itself uses, in the operator's language."""

from collections.abc import Mapping

from bot.commands.scene import Scene
from bot.commands.texts import Html, escaped

# The states of a source, the duties of a replica and what is counted -> how we speak of them.
STATES = {
    "starting": "state-starting",
    "unknown": "state-unknown",
    "ok": "state-ok",
    "quiet": "state-quiet",
    "empty": "state-empty",
    "gap": "state-gap",
    "frozen": "state-frozen",
    "throttled": "state-throttled",
    "blocked": "state-blocked",
    "unreachable": "state-unreachable",
    "broken": "state-broken",
}
DUTIES = {"watcher": "duty-watcher", "courier": "duty-courier", "listener": "duty-listener"}
NUMBERS = {
    "active": "number-active",
    "suspended": "number-suspended",
    "decided alert": "number-alert",
    "decided update": "number-update",
    "decided duplicate": "number-duplicate",
    "decided drop": "number-drop",
    "broadcast told": "number-told",
    "broadcast chats": "number-to-tell",
}


def spoken(scene: Scene, word: str, known: Mapping[str, str]) -> Html:
    """The word in the operator's language; as it is where we have none for it."""
    key = known.get(word)
    return scene.say(key) if key is not None else escaped(word)
