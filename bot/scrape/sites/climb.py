"""From a label to the lines it stands for: climb from it, and look at what comes next. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.scrape.sites.boxes import Box, Kid
from bot.scrape.sites.lines import (
    Group,
    Words,
    group_in,
    group_of,
    is_noise,
    line_text,
    run_from,
)
from bot.scrape.sites.shapes import LABEL_MOST, is_headline, is_label, without_label
from bot.text.display import clean

CLIMBS_MOST = 8
# How many things that are no headlines (a menu, a row of controls) may stand between a label and its lines.
PASSED_MOST = 3
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MENUS = frozenset(("nav", "footer", "form", "aside"))
_LISTS = frozenset(("ul", "ol", "table", "marquee", "dl"))
_NAMED = re.compile(
    r"(?:^|[-_ ])(?:breaking|ticker|marquee|urgent|newsflash|news-?flash|ajel|ultima-?hora)", re.IGNORECASE
)
_HOLDS = re.compile(r"list|items|ticker|slide|swiper|marquee|track|content|lines|news|feed", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchored:
    """What a label led to. `climbs`: how far up. `promised`: a place for lines is there, and empty."""

    rule: str
    group: Group | None = None
    climbs: int = 0
    promised: bool = False
    in_menu: bool = False

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """Sorts the best first: lines at all, outside of a menu, three lines or more, near."""
        lines = len(self.group.lines) if self.group else 0
        return (lines == 0, self.in_menu, lines < 3, self.climbs)


def is_promised(found: Anchored) -> bool:
    return found.promised


def anchored(root: Box, words: Words) -> Anchored | None:
    """The best that any label of the page leads to; None when the page shows no label."""
    labels = list(_labels(root, words))
    candidates = [_shared(labels, words), *(_from_label(label, words) for label in labels), _prefixed(root, words)]
    found = [each for each in candidates if each is not None]
    return min(found, key=lambda each: each.rank, default=None)


def _labels(root: Box, words: Words) -> Iterator[Box]:
    """The topmost elements whose whole text is a label, or whose description is one."""
    stack: list[Box] = [root]
    while stack:
        box = stack.pop()
        if _is_label_box(box, words):
            yield box
            continue
        stack.extend(kid for kid in reversed(box.kids) if isinstance(kid, Box))


def _is_label_box(box: Box, words: Words) -> bool:
    if box.tag == "img":
        return is_label(box.attr("alt"), words.labels)
    size = 0
    for each in box.walk():
        size += sum(len(kid.strip()) for kid in each.kids if isinstance(kid, str))
        if size > LABEL_MOST:
            return False
    return bool(size) and is_label(clean(box.text()), words.labels)


def _from_label(label: Box, words: Words) -> Anchored | None:
    in_menu = any(box.tag in _MENUS for box in _around(label))
    node = label
    for climbs in range(CLIMBS_MOST):
        parent = node.parent
        if parent is None or parent.tag == "html":
            break
        at = next(n for n, kid in enumerate(parent.kids) if kid is node)
        found = _after(parent.kids[at + 1 :], words)
        if isinstance(found, Group):
            return Anchored("after the label", _widened(parent, found, words), climbs, in_menu=in_menu)
        if found is _STOP:
            return Anchored("after the label", None, climbs, in_menu=in_menu)
        if found is _PROMISED or _NAMED.search(f"{parent.attr('class')} {parent.attr('id')}"):
            before = _before(parent.kids[:at], words)
            if before is not None:
                return Anchored("before the label", before, climbs, in_menu=in_menu)
            if found is _PROMISED or _is_whole(parent, climbs):
                return Anchored("after the label", None, climbs, promised=True, in_menu=in_menu)
        elif climbs < 3 and (before := _before(parent.kids[:at], words)) is not None:
            return Anchored("before the label", before, climbs, in_menu=in_menu)
        node = parent
    return Anchored("after the label", None, CLIMBS_MOST, in_menu=in_menu)


class _Mark:
    """Why the look at what follows ended without lines."""


_STOP = _Mark()
_PROMISED = _Mark()


def _after(kids: Sequence[Kid], words: Words) -> Group | _Mark | None:
    """What follows a label: lines, a place for lines that is empty, a heading or text that is no line, nothing."""
    passed = 0
    for n, kid in enumerate(kids):
        if isinstance(kid, Box) and _is_empty_place(kid):
            return _PROMISED
        if is_noise(kid, words):
            continue
        group = _here(kids, n, words)
        if group is not None:
            return group
        if isinstance(kid, Box) and (kid.tag in _HEADINGS or _holds_heading(kid)):
            return _STOP
        passed += 1
        if passed > PASSED_MOST:
            return _STOP
    return None


def _here(kids: Sequence[Kid], n: int, words: Words) -> Group | None:
    """The lines that begin with this kid."""
    kid = kids[n]
    if isinstance(kid, str) or kid.is_inline:
        return _inline_run(kids, n, words)
    run = run_from(kids, n, words)
    if len(run) >= 2 and kid.tag not in _LISTS and (group := group_of(run, words)) is not None:
        return group
    if kid.tag in _HEADINGS or kid.tag == "nav" or (kid.tag == "p" and len(run) >= 2):
        return None
    return group_in(kid, words)


def _inline_run(kids: Sequence[Kid], n: int, words: Words) -> Group | None:
    """Text and inline elements up to the next block, taken as one element of their own."""
    taken: list[Kid] = []
    for kid in kids[n:]:
        if isinstance(kid, Box) and not kid.is_inline and kid.tag not in ("br", "hr"):
            break
        taken.append(kid)
    first = kids[n]
    parent = first.parent if isinstance(first, Box) else None
    parent = parent or next((kid.parent for kid in kids if isinstance(kid, Box)), None)
    return group_in(Box("div", {}, parent, taken), words)


def _before(kids: Sequence[Kid], words: Words) -> Group | None:
    """The lines that end right before a label, in the label's own block."""
    for n in range(len(kids) - 1, -1, -1):
        kid = kids[n]
        if is_noise(kid, words):
            continue
        if isinstance(kid, str) or kid.tag in _MENUS:
            return None
        start = n
        while start and (is_noise(kids[start - 1], words) or _looks_like(kids[start - 1], kid)):
            start -= 1
        while is_noise(kids[start], words):
            start += 1
        run = run_from(kids, start, words)
        group = group_of(run, words) if len(run) >= 2 else group_in(kid, words)
        return group if group is not None and len(group.lines) >= 2 else None
    return None


