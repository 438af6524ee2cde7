"""A fake Bot API in a process of its own, which sends commands and judges the answers.

    python -m bench.commands_server

prints its base address. A line "burst PER_S SECONDS CHATS" on standard input sends that many commands, from that
many chats in turn; "counts" is answered with what came of it, as JSON. Each command names a word of its chat's
own, which its answer repeats, so that an answer to the wrong chat is seen as well as a lost or a doubled one.
"""

import asyncio
import json
import sys
import time

from tests.fakes.botapi import FakeBotApi

FIRST = 1_000_000
"""The chats that ask; those below it only hear."""
ALERT = "A bridge over the Litani"
"""What a courier brings to the others meanwhile."""
TICK_S = 0.01


class Judge:
    """`asked`: by chat, the moments of its commands."""

    def __init__(self, api: FakeBotApi) -> None:
        self.api = api
        self.asked: dict[int, list[float]] = {}
        self._task: asyncio.Task[None] | None = None

    def burst(self, per_s: float, seconds: float, chats: int) -> None:
        self.asked = {}
        self.api.sent.clear()
        self._task = asyncio.create_task(self._said(per_s, seconds, chats))

    async def _said(self, per_s: float, seconds: float, chats: int) -> None:
        begun, total, said = time.monotonic(), int(per_s * seconds), 0
        while said < total:
            due = min(total, int((time.monotonic() - begun) * per_s) + 1)
            for number in range(said, due):
                chat = FIRST + number % chats
                self.api.say(chat, f"/settings only word{chat}")
                self.asked.setdefault(chat, []).append(time.monotonic())
            said = due
            await asyncio.sleep(TICK_S)

    def counts(self) -> dict[str, object]:
        """`waits_ms`: from each update to the arrival of its answer, by their order in the chat."""
        answers: dict[int, list[float]] = {}
        strange = alerts = 0
        for kept in self.api.sent:
            if kept.chat < FIRST:
                alerts += 1
                strange += ALERT not in kept.text
                continue
            answers.setdefault(kept.chat, []).append(kept.at)
            strange += f"word{kept.chat}" not in kept.text
        pairs = [
            (at, back)
            for chat, said in self.asked.items()
            for at, back in zip(said, answers.get(chat, ()), strict=False)
        ]
        return {
            "asked": {str(chat): moments for chat, moments in self.asked.items()},
            "answered": sum(map(len, answers.values())),
            "strange": strange,
            "alerts": alerts,
            "waits_ms": sorted((back - at) * 1000 for at, back in pairs),
        }


async def main() -> None:
    async with FakeBotApi() as api:
        judge = Judge(api)
        print(api.base_url, flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            word, *rest = line.split()
            if word == "burst":
                judge.burst(float(rest[0]), float(rest[1]), int(rest[2]))
            else:
                print(json.dumps(judge.counts()), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
