"""Every key of Tocsin in Redis, what it holds and how long it lives. The Lua scripts get their names from here.

All keys carry one hash tag, so that Redis Cluster keeps them in one slot and accepts the scripts.

| key | type | lifetime |
|---|---|---|
| `seq` | integer: the counter of all ids (log, memory, joins) | for ever |
| `log` | stream, id `seq-0`: `a` packed alert, `t` ms of the commit | LOG_KEPT, the newest entry for ever |
| `source:N` | hash: `window`, `at`, `health` | for ever: a lost one would read as a first poll |
| `board` | hash: source -> packed sight of its watcher | as each show says (10 s) |
| `memory` | stream, id `seq-0`: `a` packed line, `t` ms | as each commit says (48 h) |
| `memory:rev` | hash: `rev`, `id` and `seqs` of the last commit | for ever |
| `decisions` | list of packed decisions, newest first | DECISIONS_KEPT of them |
| `aud:[first:][also:]R` | sorted set chat -> join number | for ever |
| `chat:ID[:topic]` | hash, see records.py | until the chat is forgotten |
| `chats` | hash: number of chats by kind and state | for ever |
| `due:first`, `due:rest` | sorted sets chat -> ms when it may be served | passing |
| `held` | sorted set chat -> ms when its claim expires | passing |
| `wake` | hash: audience -> `target pos upto again` | while the audience is being woken |
| `wake:turn` | string: the audience served last | for ever |
| `pace` | hash: `next`, `flood`, `reply`, `all` (ms), `turn` | for ever |
| `lease:ROLE` | string: the holder's random value | as each hold says (8 s) |
| `bot:B:offset` | string | BOT_KEPT |
| `bot:B:inbox` | stream: `u` update id, `r` raw text | until done |
| `outbox` | stream: `o` packed message | until answered |
| `outbox:tries` | hash: entry -> failed tries | until answered |
| `jobs`, `jobs:past` | lists of numbers: broadcasts under way and waiting; ended | until ended; the last 20 |
| `job:N` | hash: `id`, `by`, `at`, `o` message, `chats`, `handed`, `cursor`, `run`, `state` | the same |
| `outbox:all` | stream: `n` number of the broadcast, `c` chat, `o` packed message | until sent |
| `outbox:all:tries` | hash: entry -> failed tries | until sent |
| `changed:ID` | string, empty | BOT_KEPT |
| `count` | hash of outcomes | for ever |
| `pulse` | string, empty: that writing works | for ever |
| `paused` | string, there while operators hold back all sending | until they let it go |
"""

from dataclasses import dataclass
from datetime import timedelta

PREFIX = "{tocsin}:"

# Longer than the longest mute and the age limit of lines; 500 lines a day are 3 MB.
LOG_KEPT = timedelta(days=30)
DECISIONS_KEPT = 500
# Telegram numbers updates from a random place after a week without any: an older offset would skip the new ones.
BOT_KEPT = timedelta(days=6)
# How many channels and groups a commit marks itself; more are woken in chunks. 500 take about 1 ms.
MARKED_AT_ONCE = 500
# Old lines that one commit removes at most, so that it never takes long.
TRIMMED_AT_ONCE = 200

_NAMES = (
    *(
        "seq",
        "log",
        "source",
        "memory",
        "memory:rev",
        "decisions",
        "aud",
        "chat",
        "chats",
        "due:first",
        "due:rest",
    ),
    *("held", "wake", "wake:turn", "pace", "lease", "bot", "outbox", "outbox:tries", "changed", "count", "paused"),
    *("pulse", "board", "job", "jobs", "jobs:past", "outbox:all", "outbox:all:tries"),
)


@dataclass(frozen=True, slots=True)
class Keys:
    """The names of all keys under one prefix, which must hold a hash tag."""

    prefix: str = PREFIX

    def __post_init__(self) -> None:
        if not (self.prefix.startswith("{") and "}" in self.prefix and '"' not in self.prefix):
            raise ValueError(f"the key prefix {self.prefix!r} has no hash tag at its start")

    def __call__(self, *parts: object) -> str:
        """keys("source", "almayadeen-en") is "{tocsin}:source:almayadeen-en"."""
        if parts[0] not in _NAMES:
            raise ValueError(f"{parts[0]!r} is not a key of Tocsin")
        return self.prefix + ":".join(map(str, parts))

    @property
    def lua_head(self) -> str:
        """The names as the Lua table K, `memory:rev` as K.memory_rev, before every script."""
        names = ", ".join(f'{name.replace(":", "_")} = "{self.prefix}{name}"' for name in _NAMES)
        return f"local K = {{{names}}}\n"


def literal(text: str) -> str:
    """The text as a glob pattern that matches itself."""
    return "".join(f"\\{letter}" if letter in "*?[]\\^" else letter for letter in text)
