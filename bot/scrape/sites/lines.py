"""From an element that holds a ticker's lines to the lines: the text, and nothing but the text, of each. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from urllib.parse import urljoin, urlsplit

from bot.scrape.sites.boxes import BREAK, IMAGE, Box, Kid
from bot.scrape.sites.found import Line
from bot.scrape.sites.shapes import (
    are_headlines,
    is_headline,
    is_label,
    is_ornament,
    without_label,
    without_numbers,
    without_times,
)
from bot.scrape.sites.spoken import Words, badges, content, goes_on, is_noise, line_text, spoken
from bot.text.display import clean

# What stands between lines that share one string, most telling first. A bar or a slash stands inside lines
# too, so that it must have white space around it and every piece must look like a headline.
_BULLET = re.compile(r"\s*[•●■▪◆◦★✦❖‣∙⦁◾◼⬤►▶🔴🔸🔹🔻⚫⭕]+️?\s*")
_SEPARATORS = (
    _BULLET,
    re.compile(f"{BREAK}+"),
    *(
        re.compile(rf"(?:^|\s){mark}(?:\s|$)")
        for mark in (r"\*{2,}", r"\+{2,}", "/{2,}", "#{2,}", "~+", "-{2,}", "»+")
    ),
    re.compile(f"{IMAGE}+"),
    *(re.compile(rf"(?:^|\s){mark}(?:\s|$)") for mark in (r"\|+", "·+")),
    re.compile("(?:\xa0\\s?){3,}"),
)
_NEW_LINE = re.compile(r"\n+")
_TITLES = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol", "table", "nav", "dl", "tbody"))


@dataclass(frozen=True, slots=True)
class Group:
    """Lines found side by side: the elements that hold one each, or the one element that holds them all."""

    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]

    @property
    def holder(self) -> Box:
        """The smallest element around all of them."""
        first = self.boxes[0]
        stands = first.parent is not None and any(kid is first for kid in first.parent.kids)
        if len(self.boxes) == 1 and stands:
            return first
        return first.parent or first


def run_from(kids: Sequence[Kid], start: int, words: Words) -> list[Box]:
    """Neighbours of one look, from `start` on; noise between them is passed over, other content ends the run."""
    first = kids[start]
    if not isinstance(first, Box):
        return []
    run = [first]
    for kid in kids[start + 1 :]:
        if isinstance(kid, Box) and kid.look == first.look and not is_noise(kid, words):
            run.append(kid)
        elif not is_noise(kid, words):
            break
    return run


def group_in(box: Box, words: Words) -> Group | None:
    """The lines an element holds, None when nothing in it looks like headlines."""
    kids = content(box, words)
    while len(kids) == 1 and isinstance(kids[0], Box):
        box = kids[0]
        kids = content(box, words)
    if not kids:
        return None
    return _listed(kids, words) or _in_text(box, kids, words)


def _listed(kids: Sequence[Kid], words: Words) -> Group | None:
    """Lines in elements side by side."""
    start = 0
    while start < len(kids):
        run = run_from(kids, start, words)
        if len(run) >= 2 and (group := group_of(run, words)) is not None:
            taken = set(map(id, run))
            beside = [kid for kid in kids if id(kid) not in taken]
            if not run[0].is_inline or all(_stands_apart(kid) for kid in beside):
                return group
        start += max(1, len(run))
    return None


def _stands_apart(kid: Kid) -> bool:
    """Whether text beside inline elements is a thing of its own, so that the elements are not parts of it."""
    return isinstance(kid, Box) and not kid.is_inline


def group_of(run: Sequence[Box], words: Words) -> Group | None:
    """The lines of a run, one each, or what the run's elements hold in their turn (slides of several lines)."""
    shown = _shown(run)
    if (nested := _nested(shown, words)) is not None or run[0].tag in _LISTS:
        return nested
    sections = badges(shown, words)
    texts = [line_text(box, words, section) for box, section in zip(shown, sections, strict=True)]
    texts = without_times(without_numbers(texts))
    titles = _titles(shown)
    if titles:
        texts = [line_text(title, words) for title in titles]
    if len(texts) > 1 and len(set(texts)) == 1:
        return group_in(shown[0], words)
    if run[0].is_inline and any(goes_on(one, two) for one, two in pairwise(texts)):
        return None
    if not are_headlines([text for text in texts if text]):
        return None
    return _group([(text, link_of(box), box) for text, box in zip(texts, shown, strict=True)])


def _titles(run: Sequence[Box]) -> list[Box]:
    """The heading of each element where every one has exactly one, and it is a headline: what else it says is a
    summary, its section, its buttons."""
    titles: list[Box] = []
    for box in run:
        found = [each for each in islice(box.walk(), 40) if each.tag in _TITLES]
        if len(found) != 1 or not is_headline(found[0].said) or found[0].said.endswith(":"):
            return []
        titles += found
    return titles if len(titles) >= 3 else []


