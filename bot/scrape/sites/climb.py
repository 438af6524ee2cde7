"""From a label to the lines it stands for: climb from it, and look at what comes next. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.scrape.sites.asides import is_prompt
from bot.scrape.sites.boxes import Box, Kid, boxes_below
from bot.scrape.sites.lines import Group, group_in, group_of, run_from
from bot.scrape.sites.shapes import is_control, is_headline, is_label
from bot.scrape.sites.spoken import Words, is_noise

CLIMBS_MOST = 8
# How many things that are no headlines (a menu, a row of controls) may stand between a label and its lines.
PASSED_MOST = 3
_ID = re.compile(r"[A-Za-z][\w-]{0,80}")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MENUS = frozenset(("nav", "footer", "form", "aside"))
_LISTS = frozenset(("ul", "ol", "table", "marquee", "dl"))
# How elements that hold breaking lines are called, as a word of a class or an id.
NAMES = ("breaking", "ticker", "marquee", "urgent", "newsflash", "news-flash", "ajel", "ultimahora", "ultima-hora")
NAMED = re.compile(rf"(?:^|[-_ ])(?:{'|'.join(NAMES)})", re.IGNORECASE)
_HOLDS = re.compile(r"list|items|ticker|slide|swiper|marquee|track|content|lines|news|feed", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchored:
    """What a label led to. `climbs`: how far up. `promised`: a place for lines is there, and empty.

    `label`: the one that led here, where one alone did.
    """

    rule: str
    group: Group | None = None
    climbs: int = 0
    promised: bool = False
    in_menu: bool = False
    label: Box | None = None

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """Sorts the best first: lines at all, outside of a menu, three lines or more, near."""
        lines = len(self.group.lines) if self.group else 0
        return (lines == 0, self.in_menu, lines < 3, self.climbs)


def from_label(label: Box, words: Words) -> Anchored | None:
    """What stands by a label, with that label; None when the label is an entry of a menu."""
    led = _tab(label, words) or _climbed(label, words)
    return None if led is None else replace(led, label=label)


def _tab(label: Box, words: Words) -> Anchored | None:
    """The lines in the part of the page that a tab with the label opens: it names that part by its id."""
    *_, root = _around(label)
    for box in (*islice(label.walk(), 5), *islice(_around(label), 1, 3)):
        target = box.attr("href") or box.attr("data-target") or box.attr("data-bs-target")
        name = box.attr("aria-controls") or (target[1:] if target.startswith("#") else "")
        if root.node is None or not _ID.fullmatch(name):
            continue
        opened = root.node.css_first(f'[id="{name}"]')
        group = group_in(boxes_below(opened, words.labels), words) if opened is not None else None
        if group is not None and len(group.lines) >= 2:
            return Anchored("in the part that the label opens", group)
    return None


def _climbed(label: Box, words: Words) -> Anchored | None:
    """What stands after a label, or before it; None when the label is an entry of a menu."""
    in_menu = any(box.tag in _MENUS for box in _around(label))
    node = label
    for climbs in range(CLIMBS_MOST):
        parent = node.parent
        if parent is None or parent.tag == "html" or (in_menu and node.tag in _MENUS):
            break
        if _is_menu_item(node, words):
            return None
        at = next(n for n, kid in enumerate(parent.kids) if kid is node)
        found = _after(parent.kids[at + 1 :], words)
        if isinstance(found, Group) and not is_prompt(parent, found):
            return Anchored("after the label", _widened(parent, found, words), climbs, in_menu=in_menu)
        if found is _STOP or isinstance(found, Group):
            return Anchored("after the label", None, climbs, in_menu=in_menu)
        if found is _PROMISED or NAMED.search(f"{parent.attr('class')} {parent.attr('id')}"):
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
        if isinstance(kid, Box) and _holds_title(kid):
            return _STOP
        group = _here(kids, n, words)
        if group is not None:
            return _STOP if isinstance(kid, Box) and _is_titled(kid, group, words) else group
        if isinstance(kid, Box) and kid.tag in _HEADINGS:
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
    return group_in(Box("div", parent, kids=taken), words)


def _before(kids: Sequence[Kid], words: Words) -> Group | None:
    """The lines that stand before a label, where its block holds nothing but them."""
    held = [kid for kid in kids if not is_noise(kid, words)]
    if not held or any(isinstance(kid, str) or kid.tag in _MENUS or _holds_title(kid) for kid in held):
        return None
    first = held[0]
    run = run_from(kids, next(n for n, kid in enumerate(kids) if kid is first), words)
    if len(run) != len(held) or not isinstance(first, Box):
        return None
    group = group_of(run, words) if len(run) >= 2 else group_in(first, words)
    if group is None or len(group.lines) < 2 or _is_titled(first, group, words):
        return None
    return group


def _is_menu_item(node: Box, words: Words) -> bool:
    """Whether an element stands in a row of short things of its own look: a menu, tags, tabs."""
    if node.parent is None or node.tag == "#label":
        return False
    alike = [kid for kid in node.parent.kids if isinstance(kid, Box) and kid is not node and kid.look == node.look]
    texts = [kid.said for kid in alike]
    told = [text for text in texts if text and not (is_label(text, words.labels) or is_control(text))]
    return bool(told) and not any(is_headline(text) for text in told) and node.tag in ("li", "a", "span", "div")


def _is_titled(kid: Box, group: Group, words: Words) -> bool:
    """Whether lines stand under a title of their own, so that our label is not what they belong to."""
    at: Box | None = group.boxes[0]
    while at is not None and at is not kid:
        parent = at.parent
        for other in parent.kids if parent is not None else ():
            if other is at:
                break
            if isinstance(other, Box) and not is_noise(other, words) and _is_title(other):
                return True
        at = parent
    return False


def _is_title(box: Box) -> bool:
    named = re.search(r"title|head|caption", box.attr("class"), re.IGNORECASE)
    return not is_headline(box.said) and (box.tag in _HEADINGS or named is not None)


def _is_empty_place(box: Box) -> bool:
    if box.has_text() or box.tag == "#label":
        return False
    return box.tag in _LISTS or (
        not box.is_inline and bool(_HOLDS.search(f"{box.attr('class')} {box.attr('id')}"))
    )


def _is_whole(box: Box, climbs: int) -> bool:
    """Whether an element named a ticker is its whole, not only the bar with the label."""
    return climbs >= 1 or sum(isinstance(kid, Box) for kid in box.kids) > 1


def _holds_title(box: Box) -> bool:
    """Whether an element holds the title of a page."""
    return box.holds("h1")


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
