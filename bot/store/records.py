"""A chat's record as a Redis hash: short names, small values, so that a million of them stay small.

Redis packs a hash tightly as long as no value is longer than 64 bytes; nothing that equals the default is written.

| field | holds |
|---|---|
| `k` | kind: p(rivate), g(roup), s(upergroup), c(hannel) |
| `r`, `c` | revision; cursor |
| `j` | joins, "lebanon=17 syria=20": the regions, each with the seq at which the chat joined it |
| `w` | "1": hears of mere mentions too |
| `s` | the rest of the subscription, packed; T(itle), M(anaged channels), A(waiting an answer) |
| `l`, `o` | language of the interface, unless English; "settings" for a channel of the settings file |
| `x` | suspended, and why |
| `t` | token of the present claim: "lease/random.number.revision/moment it was due" |
| `a` | attempt begun: "first last tries plain" |
| `n` | waits for a reason until then, ms: no alert brings it forward |
| `m` | receipts, "bot:seq.message.alone,...", numbers in base 36 |
| `b` | number of the last broadcast it was handed |
| `p`, `y`, `f` | last sent, ms; its story; failures in a row |
"""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from bot.model.chat import Attempt, ChatKey, ChatKind, ChatRecord, ChatState, Quiet, Receipt, Rhythm, Subscription
from bot.ports.errors import StoreError
from bot.store.codec import Packer, dump, from_ms, from_us, load, one_of, to_us

KINDS = {ChatKind.PRIVATE: "p", ChatKind.GROUP: "g", ChatKind.SUPERGROUP: "s", ChatKind.CHANNEL: "c"}
_KIND_OF = {letter: kind for kind, letter in KINDS.items()}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

_QUIET: Packer[Quiet] = Packer(
    Quiet,
    {"start": "a", "end": "b", "zone": "z"},
    {"start": time.isoformat, "end": time.isoformat},
    {"start": time.fromisoformat, "end": time.fromisoformat},
)

_SUBSCRIPTION: Packer[Subscription] = Packer(
    Subscription,
    {
        "only_if": "i",
        "never_if": "n",
        "sources": "o",
        "languages": "l",
        "silent": "s",
        "rhythm": "r",
        "daily_at": "d",
        "zone": "z",
        "quiet": "q",
        "muted_until_at": "u",
        "region_mutes": "m",
        "hashtags": "h",
    },
    {
        "sources": sorted,
        "languages": sorted,
        "daily_at": time.isoformat,
        "quiet": _QUIET.flat,
        "muted_until_at": to_us,
        "region_mutes": lambda mutes: {region: to_us(until_at) for region, until_at in mutes.items()},
    },
    {
        "only_if": tuple,
        "never_if": tuple,
        "sources": frozenset,
        "languages": frozenset,
        "rhythm": one_of(Rhythm),
        "daily_at": time.fromisoformat,
        "quiet": _QUIET.whole,
        "muted_until_at": from_us,
        "region_mutes": lambda mutes: {region: from_us(us) for region, us in mutes.items()},
    },
)


def pack_settings(record: ChatRecord) -> bytes:
    """All of a subscription but its regions and `also`, and what the commands keep; empty when all is as usual."""
    kept = {"T": record.title, "M": record.managed, "A": record.awaiting}
    said = _SUBSCRIPTION.flat(record.subscription) | {name: value for name, value in kept.items() if value}
    return dump(said) if said else b""


def pack_attempt(attempt: Attempt | None) -> str:
    return f"{attempt.first} {attempt.last} {attempt.tries} {int(attempt.plain)}" if attempt else ""


def unpack_attempt(text: str) -> Attempt | None:
    if not text:
        return None
    first, last, tries, plain = text.split(" ")
    return Attempt(int(first), int(last), int(tries), plain == "1")


def pack_receipts(receipts: Sequence[Receipt]) -> str:
    """Those of one bot, the last one's, oldest first; empty when there are none."""
    if not receipts:
        return ""
    bot = receipts[-1].bot_id
    told = (f"{_base36(r.seq)}.{_base36(r.message_id)}.{int(r.alone)}" for r in receipts if r.bot_id == bot)
    return f"{_base36(bot)}:{','.join(told)}"


def unpack_receipts(text: str) -> tuple[Receipt, ...]:
    bot, _, receipts = text.partition(":")
    parts = (receipt.split(".") for receipt in receipts.split(",") if receipt)
    return tuple(
        Receipt(int(seq, 36), int(message, 36), alone == "1", int(bot, 36)) for seq, message, alone in parts
    )


def unpack_record(key: ChatKey, flat: Sequence[bytes] | Mapping[bytes, bytes]) -> ChatRecord:
    """The record in a hash, given as Redis gives it. Raises StoreError when it is not one."""
    pairs = flat if isinstance(flat, Mapping) else dict(zip(flat[::2], flat[1::2], strict=True))
    try:
        said = {name.decode(): value.decode("utf-8", "surrogatepass") for name, value in pairs.items()}
        return _record(key, said, load(pairs[b"s"]) if b"s" in pairs else {})
    except (KeyError, ValueError) as error:
        raise StoreError(f"the record of chat {key} cannot be read: {error!r}") from error


def _record(key: ChatKey, said: Mapping[str, str], settings: Mapping[str, Any]) -> ChatRecord:
    joins = dict(_join(join) for join in said.get("j", "").split())
    return ChatRecord(
        key=key,
        kind=_KIND_OF[said["k"]],
        subscription=_SUBSCRIPTION.whole(settings, regions=frozenset(joins), also="w" in said),
        joins=joins,
        cursor=int(said["c"]),
        revision=int(said["r"]),
        state=ChatState.SUSPENDED if "x" in said else ChatState.ACTIVE,
        reason=said.get("x", ""),
        lang=said.get("l", "en"),
        origin=said.get("o", "chat"),
        receipts=unpack_receipts(said.get("m", "")),
        last_sent_at=from_ms(float(said["p"])) if "p" in said else None,
        last_story=said.get("y", ""),
        failures=int(said.get("f", "0")),
        title=str(settings.get("T", "")),
        managed=tuple(int(chat) for chat in settings.get("M", ())),
        awaiting=str(settings.get("A", "")),
    )


def _join(text: str) -> tuple[str, int]:
    region, _, seq = text.rpartition("=")
    return region, int(seq)


def _base36(number: int) -> str:
    if number < 0:
        return "-" + _base36(-number)
    high, low = divmod(number, 36)
    return (_base36(high) if high else "") + _DIGITS[low]
