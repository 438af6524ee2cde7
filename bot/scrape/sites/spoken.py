"""The words of one line, without what stands around them: labels, times, badges, controls, ornaments. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from bot.scrape.sites.boxes import BREAK, IMAGE, Box, Kid
from bot.scrape.sites.shapes import (
    count_of_words,
    is_advert,
    is_control,
    is_headline,
    is_label,
    is_ornament,
    is_time,
    without_label,
)
from bot.text.display import clean

# A mark that something is paid for stands near its beginning.
PARTS_LOOKED_AT = 8
_AT = re.compile(
    r"\b(?:at|by|until|till|since|from|before|after|around|about|a las|desde|hasta|الساعة|حتى)\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Words:
    """What may stand before the lines, folded: the operator's own labels."""

    labels: tuple[str, ...] = ()


def content(box: Box, words: Words) -> list[Kid]:
    """The kids that hold anything but ornaments, labels and the page's machinery."""
    return [kid for kid in box.kids if not is_noise(kid, words)]


def is_noise(kid: Kid, words: Words) -> bool:
    """Whether a kid holds nothing of a line: empty, an ornament, a label, a button, a control."""
    if isinstance(kid, str):
        text = clean(kid)
        return is_ornament(text) or is_label(text, words.labels)
    if kid.noise is None:
        kid.noise = _is_noise(kid, words)
    return kid.noise


def _is_noise(box: Box, words: Words) -> bool:
    if box.tag in ("button", "#label", "input"):
        return True
    if box.is_wordy:
        return _is_paid_for(box) or _is_head_row(box)
    text = box.said
    if is_advert(text) or _is_paid_for(box) or _is_head_row(box):
        return True
    return is_ornament(text) or is_label(text, words.labels) or is_control(text) or is_time(text)


def _is_paid_for(box: Box) -> bool:
    """Whether a small part of its own marks an element as an advertisement."""
    return any(
        not each.is_wordy and is_advert(each.said) for each in islice(box.walk(), 1, PARTS_LOOKED_AT) if each.kids
    )


def _is_head_row(box: Box) -> bool:
    """Whether a table's row names its columns: two cells or more, each the head of one."""
    return box.tag == "tr" and len(box.kids) >= 2 and _cells(box) == ["th"] * len(_cells(box)) != ["th"]


def _cells(row: Box) -> list[str]:
    return [kid.tag for kid in row.kids if isinstance(kid, Box)]


def line_text(box: Box, words: Words, badge: Sequence[Box] = ()) -> str:
    """The text of one line: labels, times, controls and ornaments in elements of their own put aside."""
    text = clean(spoken(box, words, badge))
    text = without_label(text, words.labels) or text
    text = re.sub(r"^[\s•●■▪◆◦★✦❖‣∙⦁►▶🔴🔸🔹🔻⚫|»›·]+|[\s•●■▪◆|›·]+$", "", text)
    return _whole(text, box)


def _whole(text: str, box: Box) -> str:
    """A line that the page cut short ("...") in full, where a title attribute has it."""
    if text.endswith(("…", "...")):
        stem = text.rstrip("….").rstrip()
        for each in box.walk():
            title = clean(each.attr("title"))
            if len(title) > len(stem) and title.startswith(stem):
                return title
    return text


def spoken(box: Box, words: Words, badge: Sequence[Box] = ()) -> str:
    """The text below an element without the parts that are no words of the line."""
    parts: list[str] = []
    _speak(box, words, parts, badge)
    return "".join(parts)


def _speak(box: Box, words: Words, parts: list[str], badge: Sequence[Box]) -> None:
    if box.tag == "img":
        parts.append(IMAGE)
        return
    if box.tag in ("br", "hr"):
        parts.append(BREAK)
        return
    gap = "" if box.is_inline else " "
    parts.append(gap)
    for kid in box.kids:
        if isinstance(kid, str):
            parts.append(kid)
        elif not any(kid is each for each in badge) and not _is_aside(kid, words, "".join(parts[-3:])):
            _speak(kid, words, parts, badge)
    parts.append(gap)


def _is_aside(box: Box, words: Words, before: str) -> bool:
    """Whether an element inside a line says nothing of it. A time after "at" or "until" is part of the line."""
    if box.hidden or box.tag in ("button", "#label"):
        return True
    if box.tag in ("br", "hr", "img"):
        return False
    text = "" if box.is_wordy else box.said
    if not text or len(text) > 40:
        return False
    if is_label(text, words.labels):
        return True
    if box.parent is not None and sum(isinstance(kid, Box) for kid in box.parent.kids) > 5:
        # One element per word: each is a part of the sentence.
        return False
    if is_time(text) or box.tag == "time":
        return _AT.search(before) is None
    return is_control(text) and not _between_words(box)


def _between_words(box: Box) -> bool:
    """Whether text stands directly on both sides, so that the element is a part of a sentence."""
    kids = box.parent.kids if box.parent is not None else []
    at = next((n for n, kid in enumerate(kids) if kid is box), 0)
    before, after = kids[at - 1 : at], kids[at + 1 : at + 2]
    return any(isinstance(kid, str) and not is_ornament(kid) for kid in (*before, *after))


def badges(run: Sequence[Box], words: Words) -> list[tuple[Box, ...]]:
    """The elements of each line that name its section ("Politics"): short, first or last, the same few again and
    again.

    Beside them stand elements with the headline. What ends in a colon is who speaks, and belongs to the line.
    """
    held = [content(box, words) for box in run]
    kids = [[kid for kid in each if isinstance(kid, Box)] for each in held]
    if len(run) < 3 or any(
        len(boxes) < 2 or len(boxes) != len(each) for boxes, each in zip(kids, held, strict=True)
    ):
        return [()] * len(run)
    ends = [end for end in (0, -1) if _are_sections([each[end] for each in kids], kids)]
    return [tuple(each[end] for end in ends) for each in kids]


def _are_sections(found: Sequence[Box], lines: Sequence[Sequence[Box]]) -> bool:
    """Whether short elements, one of each line, are sections; the rest of each line must be a headline."""
    if len({box.said for box in found}) * 2 > len(found):
        return False
    for box, parts in zip(found, lines, strict=True):
        rest = " ".join(part.said for part in parts if part is not box)
        if count_of_words(box.said) > 3 or box.said.endswith(":") or rest.startswith(":") or not is_headline(rest):
            return False
    return True


def goes_on(one: str, two: str) -> bool:
    """Whether the second text continues the first, so that both are parts of one line."""
    return one.endswith((":", ",", ";", "،", "-", "–", "—", "(")) or two[:1].islower() or two[:1] in ":,;.،)"
