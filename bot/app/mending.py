"""How far a correction or a withdrawal goes: whose message is edited, and who is told in another."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.deliver.pending import Heard
from bot.model.chat import ChatRecord
from bot.model.news import Alert
from bot.model.region import RegionGraph
from bot.ports.desk import Mended


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of one line that the log holds, as couriers look them up."""

    lines: tuple[Alert, ...]

    def by_ref(self, ref: str) -> Alert | None:
        return next((line for line in self.lines if line.ref == ref), None)

    def by_seq(self, seq: int) -> Alert | None:
        return next((line for line in self.lines if line.seq == seq), None)


async def reach_of(
    entry: Alert,
    versions: Iterable[Alert],
    records: AsyncIterator[ChatRecord],
    *,
    regions: RegionGraph,
    now: datetime,
    bot_id: int,
) -> Mended:
    """What `entry` comes to, by the courier's own rules, judged before it is carried out.

    A message that holds the line alone is edited. Whoever heard it among others, or longer ago than its message
    is remembered, is told. `versions`: the line that the entry takes the place of and what that one had retyped.
    """
    known = Versions(tuple(versions))
    messages = chats = 0
    async for record in records:
        heard = Heard(record, known, regions, now, bot_id)
        carrier = heard.carrier(entry)
        if carrier is not None and carrier.alone:
            messages += 1
        elif carrier is not None or not heard.never_told(entry):
            chats += 1
    return Mended(found=True, messages=messages, chats=chats)
