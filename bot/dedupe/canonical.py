"""The canonical key of a line: equal for lines that differ in dress only. For comparing, not for display. Pure."""

import hashlib

from bot.dedupe.line import surface
from bot.text.attribution import split


def key(text: str) -> str:
    """A stable key, 32 hex digits, of what a line says and who says it.

    Case, quotes, dashes, stops, labels, outlets and number words make no difference; every other word does.
    It does not depend on the process, the machine or the memory, so that it may be stored.
    """
    words = " ".join(surface(split(text)))
    if not words.replace("|", "").strip():
        words = text
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()
