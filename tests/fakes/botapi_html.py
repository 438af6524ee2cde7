"""Telegram's HTML, as its server reads it: text and entities, or the reason why it cannot be parsed.

Follows the published rules (Bot API, "HTML style"): a closed list of tags, four named entities and the
numeric ones, tags closed in order. Offsets and lengths are counted in UTF-16 units.
"""

import re
from dataclasses import dataclass
from typing import Any

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-time": "date_time",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TOKEN = re.compile(r"<(/?)([^\s>/]*)([^>]*)>|<|&(#\d+|#x[0-9a-fA-F]+|[a-z]+);")
ATTRIBUTE = re.compile(r"([a-z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


class BadMarkup(Exception):
    """The text cannot be parsed; the message is what Telegram says."""


@dataclass
class Open:
    """A tag that is not closed yet. `at`: UTF-16 offset of its first character."""

    tag: str
    attributes: dict[str, str]
    at: int


def utf16(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parsed(markup: str) -> tuple[str, list[dict[str, Any]]]:
    """The text a reader sees, stripped, and its entities. Raises BadMarkup."""
    text, entities, opened, last = "", [], list[Open](), 0
    for token in TOKEN.finditer(markup):
        text += markup[last : token.start()]
        last = token.end()
        if token[4]:
            text += _character(token[4])
        elif token[1]:
            entities.append(_closed(token, opened, utf16(text), markup))
        else:
            opened.append(_opened(token, utf16(text), markup))
    text += markup[last:]
    if opened:
        raise BadMarkup(f'Can\'t find end tag corresponding to start tag "{opened[-1].tag}"')
    return _stripped(text, [entity for entity in entities if entity["length"]])


def _stripped(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    left = len(text) - len(text.lstrip())
    shift = utf16(text[:left])
    for entity in entities:
        entity["offset"] = max(0, entity["offset"] - shift)
    return text.strip(), sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _character(name: str) -> str:
    if name.startswith("#"):
        code = int(f"0{name[1:]}", 0) if name[1] in "xX" else int(name[1:])
        return chr(code) if 0 < code < 0x110000 else f"&{name};"
    return NAMED.get(name, f"&{name};")


def _offset(token: re.Match[str], markup: str) -> int:
    return len(markup[: token.start()].encode())


def _opened(token: re.Match[str], at: int, markup: str) -> Open:
    tag = (token[2] or "").lower()
    if tag not in TYPES:
        raise BadMarkup(f'Unsupported start tag "{tag}" at byte offset {_offset(token, markup)}')
    attributes = {name: a or b or c or "" for name, a, b, c in ATTRIBUTE.findall(token[3] or "")}
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise BadMarkup(f'Tag "span" must have class "tg-spoiler" at byte offset {_offset(token, markup)}')
    if tag == "tg-time" and not _is_time(attributes):
        raise BadMarkup(f'Tag "tg-time" has an invalid moment or format at byte offset {_offset(token, markup)}')
    return Open(tag, attributes, at)


def _is_time(attributes: dict[str, str]) -> bool:
    return attributes.get("unix", "").isdigit() and bool(TIME_FORMAT.fullmatch(attributes.get("format", "")))


def _closed(token: re.Match[str], opened: list[Open], end: int, markup: str) -> dict[str, Any]:
    found = token[2].lower()
    if not opened:
        raise BadMarkup(f"Unexpected end tag at byte offset {_offset(token, markup)}")
    start = opened.pop()
    if found not in {start.tag, ""}:
        where = _offset(token, markup)
        raise BadMarkup(f'Unmatched end tag at byte offset {where}, expected "</{start.tag}>", found "</{found}>"')
    entity: dict[str, Any] = {"type": TYPES[start.tag], "offset": start.at, "length": end - start.at}
    if start.tag == "a":
        entity["url"] = start.attributes.get("href", "")
    if start.tag == "tg-time":
        entity["unix_time"] = int(start.attributes["unix"])
        if start.attributes.get("format"):
            entity["date_time_format"] = start.attributes["format"]
    return entity
