"""Lines that are new at the bottom of a window: old ones from below, or a ticker that adds there. Pure.

Where a line is withdrawn, the window fills up with one that stood below it before we came: no news. A ticker that
adds at the bottom under a pinned line looks the same, once. So such lines are held back, and told as soon as the
same happens again, which a ticker that adds on top hardly ever does.
"""

from collections.abc import Sequence

from bot.scrape.record import Record, line_key


def held_back(record: Record, unseen: Sequence[int], keys: Sequence[str]) -> list[int]:
    """Positions among `unseen` of lines that may have come up from below; told later, or never.

    Only below the oldest line of the first window, while it is still the oldest; later whatever comes up from
    below is known. Only in the place of lines that vanished, and never when the top line did: a ticker that adds
    at the bottom looks like that, and there each of them is news.
    """
    before = [line_key(text) for text in record.front]
    if not record.floor or before[-1:] != [record.floor] or record.floor not in keys or before[0] not in keys:
        return []
    stayed = [key for key in keys if key in before]
    if stayed != [key for key in before if key in stayed] or len(keys) > len(before):
        return []
    return [n for n in unseen if n > keys.index(record.floor)]


def adds_below(record: Record, unseen: Sequence[int], keys: Sequence[str]) -> list[int]:
    """Positions among `unseen` of lines added at the bottom, where others fell off at the top or below a pinned
    line; [] when the window moved in any other way, or turned over, so that nobody can tell.
    """
    before = [line_key(text) for text in record.front]
    joined = [n for n, key in enumerate(keys) if key in before]
    if not joined or any(n < joined[-1] for n in unseen):
        return []
    gone = [n for n, key in enumerate(before) if key not in keys]
    pinned = 1 if before[0] == keys[0] else 0
    if len(joined) == pinned:
        return []
    fell_off = gone[:1] == [pinned] and gone == list(range(pinned, pinned + len(gone)))
    return list(unseen) if fell_off else []


def in_order(record: Record, unseen: Sequence[int], keys: Sequence[str]) -> list[int]:
    """`unseen`, the oldest line first: from the bottom up, but from the top down where a ticker adds below."""
    return adds_below(record, unseen, keys) or list(reversed(unseen))


def may_be_told_now(record: Record, unseen: Sequence[int], keys: Sequence[str]) -> bool:
    """Whether lines held back were news after all: the ticker adds below, or all but its pinned line is new."""
    turned_over = bool(unseen) and keys[0] == line_key(record.front[0]) and len(unseen) == len(keys) - 1
    return turned_over or bool(adds_below(record, unseen, keys))
