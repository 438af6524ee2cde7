"""A CSS selector for a box, as an operator would write it: short, without numbers where it can be. Pure."""

import re
from collections.abc import Iterator

from bot.scrape.sites.boxes import Box

_NAME = re.compile(r"^[A-Za-z_][\w-]*$")


def selector_of(box: Box) -> Iterator[str]:
    """Candidates, the simplest first: its own id or classes, then with those around it, then by position."""
    if box.parent is None or box.tag == "#label":
        return
    own = _step(box)
    if own != box.tag:
        yield own
    path = own
    parent: Box | None = box.parent
    while parent is not None and parent.tag not in ("body", "html"):
        around = _step(parent)
        path = f"{around} > {path}"
        if around != parent.tag:
            yield path
        parent = parent.parent
    yield path
    yield _by_position(box)


def label_css(label: Box) -> str:
    """CSS for a label by its position; "" for one without an element of its own."""
    return "" if label.tag in ("#label", "img") else _by_position(label)


def _step(box: Box) -> str:
    name = box.attr("id")
    if _NAME.match(name) and not re.search(r"\d{3}", name):
        return f"#{name}"
    classes = [each for each in sorted(box.look[1]) if _NAME.match(each)]
    return box.tag + "".join(f".{each}" for each in classes[:3])


def _by_position(box: Box) -> str:
    """The way from the root down, each step by tag and number."""
    steps: list[str] = []
    at: Box | None = box
    while at is not None and at.parent is not None:
        same = [kid for kid in at.parent.kids if isinstance(kid, Box) and kid.tag == at.tag]
        place = next(n for n, kid in enumerate(same, 1) if kid is at)
        steps.append(f"{at.tag}:nth-of-type({place})")
        at = at.parent
    return " > ".join(reversed(steps))
