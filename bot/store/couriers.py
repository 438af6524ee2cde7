"""What the courier does to the store: claim, begin, settle, wake."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.model.chat import ChatKey
from bot.ports.couriers import Begin, Claimed, Claims, Settlement
from bot.store.codec import MILLISECOND, from_ms, to_ms
from bot.store.connection import Argument, Connection
from bot.store.records import pack_attempt, pack_receipts, unpack_attempt, unpack_record


class RedisCourierStore:
    """Implements bot.ports.couriers.CourierStore."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def claim(
        self, lease: str, now: datetime, most: int, hold: timedelta, settlements: Sequence[Settlement] = ()
    ) -> Claims:
        ours, others = _of_lease(lease, settlements)
        head, flood, next_due, waiting, audiences, stale, *chats = await self._connection.run(
            "claim", lease, to_ms(now), most, to_ms(now + hold), secrets.token_hex(4), *_packed(ours)
        )
        return Claims(
            chats=tuple(_claimed(chat) for chat in chats),
            head=int(head),
            flood_until_at=_later(flood, now),
            next_due_at=from_ms(float(next_due)) if next_due else None,
            waiting=int(waiting),
            audiences=int(audiences),
            stale=_stale(ours, stale) + others,
        )

    async def begin(
        self, begins: Sequence[Begin], now: datetime, interval: timedelta, *, ahead: bool = False
    ) -> tuple[datetime | None, ...]:
        arguments: list[Argument] = [to_ms(now), interval / MILLISECOND, int(ahead)]
        for begin in begins:
            arguments += [str(begin.chat), begin.token, pack_attempt(begin.attempt)]
        slots = await self._connection.run("begin", *arguments) if begins else ()
        return tuple(_slot(from_ms(float(slot)), now) if slot else None for slot in slots)

    async def settle(self, lease: str, settlements: Sequence[Settlement]) -> tuple[ChatKey, ...]:
        ours, others = _of_lease(lease, settlements)
        stale = await self._connection.run("settle", *_packed(ours)) if ours else ()
        return _stale(ours, stale) + others

    async def wake(self, lease: str, now: datetime, chunk: int) -> int:
        return int(await self._connection.run("wake", lease, to_ms(now), chunk))

    async def trial(self, now: datetime) -> tuple[str, datetime] | None:
        connection = self._connection
        kept = await connection.ask(connection.client.hget(connection.keys("pace"), "trial"))
        chat, ms, _ = (kept or b"- 0 0").decode().split(" ")
        until = from_ms(float(ms))
        return (chat, until) if until > now else None

    async def give_back(self, lease: str) -> int:
        return int(await self._connection.run("give_back", lease))


def _slot(at: datetime, now: datetime) -> datetime:
    """Milliseconds are cut off: what seems to lie less than one before `now` is now."""
    return now if now - timedelta(milliseconds=1) < at < now else at


def _claimed(reply: Sequence[Any]) -> Claimed:
    chat, token, due, flat = reply
    attempt = dict(zip(flat[::2], flat[1::2], strict=True)).get(b"a", b"")
    return Claimed(
        record=unpack_record(ChatKey.parse(chat.decode()), flat),
        token=token.decode(),
        due_at=from_ms(float(due)),
        attempt=unpack_attempt(attempt.decode()),
    )


def _later(ms: bytes, now: datetime) -> datetime | None:
    moment = from_ms(float(ms))
    return moment if moment > now else None


def _of_lease(lease: str, settlements: Sequence[Settlement]) -> tuple[Sequence[Settlement], tuple[ChatKey, ...]]:
    """A token begins with the lease that claimed it; another's is never ours to settle."""
    start = f"{lease}/"
    ours = [settlement for settlement in settlements if settlement.token.startswith(start)]
    return ours, tuple(one.chat for one in settlements if not one.token.startswith(start))


def _stale(settlements: Sequence[Settlement], numbers: Sequence[int]) -> tuple[ChatKey, ...]:
    return tuple(settlements[number - 1].chat for number in numbers)


def _packed(settlements: Sequence[Settlement]) -> list[Argument]:
    arguments: list[Argument] = []
    for settlement in settlements:
        to = settlement.migrate_to
        arguments += (
            str(settlement.chat),
            settlement.token,
            settlement.cursor,
            _ms(settlement.next_at),
            int(settlement.wait),
            pack_attempt(settlement.attempt),
            pack_receipts(settlement.receipts),
            settlement.suspend,
            "" if to is None else str(ChatKey(to, settlement.chat.topic)),
            _flood(settlement),
            _ms(settlement.sent_at),
            settlement.story.encode("utf-8", "surrogatepass"),
            settlement.failures,
            len(settlement.counts),
        )
        for name, by in settlement.counts.items():
            arguments += (name, by)
    return arguments


def _flood(settlement: Settlement) -> Argument:
    until, at = settlement.flood_until_at, settlement.refused_at
    return _ms(until) if until is None or at is None else f"{to_ms(until)}@{to_ms(at)}"


def _ms(moment: datetime | None) -> Argument:
    return "" if moment is None else to_ms(moment)
