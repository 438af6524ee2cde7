"""Kind `liveblog`: the updates of a schema.org LiveBlogPosting in a page's JSON-LD. Pure."""

import json
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from bot.scrape.sites.dates import newest_first
from bot.scrape.sites.found import Ask, Found, Line, Sight
from bot.scrape.sites.lines import absolute
from bot.text.display import clean

LINES_MOST = 100
DEPTH_MOST = 12


def read(page: str, ask: Ask) -> Found:
    """The updates' headlines, newest first by their dates where all have one, else in the page's order."""
    rule = "in the page's LiveBlogPosting"
    posts = list(_postings(page))
    if not posts:
        return Found((), Sight.BROKEN, rule, note="the page holds no LiveBlogPosting")
    dated: list[tuple[Line, object]] = []
    for post in posts:
        dated.extend(_updates(post))
    lines = absolute(newest_first(dated)[:LINES_MOST], ask.url)
    return Found(lines, Sight.LINES if lines else Sight.EMPTY, rule)


def _postings(page: str) -> Iterator[dict[str, Any]]:
    for node in LexborHTMLParser(page).css('script[type*="ld+json"]'):
        try:
            value = json.loads(node.text(), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _below(value, 0)


def _below(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEPTH_MOST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _below(each, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if kinds == "LiveBlogPosting" or (isinstance(kinds, list) and "LiveBlogPosting" in kinds):
            yield value
            return
        for each in value.values():
            if isinstance(each, dict | list):
                yield from _below(each, depth + 1)


def _updates(post: dict[str, Any]) -> Iterator[tuple[Line, object]]:
    """Each update as a line, with its date as it stands."""
    updates = post.get("liveBlogUpdate") or []
    for update in updates if isinstance(updates, list) else [updates]:
        if isinstance(update, dict) and (text := _headline(update)):
            yield Line(text, _link(update)), update.get("datePublished")


def _headline(update: dict[str, Any]) -> str:
    for name in ("headline", "name", "alternativeHeadline", "articleBody", "description"):
        value = update.get(name)
        if isinstance(value, str) and (text := clean(_unmarked(value), entities=True)):
            return text
    return ""


def _unmarked(text: str) -> str:
    """Without HTML tags, which some sites leave in."""
    if "<" not in text:
        return text
    body = LexborHTMLParser(text).body
    return body.text(separator=" ") if body is not None else text


def _link(update: dict[str, Any]) -> str | None:
    value = update.get("url") or update.get("@id")
    return value if isinstance(value, str) else None
