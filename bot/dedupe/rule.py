"""New, update or duplicate: the rule over two lines laid side by side, with its evidence in words. Pure.

The order of the questions is the policy. A duplicate is dropped and can never be had back, so it must answer every
one of them; whatever fails on the way is an update, which is sent; only where the lines tell of different people,
places or things is it new.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.dedupe import countries
from bot.dedupe.align import Alignment
from bot.dedupe.horizons import Thresholds
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort
from bot.model.news import Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """What one remembered line makes of the newer one. `score`: how alike, 0..1. `because`: most telling first."""

    kind: Kind
    score: float
    because: tuple[str, ...]


# What becomes of people and things, and turns of what goes on: never left over in a repeat.
_FATES = frozenset(
    (
        "dead",
        "hurt",
        "missing",
        "found",
        "freed",
        "taken",
        "held",
        "charged",
        "acquitted",
        "condemned",
        "passed",
        "refused",
        "fallen",
        "won",
    )
)
_TURNS = frozenset(("end", "resume", "delay"))
_FEWEST_IN_COMMON = 2
# Up or down, of whatever it is.
_TRENDS = frozenset(("=climb", "=slump"))
# What is wanted or feared, or is told of what happened before: without it, it happens now.
_NOT_YET = frozenset(("planned", "aftermath"))
_WHO_OR_WHAT = frozenset(("thing", "folk", "young", "family"))
# Women and children are told; a man may be anybody.
_KIN, _ANYBODY = "kin", "0"
_TELLING = frozenset((Sort.NEGATION, Sort.FUTURE, Sort.DOUBT))


def finding(side: Alignment, limits: Thresholds, age: timedelta = timedelta(0)) -> Finding:
    """Apply the rule to lines that were told `age` apart."""
    score = round(side.likeness, 3)
    same = _same_words(side)
    doubts = _against_duplicate(side, limits)
    if not doubts:
        return Finding(Kind.DUPLICATE, score, (*same, "adds nothing"))
    apart = _against_update(side, limits, age)
    if not apart:
        return Finding(Kind.UPDATE, score, (*doubts, *same))
    return Finding(Kind.NEW, score, (*apart, *same))


def _same_words(side: Alignment) -> tuple[str, ...]:
    names = [token.form for token in side.common if token.name]
    words = [token.form for token in side.common if not token.name and token.sort is not Sort.NUMBER]
    spelt = [f"{mine.form} is {other.form}" for mine, other in side.respelt]
    found = []
    if names:
        found.append("same " + ", ".join(names[:4]))
    if words:
        found.append("same words: " + ", ".join(words[:5]))
    if spelt:
        found.append("same spelt otherwise: " + ", ".join(spelt[:3]))
    return tuple(found)


def _against_duplicate(side: Alignment, limits: Thresholds) -> tuple[str, ...]:
    found: list[str] = []
    if side.lost and len(side.common) + len(side.respelt) < _FEWEST_IN_COMMON:
        found.append("one word in common")
    _figures(side, found)
    _telling(side, found)
    _turned(side, found)
    if side.extra and not side.is_head:
        _extra(side, limits, found)
    if side.extra and side.is_head and any(token.name for token in side.extra):
        found.append("new: " + _list(side.extra))
    traded = [token for token in side.untold if token.name or token.sort in (Sort.NUMBER, Sort.DIRECTION)]
    if side.extra and traded and not side.is_head and not found:
        found.append(f"says {_list(side.extra)} where it was {_list(traded)}")
    if not side.is_head:
        found.extend(_others(side))
    most = limits.lost_of_formula if _is_formula(side) else limits.lost
    if not side.is_head and side.lost_weight > most * side.old_weight:
        found.append("leaves out: " + _list(side.lost))
    if any(token.name for token in side.lost) and any(
        mine.name and mine.form != other.form for mine, other in side.respelt
    ):
        found.append("names spelt otherwise, and others left out: " + _list(side.lost))
    respelt = sum(mine.form != other.form for mine, other in side.respelt)
    if respelt > max(2, len(side.common) // 3):
        found.append("too many words spelt otherwise")
    return tuple(found)


def _turned(side: Alignment, found: list[str]) -> None:
    if side.contrary:
        found.append(f"a small word of the contrary sense ({side.contrary})")
    if side.turned_by:
        found.append(f"only one of them says {side.turned_by}")
    if side.turned:
        found.append("the same names or figures, the other way round")


def _figures(side: Alignment, found: list[str]) -> None:
    fresh = [token for token in side.extra if token.sort in (Sort.NUMBER, Sort.VAGUE)]
    gone = [token for token in side.lost if token.sort in (Sort.NUMBER, Sort.VAGUE)]
    if fresh and gone:
        found.append(f"changed: {_list(gone)} to {_list(fresh)}")
    elif any(not token.slight for token in fresh):
        found.append("new figure: " + _list(fresh))


def _refigured(side: Alignment) -> bool:
    return any(one.sort is Sort.NUMBER for one in side.extra) and any(one.sort is Sort.NUMBER for one in side.lost)


def _telling(side: Alignment, found: list[str]) -> None:
    for mine, other in side.changed:
        found.append(f"{other.form} became {mine.form}")
    became = [
        token
        for token in side.extra
        if token.state in _FATES or token.phase in _TURNS | _NOT_YET or token.key in _TRENDS
    ]
    if became and not side.is_head and not side.changed:
        found.append("what became of it: " + _list(became))
    awaited = [
        token
        for token in side.lost
        if token.state in ("voted", "refused") or token.phase in _NOT_YET or token.phase in _TURNS
    ]
    if awaited and not side.is_head and not side.changed:
        found.append("no longer: " + _list(awaited))
    fresh = [token for token in side.extra if token.sort in _TELLING]
    gone = [token for token in side.lost if token.sort in _TELLING]
    if fresh:
        found.append("now with: " + _list(fresh))
    if gone and not side.is_head:
        found.append("no longer: " + _list(gone))


def _others(side: Alignment) -> list[str]:
    """A car where it was a house, Tuesday where it was Monday: one of a kind takes the place of another."""
    return [
        f"{mine.form} where it was {other.form}"
        for mine in side.extra
        for other in side.untold
        if mine.kind and mine.kind == other.kind and mine.choice != other.choice
    ]


def _extra(side: Alignment, limits: Thresholds, found: list[str]) -> None:
    names = [token for token in side.extra if token.name or token.sort in (Sort.PLACE, Sort.DIRECTION)]
    wider = {id(mine) for mine, other in side.within if mine.key == f"@{other.region}" or _is_of(mine, other)}
    names = [token for token in names if id(token) not in wider]
    is_added = all(token.sort is not Sort.WORD for token in side.untold)
    telling = [token for token in side.extra if is_added and _tells_whom(token)]
    most = limits.extra_in_place if side.replaced or is_added else limits.extra
    if names:
        found.append("new name: " + _list(names))
    elif telling:
        found.append("tells who or what it was: " + _list(telling))
    elif side.extra_weight > most * side.new_weight:
        found.append("new: " + _list(side.extra))


def _tells_whom(token: Token) -> bool:
    """Whether the word tells what kind of people, or what thing, it happened to: "two children", "a school"."""
    return token.kind in _WHO_OR_WHAT or (token.kind == _KIN and token.choice != _ANYBODY)


def _is_of(mine: Token, other: Token) -> bool:
    """Whether the older line's name holds the people of the newer's: "Israeli jets" after "Israeli forces"."""
    return mine.sort is Sort.PLACE and other.sort is Sort.WORD and other.form.startswith(mine.form)


def _against_update(side: Alignment, limits: Thresholds, age: timedelta) -> tuple[str, ...]:
    found: list[str] = []
    near = {id(token) for pair in side.within for token in pair}
    ours = [token for token in side.extra if _names(token) and not (token.title or id(token) in near)]
    theirs = [token for token in side.lost if _names(token) and not (token.title or id(token) in near)]
    here, there = [token for token in ours if _places(token)], [token for token in theirs if _places(token)]
    if here and there and (side.likeness < limits.same_story_vague_place or _surely_apart(here, there)):
        return (f"other place: {_list(here)}, not {_list(there)}",)
    if side.other_kind:
        found.append("only one of them is the news, the other a piece about it")
    found.extend(_little_shared(side, limits))
    if side.fell and side.likeness < limits.same_story_lower_toll:
        found.append("a lower toll, and not all else the same")
    if side.within and _refigured(side) and side.likeness < limits.same_story_near_place:
        found.append("other figures, and the place only near")
    if side.likeness < (limits.same_story_turned if side.turned else limits.same_story_shuffled * side.shuffled):
        found.append("who did it to whom is another")
    if ours and theirs and side.likeness < limits.same_story_other_names:
        found.append(f"other names: {_list(ours)}, not {_list(theirs)}")
    elif ours and side.untold and _is_formula(side) and side.likeness < limits.same_story_one_word:
        found.append(f"another name, {_list(ours)}, and only what happens every day in common")
    wanted = limits.same_story + limits.fading * min(1.0, age / timedelta(days=1))
    if min(side.likeness, side.likeness_of_bodies) < wanted:
        found.append(f"too little in common ({side.likeness:.0%})")
    return tuple(found)


def _little_shared(side: Alignment, limits: Thresholds) -> tuple[str, ...]:
    """Places and figures make no story; nor does one word with them, unless it is a name or they are two names."""
    telling = {token.key: token for token in side.common if _tells(token)}
    if not telling and not side.respelt:
        return ("nothing in common but names of places",)
    names = {token.key for token in side.common if token.name and not _is_country(token)}
    is_named = len(names) > 1 or any(token.name or (names and not token.daily) for token in telling.values())
    if len(telling) == 1 and not is_named and side.likeness < limits.same_story_one_word:
        return ("one word in common",)
    return ()


def _is_formula(side: Alignment) -> bool:
    """Whether all that the lines share is said of some event every day."""
    return all(token.daily for token in side.common if _tells(token))


def _tells(token: Token) -> bool:
    """Whether the word says what happened or to whom, rather than where, how many or when."""
    return token.sort is Sort.WORD and not token.spot and not token.slight


def _surely_apart(here: list[Token], there: list[Token]) -> bool:
    """Whether two countries are named, or two towns, or a town known to lie elsewhere."""
    return any(
        _is_country(one) == _is_country(other) or one.region or other.region for one in here for other in there
    )


def _is_country(token: Token) -> bool:
    return token.sort is Sort.PLACE and token.key[1:] in countries.slugs()


def _names(token: Token) -> bool:
    return token.name or token.sort is Sort.DIRECTION


def _places(token: Token) -> bool:
    return token.spot or token.sort in (Sort.PLACE, Sort.DIRECTION)


def _list(tokens: list[Token]) -> str:
    return ", ".join(token.form for token in tokens[:5])
