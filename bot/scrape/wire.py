"""What passes between the program and a reader process: a page and how to read it, and what was found. Pure."""

import json
import struct

from bot.scrape.reading import Page
from bot.scrape.sites.found import Ask, Found, Hint, Line, Sight

HEAD = struct.Struct(">II")
"""Of a request: bytes of the JSON, bytes of the body. Of a reply: bytes of the JSON, 0."""
READY = HEAD.pack(0, 0)
"""What a process says once it can read pages: starting takes a hundred times what a page takes."""


def packed_request(page: Page, ask: Ask) -> bytes:
    """The request but for the body, which follows it."""
    told = json.dumps(
        {
            "kind": ask.kind,
            "url": ask.url,
            "selector": ask.selector,
            "labels": ask.labels,
            "path": ask.path,
            "hint": None if ask.hint is None else [ask.hint.selector, ask.hint.lines, ask.hint.label],
            "links": ask.links,
            "content_type": page.content_type,
            "announced": page.announced,
        }
    ).encode()
    return HEAD.pack(len(told), len(page.body)) + told


def unpacked_request(told: bytes, body: bytes) -> tuple[Page, Ask]:
    """The inverse of packed_request."""
    fields = json.loads(told)
    hint = fields["hint"]
    ask = Ask(
        kind=fields["kind"],
        url=fields["url"],
        selector=fields["selector"],
        labels=tuple(fields["labels"]),
        path=fields["path"],
        hint=None if hint is None else Hint(hint[0], tuple(hint[1]), hint[2]),
        links=fields["links"],
    )
    return Page(body, fields["content_type"], fields["announced"]), ask


def packed_found(found: Found) -> bytes:
    """The whole reply."""
    told = json.dumps(
        {
            "lines": [[line.text, line.url] for line in found.lines],
            "sight": found.sight.value,
            "rule": found.rule,
            "selector": found.selector,
            "note": found.note,
            "label": found.label,
            "links": found.links,
        }
    ).encode()
    return HEAD.pack(len(told), 0) + told


def unpacked_found(told: bytes) -> Found:
    """The inverse of packed_found, without its head."""
    fields = json.loads(told)
    return Found(
        lines=tuple(Line(text, url) for text, url in fields["lines"]),
        sight=Sight(fields["sight"]),
        rule=fields["rule"],
        selector=fields["selector"],
        note=fields["note"],
        label=fields["label"],
        links=tuple(fields["links"]),
    )
