"""Does the order of what two lines share say that they tell of different things? Pure."""

from itertools import pairwise

from bot.dedupe.line import Line
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort


def lies_within(one: Token, other: Token) -> bool:
    """Whether one place is the country of the other."""
    return one.key == f"@{other.region}" or other.key == f"@{one.region}"


def turned(new: Line, old: Line, pairs: list[tuple[int, int]]) -> bool:
    """Whether names or figures that both lines hold changed places: who did it to whom, which number is which.

    A figure is told by the word it counts; clauses that changed places keep their figures' words. "Struck by"
    turns the order; where it happened, and a town beside its country, may stand anywhere.
    """
    ours, theirs = new.tokens, old.tokens
    telling = sorted(
        (i, j) for i, j in pairs if _has_a_role(ours[i], theirs[j]) and (i < new.said or j < old.said)
    )
    told = [(i, j) for i, j in telling if (i < new.said) == (j < old.said)]
    if len({i < new.said for i, j in telling if (i < new.said) != (j < old.said)}) > 1:
        return True
    for (i, j), (k, m) in pairwise(told):
        if ours[i].key == ours[k].key or lies_within(ours[i], ours[k]):
            continue
        if ours[i].sort is Sort.NUMBER or ours[k].sort is Sort.NUMBER:
            if m < j and not (_same_after(ours, theirs, i, j) and _same_after(ours, theirs, k, m)):
                return True
        elif (m < j) != (_is_passive(ours[i], ours[k]) != _is_passive(theirs[j], theirs[m])) and (
            k - i > 1 or abs(j - m) > 1
        ):
            return True
    return False


def shuffled(new: Line, old: Line, pairs: list[tuple[int, int]]) -> bool:
    """Whether names that both lines hold stand in another order, for whatever reason."""
    ours, theirs = new.tokens, old.tokens
    telling = sorted((i, j) for i, j in pairs if ours[i].name and not (ours[i].inside or theirs[j].inside))
    return any(
        m < j and (k - i > 1 or j - m > 1) and ours[i].key != ours[k].key for (i, j), (k, m) in pairwise(telling)
    )


def _has_a_role(mine: Token, other: Token) -> bool:
    """Figures, and names, but not of where it happened."""
    return mine.sort is Sort.NUMBER or ((mine.name or other.name) and not (mine.inside and other.inside))


def _is_passive(one: Token, other: Token) -> bool:
    """Whether of two names only one stands after "by"."""
    return one.agent != other.agent


def _same_after(ours: tuple[Token, ...], theirs: tuple[Token, ...], i: int, j: int) -> bool:
    if ours[i].sort is not Sort.NUMBER:
        return True
    mine, other = _counted(ours, i), _counted(theirs, j)
    if mine and other:
        return mine == other
    near = {token.key for token in ours[max(0, i - 1) : i + 2]} & {
        token.key for token in theirs[max(0, j - 1) : j + 2]
    }
    return len(near) > 1


def _counted(side: tuple[Token, ...], at: int) -> str:
    """What became of those that the figure counts: the state nearest to it, "" for none."""
    beside = [*side[at + 1 : at + 3], *reversed(side[max(0, at - 2) : at])]
    return next((token.state for token in beside if token.state), "")
