"""What placed a line, in the reader's own language."""

from bot.commands.fold import clipped
from bot.commands.recent import OPERATORS
from bot.commands.scene import Scene
from bot.commands.texts import Html
from bot.model.news import Alert, Clue

MOST = 8
# The roles by which a line is placed -> how we speak of them.
ROLES = {
    "where the report comes from": "role-dateline",
    "where the correspondent is": "role-correspondent",
    "where it happens": "role-where",
    "what it is done to": "role-target",
    "who speaks of themselves": "role-ourselves",
    "who says that they did it": "role-doer",
    "who takes a stand": "role-stance",
    "who says what should be": "role-opinion",
    "where it is fired from": "role-fired",
    "where it goes": "role-toward",
    "named": "role-named",
    "who has others as guests": "role-host",
    "one of those who deal with each other": "role-party",
    "where it comes from": "role-origin",
    "a border of it": "role-near",
    "with whom": "role-companion",
    "where they meet": "role-venue",
    "who does it": "role-agent",
    "who says it": "role-speaker",
    "who reports it": "role-source",
    "no place": "role-named",
    "taken from its neighbour": "role-neighbour",
    "typical of it": "role-typical",
}


def reasons(scene: Scene, alert: Alert) -> list[Html]:
    """Why the line stands where it stands, a reason a line, most telling first; at most eight."""
    if alert.source == OPERATORS:
        return [scene.say("why-operators")]
    if alert.clues:
        return [scene.say("why-because"), *(_clue(scene, clue) for clue in alert.clues[:MOST])]
    return [scene.say("why-nowhere")] if alert.about == ("world",) else []


def in_short(scene: Scene, alert: Alert) -> str:
    """The deciding words alone, with commas; "" when none decided."""
    comma = "، " if scene.lang == "ar" else ", "
    return comma.join(dict.fromkeys(clipped(clue.words) for clue in alert.clues if clue.words))


def _clue(scene: Scene, clue: Clue) -> Html:
    role = scene.say(ROLES.get(clue.role, "role-named"))
    region = scene.region(clue.region)
    if not clue.words:
        return scene.say("why-lent", region=region, role=role)
    return scene.say("why-item", words=clipped(clue.words, 120), region=region, role=role)
