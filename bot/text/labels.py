"""What stands at the head of a line and tells nothing of the event: ornaments, BREAKING, UPDATE 1, 12:11. Pure."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.text.fold import folded
from bot.text.words import alternation, words

_ORNAMENT = re.compile(r"^[^\w\"'(#@‘“«]+")
_CLOCK = re.compile(
    r"^(?:\d{1,2}[:.]\d{2}(?:,\s*\d{1,2}:\d{2})*|\d{4}(?=\s*GMT))(?:\s*(?:[AP]M|GMT|UTC))?\s*[-:|,]?\s*(?=\D)",
    re.IGNORECASE,
)
_WATCH = re.compile(
    r"^(?:watch|join|follow)(?: us| it)?(?: live)? (?:on|at) [#@]\w+\s?[:|-]\s*(?=\S)", re.IGNORECASE
)
_WIRE = re.compile(r"^\(?([A-Z]{3,}(?:[ -][A-Z]{3,})?\s?\d{1,2})\)?\s?[-:]\s?(?=\S)")
_LONE = re.compile(r"^\(?([^\W\d_]{5,})\)?(?:\s?:\s|-)(?=\S)")


def unlabelled(text: str) -> tuple[str, str]:
    """The text without the ornament and the label at its head, and that label: "" when it has none."""
    ornament = None if text[:1].isalnum() else _ORNAMENT.match(text)
    body = (text[ornament.end() :] or text) if ornament else text
    found = (_CLOCK.match(body) if body[:1].isdigit() else _WIRE.match(body)) or _listed(body)
    found = found or (_WATCH.match(body) if body[:1] in "wWjJfF" else None) or _misspelt(body)
    if found and body[found.end() :].strip():
        return body[found.end() :].strip(), found[0].strip(" -:|,()[]")
    return body, ""


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    marked = (
        rf"^[(#\[]?(?P<label>(?:{alternation('labels')})(?:\s?\d{{1,2}})?)[)\]]?\s?(?:[:|]\s*|-\s?|\s-\s)(?=\S)"
    )
    bare = rf"^(?P<label>{alternation('bare_labels')})\s+(?=\S)"
    return re.compile(marked, re.IGNORECASE), re.compile(bare, re.IGNORECASE)


@lru_cache(maxsize=1)
def _starts() -> frozenset[str]:
    """The first two signs of every label: few lines begin so, and to try all labels takes long."""
    return frozenset(label[:2] for name in ("labels", "bare_labels") for label in words()[name])


def _may_be_labelled(body: str) -> bool:
    start = body[:3].casefold()
    return not start.isascii() or start[:2] in _starts() or (start[:1] in "(#[" and start[1:] in _starts())


def _listed(body: str) -> re.Match[str] | None:
    """A label of the lists; a bare one of Latin letters only in capitals."""
    if not _may_be_labelled(body):
        return None
    marked, bare = _forms()
    found = marked.match(body)
    if not found:
        found = bare.match(body)
        if found and found["label"].isascii() and not (found["label"].isupper() or found["label"][0] == "#"):
            found = None
    return found


def _misspelt(body: str) -> re.Match[str] | None:
    """ "EXCULSIVE: ...", "FEEATURE-...": a label with a slip of the pen."""
    found = _LONE.match(body)
    return found if found and _is_nearly_label(folded(found[1])) else None


@lru_cache(maxsize=1024)
def _is_nearly_label(word: str) -> bool:
    near = extractOne(word, words()["labels"], scorer=OSA.distance, score_cutoff=1)
    return near is not None and len(near[0]) > 5
