"""Where labels stand on a page, found without looking at all of it as boxes. Pure.

The parser hands over all texts of a page in less time than parsing took. Few of them begin as a label does; only
the elements around those become boxes.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from selectolax.lexbor import LexborNode

from bot.scrape.sites.boxes import DEEPEST, Box
from bot.scrape.sites.shapes import LABEL_MOST, LABELS, is_label, without_label
from bot.scrape.sites.spoken import Words
from bot.text.display import clean

# As `shapes.folded` does, and in one step: vowel signs and characters without width go, letters take one form.
_UNSEEN = (0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
_SIGNS = (*range(0x300, 0x370), *range(0x610, 0x61B), *range(0x64B, 0x660), 0x640, 0x670)
_FOLDING: dict[int, str | None] = {
    **dict.fromkeys((*_UNSEEN, *_SIGNS)),
    **{ord(one): other for one, other in (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ة", "ه"), ("ى", "ي"))},
}
_FIRST_WORD = re.compile(r"[\W_]*([^\W_]*)")
_HEAD = 48
_DESCRIBED = "[aria-label], [title], [data-label]"


@lru_cache(maxsize=64)
def _beginnings(own: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """First words of all labels, and their beginnings: mark-up may split a word."""
    words = {word for label in (*LABELS, *own) if (word := _first_word(label))}
    return frozenset(words), frozenset(word[:n] for word in words for n in range(1, len(word)))


def _first_word(plain: str) -> str:
    found = _FIRST_WORD.match(plain)
    return found[1] if found is not None else ""


def begins_as_label(text: str, own: tuple[str, ...] = ()) -> bool:
    """Whether a text may be a label, begin with one, or be the first part of one. Quick, and never wrongly no."""
    head = text.lstrip()[:_HEAD]
    if not head:
        return False
    if head.isascii():
        plain = head.casefold()
    else:
        plain = unicodedata.normalize("NFKD", head).casefold().translate(_FOLDING)
    words, parts = _beginnings(own)
    first = _first_word(plain)
    return first in words or (first in parts and len(head) <= LABEL_MOST)


class Page:
    """A page with the boxes made so far."""

    def __init__(self, root: Box, words: Words) -> None:
        self.root = root
        self._words = words
        self._known: dict[int, Box] = {} if root.node is None else {root.node.mem_id: root}

    def labels_and_beginnings(self) -> tuple[list[Box], list[Box]]:
        """The topmost elements whose whole text is a label, or whose description is one; and those with a text of
        their own that begins with a label. Both in the order of the page."""
        labels: list[Box] = []
        beginnings: list[Box] = []
        for box, shown in self._candidates():
            labels.extend(self._topmost(box, shown))
            around = [box, *(kid for kid in box.kids if isinstance(kid, Box) and kid.tag == "#label")]
            beginnings.extend(each for each in around if self._begins(each))
        return in_order(labels), in_order(beginnings)

    def named(self, selector: str) -> list[Box]:
        """The elements that a selector matches or that a label describes, in the order of the page."""
        node = self.root.node
        if node is None:
            return []
        described = (each for each in node.css(_DESCRIBED) if self._is_described(each))
        boxes = (self.boxed(each) for each in (*node.css(selector), *described))
        return in_order(box for box in boxes if box is not None)

    def boxed(self, node: LexborNode) -> Box | None:
        """The box of a node; None when boxes leave it out."""
        path: list[int] = []
        at: LexborNode | None = node
        while at is not None and at.mem_id not in self._known:
            path.append(at.mem_id)
            at = at.parent
            if len(path) > DEEPEST:
                return None
        if at is None:
            return None
        box = self._known[at.mem_id]
        for mark in reversed(path):
            self._known.update((kid.node.mem_id, kid) for kid in box.kids if isinstance(kid, Box) and kid.node)
            if mark not in self._known:
                return None
            box = self._known[mark]
        return box

    def _candidates(self) -> Iterator[tuple[Box, bool]]:
        """Elements that hold a text beginning as labels do, and images (True) described by a label."""
        own = self._words.labels
        seen: set[int] = set()
        for node in self.root.node.traverse(include_text=True) if self.root.node is not None else ():
            tag = node.tag
            shown = tag in ("img", "svg")
            if tag == "-text":
                holder = node.parent if begins_as_label(node.text_content or "", own) else None
            else:
                holder = node if shown and is_label(_described(node), own) else None
            if holder is not None and holder.mem_id not in seen:
                seen.add(holder.mem_id)
                if (box := self.boxed(holder)) is not None:
                    yield box, shown

    def _topmost(self, box: Box, shown: bool) -> list[Box]:
        """The highest label around a candidate, else the labels among its own texts."""
        highest = box if shown else None
        at: Box | None = box
        while at is not None and (size := _size(at)) <= LABEL_MOST:
            if size and is_label(at.said, self._words.labels):
                highest = at
            at = at.parent
        if highest is not None:
            return [highest]
        return [kid for kid in box.kids if isinstance(kid, Box) and kid.tag == "#label"]

    def _begins(self, box: Box) -> bool:
        own = self._words.labels
        return any(isinstance(kid, str) and without_label(clean(kid), own) for kid in box.kids)

    def _is_described(self, node: LexborNode) -> bool:
        attrs = node.attributes
        told = attrs.get("aria-label") or attrs.get("title") or attrs.get("data-label") or ""
        return is_label(told, self._words.labels)


def _described(image: LexborNode) -> str:
    """What a picture or a drawing says it shows."""
    attrs = image.attributes
    title = image.css_first("title") if image.tag == "svg" else None
    return attrs.get("alt") or attrs.get("aria-label") or (title.text() if title is not None else "")


def _size(box: Box) -> int:
    """Characters of text below, counted no further than LABEL_MOST."""
    size = 0
    for each in box.walk():
        size += sum(len(kid.strip()) for kid in each.kids if isinstance(kid, str))
        if size > LABEL_MOST:
            break
    return size


def in_order(boxes: Iterable[Box]) -> list[Box]:
    """Each box once, in the order of the page, those around others first."""
    each_once = list(dict.fromkeys(boxes))
    return each_once if len(each_once) < 2 else sorted(each_once, key=_place)


def _place(box: Box) -> list[int]:
    """Positions on the way from the root down."""
    places: list[int] = []
    at = box
    while at.parent is not None:
        places.append(next(n for n, kid in enumerate(at.parent.kids) if kid is at))
        at = at.parent
    return places[::-1]
