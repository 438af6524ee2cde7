"""Small words of contrary sense, which say nothing until the other line has the contrary: "up", "down". Pure."""

from functools import lru_cache

from bot.dedupe.capitals import is_before_verb
from bot.dedupe.vocabulary import vocabulary
from bot.dedupe.words import Word

Pole = tuple[str, str]


def poles_of(words: tuple[Word, ...], lang: str) -> frozenset[Pole]:
    """(kind, side) of the small words of contrary sense in a text: "flights to Beirut" -> {("way", "0")}."""
    known = vocabulary(lang).poles
    found = set()
    for at, word in enumerate(words):
        if word.form not in known or (word.form == "to" and is_before_verb(words, at, shouted=False)):
            continue
        after = words[at + 1].form if at + 1 < len(words) else ""
        found.add(known.get(f"{word.form}_{after}", known[word.form]))
    return _shared(frozenset(found))


def contrary(new: frozenset[Pole], old: frozenset[Pole]) -> str:
    """The kind in which each of two texts has only what is contrary to the other's; "" for none."""
    if new == old:
        return ""
    for kind in sorted({kind for kind, _ in new} & {kind for kind, _ in old}):
        ours, theirs = ({side for one, side in poles if one == kind} for poles in (new, old))
        if not ours & theirs:
            return kind
    return ""


@lru_cache(maxsize=1024)
def _shared(poles: frozenset[Pole]) -> frozenset[Pole]:
    """The same set for the same poles: a hundred thousand remembered lines hold few different ones."""
    return poles
