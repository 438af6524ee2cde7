"""Words without an answer in the other line that all the same say nothing of their own. Pure.

Positions are those of a line's tokens; the lists of what is left over are shortened in place.
"""

from collections.abc import Iterator

from bot.dedupe.capitals import is_ordinary
from bot.dedupe.line import Line
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort

# Positions of words that answer each other: in the newer line, in the older.
Pairs = list[tuple[int, int]]

_GOVERNMENT = "=government"


def drop_silent(
    new: Line, old: Line, rest_new: list[int], rest_old: list[int], *, equal: Pairs, spelt: Pairs
) -> None:
    """Take out of what is left over what adds nothing. `equal`, `spelt`: the pairs that answer each other."""
    ours, theirs = new.tokens, old.tokens
    _settle_pending(ours, rest_new, {i for i, _ in equal})
    _settle_pending(theirs, rest_old, {j for _, j in equal})
    _drop_repeated(ours, rest_new, theirs)
    _drop_repeated(theirs, rest_old, ours)
    _drop_wider(ours, rest_new, equal)
    _drop_government(ours, rest_new, rest_old, dict(equal))
    _drop_government(theirs, rest_old, rest_new, {j: i for i, j in equal})
    _drop_introduced(new, old, rest_new, rest_old, equal + spelt)
    _drop_aside(ours, rest_new, old.aside)
    _drop_aside(theirs, rest_old, new.aside)
    if old.said == len(theirs):
        # Where nobody was named, a name after the last dash only says who told it.
        rest_new[:] = [at for at in rest_new if at < new.said or ours[at].key not in new.aside]
    _drop_described(new, old, rest_new, rest_old, equal + spelt)


def _settle_pending(side: tuple[Token, ...], rest: list[int], answered: set[int]) -> None:
    """ "to vote" against "votes" matters; where the verb itself has no answer, its "to" says nothing more."""
    for at in list(rest):
        if side[at].sort is Sort.FUTURE and (at + 1 not in answered or (side[at].slight and at - 1 in answered)):
            rest.remove(at)


def _drop_repeated(side: tuple[Token, ...], rest: list[int], other: tuple[Token, ...]) -> None:
    """A word whose class the other line has already says it once more: "a raid targets" is "a raid on"."""
    if rest:
        known = {token.key for token in other if token.key[0] == "="}
        rest[:] = [at for at in rest if side[at].key not in known]


def _drop_aside(side: tuple[Token, ...], rest: list[int], aside: frozenset[str]) -> None:
    """Where the other line's correspondent stands, and whom it credits, adds nothing."""
    if aside:
        rest[:] = [at for at in rest if side[at].key not in aside]


def _drop_wider(side: tuple[Token, ...], rest: list[int], pairs: Pairs) -> None:
    """A country adds nothing to a town of it that both lines name, nor in which part of it that lies; unless it
    says where, a country adds nothing to an actor of it either."""
    around = {f"@{side[i].region}" for i, _ in pairs if side[i].region}
    homes = {f"@{side[i].home}" for i, _ in pairs if side[i].home}
    for at in list(rest):
        if side[at].key in around or (side[at].key in homes and not side[at].spot):
            rest.remove(at)
            if side[at].key in around and at - 1 in rest and side[at - 1].sort is Sort.DIRECTION:
                rest.remove(at - 1)


def _drop_government(
    side: tuple[Token, ...], rest: list[int], rest_of_other: list[int], answers: dict[int, int]
) -> None:
    """ "The Canadian government approves" is that Canada approves, unless in the other its opposition does."""
    for at in list(rest):
        country = answers.get(at - 1)
        if country is None or side[at].key != _GOVERNMENT or side[at - 1].sort is not Sort.PLACE:
            continue
        if country + 1 not in rest_of_other:
            rest.remove(at)


def _drop_introduced(new: Line, old: Line, rest_new: list[int], rest_old: list[int], pairs: Pairs) -> None:
    """The name of a speaker adds nothing, where the older line told whose speaker it was without a name; one more
    who says it does."""
    is_speaker_known = any(i >= new.said and j >= old.said for i, j in pairs)
    if is_speaker_known and not any(at >= old.said and old.tokens[at].name for at in rest_old):
        rest_new[:] = [at for at in rest_new if at < new.said or not _is_persons(new.tokens[at])]


def _is_persons(token: Token) -> bool:
    """Whether a name may be a person's, and is no group's."""
    return token.name and not (token.group or token.key[0] == "=" or token.sort is Sort.PLACE)


def _drop_described(new: Line, old: Line, rest_new: list[int], rest_old: list[int], pairs: Pairs) -> None:
    """Office, country and first name before a name that both lines hold add nothing, unless both have one.

    "India's Modi" is Modi; "Pakistani Taliban" are others than the Taliban.
    """
    ours, theirs = new.tokens, old.tokens
    for i, j in pairs:
        if not (ours[i].name or theirs[j].name) or Sort.PLACE in (ours[i].sort, theirs[j].sort):
            continue
        mine = _description(ours, i, rest_new, new.lang)
        other = _description(theirs, j, rest_old, old.lang)
        if {_part(ours[at]) for at in mine}.isdisjoint(_part(theirs[at]) for at in other):
            rest_new[:] = [at for at in rest_new if at not in mine]
            rest_old[:] = [at for at in rest_old if at not in other]


def _part(token: Token) -> str:
    """What a word beside a name is to it: two first names, or two offices, are of two people."""
    return "place" if token.sort is Sort.PLACE else "office" if token.title else "name"


def _description(side: tuple[Token, ...], name: int, rest: list[int], lang: str) -> set[int]:
    """Where, beside a name, its unanswered other names, owner, office and the country of that stand."""
    found: set[int] = set()
    at = name
    # The vocabulary knows groups rather than people, and Kataib Hezbollah is no other's first name.
    is_group = side[name].key[0] == "="
    while (
        side[at].glued
        and at - 1 in rest
        and (
            side[at - 1].title
            or (_is_unknown(side[at - 1]) and not side[at].title and not (is_group and at == name))
        )
    ):
        at -= 1
        if side[at].sort is Sort.PLACE:
            if side[at].owner and not is_group:
                found.add(at)
            break
        found.add(at)
    if found and side[min(found)].title and side[min(found)].glued and side[min(found) - 1].sort is Sort.PLACE:
        found.add(min(found) - 1)
    if at == 1 and not is_group and side[1].glued and 0 in rest and _is_first_name(side[0], lang):
        found.add(0)
    if name and side[name].glued and side[name - 1].title:
        found.update(_given_names(side, name, rest))
    return found


def _is_unknown(token: Token) -> bool:
    """Whether a name is no word with a meaning of its own, In Capitals: "SpaceShipOne Wins X Prize"."""
    return token.name and (token.sort is Sort.PLACE or token.key[0] != "=")


def _is_first_name(token: Token, lang: str) -> bool:
    """Whether the word that opens a line, where a capital tells nothing, may be somebody's: "Sebastian Pinera"."""
    plain = token.sort is Sort.WORD and not (token.key[0] == "=" or token.slight or token.kind or token.title)
    return plain and not is_ordinary(token.form, lang)


def _given_names(side: tuple[Token, ...], name: int, rest: list[int]) -> Iterator[int]:
    """The names that follow that of somebody in office: "President Yoon Suk Yeol"."""
    for at in range(name + 1, len(side)):
        token = side[at]
        if at not in rest or not (token.name and token.glued) or token.title or token.sort is Sort.PLACE:
            return
        yield at
