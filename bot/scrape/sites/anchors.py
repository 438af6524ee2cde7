"""All the ways from the words of a page to its ticker: its labels, a label in each line, a telling name. Pure."""

from collections.abc import Sequence

from bot.scrape.sites.boxes import Box
from bot.scrape.sites.climb import CLIMBS_MOST, NAMED, NAMES, Anchored, from_label
from bot.scrape.sites.labels import Page
from bot.scrape.sites.lines import Group, group_in, group_of, run_from
from bot.scrape.sites.shapes import are_told_in_words, is_headline, is_label, without_label
from bot.scrape.sites.spoken import Words, line_text

# Whatever `NAMED` may match; CSS is asked first, for it looks at all elements at once.
_NAMED_CSS = ", ".join(
    ("marquee", *(f'[{attr}*="{name}" i]' for attr in ("class", "id") for name in NAMES)),
)


def anchored(page: Page, words: Words) -> Anchored | None:
    """The best that any label of the page leads to; None when the page shows no label."""
    labels, beginnings = page.labels_and_beginnings()
    candidates = [
        shared(labels, words),
        *(from_label(label, words) for label in labels),
        prefixed(beginnings, words),
    ]
    found = [each for each in candidates if each is not None]
    return min(found, key=lambda each: each.rank, default=None)


def shared(labels: Sequence[Box], words: Words) -> Anchored | None:
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


def prefixed(beginnings: Sequence[Box], words: Words) -> Anchored | None:
    """Lines whose own text begins with the label."""
    for box in beginnings:
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
        run = [kid for kid in at.parent.kids if isinstance(kid, Box) and kid.look == at.look and kid.has_text()]
        if len(run) >= 2:
            marked = [each for each in run if without_label(each.said, words.labels)]
            return group_of(marked, words) if len(marked) * 2 > len(run) else None
        at = at.parent
    return joined if joined is not None or not is_headline(line_text(box, words)) else group_of([box], words)


def by_name(page: Page, words: Words) -> Group | None:
    """The lines in the first element that calls itself a ticker, by tag, class, id or description."""
    for box in page.named(_NAMED_CSS):
        name = f"{box.attr('class')} {box.attr('id')}"
        told = is_label(box.attr("aria-label") or box.attr("title") or box.attr("data-label"), words.labels)
        if not (box.tag == "marquee" or told or NAMED.search(name)) or box.tag in ("body", "html"):
            continue
        group = group_in(box, words)
        if group is not None and are_told_in_words([line.text for line in group.lines]):
            return group
    return None
