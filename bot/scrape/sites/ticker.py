"""Kind `ticker`: breaking lines on an HTML page whose mark-up nobody knows. Pure.

By the operator's selector when there is one, else where the lines were last time, else by the label: the element
whose whole text is "BREAKING" (or its like), and the nearest thing around it that holds headlines; a label that
begins each line; at last, elements that call themselves a ticker.
"""

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from bot.scrape.sites.anchors import anchored, by_name
from bot.scrape.sites.asides import is_in_script
from bot.scrape.sites.boxes import Box, boxes_below, boxes_of
from bot.scrape.sites.climb import Anchored, from_label
from bot.scrape.sites.css import label_css, selector_of
from bot.scrape.sites.found import Ask, Found, Hint, Sight
from bot.scrape.sites.labels import Page
from bot.scrape.sites.lines import Group, absolute, group_in, group_of
from bot.scrape.sites.shadow import opened
from bot.scrape.sites.shapes import folded, is_label
from bot.scrape.sites.spoken import Words

# An element with more below it is no ticker; the page is looked at as a whole again.
HOLDER_MOST = 2_000


def read(page: str, ask: Ask) -> Found:
    """The ticker's lines on a page, newest first. Never raises on any page."""
    words = Words(tuple(folded(label) for label in ask.labels))
    tree = LexborHTMLParser(opened(page))
    found = _looked_up(tree, ask, words)
    if ask.links:
        found = replace(found, links=_links(tree, found))
    return replace(found, lines=absolute(found.lines, ask.url))


def _looked_up(tree: LexborHTMLParser, ask: Ask, words: Words) -> Found:
    if ask.selector:
        by_selector = _selected(tree, ask.selector, words)
        if by_selector.sight is not Sight.BROKEN:
            return by_selector
        led = _led(tree, words)
        if led.lines:
            return replace(led, note=f"{by_selector.note}; found {led.rule} instead")
        return by_selector
    if ask.hint is not None and (again := _again(tree, ask.hint, words)) is not None:
        return again
    return _led(tree, words)


def _selected(tree: LexborHTMLParser, selector: str, words: Words) -> Found:
    """By the operator's selector, which names the lines' elements, or one element that holds them."""
    rule = f"by the selector {selector}"
    try:
        nodes = tree.css(selector)
    except (ValueError, SelectolaxError):
        return Found((), Sight.BROKEN, rule, note=f"the selector {selector!r} cannot be read")
    if not nodes:
        return Found((), Sight.BROKEN, rule, note=f"the selector {selector!r} matches nothing")
    group = _held([boxes_below(node, words.labels) for node in nodes[:200]], words)
    if group is None:
        return Found((), Sight.EMPTY, rule, selector, "the selector's elements hold no lines")
    return Found(group.lines, Sight.LINES, rule, selector)


def _held(boxes: list[Box], words: Words) -> Group | None:
    """The lines of elements that hold one each, of one that holds all, or of several that hold some."""
    if len(boxes) > 1 and (group := group_of(boxes, words)) is not None:
        return group
    groups = [group for box in boxes if (group := group_in(box, words)) is not None]
    if not groups:
        return None
    lines = dict.fromkeys(line for group in groups for line in group.lines)
    return Group(tuple(lines), tuple(box for group in groups for box in group.boxes))


def _again(tree: LexborHTMLParser, hint: Hint, words: Words) -> Found | None:
    """Where the lines were last time, if the place still holds some of them; None when that is not certain."""
    node = tree.css_first(hint.selector or hint.label) if hint.selector or hint.label else None
    if node is None:
        return None
    by_selector = bool(hint.selector)
    group = group_in(boxes_below(node, words.labels), words) if by_selector else _by_label(tree, node, words)
    if group is None or not {line.text for line in group.lines} & set(hint.lines):
        return None
    return Found(group.lines, Sight.LINES, "where it was before", hint.selector, label=hint.label)


def _by_label(tree: LexborHTMLParser, node: LexborNode, words: Words) -> Group | None:
    label = Page(boxes_of(tree, words.labels), words).boxed(node)
    if label is None or label.is_wordy or not is_label(label.said, words.labels):
        return None
    led = from_label(label, words)
    return led.group if led is not None else None


def _led(tree: LexborHTMLParser, words: Words) -> Found:
    root = boxes_of(tree, words.labels)
    page = Page(root, words)
    best: Anchored | None = anchored(page, words)
    if best is not None and best.group is not None:
        found = _found(tree, best.group, best.rule, words)
        return found if found.selector or best.label is None else replace(found, label=label_css(best.label))
    named = by_name(page, words) if best is None or not best.promised else None
    if named is not None:
        return _found(tree, named, "by the name of its element", words)
    if is_in_script(tree):
        return Found((), Sight.BROKEN, note="the lines stand in a script, which only a browser would run")
    if best is None:
        return Found((), Sight.EMPTY, note="no label stands on the page, and no element is named a ticker")
    if best.promised:
        return Found((), Sight.EMPTY, best.rule, note="the ticker is there, and empty")
    return Found(
        (), Sight.BROKEN, best.rule, note="a label stands on the page, but nothing by it looks like lines"
    )


def _found(tree: LexborHTMLParser, group: Group, rule: str, words: Words) -> Found:
    """With a selector, if one leads back to the very same lines."""
    for selector in selector_of(group.holder):
        node = tree.css_first(selector)
        if node is None:
            continue
        if len(node.css("*")) > HOLDER_MOST:
            continue
        same = group_in(boxes_below(node, words.labels), words)
        if same is not None and same.lines == group.lines and _selected(tree, selector, words).lines == same.lines:
            return Found(group.lines, Sight.LINES, rule, selector)
    return Found(group.lines, Sight.LINES, rule)


def _links(tree: LexborHTMLParser, found: Found) -> tuple[str, ...]:
    """Addresses on the page outside of the ticker, each once, in order; at most 400."""
    own = {line.url for line in found.lines}
    hrefs = (node.attributes.get("href") for node in tree.css("a[href]"))
    return tuple(dict.fromkeys(href for href in hrefs if href and href not in own and len(href) < 500))[:400]