def _nested(run: Sequence[Box], words: Words) -> Group | None:
    """Slides that hold a list each: elements of one look, in every slide of the run."""
    if run[0].tag in ("li", "tr", "a") or run[0].is_inline:
        return None
    slides = [_listed_in(box, words) for box in run]
    looks = {slide[0].look for slide in slides if slide}
    listed = sum(len(slide) >= 2 for slide in slides)
    if len(looks) != 1 or not all(slides) or not listed:
        return None
    if listed * 2 <= len(run) and slides[0][0].tag != "li":
        return None
    return group_of([box for slide in slides for box in slide], words)


def _listed_in(box: Box, words: Words) -> list[Box]:
    """All that a slide holds, as elements of one look with a headline each; [] when it holds anything else."""
    kids = content(box, words)
    while len(kids) == 1 and isinstance(kids[0], Box) and kids[0].tag != "li" and not kids[0].is_inline:
        kids = content(kids[0], words)
    found = run_from(kids, 0, words) if kids else []
    texts = [line_text(each, words) for each in found]
    if not found or len(found) != len(kids) or not all(is_headline(text) for text in texts):
        return []
    if found[0].is_inline and (len(found) < 3 or any(goes_on(one, two) for one, two in pairwise(texts))):
        return []
    return found


def _shown(run: Sequence[Box]) -> list[Box]:
    """Without a slider's copies and without hidden elements; where most are hidden, it shows one at a time."""
    originals = [box for box in run if not box.is_clone] or list(run)
    hidden = [box for box in originals if box.hidden]
    if hidden and len(hidden) * 2 <= len(originals):
        return [box for box in originals if not box.hidden]
    return originals


def _in_text(box: Box, kids: Sequence[Kid], words: Words) -> Group | None:
    """Lines in one string, or a single line; else the first element below that holds a group."""
    if all(isinstance(kid, str) or kid.is_inline or kid.tag in ("br", "hr", "img") for kid in kids):
        pieces = split(box, words)
        if len(pieces) >= 2:
            return _group([(piece, None, box) for piece in pieces])
        text = line_text(box, words)
        return _group([(text, link_of(box), box)]) if is_headline(text) else None
    for kid in kids:
        group = group_in(kid, words) if isinstance(kid, Box) and kid.tag != "nav" else None
        if group is not None and len(group.lines) >= 2:
            return group
    return _single(box, kids, words)


def _single(box: Box, kids: Sequence[Kid], words: Words) -> Group | None:
    """A block that holds one line with its time and its ornaments around it; never a heading with a text below."""
    if any(isinstance(kid, Box) and kid.tag in ("h1", "h2", "p", "ul", "ol", "table", "nav") for kid in kids):
        return None
    if sum(1 for _ in islice(box.walk(), 26)) > 25:
        return None
    text = line_text(box, words)
    return _group([(text, link_of(box), box)]) if is_headline(text) and are_headlines([text]) else None


def split(box: Box, words: Words) -> list[str]:
    """The lines of one string, at the separator that makes two headlines or more of it; [] when none does."""
    text = spoken(box, words)
    for separator in (*_SEPARATORS, _NEW_LINE) if box.tag == "pre" else _SEPARATORS:
        pieces = [clean(piece) for piece in separator.split(text)]
        pieces = [piece for piece in pieces if not is_ornament(piece) and not is_label(piece, words.labels)]
        sure = separator is _BULLET or all(is_headline(piece) for piece in pieces)
        if len(pieces) >= 2 and sure and are_headlines(pieces):
            return [without_label(piece, words.labels) or piece for piece in pieces]
    return []


def link_of(box: Box) -> str | None:
    """Where the line leads, as it stands in the page."""
    for each in box.walk():
        if each.tag == "a" and (href := each.attr("href").strip()):
            return href
    parent = box.parent
    return parent.attr("href").strip() or None if parent is not None and parent.tag == "a" else None


def _group(entries: Sequence[tuple[str, str | None, Box]]) -> Group | None:
    texts = without_times(without_numbers([text for text, _, _ in entries]))
    kept = [
        (text, link, box) for text, (_, link, box) in zip(texts, entries, strict=True) if not is_ornament(text)
    ]
    if not kept:
        return None
    kept = _each_once(kept)
    boxes = tuple(dict.fromkeys(box for _, _, box in kept))
    return Group(tuple(Line(text, link) for text, link, _ in kept), boxes)


def _each_once(entries: list[tuple[str, str | None, Box]]) -> list[tuple[str, str | None, Box]]:
    """Each text once, in the order meant. An endless slider shows copies before the first and after the last."""
    count = len({text for text, _, _ in entries})
    extra = len(entries) - count
    if extra and count > 1:
        ahead = extra // 2 if extra % 2 == 0 and extra % count else 0
        texts = [text for text, _, _ in entries]
        if ahead and texts[:extra] == texts[count : count + extra]:
            entries = entries[ahead:]
    by_text: dict[str, tuple[str, str | None, Box]] = {}
    for entry in entries:
        by_text.setdefault(entry[0], entry)
    return list(by_text.values())


def absolute(lines: Sequence[Line], base: str) -> tuple[Line, ...]:
    """The lines with absolute links; links that are not http(s) are dropped."""
    return tuple(Line(line.text, _http(line.url, base)) for line in lines)


def _http(link: str | None, base: str) -> str | None:
    if not link or link.startswith("#"):
        return None
    try:
        url = urljoin(base, link)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
