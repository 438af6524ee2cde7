"""Where a line is that names nothing which places it: in the country of who tells it. Pure.

"Haaretz: Budget vote put off" is told by one country's medium; "Witkoff: We made progress" by an envoy, who speaks
of the affairs of others, but of his own country's too.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.classify.matching import Name
from bot.classify.roles import SPEAKING, Role
from bot.classify.tokens import Words
from bot.classify.weighing import ROLE_WORTH
from bot.model.news import Evidence, Placement
from bot.text.attribution import split
from bot.text.fold import plain

_HEADS = frozenset(":|(-")  # what parts a line from who reports it
_SPEAKS = frozenset(role.value for role in SPEAKING)
_ENVOY = "envoy"


def is_told(placement: Placement, text: str) -> bool:
    """Whether anybody may tell the line: else its names need not be looked for."""
    return any(mark in text for mark in _HEADS) or any(one.role in _SPEAKS for one in placement.evidence)


def of_who_tells(placement: Placement, text: str, names: Sequence[Name], words: Words) -> Placement:
    """The placement of a line in the world, moved home where a country's own medium or an envoy tells it."""
    for name in names:
        shown = words.shown(name.start, name.end)
        told = _of_medium(name, shown, text, words) or _of_envoy(name, shown, placement)
        if told:
            return replace(placement, about=(told.region,), evidence=(*placement.evidence, told))
    return placement


def _of_medium(name: Name, shown: str, text: str, words: Words) -> Evidence | None:
    home = next((term.home for term in name.terms if term.home), "")
    if not home or not any(mark in text for mark in _HEADS):
        return None
    after = words.after(name.end)
    opens = name.start == 0 and after is not None and after.gap.strip() == ":"
    if not opens and not any(shown in source for source in split(plain(text)).sources):
        return None
    return _told(shown, home, "a medium of it, and no other name")


def _of_envoy(name: Name, shown: str, placement: Placement) -> Evidence | None:
    speaks = any(one.words == shown and one.role in _SPEAKS and not one.lost for one in placement.evidence)
    home = next((term.regions[0][0] for term in name.terms if term.actor_kind == _ENVOY and term.regions), "")
    return _told(shown, home, "an envoy of it, and no other name") if speaks and home else None


def _told(shown: str, home: str, note: str) -> Evidence:
    return Evidence(shown, home, Role.SOURCE.value, ROLE_WORTH[Role.SOURCE], note)
