"""Nouns as compact bytes and back: JSON with short names, without what equals the default.

Unknown names are passed over and an unknown kind reads as the first of its kind, so that an older replica can read
what a newer one wrote. Text is kept as it came, lone surrogates included.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from bot.model.chat import ChatKey
from bot.model.delivery import Button, Message, Outgoing
from bot.model.news import Alert, AlertKind, Clue, Kind, Told
from bot.ports.errors import StoreError
from bot.ports.sources import Sight
from bot.ports.watching import Held

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Turn = Callable[[Any], Any]
EPOCH_AT = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MILLISECOND = timedelta(milliseconds=1)


def to_us(moment: datetime) -> int:
    """Microseconds since 1970, exactly."""
    return (moment - EPOCH_AT) // MICROSECOND


def from_us(us: int) -> datetime:
    return EPOCH_AT + us * MICROSECOND


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970, rounded down: the unit of the scripts."""
    return (moment - EPOCH_AT) // MILLISECOND


def from_ms(ms: float) -> datetime:
    return EPOCH_AT + timedelta(milliseconds=ms)


def dump(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def load(packed: bytes) -> Any:
    """Raises StoreError when the bytes are no JSON."""
    try:
        return json.loads(packed.decode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise StoreError(f"a packed record cannot be read: {packed[:80]!r}") from error


def one_of(kind: type[E]) -> Turn:
    """The member of an enumeration that a text names, its first one when it names none of them."""
    members = {str(member): member for member in kind}
    first = next(iter(kind))
    return lambda text: members.get(text, first)


class Packer(Generic[T]):
    """Packs one dataclass. `names`: attribute -> short name; `out`, `back`: conversions of single attributes."""

    def __init__(
        self, cls: Callable[..., T], names: Mapping[str, str], out: Mapping[str, Turn], back: Mapping[str, Turn]
    ) -> None:
        self._cls = cls
        self._names, self._out, self._back = names, out, back
        self._defaults = {
            field.name: field.default if field.default_factory is MISSING else field.default_factory()
            for field in fields(cls)  # type: ignore[arg-type]
        }

    def flat(self, value: T) -> dict[str, Any]:
        """What there is to say of `value`, as JSON knows it."""
        said = {}
        for name, short in self._names.items():
            attribute = getattr(value, name)
            if attribute != self._defaults[name]:
                said[short] = self._out[name](attribute) if name in self._out else attribute
        return said

    def whole(self, said: Mapping[str, Any], **given: Any) -> T:
        """The inverse; `given`: attributes that are kept elsewhere. Raises StoreError when something lacks."""
        try:
            found = {
                name: self._back[name](said[short]) if name in self._back else said[short]
                for name, short in self._names.items()
                if short in said
            }
            return self._cls(**found, **given)
        except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
            raise StoreError(f"a packed record is not what it should be: {error}") from error

    def pack(self, value: T) -> bytes:
        return dump(self.flat(value))

    def unpack(self, packed: bytes, **given: Any) -> T:
        return self.whole(load(packed), **given)


TOLD: Packer[Told] = Packer(
    Told,
    {"ref": "r", "story": "s", "kind": "k", "source": "o", "text": "x", "at": "t", "lang": "l"},
    {"at": to_us},
    {"at": from_us, "kind": one_of(Kind)},
)

ALERT: Packer[Alert] = Packer(
    Alert,
    {
        "ref": "r",
        "story": "s",
        "kind": "k",
        "source": "o",
        "text": "x",
        "seen_at": "t",
        "about": "b",
        "also": "a",
        "of": "f",
        "lang": "l",
        "url": "u",
        "late": "d",
        "speaker": "p",
        "because": "w",
        "told_before": "y",
        "origin": "g",
        "clues": "e",
    },
    {"seen_at": to_us},
    {
        "seen_at": from_us,
        "kind": one_of(AlertKind),
        "about": tuple,
        "also": tuple,
        "because": tuple,
        "clues": lambda rows: tuple(Clue(*row) for row in rows),
    },
)

HELD: Packer[Held] = Packer(
    Held,
    {"at": "t", "source": "o", "text": "x", "outcome": "c", "because": "w", "about": "b", "of": "f"},
    {"at": to_us},
    {"at": from_us, "because": tuple, "about": tuple},
)

SIGHT: Packer[Sight] = Packer(
    Sight,
    {
        "source": "n",
        "state": "s",
        "read_at": "r",
        "since_at": "t",
        "interval_s": "i",
        "lines": "l",
        "note": "w",
        "by": "b",
    },
    {"read_at": to_us, "since_at": to_us},
    {"read_at": from_us, "since_at": from_us},
)

_BUTTON: Packer[Button] = Packer(Button, {"text": "t", "data": "d", "url": "u"}, {}, {})

MESSAGE: Packer[Message] = Packer(
    Message,
    {"html": "h", "plain": "p", "reply_to": "r", "silent": "s", "buttons": "b", "preview": "v", "asks": "a"},
    {"buttons": lambda rows: [[_BUTTON.flat(button) for button in row] for row in rows]},
    {"buttons": lambda rows: tuple(tuple(_BUTTON.whole(button) for button in row) for row in rows)},
)

OUTGOING: Packer[Outgoing] = Packer(
    Outgoing,
    {"chat": "c", "message": "m", "edit": "e"},
    {"chat": str, "message": MESSAGE.flat},
    {"chat": ChatKey.parse, "message": MESSAGE.whole},
)
