"""Short words for what the tests of the store say often."""

import itertools
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.model.chat import Attempt, ChatKey, ChatKind, ChatRecord, Subscription
from bot.model.delivery import Message, Outgoing
from bot.model.news import Alert, AlertKind, Kind, Told
from bot.ports.chats import Change, ChangeStatus
from bot.ports.couriers import Begin, Claimed, Claims, Settlement
from bot.ports.watching import Commit, Committed, Entry, Role
from bot.store import Store

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOLD = 8 * SECOND
TTL = 60 * SECOND
LEASE = "lease-a"
SLOT = SECOND / 28
_numbers = itertools.count(1)


def at(seconds: float) -> datetime:
    return NOW + seconds * SECOND


def entry(text: str = "a line", reach: Iterable[str] = ("lebanon",), also: Iterable[str] = ()) -> Entry:
    alert = Alert(0, f"ref{next(_numbers)}", "story", AlertKind.NEW, "src", text, NOW, tuple(sorted(reach)))
    return Entry(alert, frozenset(reach), frozenset(also))


def told(text: str = "a line", moment: datetime = NOW) -> Told:
    return Told(f"ref{next(_numbers)}", "story", Kind.NEW, "src", text, moment)


async def hold_all(store: Store, lease: str = LEASE) -> None:
    for role in Role:
        assert await store.leases.hold(role, lease, TTL)


async def publish(store: Store, *entries: Entry, now: datetime = NOW, lease: str = LEASE) -> Committed:
    """One commit on the present memory."""
    recall = await store.watcher.recall("src", 0)
    return await store.watcher.commit(
        Commit(f"c{next(_numbers)}", lease, recall.revision, now, "src", "window", entries=entries)
    )


async def subscribe(
    store: Store, key: int, *regions: str, kind: ChatKind = ChatKind.PRIVATE, also: bool = False
) -> ChatRecord:
    """A chat with exactly these regions, known before or not."""
    chat = ChatKey(key)
    known = await store.chats.chat(chat)
    record = ChatRecord(chat, kind, Subscription(frozenset(regions), also=also))
    status = await store.chats.change(Change("", chat, known.revision if known else 0, record))
    assert status is ChangeStatus.DONE
    made = await store.chats.chat(chat)
    assert made is not None
    return made


async def claim(store: Store, now: datetime = NOW, most: int = 8, lease: str = LEASE) -> Claims:
    return await store.courier.claim(lease, now, most, HOLD)


async def begin(
    store: Store, chat: Claimed, attempt: Attempt, now: datetime = NOW, interval: timedelta = SLOT
) -> datetime | None:
    (slot,) = await store.courier.begin([Begin(chat.record.key, chat.token, attempt)], now, interval)
    return slot


async def settle(store: Store, settlement: Settlement, lease: str = LEASE) -> bool:
    """Whether the token still held the chat."""
    return await store.courier.settle(lease, [settlement]) == ()


def ids(claims: Claims) -> list[int | str]:
    return [chat.record.key.id for chat in claims.chats]


def settled(chat: Claimed, cursor: int, next_at: datetime | None = None, **more: object) -> Settlement:
    return Settlement(chat.record.key, chat.token, cursor, next_at, **more)  # type: ignore[arg-type]


def outgoing(chat: int = 1, text: str = "hello") -> Outgoing:
    return Outgoing(ChatKey(chat), Message(text, text))
