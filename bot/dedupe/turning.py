"""Words without an answer that, few as they are, make another piece of news: "deputy", "attempt". Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from bot.dedupe.leftover import Pairs
from bot.dedupe.line import Line
from bot.dedupe.tables import table
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort
from bot.text.fold import folded


@dataclass(frozen=True, slots=True)
class Turning:
    """One language's words of `data/turning.toml`, folded; what they are for stands there."""

    rank: frozenset[str]
    kin: frozenset[str]
    parts: frozenset[str]
    alone: frozenset[str]


@cache
def turning(lang: str) -> Turning:
    """The words of "en", "ar" or "es"."""
    raw = table("turning")[lang]
    return Turning(**{name: frozenset(folded(words).split()) for name, words in raw.items()})


def turned_by(new: Line, old: Line, rest_new: Collection[int], rest_old: Collection[int], pairs: Pairs) -> str:
    """The word by which the lines tell of another person, part or stage; "" for none.

    `rest_new`, `rest_old`: the positions of all words of either line that have no answer in the other; `pairs`:
    those of the words that mean the same.
    """
    known = turning(new.lang)
    for line, rest in ((new, rest_new), (old, rest_old)):
        side = line.body
        for at in rest:
            if at < len(side) and _turns(side, at, rest, known):
                return side[at].form
    return next(filter(None, (_part(new.tokens[i], old.tokens[j], known) for i, j in pairs)), "")


def _turns(side: tuple[Token, ...], at: int, rest: Collection[int], known: Turning) -> bool:
    form = side[at].form
    return (
        form in known.alone
        or (form in known.rank and _is_before_office(side, at, rest))
        or (form in known.kin and _is_of_somebody(side, at, rest))
        or (form in known.parts and _is_beside_place(side, at, rest))
    )


def _is_before_office(side: tuple[Token, ...], at: int, rest: Collection[int]) -> bool:
    """Whether the next word that is no name is an office that both lines hold: "the former Thai premier"."""
    after = at + 1
    while after < len(side) and (
        side[after].sort is Sort.PLACE or (side[after].name and not side[after].title and after not in rest)
    ):
        after += 1
    return after < len(side) and after not in rest and not (side[after].state or side[after].phase)


def _is_of_somebody(side: tuple[Token, ...], at: int, rest: Collection[int]) -> bool:
    """Whether both lines hold who stands after the word, or before it. "The envoy Barrack" is Barrack himself."""
    after = at + 1
    if after < len(side) and side[after].glued:
        return False
    return (after < len(side) and after not in rest) or (
        at > 0 and at - 1 not in rest and (side[at - 1].name or side[at - 1].title)
    )


def _is_beside_place(side: tuple[Token, ...], at: int, rest: Collection[int]) -> bool:
    """Whether a name that both lines hold stands right before the word or right after it."""
    return any(0 <= beside < len(side) and beside not in rest and side[beside].name for beside in (at - 1, at + 1))


def _part(mine: Token, other: Token, known: Turning) -> str:
    """The word by which one of two names of a place tells of a part of it: "Hama countryside" and "Hama"."""
    if mine.sort is not Sort.PLACE or mine.form == other.form:
        return ""
    here, there = (_parts_in(token.form, known) for token in (mine, other))
    return next(iter(here ^ there), "")


def _parts_in(form: str, known: Turning) -> frozenset[str]:
    return frozenset(
        part for part in known.parts if form != part and (form.startswith(part) or form.endswith(part))
    )