def _looks_like(kid: Kid, other: Box) -> bool:
    return isinstance(kid, Box) and kid.look == other.look


def _is_empty_place(box: Box) -> bool:
    if box.has_text() or box.tag == "#label":
        return False
    return box.tag in _LISTS or (
        not box.is_inline and bool(_HOLDS.search(f"{box.attr('class')} {box.attr('id')}"))
    )


def _is_whole(box: Box, climbs: int) -> bool:
    """Whether an element named a ticker is its whole, not only the bar with the label."""
    return climbs >= 1 or sum(isinstance(kid, Box) for kid in box.kids) > 1


def _holds_heading(box: Box) -> bool:
    return any(each.tag in ("h1", "h2") for each in box.walk())


def _around(box: Box) -> Iterator[Box]:
    at: Box | None = box
    while at is not None:
        yield at
        at = at.parent


def _widened(holder: Box, group: Group, words: Words) -> Group:
    """A single line whose element has neighbours of the same look: the label stands in the first line only."""
    if len(group.lines) != 1 or holder.parent is None:
        return group
    if holder.tag not in ("li", "tr", "dd", "span", "a") and not holder.look[1]:
        return group
    kids = holder.parent.kids
    run = run_from(kids, next(n for n, kid in enumerate(kids) if kid is holder), words)
    wider = group_of(run, words) if len(run) >= 2 else None
    return wider if wider is not None and all(is_headline(line.text) for line in wider.lines) else group


def _shared(labels: Sequence[Box], words: Words) -> Anchored | None:
    """A label in each line: the neighbours of one look that the labels stand in."""
    if len(labels) < 2:
        return None
    one, two = labels[0], labels[1]
    for climbs in range(CLIMBS_MOST):
        if one.parent is None or two.parent is None:
            return None
        if one.parent is two.parent and one is not two:
            if one.look != two.look:
                return None
            kids = one.parent.kids
            run = run_from(kids, next(n for n, kid in enumerate(kids) if kid is one), words)
            group = group_of(run, words) if len(run) >= 2 else None
            return Anchored("by the label in each line", group, climbs) if group is not None else None
        one, two = one.parent, two.parent
    return None


def _prefixed(root: Box, words: Words) -> Anchored | None:
    """Lines whose own text begins with the label."""
    for box in root.walk():
        if not any(isinstance(kid, str) and without_label(clean(kid), words.labels) for kid in box.kids):
            continue
        found = _from_prefix(box, words)
        if found is not None:
            return Anchored("by the label that begins the line", found)
    return None


def _from_prefix(box: Box, words: Words) -> Group | None:
    joined = group_in(box, words)
    if joined is not None and len(joined.lines) >= 2:
        return joined
    at = box
    for _ in range(4):
        if at.parent is None:
            break
        kids = at.parent.kids
        run = run_from(kids, next(n for n, kid in enumerate(kids) if kid is at), words)
        if len(run) >= 2:
            marked = [each for each in run if without_label(clean(each.text()), words.labels)]
            return group_of(marked, words) if len(marked) * 2 > len(run) else None
        at = at.parent
    return joined if joined is not None or not is_headline(line_text(box, words)) else group_of([box], words)


def by_name(root: Box, words: Words) -> Group | None:
    """The lines in the first element that calls itself a ticker, by tag, class, id or description."""
    for box in root.walk():
        name = f"{box.attr('class')} {box.attr('id')}"
        told = is_label(box.attr("aria-label") or box.attr("title") or box.attr("data-label"), words.labels)
        if not (box.tag == "marquee" or told or _NAMED.search(name)) or box.tag in ("body", "html"):
            continue
        group = group_in(box, words)
        if group is not None:
            return group
    return None
