"""Words left over on both sides that are one word, spelt two ways or written wrong. Pure.

Positions are those of a line's tokens; the lists of what is left over are shortened in place.
"""

from bot.dedupe.alike import is_slip_in_filler, same_in_its_place, same_word
from bot.dedupe.leftover import Pairs
from bot.dedupe.line import Line
from bot.dedupe.spelling import same_name, slips
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort

# With more left over on both sides than this, spelling is not what makes the difference.
_MOST_SPELLINGS = 400
# Letters by which two spellings of joined words differ at most.
_FEW_LETTERS = 3
_MOST_INITIALS = 5


def respelt(new: Line, old: Line, rest_new: list[int], rest_old: list[int], equal: Pairs) -> Pairs:
    """The pairs that are one word spelt two ways, taken out of what is left over; joined words ("air craft") too.

    `equal`: the pairs of words that mean the same.
    """
    ours, theirs = new.tokens, old.tokens
    if not (rest_new or rest_old) or len(rest_new) * len(rest_old) > _MOST_SPELLINGS:
        return []
    pairs = _spelt(ours, theirs, rest_new, rest_old)
    _joined(ours, theirs, rest_new, rest_old)
    _joined(theirs, ours, rest_old, rest_new)
    _initials(ours, theirs, rest_new, rest_old)
    _initials(theirs, ours, rest_old, rest_new)
    pairs += _in_their_places(ours, theirs, rest_new, rest_old, pairs + equal)
    _drop_fillers(ours, rest_new, pairs + equal, new.lang)
    _drop_fillers(theirs, rest_old, [(j, i) for i, j in pairs + equal], old.lang)
    return pairs


def _spelt(ours: tuple[Token, ...], theirs: tuple[Token, ...], rest_new: list[int], rest_old: list[int]) -> Pairs:
    pairs: Pairs = []
    for i in list(rest_new):
        for j in rest_old:
            if same_word(ours[i], theirs[j]):
                pairs.append((i, j))
                rest_new.remove(i)
                rest_old.remove(j)
                break
    return pairs


def _in_their_places(
    ours: tuple[Token, ...], theirs: tuple[Token, ...], rest_new: list[int], rest_old: list[int], pairs: Pairs
) -> Pairs:
    """The pairs that are one word by a slip, as the same words stand before and after them."""
    met = {*pairs, (-1, -1), (len(ours), len(theirs))}
    taken: Pairs = []
    for i in list(rest_new):
        for j in rest_old:
            if (i - 1, j - 1) in met and (i + 1, j + 1) in met and same_in_its_place(ours[i], theirs[j]):
                taken.append((i, j))
                met.add((i, j))
                rest_new.remove(i)
                rest_old.remove(j)
                break
    return taken


def _drop_fillers(side: tuple[Token, ...], rest: list[int], pairs: Pairs, lang: str) -> None:
    """Take out a small word that says nothing, written wrong, where the other line has no word at all."""
    met = {*pairs, (-1, -1)}
    answers = dict(pairs)
    for at in list(rest):
        after = answers.get(at + 1)
        is_between = (at - 1, after - 1) in met if after is not None else at + 1 == len(side) and at - 1 in answers
        if is_between and is_slip_in_filler(side[at], lang):
            rest.remove(at)


def _initials(
    short_side: tuple[Token, ...], long_side: tuple[Token, ...], short_rest: list[int], long_rest: list[int]
) -> None:
    """Take out a name and what it is short for: "GE", "General Electric"."""
    for i in [at for at in short_rest if _may_be_short(short_side[at], at)]:
        letters = short_side[i].form
        spans = (range(first, first + len(letters)) for first in long_rest)
        meant = next((span for span in spans if _spells(long_side, span, long_rest, letters)), None)
        if meant:
            short_rest.remove(i)
            long_rest[:] = [at for at in long_rest if at not in meant]


def _may_be_short(token: Token, at: int) -> bool:
    """Whether a word may be initials. The first of a line has a capital anyway, which tells nothing."""
    return 2 <= len(token.form) <= _MOST_INITIALS and token.sort is Sort.WORD and (token.name or at == 0)


def _spells(side: tuple[Token, ...], span: range, rest: list[int], letters: str) -> bool:
    """Whether the words at a span, all left over and one of them a name, begin with these letters."""
    return (
        all(at in rest for at in span)
        and all(side[at].form[0] == letter for at, letter in zip(span, letters, strict=True))
        and any(side[at].name for at in span)
    )


def _joined(
    split_side: tuple[Token, ...], whole_side: tuple[Token, ...], split_rest: list[int], whole_rest: list[int]
) -> None:
    if len(split_rest) < 2 or not whole_rest:
        return
    for i in list(split_rest):
        if i not in split_rest or i + 1 not in split_rest:
            continue
        glued = split_side[i].form + split_side[i + 1].form
        for j in whole_rest:
            whole = whole_side[j].form.replace(" ", "")
            if abs(len(whole) - len(glued)) > _FEW_LETTERS:
                continue
            if whole == glued or (len(glued) > 6 and (same_name(glued, whole) or slips(glued, whole))):
                split_rest.remove(i)
                split_rest.remove(i + 1)
                whole_rest.remove(j)
                break
