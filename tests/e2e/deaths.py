"""What was in flight when a courier was killed, and which repeated messages that accounts for.

In flight is what Redis knows as begun and not settled. Two copies of a message are accounted for only by a kill
between them that found that very chat in flight, so that no kill accounts for more than one repeat of a message.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.model.chat import ChatKey
from tests.e2e.delivery_rig import Rig
from tests.fakes.botapi_world import Kept

# On a busy machine the fake API takes longer than asked; a new courier needs more than this to send anything.
SLACK_S = 0.02


@dataclass(slots=True)
class Deaths:
    """Each kill: its moment, and the chats with a message begun and not settled."""

    latency_s: float
    at: list[tuple[float, frozenset[int]]] = field(default_factory=list)

    async def note(self, rig: Rig, at: float) -> None:
        connection = rig.store.connection
        held = await connection.ask(connection.client.zrange(connection.keys("held"), 0, -1))
        begun = [
            await connection.ask(connection.client.hget(connection.keys("chat", m.decode()), "a")) for m in held
        ]
        in_flight = [ChatKey.parse(m.decode()).id for m, attempt in zip(held, begun, strict=True) if attempt]
        self.at.append((at, frozenset(map(int, in_flight))))

    @property
    def in_flight(self) -> int:
        return sum(len(chats) for _, chats in self.at)

    @property
    def most(self) -> int:
        return max(len(chats) for _, chats in self.at)

    def explains(self, earlier: Kept, later: Kept) -> bool:
        """Whether the chat was found in flight by a kill between the POSTs of two copies."""
        posted_at = earlier.at - self.latency_s - SLACK_S
        return any(posted_at <= at <= later.at and earlier.chat in chats for at, chats in self.at)


def repeats(sent: Sequence[Kept]) -> list[tuple[Kept, Kept]]:
    """Each copy of a message with the one before it."""
    copies = defaultdict(list)
    for kept in sent:
        copies[kept.chat, kept.text].append(kept)
    return [pair for several in copies.values() for pair in pairwise(several)]
