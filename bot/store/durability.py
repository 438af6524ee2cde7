"""WAIT and WAITAOF: what was committed is on replicas, or on the disk, before its lines are forgotten here.

A primary tells of success before its replicas have the data, and with `appendfsync everysec` before its disk
has it. WAIT counts what was written on its own connection; replication is one stream, so a word written just now
and acknowledged says that all before it has arrived too, whoever wrote it.
"""

import re
from dataclasses import dataclass

from bot.ports.durability import Confirmation
from bot.store.connection import Connection

PATIENCE_MS = 1_000
_WRITTEN = re.compile(r"(disk)?(?:(?(1),)replicas=([1-9]\d?))?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a commit must be: on so many replicas, and on the primary's own disk."""

    replicas: int = 0
    disk: bool = False

    @classmethod
    def parse(cls, text: str) -> "Wanted | None":
        """Of "none", "disk", "replicas=N" or "disk,replicas=N"; None when it is none of them."""
        if text == "none":
            return cls()
        found = _WRITTEN.fullmatch(text)
        return cls(int(found[2] or 0), found[1] is not None) if text and found else None


NOTHING = Wanted()


class RedisDurability:
    """Implements bot.ports.durability.Durability."""

    def __init__(self, connection: Connection, wanted: Wanted) -> None:
        self._connection, self._wanted = connection, wanted
        self.asked = wanted != NOTHING

    async def confirm(self) -> Confirmation:
        connection, wanted = self._connection, self._wanted
        pipeline = connection.client.pipeline(transaction=False)
        pipeline.set(connection.keys("pulse"), "")
        if wanted.disk:
            pipeline.execute_command("WAITAOF", 1, wanted.replicas, PATIENCE_MS)
        else:
            pipeline.execute_command("WAIT", wanted.replicas, PATIENCE_MS)
        _, answer = await connection.ask(pipeline.execute())
        disks, replicas = answer if wanted.disk else (0, answer)
        said = []
        if wanted.disk:
            said.append("on the server's disk" if disks else "not on the server's disk")
        if wanted.replicas:
            where = "on the disks of" if wanted.disk else "at"
            said.append(f"{where} {replicas} of {wanted.replicas} replicas")
        kept = replicas >= wanted.replicas and disks >= int(wanted.disk)
        return Confirmation(bool(kept), ", ".join(said))
