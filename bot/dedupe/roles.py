"""Did the one do it to the other, or the other to the one, where neither has a name? Pure."""

from bot.dedupe.line import Line
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort

# Deeds that two do to each other, so that either may be told first.
_MUTUAL = frozenset(
    (
        *("=meet", "=talk", "=talks", "=violence", "=clash", "=crash", "=collide", "=agree", "=deal", "=wed"),
        *("=marry", "=divorce", "=phone", "=discuss", "=join", "=sign", "=draw", "=draw-match", "=ceasefire"),
    )
)
# "By" turns the order, and stands in one line only.
_BY = ("agent", "0")


def reversed_deed(new: Line, old: Line) -> bool:
    """Whether "police shoot protesters" became "protesters shoot police": round the same deed."""
    if (_BY in new.poles) != (_BY in old.poles):
        return False
    told, tells = _deeds(old), _deeds(new)
    return any(
        (after, deed, before) in told and (before, deed, after) not in told for before, deed, after in tells
    )


def _deeds(line: Line) -> frozenset[tuple[str, str, str]]:
    """The keys of what stands beside each deed, before it and after it."""
    body = line.body
    return frozenset(
        (before.key, deed.key, after.key)
        for before, deed, after in zip(body, body[1:], body[2:], strict=False)
        if _is_deed(deed) and _is_thing(before) and _is_thing(after) and before.key != after.key
    )


def _is_deed(token: Token) -> bool:
    """Whether the word may be a deed of one to another, of those that have a meaning in the vocabulary."""
    return token.sort is Sort.WORD and not token.name and token.key[0] == "=" and token.key not in _MUTUAL


def _is_thing(token: Token) -> bool:
    return token.sort is Sort.WORD and not token.slight
