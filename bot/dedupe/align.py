"""Two lines laid side by side: which words answer each other, and what is left over on either side. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.dedupe.governments import governing
from bot.dedupe.leftover import drop_silent
from bot.dedupe.line import Line
from bot.dedupe.order import lies_within, replaced, shuffled, turned
from bot.dedupe.poles import contrary
from bot.dedupe.respelt import respelt
from bot.dedupe.roles import reversed_deed
from bot.dedupe.token import Token
from bot.dedupe.turning import turned_by
from bot.dedupe.vocabulary import Sort

Weigh = Callable[[Token], float]

# A slip of the pen, or another romanisation, is almost the same word, and still a difference that can be heard.
_SPELLING_COST = 0.12
# Who says it counts less than what is said: eight lines of one speech have only the speaker in common.
_SPEAKER = 0.35
# A line of which more is left over is no repeat, wherever that stands.
_NEARLY_ALL = 0.3
# "Deadly", "major", "new": they colour what is told.
_SLIGHT = 1 / 3
# A parsed line has fewer words than this (see bot.dedupe.line.MOST_WORDS).
LONGEST = 400


@dataclass(slots=True)
class Alignment:
    """What two lines share and what they do not. Weights in nats.

    `new_weight`, `old_weight`: of all words. `shared`: of the newer line's words that found an answer.
    `extra`: the newer line's words without one, `lost`: the older's. `respelt`: pairs that differ in spelling.
    `within`: pairs of places of which one lies in the other, newer first. `changed`: pairs of states or
    phases of one thing. `untold`: of `lost`, what the body said. `fell`: a toll went down.
    `turned`: the same names or figures stand in another order, so that another did it to another; `shuffled`: in
    any other order. `replaced`: what is left over on both sides stands between the same words. `other_kind`: only
    one is a piece about events. `contrary`: one says "up" or "for" or "to" or "before", the other only its
    contrary. `turned_by`: a word that only one has, and that makes it other news.
    """

    new_weight: float = 0.0
    old_weight: float = 0.0
    shared: float = 0.0
    whole: float = 0.0
    said: float = 0.0
    whole_said: float = 0.0
    extra: list[Token] = field(default_factory=list)
    lost: list[Token] = field(default_factory=list)
    extra_weight: float = 0.0
    lost_weight: float = 0.0
    respelt: list[tuple[Token, Token]] = field(default_factory=list)
    within: list[tuple[Token, Token]] = field(default_factory=list)
    changed: list[tuple[Token, Token]] = field(default_factory=list)
    common: list[Token] = field(default_factory=list)
    untold: list[Token] = field(default_factory=list)
    turned: bool = False
    shuffled: bool = False
    replaced: bool = False
    is_head: bool = False
    other_kind: bool = False
    contrary: str = ""
    turned_by: str = ""
    fell: bool = False

    @property
    def likeness(self) -> float:
        """Weighted Dice coefficient, 0..1."""
        return self.shared / self.whole if self.whole else float(not self.extra and not self.lost)

    @property
    def likeness_of_bodies(self) -> float:
        """The same of what is said alone: eight lines of one speech have the speaker in common."""
        return self.said / self.whole_said if self.whole_said else self.likeness


def align(new: Line, old: Line, weigh: Weigh) -> Alignment:
    """Lay the newer line beside the older: words answer by meaning, then by spelling, then by where they lie."""
    ours, theirs = new.tokens[:LONGEST], old.tokens[:LONGEST]
    pairs, rest_new, rest_old = _equal(ours, theirs)
    found = Alignment()
    found.is_head = _is_head(new, old)
    found.other_kind = new.is_background != old.is_background
    pairs += governing(new, old, rest_new, rest_old)
    spelt = respelt(new, old, rest_new, rest_old, pairs)
    found.respelt = [(ours[i], theirs[j]) for i, j in spelt]
    _numbered(ours, theirs, rest_new, rest_old)
    found.turned_by = turned_by(new, old, frozenset(rest_new), frozenset(rest_old), pairs)
    if found.is_head and rest_new and rest_new[-1] == new.said - 1:
        rest_new.pop()
    drop_silent(new, old, rest_new, rest_old, equal=pairs, spelt=spelt)
    _relate(ours, theirs, rest_new, rest_old, found)
    _total(found, new, rest_new, weigh, newer=True)
    _total(found, old, rest_old, weigh, newer=False)
    if found.extra_weight < _NEARLY_ALL * found.new_weight:
        found.replaced = replaced(new, old, rest_new, rest_old, pairs + spelt)
    found.turned = turned(new, old, pairs + spelt) or reversed_deed(new, old)
    found.shuffled = found.turned or shuffled(new, old, pairs + spelt)
    found.fell = _fell(ours, theirs, rest_new, rest_old)
    found.contrary = contrary(new.poles, old.poles)
    found.common = [ours[i] for i, _ in sorted(pairs)]
    return found


def _equal(
    ours: tuple[Token, ...], theirs: tuple[Token, ...]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    waiting: dict[str, list[int]] = {}
    for at in range(len(theirs) - 1, -1, -1):
        waiting.setdefault(theirs[at].key, []).append(at)
    pairs: list[tuple[int, int]] = []
    rest: list[int] = []
    for at, token in enumerate(ours):
        spots = waiting.get(token.key)
        if spots:
            pairs.append((at, spots.pop()))
        else:
            rest.append(at)
    return pairs, rest, sorted(at for spots in waiting.values() for at in spots)


def _is_head(new: Line, old: Line) -> bool:
    """Whether the newer line is the older broken off: the same words from the start, the last perhaps in part."""
    count = new.said
    if not 2 <= count <= old.said:
        return False
    for at in range(count - 1):
        if new.tokens[at].key != old.tokens[at].key:
            return False
    mine, other = new.tokens[count - 1], old.tokens[count - 1]
    return mine.key == other.key or (mine.sort is not Sort.NUMBER and other.form.startswith(mine.form))


def _numbered(
    ours: tuple[Token, ...], theirs: tuple[Token, ...], rest_new: list[int], rest_old: list[int]
) -> None:
    """Take out "Division Three" beside "third division": of one word, which one it is."""
    for i in [at for at in rest_new if ours[at].sort is Sort.NUMBER]:
        for j in [at for at in rest_old if theirs[at].sort is Sort.NUMBER]:
            order, count, at, of = (ours, theirs, i, j) if ours[i].key[0] == "o" else (theirs, ours, j, i)
            if (
                order[at].form == count[of].form
                and order[at].key[0] != count[of].key[0]
                and of > 0
                and at + 1 < len(order)
                and order[at + 1].key == count[of - 1].key
            ):
                rest_new.remove(i)
                rest_old.remove(j)
                break


def _relate(
    ours: tuple[Token, ...], theirs: tuple[Token, ...], rest_new: list[int], rest_old: list[int], found: Alignment
) -> None:
    there = [theirs[j] for j in rest_old if _relates(theirs[j])]
    for mine in [ours[i] for i in rest_new if there and _relates(ours[i])]:
        for other in there:
            if _is_near(mine, other):
                found.within.append((mine, other))
            elif _took_turns(mine, other):
                found.changed.append((mine, other))


def _relates(token: Token) -> bool:
    return bool(token.name or token.state or token.phase or token.sort is Sort.DIRECTION)


def _is_near(one: Token, other: Token) -> bool:
    """Whether one place lies in the other, or one name is part of the other: "Muslim Brotherhood", "northwest"."""
    if one.sort is Sort.DIRECTION and other.sort is Sort.DIRECTION:
        return one.key.startswith(other.key) or other.key.startswith(one.key)
    if not (one.name and other.name):
        return False
    if one.sort is Sort.PLACE and other.sort is Sort.PLACE:
        return lies_within(one, other)
    shorter, longer = sorted((one.form, other.form), key=len)
    is_of = one.sort is Sort.PLACE and other.form.startswith(one.form)
    return len(shorter) >= _A_PART and (is_of or longer.endswith(shorter))


def _took_turns(one: Token, other: Token) -> bool:
    return bool(
        (one.state and other.state and one.state != other.state)
        or (one.phase and other.phase and one.phase != other.phase)
    )


def _total(found: Alignment, line: Line, rest: list[int], weigh: Weigh, *, newer: bool) -> None:
    whole = left = 0.0
    alone = set(rest)
    kept: list[Token] = []
    untold = 0
    for at, token in enumerate(line.tokens[:LONGEST]):
        heavy = weigh(token)
        in_body = at < line.said
        if not in_body:
            heavy *= _SPEAKER
        if token.slight:
            heavy *= _SLIGHT
        whole += heavy
        found.whole += heavy
        found.whole_said += heavy * in_body
        if at in alone:
            left += heavy
            kept.append(token)
            untold += in_body
        else:
            found.shared += heavy
            found.said += heavy * in_body
    left += sum(
        _SPELLING_COST * weigh(mine if newer else other)
        for mine, other in found.respelt
        if mine.form != other.form
    )
    if newer:
        found.new_weight, found.extra_weight, found.extra = whole, left, kept
    else:
        found.old_weight, found.lost_weight, found.lost = whole, left, kept
        found.untold = kept[:untold]


def _fell(ours: tuple[Token, ...], theirs: tuple[Token, ...], rest_new: list[int], rest_old: list[int]) -> bool:
    """Whether a toll went down. Tolls of one event rise; a lower one is mostly of another event."""
    if any(ours[at].state in _OUTCOMES for at in rest_new):
        return False
    now, before = _tolls(ours, rest_new), _tolls(theirs, rest_old)
    return any(now[state] < before[state] for state in now.keys() & before.keys())


def _tolls(side: tuple[Token, ...], rest: list[int]) -> dict[str, float]:
    """What became of people (dead, hurt ...) -> of how many, by the word nearest to the figure."""
    found: dict[str, float] = {}
    for at in rest:
        if side[at].key[0] != "n" or side[at].sort is not Sort.NUMBER:
            continue
        beside = [*side[at + 1 : at + 4], *reversed(side[max(0, at - 3) : at])]
        state = next((token.state for token in beside if token.state in _TOLLS), "")
        if state:
            found[state] = float(side[at].form)
    return found


# Shorter names end others by chance.
_A_PART = 4
# What may become of some of those who were taken or missing.
_OUTCOMES = frozenset(("freed", "found"))
_TOLLS = frozenset(("dead", "hurt", "missing", "held", "taken"))
