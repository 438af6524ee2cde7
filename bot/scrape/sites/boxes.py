"""A page as a light tree of boxes: what of its mark-up matters for finding lines. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.scrape.sites.shapes import is_label

# Never shown, whatever the style.
DROPPED = frozenset(
    ("script", "style", "template", "noscript", "head", "textarea", "select", "iframe", "object", "svg")
)
INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd"),
        *("label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
        *("wbr", "nobr", "big", "img", "picture", "#label"),
    )
)
# A break inside text: `<br>` and rules; images between the lines of a marquee. Control characters, which no
# text of a parsed page that reaches us keeps.
BREAK, IMAGE = "\x1e", "\x1d"
DEEPEST = 200
NODES_MOST = 60_000

_STATE = re.compile(
    r"^(?:.*[-_])?(?:active|current|first|last|odd|even|clone[d]?|duplicate(?:-\w+)?|selected|show|shown|visible|hidden|"
    r"prev|next|new|latest|top|in|open|read|unread|fresh|is-\w+|js-\w+)$|\d"
)
_CLONE = re.compile(r"clone|duplicate", re.IGNORECASE)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

Kid: TypeAlias = "Box | str"


@dataclass(slots=True, eq=False)
class Box:
    """An element. `kids` in order, text as it stands in the page; `hidden` by an attribute of its own.

    Text that is nothing but a label stands in a box of its own, tag "#label".
    """

    tag: str
    attrs: dict[str, str | None] = field(default_factory=dict)
    parent: "Box | None" = None
    kids: list[Kid] = field(default_factory=list)
    hidden: bool = False

    @property
    def classes(self) -> list[str]:
        return (self.attrs.get("class") or "").split()

    @property
    def look(self) -> tuple[str, frozenset[str]]:
        """What elements of one list share: tag and classes, but for classes that tell a state or a number."""
        return self.tag, frozenset(name for name in self.classes if not _STATE.search(name))

    @property
    def is_clone(self) -> bool:
        """Whether a slider marked the element as a copy of another slide."""
        return any(_CLONE.search(name) for name in self.classes) or "data-clone" in self.attrs

    @property
    def is_inline(self) -> bool:
        return self.tag in INLINE

    def attr(self, name: str) -> str:
        return self.attrs.get(name) or ""

    def walk(self) -> Iterator["Box"]:
        """This box and all below it, in the order of the page."""
        stack = [self]
        while stack:
            box = stack.pop()
            yield box
            stack.extend(kid for kid in reversed(box.kids) if isinstance(kid, Box))

    def text(self) -> str:
        """All text below, blocks set apart by white space, with BREAK and IMAGE marks."""
        parts: list[str] = []
        _collect(self, parts)
        return "".join(parts)

    def has_text(self) -> bool:
        return any(isinstance(kid, str) and kid.strip() for box in self.walk() for kid in box.kids)


def _collect(box: Box, parts: list[str]) -> None:
    stack: list[Kid] = [box]
    while stack:
        kid = stack.pop()
        if isinstance(kid, str):
            parts.append(kid)
        elif kid.tag in ("br", "hr"):
            parts.append(BREAK)
        elif kid.tag == "img":
            parts.append(IMAGE)
        else:
            around = [] if kid.is_inline else [" "]
            stack.extend((*around, *reversed(kid.kids), *around))


def boxes_of(tree: LexborHTMLParser, own_labels: tuple[str, ...] = ()) -> Box:
    """The whole page as boxes; an empty box when it has no element."""
    root = tree.root
    return Box("html") if root is None else boxes_below(root, own_labels)


def boxes_below(root: LexborNode, own_labels: tuple[str, ...] = ()) -> Box:
    """An element and what it holds. What lies deeper than DEEPEST, or past NODES_MOST, is left out."""
    top = _box(root, None)
    stack: list[tuple[LexborNode | None, Box, int]] = [(root.child, top, 0)]
    count = 0
    while stack:
        node, parent, depth = stack.pop()
        while node is not None and count < NODES_MOST:
            count += 1
            tag = node.tag or ""
            if tag == "-text":
                _put_text(parent, node.text_content or "", own_labels)
            elif tag[0] not in "-!" and tag not in DROPPED:
                box = _box(node, parent)
                parent.kids.append(box)
                child = node.child
                if child is not None and depth < DEEPEST:
                    stack.append((node.next, parent, depth))
                    node, parent, depth = child, box, depth + 1
                    continue
            node = node.next
    return top


def _put_text(parent: Box, text: str, own_labels: tuple[str, ...]) -> None:
    if is_label(text.strip(), own_labels):
        label = Box("#label", {}, parent)
        label.kids.append(text)
        parent.kids.append(label)
    else:
        parent.kids.append(text)


def _box(node: LexborNode, parent: Box | None) -> Box:
    attrs: dict[str, str | None] = dict(node.attributes)
    hidden = "hidden" in attrs or bool(_HIDING.search(attrs.get("style") or ""))
    return Box(node.tag or "", attrs, parent, [], hidden)
