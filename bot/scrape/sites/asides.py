"""What stands by a label and is no ticker: questions to the reader, and lines that only a script holds. Pure."""

import re
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from bot.scrape.sites.boxes import Box
from bot.scrape.sites.lines import Group
from bot.scrape.sites.shapes import is_control, is_ornament

_SEARCH = re.compile(r"search|buscar|بحث|^[qs]$", re.IGNORECASE)
_MOVES = re.compile(
    r"slide|story|news|pause|play|stop|prev|next|close|dismiss|ticker|anterior|siguiente", re.IGNORECASE
)
# A list under a name that tells of breaking lines, in the text of a script.
_IN_SCRIPT = re.compile(
    r"(?:breaking|ticker|urgent|news_?flash|ajel|ultima_?hora)\w{0,40}[\"']?\s{0,9}:\s{0,9}\[\s{0,99}[{\"'\[]",
    re.IGNORECASE,
)


def is_prompt(around: Box, group: Group) -> bool:
    """Whether a single line by a label asks something: beside it stand a form to fill in, or buttons to agree."""
    if len(group.lines) != 1 or around.tag in ("body", "main"):
        return False
    for box in islice(around.walk(), 60):
        if box.tag == "form" and not _is_search(box):
            return True
        if box.tag == "button" and _agrees(box.said):
            return True
    return False


def _agrees(text: str) -> bool:
    """Whether a button says anything but how to move through the lines."""
    return not is_ornament(text) and not is_control(text) and _MOVES.search(text) is None


def _is_search(form: Box) -> bool:
    said = (
        each.attr(name)
        for each in islice(form.walk(), 20)
        for name in ("role", "type", "name", "class", "action", "placeholder")
    )
    return any(_SEARCH.search(value) for value in said)


def is_in_script(tree: LexborHTMLParser) -> bool:
    """Whether a script of the page holds a list of breaking lines, so that only a browser would show them."""
    return any(_IN_SCRIPT.search(script.text(deep=True)) for script in tree.css("script"))
