"""Does the order of what two lines share say that they tell of different things? Pure."""

from collections.abc import Mapping
from itertools import combinations, pairwise

from bot.dedupe.line import Line
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort

# There any word may be a name.
_WITHOUT_CAPITALS = frozenset(("ar",))


def lies_within(one: Token, other: Token) -> bool:
    """Whether one place is the country of the other."""
    return one.key == f"@{other.region}" or other.key == f"@{one.region}"


def turned(new: Line, old: Line, pairs: list[tuple[int, int]]) -> bool:
    """Whether names or figures that both lines hold changed places: who did it to whom, which number is which.

    Two names did when what is told of both stands between them. A figure is told by the word it counts and the
    place beside it; clauses that changed places keep their figures' words. "Struck by" turns the order; where it
    happened, and a town beside its country, may stand anywhere.
    """
    ours, theirs = new.tokens, old.tokens
    telling = sorted(
        (i, j) for i, j in pairs if _has_a_role(ours[i], theirs[j]) and (i < new.said or j < old.said)
    )
    told = [(i, j) for i, j in telling if (i < new.said) == (j < old.said)]
    if _speaker_and_scene(new, old, pairs) or _doers(ours, theirs, pairs):
        return True
    figures = [(i, j) for i, j in told if ours[i].sort is Sort.NUMBER and not _is_year(ours[i])]
    counted = any(
        (m < j and not (_same_after(ours, theirs, i, j) and _same_after(ours, theirs, k, m)))
        or _elsewhere(ours, theirs, (i, j), (k, m))
        for (i, j), (k, m) in pairwise(figures)
        if ours[i].key != ours[k].key and ours[i].key[0] == ours[k].key[0]
    )
    deeds = [(i, j) for i, j in pairs if ours[i].sort is Sort.WORD and not (ours[i].name or theirs[j].name)]
    named = [(i, j) for i, j in told if ours[i].sort is not Sort.NUMBER]
    if new.lang in _WITHOUT_CAPITALS:
        deeds = [(i, j) for i, j in deeds if ours[i].key[0] == "=" or ours[i].daily]
        named = [(i, j) for i, j in pairs if (i, j) not in deeds and j < old.said and i < new.said]
    return counted or any(
        _other_way_round(ours, theirs, one, other)
        and (_is_told_between(deeds, one, other) or _are_neighbours(ours, theirs, one, other))
        for one, other in combinations(named, 2)
        if ours[one[0]].key != ours[other[0]].key and not lies_within(ours[one[0]], ours[other[0]])
    )


def _is_year(figure: Token) -> bool:
    return figure.key[0] == "n" and figure.form.isdecimal() and 1900 <= int(figure.form) < 2100


def _speaker_and_scene(new: Line, old: Line, pairs: list[tuple[int, int]]) -> bool:
    """Whether one name went from who speaks to what is said, and another the other way."""
    ours, theirs = new.tokens, old.tokens
    crossed = [
        i < new.said for i, j in pairs if (ours[i].name or theirs[j].name) and (i < new.said) != (j < old.said)
    ]
    return len(set(crossed)) > 1


def _doers(ours: tuple[Token, ...], theirs: tuple[Token, ...], pairs: list[tuple[int, int]]) -> bool:
    """Whether both lines tell by whom it was done, by each what the other says of somebody else."""
    return any(ours[i].agent and not theirs[j].agent for i, j in pairs) and any(
        theirs[j].agent and not ours[i].agent for i, j in pairs
    )


