"""Kind `feed`: the titles of an RSS, Atom, RDF or JSON feed. Pure."""

import re
from typing import Any

import fastfeedparser

from bot.scrape.sites.dates import newest_first
from bot.scrape.sites.found import Ask, Found, Line, Sight
from bot.scrape.sites.lines import absolute
from bot.text.display import clean

LINES_MOST = 200
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
RULE = "the titles of the feed"


def read(page: str, ask: Ask) -> Found:
    """Entry titles, newest first by their dates where all have one, else in the feed's order."""
    if re.search(r"<!ENTITY", page, re.IGNORECASE):
        # No feed needs entities of its own; those who send them want them expanded a billion times.
        return Found((), Sight.BROKEN, RULE, note="the feed declares entities, which are not read")
    try:
        # Bytes, always: a text that begins with an address would be fetched.
        parsed = fastfeedparser.parse(_DECLARATION.sub("", page.lstrip("\ufeff"), count=1).strip().encode())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return Found((), Sight.BROKEN, RULE, note=f"the feed cannot be read ({str(error)[:80]})")
    dated = [
        (Line(text, entry.get("link")), entry.get("published"))
        for entry in parsed.entries
        if (text := _title(entry))
    ]
    lines = absolute(newest_first(dated)[:LINES_MOST], ask.url)
    return Found(lines, Sight.LINES if lines else Sight.EMPTY, RULE)


def _title(entry: Any) -> str:
    """The entry's title without mark-up; the beginning of its text where it has no title."""
    title = entry.get("title") or entry.get("description") or ""
    return clean(_TAG.sub("", clean(str(title), entities=True)))
