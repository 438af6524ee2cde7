"""Subscriptions as JSON lines, so that they survive a change of token or server."""

import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.model.chat import ChatKey, ChatKind, ChatRecord, ChatState, Quiet, Rhythm, Subscription
from bot.ports.chats import Change, ChangeStatus, ChatStore

VERSION = 1
PAGE = 500


class BadLine(Exception):
    """A line of an export that cannot be read; says which and why."""


@dataclass(frozen=True, slots=True)
class Imported:
    """`taken`: chats written; `known`: those that were there already and were left as they are."""

    taken: int
    known: int


def line_of(record: ChatRecord) -> str:
    """One chat as one line of JSON. What it has read and was sent stays behind: another bot's numbers differ."""
    wants = record.subscription
    said: dict[str, Any] = {
        "tocsin": VERSION,
        "chat": str(record.key),
        "kind": record.kind.value,
        "lang": record.lang,
        "title": record.title,
        "origin": record.origin,
        "suspended": record.reason if record.state is ChatState.SUSPENDED else "",
        "managed": list(record.managed),
        "regions": sorted(wants.regions),
        "also": wants.also,
        "only_if": list(wants.only_if),
        "never_if": list(wants.never_if),
        "sources": sorted(wants.sources),
        "languages": sorted(wants.languages),
        "silent": wants.silent,
        "rhythm": wants.rhythm.value,
        "daily_at": f"{wants.daily_at:%H:%M}",
        "zone": wants.zone,
        "quiet": [f"{wants.quiet.start:%H:%M}", f"{wants.quiet.end:%H:%M}", wants.quiet.zone]
        if wants.quiet
        else [],
        "muted_until": wants.muted_until_at.isoformat() if wants.muted_until_at else "",
        "region_mutes": {slug: at.isoformat() for slug, at in sorted(wants.region_mutes.items())},
        "hashtags": wants.hashtags,
    }
    return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)


def record_of(line: str) -> ChatRecord:
    """The inverse of line_of. Raises BadLine."""
    try:
        said = json.loads(line)
        if said["tocsin"] != VERSION:
            raise BadLine(f"version {said['tocsin']} is not {VERSION}")
        suspended = str(said.get("suspended", ""))
        return ChatRecord(
            ChatKey.parse(said["chat"]),
            ChatKind(said["kind"]),
            _subscription(said),
            state=ChatState.SUSPENDED if suspended else ChatState.ACTIVE,
            reason=suspended,
            lang=str(said.get("lang", "en")),
            origin=str(said.get("origin", "chat")),
            title=str(said.get("title", "")),
            managed=tuple(int(chat) for chat in said.get("managed", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadLine(f"{type(error).__name__}: {error}") from error


def _subscription(said: dict[str, Any]) -> Subscription:
    quiet = said.get("quiet")
    muted = said.get("muted_until")
    return Subscription(
        regions=frozenset(_texts(said, "regions")),
        also=bool(said.get("also")),
        only_if=tuple(_texts(said, "only_if")),
        never_if=tuple(_texts(said, "never_if")),
        sources=frozenset(_texts(said, "sources")),
        languages=frozenset(_texts(said, "languages")),
        silent=bool(said.get("silent")),
        rhythm=Rhythm(said.get("rhythm", "at_once")),
        daily_at=time.fromisoformat(said.get("daily_at", "08:00")),
        zone=_zone(said.get("zone", "UTC")),
        quiet=Quiet(time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1]), _zone(quiet[2]))
        if quiet
        else None,
        muted_until_at=_moment(muted) if muted else None,
        region_mutes={slug: _moment(at) for slug, at in said.get("region_mutes", {}).items()},
        hashtags=bool(said.get("hashtags")),
    )


def _texts(said: dict[str, Any], name: str) -> list[str]:
    found = said.get(name, [])
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise TypeError(f"{name} must be a list of texts")
    return found


def _zone(name: Any) -> str:
    if not isinstance(name, str):
        raise TypeError("a time zone's name is a text")
    return ZoneInfo(name).key


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text} names no time zone")
    return at.astimezone(UTC)


async def exported(chats: ChatStore) -> AsyncIterator[str]:
    """A line for each chat, each chat once. Raises StoreError."""
    after, told = "", set[ChatKey]()
    while True:
        page, after = await chats.page(after, PAGE)
        for record in page:
            if record.key not in told:
                told.add(record.key)
                yield line_of(record)
        if not after:
            return


async def import_lines(chats: ChatStore, lines: Iterable[str], *, over: bool = False) -> Imported:
    """Write each line's chat, from the log's head on; known chats only if `over`. Raises BadLine, StoreError.

    All lines are read before the first is written, so that a bad one changes nothing.
    """
    records = []
    for number, line in enumerate(lines, 1):
        try:
            records += [record_of(line)] if line.strip() else []
        except BadLine as bad:
            raise BadLine(f"line {number}: {bad}") from bad
    taken = 0
    for record in records:
        taken += await _written(chats, record, over=over)
    return Imported(taken, len(records) - taken)


async def _written(chats: ChatStore, record: ChatRecord, *, over: bool) -> bool:
    while True:
        kept = await chats.chat(record.key)
        if kept is not None and not over:
            return False
        revision = kept.revision if kept is not None else 0
        change = Change("", record.key, revision, replace(record, revision=revision))
        if await chats.change(change) is not ChangeStatus.CONFLICT:
            return True
