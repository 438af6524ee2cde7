"""Chats and their settings, as commands and the listener change them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.model.chat import ChatKey, ChatRecord, ChatState
from bot.ports.chats import Change, ChangeStatus
from bot.ports.errors import StoreError
from bot.store.codec import OUTGOING, to_ms
from bot.store.connection import Argument, Connection
from bot.store.keys import BOT_KEPT, literal
from bot.store.records import KINDS, pack_settings, unpack_record

SECOND = timedelta(seconds=1)


class RedisChatStore:
    """Implements bot.ports.chats.ChatStore."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def chat(self, key: ChatKey) -> ChatRecord | None:
        connection = self._connection
        said = await connection.ask(connection.client.hgetall(connection.keys("chat", key)))
        return unpack_record(key, said) if said else None

    async def change(self, change: Change) -> ChangeStatus:
        return ChangeStatus((await self._connection.run("change", *_change_arguments(change))).decode())

    async def resume(self, key: ChatKey) -> bool:
        return bool(await self._connection.run("state", "resume", str(key), ""))

    async def suspend(self, key: ChatKey, why: str) -> bool:
        return bool(await self._connection.run("state", "suspend", str(key), why or "unknown"))

    async def migrate(self, key: ChatKey, to: int) -> bool:
        return bool(await self._connection.run("state", "migrate", str(key), str(ChatKey(to, key.topic))))

    async def page(self, after: str, limit: int) -> tuple[Sequence[ChatRecord], str]:
        """As the port says; about `limit` records, and one may come twice when chats come and go meanwhile.

        Raises StoreError when the server was restarted since the page before: its order is another one then.
        """
        connection = self._connection
        run_id = await self._run_id()
        seen_run, _, cursor = after.partition(" ")
        if after and seen_run != run_id:
            raise StoreError(f"{connection.where}: the server was restarted; begin again")
        prefix = connection.keys("chat", "")
        cursor_now, names = await connection.ask(
            connection.client.scan(int(cursor or 0), match=f"{literal(prefix)}*", count=limit)
        )
        keys = [ChatKey.parse(name.decode().removeprefix(prefix)) for name in names]
        records = await self._many(keys)
        return records, f"{run_id} {cursor_now}" if int(cursor_now) else ""

    async def _run_id(self) -> str:
        said = await self._connection.ask(self._connection.client.info("server"))
        return str(said["run_id"])

    async def _many(self, keys: Sequence[ChatKey]) -> tuple[ChatRecord, ...]:
        connection = self._connection
        if not keys:
            return ()
        pipeline = connection.client.pipeline(transaction=False)
        for key in keys:
            pipeline.hgetall(connection.keys("chat", key))
        hashes = await connection.ask(pipeline.execute())
        return tuple(unpack_record(key, said) for key, said in zip(keys, hashes, strict=True) if said)

    async def numbers(self) -> Mapping[str, int]:
        """`chats.KIND.STATE`, `due.first`, `due.rest`, `held`, `audiences`, `outbox` and `oldest_wait_ms`."""
        connection = self._connection
        keys, pipeline = connection.keys, connection.client.pipeline(transaction=False)
        pipeline.hgetall(keys("chats"))
        for due in ("due:first", "due:rest", "held"):
            pipeline.zcard(keys(due))
        pipeline.hlen(keys("wake"))
        pipeline.xlen(keys("outbox"))
        pipeline.time()
        for due in ("due:first", "due:rest"):
            pipeline.zrange(keys(due), 0, 0, withscores=True)
        chats, first, rest, held, audiences, outbox, clock, *soonest = await connection.ask(pipeline.execute())
        present = clock[0] * 1000 + clock[1] // 1000
        waits = [max(0, present - int(page[0][1])) for page in soonest if page]
        kinds = {letter.encode(): kind for kind, letter in KINDS.items()}
        return {
            **{_state_name(kinds, name): int(number) for name, number in chats.items()},
            "due.first": first,
            "due.rest": rest,
            "held": held,
            "audiences": audiences,
            "outbox": outbox,
            "oldest_wait_ms": max(waits, default=0),
        }


def _state_name(kinds: Mapping[bytes, str], name: bytes) -> str:
    letter, _, state = name.partition(b".")
    return f"chats.{kinds[letter]}.{state.decode()}"


def _change_arguments(change: Change) -> list[Argument]:
    what = "forget" if change.forget else "reply" if change.record is None else "record"
    due: Argument = "" if change.due_at is None else to_ms(change.due_at)
    return [
        *(change.id, str(change.chat), change.revision, what, due, BOT_KEPT // SECOND),
        *(_settings(change.record) if change.record is not None else [""] * 7),
        *(OUTGOING.pack(outgoing) for outgoing in change.replies),
    ]


def _settings(record: ChatRecord) -> list[Any]:
    subscription = record.subscription
    suspended = record.state is ChatState.SUSPENDED
    return [
        *(KINDS[record.kind], " ".join(sorted(subscription.regions)), "1" if subscription.also else ""),
        *(pack_settings(record), "" if record.lang == "en" else record.lang),
        *("" if record.origin == "chat" else record.origin, (record.reason or "unknown") if suspended else ""),
    ]
