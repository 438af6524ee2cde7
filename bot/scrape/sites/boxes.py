"""A page as a light tree of boxes: what of its mark-up matters for finding lines. Pure.

Boxes are made when they are looked at. Most of a page is no ticker, and making a box costs ten times what the
parser spends on the element.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.scrape.sites.shapes import is_label
from bot.text.display import clean

# Never shown, whatever the style.
DROPPED = frozenset(("script", "style", "template", "noscript", "head", "textarea", "select", "iframe", "object"))
INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd"),
        *("label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
        *("wbr", "nobr", "big", "img", "picture", "input", "#label", "svg"),
    )
)
# A break inside text: `<br>` and rules; images between the lines of a marquee. Control characters, which no
# text of a parsed page that reaches us keeps.
BREAK, IMAGE = "\x1e", "\x1d"
DEEPEST = 200
KIDS_MOST = 20_000
# More letters and digits than any label, time or control has.
WORDY = 41

_STATE = re.compile(
    r"^(?:.*[-_])?(?:active|current|first|last|odd|even|clone[d]?|duplicate(?:-\w+)?|selected|show|shown|visible|hidden|"
    r"prev|next|new|latest|top|in|open|read|unread|fresh|is-\w+|js-\w+)$|\d"
)
_CLONE = re.compile(r"clone|duplicate", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

Kid: TypeAlias = "Box | str"


class Box:
    """An element. Compared by identity; nothing of it changes, but `kids`, `attrs` and texts are made on demand.

    Text that is nothing but a label stands in a box of its own, tag "#label". Kids deeper than DEEPEST, or past
    KIDS_MOST, are left out. `noise`: what `spoken.is_noise` said, once it was asked.
    """

    __slots__ = (
        *("_attrs", "_kids", "_look", "_own_labels", "_said", "_wordy"),
        *("depth", "node", "noise", "parent", "tag"),
    )

    def __init__(
        self,
        tag: str,
        parent: "Box | None" = None,
        *,
        node: LexborNode | None = None,
        kids: list[Kid] | None = None,
        own_labels: tuple[str, ...] = (),
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.node = node
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.noise: bool | None = None
        self._own_labels = own_labels
        self._kids = [] if node is None and kids is None else kids
        self._attrs: dict[str, str | None] | None = {} if node is None else None
        self._look: tuple[str, frozenset[str]] | None = None
        self._said: str | None = None
        self._wordy: bool | None = None

    @property
    def kids(self) -> list[Kid]:
        """Elements and texts, in order; text as it stands in the page."""
        if self._kids is None:
            self._kids = self._made()
        return self._kids

    @property
    def attrs(self) -> dict[str, str | None]:
        if self._attrs is None:
            self._attrs = {} if self.node is None else dict(self.node.attributes)
        return self._attrs

    @property
    def hidden(self) -> bool:
        """Whether an attribute of its own hides the element."""
        return "hidden" in self.attrs or bool(_HIDING.search(self.attr("style")))

    @property
    def classes(self) -> list[str]:
        return self.attr("class").split()

    @property
    def look(self) -> tuple[str, frozenset[str]]:
        """What elements of one list share: tag and classes, but for classes that tell a state or a number."""
        if self._look is None:
            self._look = self.tag, _lasting(self.attr("class"))
        return self._look

    @property
    def is_clone(self) -> bool:
        """Whether a slider marked the element as a copy of another slide."""
        return any(_CLONE.search(name) for name in self.classes) or "data-clone" in self.attrs

    @property
    def is_inline(self) -> bool:
        return self.tag in INLINE

    @property
    def said(self) -> str:
        """All text below, cleaned for display."""
        if self._said is None:
            self._said = clean(self.text())
        return self._said

    @property
    def is_wordy(self) -> bool:
        """Whether the text below has WORDY letters and digits, or more. Looks no further than it must."""
        if self._wordy is None:
            self._wordy = self._counts(WORDY)
        return self._wordy

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

    def holds(self, tag: str) -> bool:
        """Whether an element of that tag is below, or this is one."""
        if self.node is not None:
            return self.node.css_first(tag) is not None
        return any(box.tag == tag for box in self.walk())

    def _counts(self, least: int) -> bool:
        for box in self.walk():
            for kid in box.kids:
                if isinstance(kid, str):
                    least -= sum(1 for _ in islice(_LETTER.finditer(kid), least))
                    if least <= 0:
                        return True
        return False

    def _made(self) -> list[Kid]:
        kids: list[Kid] = []
        node = self.node.child if self.node is not None and self.depth <= DEEPEST else None
        while node is not None and len(kids) < KIDS_MOST:
            tag = node.tag or ""
            if tag == "-text":
                kids.append(self._text(node.text_content or ""))
            elif tag == "svg":
                kids.append(Box(tag, self, node=node, kids=[]))
            elif tag[0] not in "-!" and tag not in DROPPED:
                kids.append(Box(tag, self, node=node, own_labels=self._own_labels))
            node = node.next
        return kids

    def _text(self, text: str) -> Kid:
        if is_label(text.strip(), self._own_labels):
            return Box("#label", self, kids=[text])
        return text


@lru_cache(maxsize=4096)
def _lasting(classes: str) -> frozenset[str]:
    return frozenset(name for name in classes.split() if not _STATE.search(name))


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
    """An element and what it holds."""
    return Box(root.tag or "", node=root, own_labels=own_labels)
