"""Countries that act under their capital's name: "Washington lifts sanctions" is the United States. Pure."""

from collections.abc import Mapping
from functools import cache

from bot.dedupe.leftover import Pairs
from bot.dedupe.line import Line
from bot.dedupe.tables import table
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort
from bot.text.fold import folded


@cache
def governments(lang: str) -> Mapping[str, str]:
    """Of "en", "ar" or "es": a seat of government as a token's `form` -> the key of its country."""
    raw = table("governments")[lang]
    return {folded(seat): f"@{slug}" for slug, seats in raw.items() for seat in seats.split("|")}


def governing(new: Line, old: Line, rest_new: list[int], rest_old: list[int]) -> Pairs:
    """The pairs of a capital and its country that both act, taken out of what is left over."""
    known = governments(new.lang)
    sides = ((new.tokens, rest_new), (old.tokens, rest_old))
    if not any(side[at].form in known for side, rest in sides for at in rest):
        return []
    pairs: Pairs = []
    for i in list(rest_new):
        for j in rest_old:
            if _is_one(new, i, old, j, known) or _is_one(old, j, new, i, known):
                pairs.append((i, j))
                rest_new.remove(i)
                rest_old.remove(j)
                break
    return pairs


def _is_one(acting: Line, at: int, other: Line, there: int, known: Mapping[str, str]) -> bool:
    """Whether a capital, which speaks or opens a line as who does it, and a country that is no scene are one."""
    country = other.tokens[there]
    if country.sort is not Sort.PLACE or country.spot or known.get(acting.tokens[at].form) != country.key:
        return False
    return at >= acting.said or (at == 0 and _does(acting.body[1:2]))


def _does(after: tuple[Token, ...]) -> bool:
    """Whether what follows may be a deed of a government, rather than what happened there: "Kabul blast"."""
    return bool(after) and not (after[0].daily or after[0].name or after[0].spot)