def _is_told_between(deeds: list[tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a word of both lines stands between the two names, in both."""
    (i, j), (k, m) = one, other
    return any(i < here < k and min(j, m) < there < max(j, m) for here, there in deeds)


def _are_neighbours(
    ours: tuple[Token, ...], theirs: tuple[Token, ...], one: tuple[int, int], other: tuple[int, int]
) -> bool:
    """Whether, in both lines, no more than small words stand between the two names: "from Aden to Sanaa".

    Not where one is the other's: "Egypt's Morsi".
    """
    (i, j), (k, m) = one, other
    later = theirs[max(j, m)]
    return k - i == 1 and abs(j - m) == 1 and not (ours[k].glued or later.glued)


def _elsewhere(
    ours: tuple[Token, ...], theirs: tuple[Token, ...], one: tuple[int, int], other: tuple[int, int]
) -> bool:
    """Whether two figures changed their places: "5 in Lebanon, 3 in Gaza", "3 in Lebanon, 5 in Gaza"."""
    here, there = _place_after(ours, one[0]), _place_after(theirs, one[1])
    beside, before = _place_after(ours, other[0]), _place_after(theirs, other[1])
    return bool(here and beside) and here != beside and (here == before or beside == there)


def _place_after(side: tuple[Token, ...], at: int) -> str:
    """The place that follows a figure before the next figure, "" for none."""
    for token in side[at + 1 : at + 4]:
        if token.sort is Sort.NUMBER:
            return ""
        if token.name:
            return token.key
    return ""


def _other_way_round(
    ours: tuple[Token, ...], theirs: tuple[Token, ...], one: tuple[int, int], other: tuple[int, int]
) -> bool:
    (i, j), (k, m) = one, other
    there = (theirs[j], theirs[m]) if j < m else (theirs[m], theirs[j])
    turned_back = _is_passive(ours[i], ours[k]) != _is_passive(*there)
    in_a_list = k - i == 1 and _is_joined(ours[k]) and abs(j - m) == 1 and _is_joined(there[1])
    # Where it happened in one line, and in the other whose it is: "Egypt's army says", "the army in Egypt says".
    only_placed = (ours[i].inside != theirs[j].inside) != (ours[k].inside != theirs[m].inside)
    return (m < j) != turned_back and not in_a_list and not only_placed


def shuffled(new: Line, old: Line, pairs: list[tuple[int, int]]) -> bool:
    """Whether names that both lines hold stand in another order, for whatever reason but "struck by"."""
    ours, theirs = new.tokens, old.tokens
    telling = sorted(
        (i, j)
        for i, j in pairs
        if ours[i].name and not (ours[i].region or _is_setting(ours, i) or _is_setting(theirs, j))
    )
    return any(
        m < j
        and _other_way_round(ours, theirs, (i, j), (k, m))
        and (k - i > 1 or abs(j - m) > 1)
        and ours[i].key != ours[k].key
        for (i, j), (k, m) in pairwise(telling)
    )


def _is_setting(side: tuple[Token, ...], at: int) -> bool:
    """Whether a name stands where it happens, or only says whose another is: "in Egypt", "Egypt's", "Egypt PM"."""
    token = side[at]
    of_an_office = at + 1 < len(side) and side[at + 1].title
    return token.inside or (token.sort is Sort.PLACE and (token.owner or of_an_office))


def _has_a_role(mine: Token, other: Token) -> bool:
    """Figures, and names, but not of where it happened."""
    return mine.sort is Sort.NUMBER or ((mine.name or other.name) and not (mine.inside and other.inside))


def _is_joined(token: Token) -> bool:
    """Whether the name stands in a list, or beside another name, so that their order says nothing."""
    return token.glued or token.listed


def _is_passive(one: Token, other: Token) -> bool:
    """Whether of two names in their order only the later stands after "by"."""
    return other.agent and not one.agent


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


def replaced(new: Line, old: Line, rest_new: list[int], rest_old: list[int], pairs: list[tuple[int, int]]) -> bool:
    """Whether words left over on both sides stand between the same words: one thing in the place of another.

    `rest_new`, `rest_old`: the positions of what is left over; `pairs`: of the words that answer each other.
    """
    if not (rest_new and rest_old):
        return False
    answers = {**dict(pairs), -1: -1, new.said: old.said}
    back = {j: i for i, j in answers.items()}
    spots = {_between(j, back) for j in rest_old if j < old.said}
    return any(
        (answers[before], answers[after]) in spots
        for before, after in (_between(i, answers) for i in rest_new if i < new.said)
    )


def _between(at: int, answers: Mapping[int, int]) -> tuple[int, int]:
    """The answered positions next to a position, before and after it."""
    before = after = at
    while before not in answers:
        before -= 1
    while after not in answers:
        after += 1
    return before, after
