"""The fake Bot API in a process of its own, so that the senders' CPU is theirs alone.

    python -m bench.deliver_server PER_S BAN_S

prints its base address; each line on standard input is answered as JSON: with its counts, or, if the line says
"channels", with when each channel was sent something.
"""

import asyncio
import json
import sys
from collections import Counter

from tests.fakes.botapi import TOKEN, FakeBotApi
from tests.fakes.botapi_limits import Limits


class Server:
    """Started with `await Server.open(per_s, ban_s)`; `counts` asks what arrived."""

    def __init__(self, process: asyncio.subprocess.Process, base_url: str) -> None:
        self._process, self.base_url, self.token = process, base_url, TOKEN

    @classmethod
    async def open(cls, per_s: int = 0, ban_s: float = 0.0) -> "Server":
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "bench.deliver_server", str(per_s), str(ban_s))
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, limit=2**24)
        assert process.stdout is not None
        return cls(process, (await process.stdout.readline()).decode().strip())

    async def counts(self) -> dict[str, int]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(b"counts\n")
        counted: dict[str, int] = json.loads(await self._process.stdout.readline())
        return counted

    async def channels(self) -> list[tuple[float, int]]:
        """(moment on the monotonic clock, channel) for each message to a channel, oldest first."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(b"channels\n")
        return [(at, chat) for at, chat in json.loads(await self._process.stdout.readline())]

    async def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()


def counts(api: FakeBotApi) -> dict[str, int]:
    chats = Counter(kept.chat for kept in api.sent)
    return {
        "chats": len(chats),
        "doubled": sum(count - 1 for count in chats.values()),
        "refused": api.statuses.count(429),
        "span_ms": round((api.sent[-1].at - api.sent[0].at) * 1000) if api.sent else 0,
        "in_flight": api.most_in_flight,
    }


async def main(per_s: int, ban_s: float) -> None:
    async with FakeBotApi(limits=Limits(per_s=per_s, ban_s=ban_s)) as api:
        print(api.base_url, flush=True)
        while asked := await asyncio.to_thread(sys.stdin.readline):
            of_channels = [(kept.at, kept.chat) for kept in api.sent if kept.chat < 0]
            print(json.dumps(of_channels if asked.strip() == "channels" else counts(api)), flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
