"""Pieces of a message in three readings at once: Telegram HTML, what a reader sees of it, and plain text. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

LONGEST = 4096
# Beyond this age the time alone would be taken for today's.
SAME_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Piece:
    """`html` is mark-up, `seen` what is left of it after parsing, `plain` says the same without mark-up."""

    html: str
    seen: str
    plain: str

    @property
    def units(self) -> int:
        """The length that Telegram's limit of 4096 UTF-16 units is about, the longer of both ways."""
        return max(utf16(self.seen), utf16(self.plain))

    @property
    def is_empty(self) -> bool:
        return not self.seen


def utf16(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def said(text: str) -> Piece:
    """Text as it is: nothing in it is mark-up. A lone surrogate, which no wire can carry, becomes U+FFFD."""
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Piece(escape(text, quote=False), text, text)


def bold(text: str) -> Piece:
    return Piece(f"<b>{escape(text, quote=False)}</b>", text, text)


def italic(text: str) -> Piece:
    return Piece(f"<i>{escape(text, quote=False)}</i>", text, text)


def struck(text: Piece) -> Piece:
    """Struck through; in plain text the mark in the head must do."""
    return Piece(f"<s>{text.html}</s>", text.seen, text.plain)


def link(text: str, url: str) -> Piece:
    """A link; in plain text its address, which Telegram makes a link by itself."""
    return Piece(f'<a href="{escape(url)}">{escape(text, quote=False)}</a>', text, url)


def is_recent(at: datetime, now: datetime) -> bool:
    """Whether the time of day alone tells when it was."""
    return abs(now - at) < SAME_DAY


def moment(at: datetime, now: datetime) -> Piece:
    """A moment that each reader sees in the own time zone; UTC where an app does not know how.

    Bot API, "date_time" entities: format is r | w?[dD]?[tT]?; t is the short time, d the short date.
    """
    utc = at.astimezone(UTC)
    recent = is_recent(at, now)
    text = f"{utc:%H:%M} UTC" if recent else f"{utc:%Y-%m-%d %H:%M} UTC"
    form = "t" if recent else "dt"
    return Piece(f'<tg-time unix="{int(utc.timestamp())}" format="{form}">{text}</tg-time>', text, text)


def joined(pieces: Iterable[Piece], between: str) -> Piece:
    """The pieces that are not empty, with `between` (free of mark-up) between them."""
    kept = [piece for piece in pieces if not piece.is_empty]
    return Piece(
        between.join(piece.html for piece in kept),
        between.join(piece.seen for piece in kept),
        between.join(piece.plain for piece in kept),
    )


NOTHING = Piece("", "", "")


def split(text: str, most: int) -> tuple[str, ...]:
    """The text in parts of at most `most` UTF-16 units, cut between words where a word is no longer than a part.

    No character is cut: neither a surrogate pair nor what follows with a joiner or as a combining mark.
    Joined with the white space at the seams they are the text again.
    """
    parts: list[str] = []
    rest = text.strip()
    while utf16(rest) > most:
        end = _longest(rest, most)
        space = rest.rfind(" ", end // 2, end + 1)
        if space > 0:
            end = space
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return (*parts, rest) if rest else tuple(parts)


def _longest(text: str, most: int) -> int:
    """The number of characters that fit into `most` units without parting what belongs together."""
    units = end = 0
    for character in text:
        units += 2 if ord(character) > 0xFFFF else 1
        if units > most:
            break
        end += 1
    back = end
    while back > 1 and _clings(text[back - 1], text[back]):
        back -= 1
    return back if back > max(1, end - 32) else end


def _clings(before: str, after: str) -> bool:
    return before == "\u200d" or after in "\u200d\ufe0f" or "\u0300" <= after <= "\u036f" or _is_tone(after)


def _is_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"
