"""What the courier does to the store: claim, begin, settle, wake."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.model.chat import Attempt, ChatKey
from bot.ports.couriers import Claimed, Claims, Settlement
from bot.store.codec import MILLISECOND, from_ms, to_ms
from bot.store.connection import Argument, Connection
from bot.store.records import pack_attempt, pack_receipts, unpack_attempt, unpack_record


class RedisCourierStore:
    """Implements bot.ports.couriers.CourierStore."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def claim(self, lease: str, now: datetime, most: int, hold: timedelta) -> Claims:
        head, flood, next_due, waiting, audiences, *chats = await self._connection.run(
            "claim", lease, to_ms(now), most, to_ms(now + hold), secrets.token_hex(4)
        )
        return Claims(
            chats=tuple(_claimed(chat) for chat in chats),
            head=int(head),
            flood_until_at=_later(flood, now),
            next_due_at=from_ms(float(next_due)) if next_due else None,
            waiting=int(waiting),
            audiences=int(audiences),
        )

    async def begin(
        self, chat: ChatKey, token: str, attempt: Attempt, now: datetime, interval: timedelta
    ) -> datetime | None:
        slot = await self._connection.run(
            "begin", str(chat), token, pack_attempt(attempt), to_ms(now), interval / MILLISECOND
        )
        return max(now, from_ms(float(slot))) if slot else None

    async def settle(self, lease: str, settlement: Settlement) -> bool:
        # A token begins with the lease that claimed it; another's is never ours to settle.
        if not settlement.token.startswith(f"{lease}/"):
            return False
        return bool(await self._connection.run("settle", *_settle_arguments(settlement)))

    async def wake(self, lease: str, now: datetime, chunk: int) -> int:
        return int(await self._connection.run("wake", lease, to_ms(now), chunk))

    async def give_back(self, lease: str) -> int:
        return int(await self._connection.run("give_back", lease))


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


def _settle_arguments(settlement: Settlement) -> list[Argument]:
    to = settlement.migrate_to
    arguments: list[Argument] = [
        *(
            str(settlement.chat),
            settlement.token,
            settlement.cursor,
            _ms(settlement.next_at),
            int(settlement.wait),
        ),
        *(pack_attempt(settlement.attempt), pack_receipts(settlement.receipts), settlement.suspend),
        *("" if to is None else str(ChatKey(to, settlement.chat.topic)), _ms(settlement.flood_until_at)),
        *(_ms(settlement.sent_at), settlement.story, settlement.failures),
    ]
    for name, by in settlement.counts.items():
        arguments += [name, by]
    return arguments


def _ms(moment: datetime | None) -> Argument:
    return "" if moment is None else to_ms(moment)
