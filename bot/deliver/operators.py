"""Notices to the operators: once when something breaks, once when it is over, through the durable outbox."""

from collections.abc import Sequence
from html import escape

from bot.model.chat import ChatKey
from bot.model.delivery import Message, Outgoing
from bot.ops.log import logger
from bot.ports.chats import Change, ChatStore
from bot.ports.errors import StoreError

log = logger(__name__)
MOST_WAITING = 100


class Operators:
    """`tell(key, text)` says it unless it was said; `over(key, text)` ends it and says so. Neither raises.

    What cannot be stored now waits in memory, bounded, for `flush`. Readers are never told.
    """

    def __init__(self, store: ChatStore, chats: Sequence[ChatKey]) -> None:
        self._store = store
        self._chats = tuple(chats)
        self._open: set[str] = set()
        self._waiting: list[str] = []

    @property
    def open(self) -> frozenset[str]:
        """What is wrong now, by key."""
        return frozenset(self._open)

    async def tell(self, key: str, text: str) -> None:
        if key not in self._open:
            self._open.add(key)
            log.warning("operators_told", about=key, text=text)
            await self._say(text)

    async def over(self, key: str, text: str, *, told: bool = False) -> None:
        """`told`: whoever calls knows that it was told, if not by this run then by an earlier one."""
        if told or key in self._open:
            self._open.discard(key)
            log.info("operators_told", about=key, text=text)
            await self._say(text)

    async def flush(self) -> None:
        """Store what could not be stored before. Raises StoreError while that is still so."""
        while self._waiting:
            await self._store_for_all(self._waiting[0])
            self._waiting.pop(0)

    async def _say(self, text: str) -> None:
        self._waiting = [*self._waiting, text][-MOST_WAITING:]
        try:
            await self.flush()
        except StoreError as error:
            log.warning("operators_unreachable", error=str(error), waiting=len(self._waiting))

    async def _store_for_all(self, text: str) -> None:
        message = Message(html=escape(text, quote=False), plain=text)
        for chat in self._chats:
            await self._store.change(Change(id="", chat=chat, revision=0, replies=(Outgoing(chat, message),)))
