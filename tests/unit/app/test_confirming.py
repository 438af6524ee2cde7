"""What Redis does not confirm is kept and told, once."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.app.confirming import ABOUT, AGAIN_S, EVERY_S, Confirming
from bot.deliver.operators import Operators
from bot.model.chat import ChatKey
from bot.model.news import Headline
from bot.pipeline.recent import Recent
from bot.ports.durability import Confirmation
from bot.ports.errors import StoreError
from bot.store import Store, open_store

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LINE = Headline("a", "a line", NOW, "en")


@dataclass
class Confirms:
    """Answers what the test says."""

    answers: list[Confirmation | StoreError] = field(default_factory=list)
    asked: bool = True

    async def confirm(self) -> Confirmation:
        answer = self.answers.pop(0)
        if isinstance(answer, StoreError):
            raise answer
        return answer


async def _told(store: Store) -> list[str]:
    return [reply.outgoing.message.plain for reply in await store.inbox.outbox(10)]


async def test_what_is_not_confirmed_is_kept_and_told_once(valkey: str) -> None:
    async with open_store(valkey) as store:
        operators, recent = Operators(store.chats, [ChatKey(1)]), Recent()
        lacking, well = Confirmation(kept=False, said="at 0 of 1 replicas"), Confirmation(kept=True, said="")
        durability = Confirms([lacking, lacking, StoreError("gone"), well])
        confirming = Confirming(durability, recent, operators, NOW)
        assert await confirming.step() == EVERY_S, "nothing was committed: nothing is asked"
        recent.add("r1", LINE, NOW + SECOND)
        for _ in range(3):
            assert await confirming.step() == AGAIN_S
        recent.trim(NOW + 3600 * SECOND)
        assert recent.lost("a", ()) == [LINE]
        (text,) = await _told(store)
        assert "at 0 of 1 replicas" in text
        assert operators.open == {ABOUT}

        assert await confirming.step() == EVERY_S
        assert len(await _told(store)) == 2
        assert operators.open == frozenset()
        assert await confirming.step() == EVERY_S, "asked once"
        recent.add("r2", LINE, NOW + 2 * SECOND)
        recent.trim(NOW + 3600 * SECOND)
        assert recent.lost("a", {"r2"}) == []
