"""From what a ticker showed last to what it shows now: which lines are news. Pure.

A ticker is a window on a list, newest on top. Between two polls lines come on top and others fall off; lines are
also reordered, retyped, withdrawn, shown again; a stale server shows an older window, a glitch page one line
or none. Each distinct line is announced once, oldest first; `gap` says that lines may have been lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.model.news import Headline
from bot.scrape.fill import held_back, in_order, may_be_told_now
from bot.scrape.record import Record, Snapshot, Validators, line_key
from bot.scrape.retyped import retyped_lines
from bot.scrape.settings import SourceSettings
from bot.scrape.sites.found import Line

# Lines that left the window are remembered this long where they come back below newer ones: a site that
# fills its window up again shows old lines, not news. Beyond `settings.repeat` a line on top is told again.
REMEMBERED = timedelta(hours=48)
REMEMBERED_MOST = 400
# A page with so few lines, where there were more, is a glitch: it never becomes the window to compare with.
GLITCH_MOST = 1
WINDOW_LEAST = 3
FRONT_MOST = 60


@dataclass(frozen=True, slots=True)
class Step:
    """What one snapshot meant. `headlines` oldest first: each must be decided on, in this order.

    `record` replaces the one given; `changed`: it must be committed (else a commit may wait).
    `gap`: no line joins this window to the one before, lines may have been lost. `retyped`: (old, new) texts,
    also in `headlines` with `replaces`. `withdrawn`: texts that vanished between lines that stayed.
    `reshown`: texts that fell off earlier and are back. `first`: the first poll that showed lines.
    `glitch`: none or one line where there were more. `late`: caught up after an outage or a restart.
    """

    headlines: tuple[Headline, ...]
    record: Record
    changed: bool = False
    gap: bool = False
    first: bool = False
    glitch: bool = False
    late: bool = False
    retyped: tuple[tuple[str, str], ...] = ()
    withdrawn: tuple[str, ...] = ()
    reshown: tuple[str, ...] = ()


def step(record: Record | None, snapshot: Snapshot, settings: SourceSettings) -> Step:
    """Fold one snapshot into the record. Foldable: pending snapshots may be folded later, oldest first."""
    lines = _each_once(snapshot.lines)
    if record is None or not record.begun:
        return _first(lines, snapshot, settings)
    if not lines:
        return Step((), *_kept(record, snapshot, settings), glitch=bool(record.front))
    if record.front == record.last == tuple(line.text for line in lines):
        return Step((), *_kept(record, snapshot, settings))
    return _next(record, lines, snapshot, settings)


def unchanged(record: Record, at: datetime, settings: SourceSettings) -> Step:
    """The step of a poll that was answered "not modified"."""
    return Step((), *_kept(record, Snapshot((), at, record.validators), settings))


def _first(lines: Sequence[Line], snapshot: Snapshot, settings: SourceSettings) -> Step:
    texts = tuple(line.text for line in lines)
    record = Record(
        at=snapshot.at,
        begun=bool(lines),
        narrow=0 < len(lines) <= GLITCH_MOST,
        front=texts,
        last=texts,
        seen=dict.fromkeys(map(line_key, texts), _whole(snapshot.at)),
        validators=snapshot.validators,
        kept_at=snapshot.at,
        floor=line_key(texts[-1]) if len(texts) > GLITCH_MOST else "",
    )
    asked_for = lines[: max(0, settings.first_poll_latest)]
    headlines = tuple(_headline(line, snapshot, settings) for line in reversed(asked_for))
    return Step(headlines, record, changed=True, first=bool(lines))


def _next(record: Record, lines: Sequence[Line], snapshot: Snapshot, settings: SourceSettings) -> Step:
    keys = [line_key(line.text) for line in lines]
    joined = {line_key(text) for text in (*record.front, *record.last)}
    unseen = _unseen(record, keys, joined, snapshot.at - settings.repeat)
    if record.narrow and len(lines) > GLITCH_MOST:
        unseen = _without_tail(unseen, keys, joined)
    back = held_back(record, unseen, keys)
    unseen = [n for n in unseen if n not in back]
    waited = record.held_back if may_be_told_now(record, unseen, keys) else ()
    glitch = len(lines) <= GLITCH_MOST and len(record.front) >= WINDOW_LEAST
    retyped = {} if glitch else _retyped(record, lines, unseen)
    late = snapshot.at - record.at > settings.is_late_after
    headlines = (
        *(_headline(Line(text), snapshot, settings, late=late) for text in waited),
        *(
            _headline(lines[n], snapshot, settings, late=late, replaces=retyped.get(n))
            for n in in_order(record, unseen, keys)
        ),
    )
    kept, changed = _after(record, _View(lines, keys, unseen, glitch), snapshot, settings)
    if back or (unseen and not glitch):
        kept = replace(kept, held_back=tuple(lines[n].text for n in back))
    stale = not unseen and record.front[0] not in {line.text for line in lines}
    return Step(
        headlines,
        kept,
        changed=changed or bool(headlines),
        gap=not glitch and _is_gap(record, keys, joined, unseen, retyped),
        glitch=glitch,
        late=late and bool(headlines),
        retyped=tuple((old, lines[n].text) for n, old in sorted(retyped.items(), reverse=True)),
        withdrawn=() if glitch or stale else _withdrawn(record.front, keys, set(retyped.values())),
        reshown=tuple(
            lines[n].text for n, key in enumerate(keys) if key not in joined and n not in (*unseen, *back)
        ),
    )


def _unseen(record: Record, keys: Sequence[str], joined: set[str], since: datetime) -> list[int]:
    """Positions of the lines that are news, ascending. A line seen before is news again only on top, and late.

    A whole window of lines seen before, none of which stood in the last one, comes from a stale server.
    """
    if len(keys) >= WINDOW_LEAST and all(key in record.seen and key not in joined for key in keys):
        return []
    top = next((n for n, key in enumerate(keys) if key in joined), len(keys))
    return [
        n
        for n, key in enumerate(keys)
        if key not in joined and (key not in record.seen or (n < top and record.seen[key] < _whole(since)))
    ]


def _retyped(record: Record, lines: Sequence[Line], unseen: Sequence[int]) -> dict[int, str]:
    """Against the newest window known, and against the one shown last where they differ."""
    shown = [line.text for line in lines]
    found = retyped_lines(record.front, shown, unseen)
    if record.front == record.last:
        return found
    taken = set(found.values())
    other = retyped_lines(record.last, shown, [n for n in unseen if n not in found])
    return found | {n: text for n, text in other.items() if text not in taken}


def _without_tail(unseen: list[int], keys: Sequence[str], joined: set[str]) -> list[int]:
    """The first poll showed one line at most: what stands below it now stood there before we came."""
    known = [n for n, key in enumerate(keys) if key in joined]
    return [n for n in unseen if n < known[0]] if known else unseen


def _is_gap(
    record: Record, keys: Sequence[str], joined: set[str], unseen: Sequence[int], retyped: dict[int, str]
) -> bool:
    """Whether lines may have come and gone unseen between the two windows.

    As long as a line of the window before still stands below the new ones, nothing was lost: lines fall off at the
    bottom, oldest first. Lines that only stand on top, where they stood before, are pinned and join nothing.
    A ticker of one line has no window that could overlap.
    """
    if not unseen or (len(keys) == 1 and len(record.front) == 1):
        return False
    joins = [n for n, key in enumerate(keys) if key in joined or n in retyped]
    if not joins:
        return True
    before = [line_key(text) for text in record.front]
    pinned = joins == list(range(len(joins))) and keys[: len(joins)] == before[: len(joins)]
    fell_off = not set(before) <= set(keys)
    return pinned and fell_off and len(unseen) >= WINDOW_LEAST and len(joins) < len(unseen)


def _withdrawn(front: Sequence[str], keys: Sequence[str], replaced: set[str]) -> tuple[str, ...]:
    shown = set(keys)
    stayed = [n for n, text in enumerate(front) if line_key(text) in shown]
    if not stayed:
        return ()
    gone = (text for text in front[: stayed[-1]] if line_key(text) not in shown)
    return tuple(text for text in gone if text not in replaced)


@dataclass(frozen=True, slots=True)
class _View:
    """A window as it was judged: its lines with their keys, and the positions of those that are news."""

    lines: Sequence[Line]
    keys: Sequence[str]
    unseen: Sequence[int]
    glitch: bool


def _after(record: Record, view: _View, snapshot: Snapshot, settings: SourceSettings) -> tuple[Record, bool]:
    """The record that remembers this window too, and whether it differs in what matters."""
    texts = tuple(line.text for line in view.lines)
    front, last = record.front, texts
    if view.glitch:
        front = (*(texts[n] for n in view.unseen), *record.front)[:FRONT_MOST]
        last = record.last
    elif view.unseen or line_key(record.front[0]) in view.keys:
        front = texts
    # What the window before showed stood there until the last poll, however long it was the same.
    stood = dict.fromkeys(map(line_key, record.last), _whole(record.at))
    seen = {**record.seen, **stood, **dict.fromkeys(view.keys, _whole(snapshot.at))}
    kept, due = _kept(record, snapshot, settings)
    changed = due or front != record.front or last != record.last
    narrow = record.narrow and len(view.lines) <= GLITCH_MOST
    kept_at = snapshot.at if changed else record.kept_at
    seen = _remembered(seen, snapshot.at)
    return replace(kept, front=front, last=last, seen=seen, narrow=narrow, kept_at=kept_at), changed


def _kept(record: Record, snapshot: Snapshot, settings: SourceSettings) -> tuple[Record, bool]:
    """The record with a newer moment; due for a commit before a restart would take the pause for an outage."""
    kept_at = record.kept_at or record.at
    due = snapshot.at - kept_at >= settings.is_late_after / 2
    moment = max(record.at, snapshot.at)
    return (
        replace(record, at=moment, validators=snapshot.validators, kept_at=snapshot.at if due else kept_at),
        due,
    )


def _remembered(seen: dict[str, int], at: datetime) -> dict[str, int]:
    since = _whole(at - REMEMBERED)
    young = {key: moment for key, moment in seen.items() if moment >= since}
    if len(young) <= REMEMBERED_MOST:
        return young
    newest = sorted(young.items(), key=lambda entry: entry[1], reverse=True)[:REMEMBERED_MOST]
    return dict(newest)


def _each_once(lines: Sequence[Line]) -> list[Line]:
    by_key: dict[str, Line] = {}
    for line in lines:
        by_key.setdefault(line_key(line.text), line)
    return list(by_key.values())


def _headline(
    line: Line, snapshot: Snapshot, settings: SourceSettings, *, late: bool = False, replaces: str | None = None
) -> Headline:
    return Headline(
        source=settings.name,
        text=line.text,
        seen_at=snapshot.at,
        lang=settings.lang,
        url=line.url or settings.url,
        late=late,
        replaces=replaces,
    )


def _whole(at: datetime) -> int:
    return int(at.timestamp())


__all__ = ["Record", "Snapshot", "Step", "Validators", "line_key", "step", "unchanged"]
