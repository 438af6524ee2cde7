"""Text made fit to be shown: one line, no invisible or deceiving characters, every word kept."""

import html
import re

# Longer than any sentence; a "line" beyond this is a page that lost its mark-up. Telegram splits what is long.
ABSURD_LENGTH = 20_000

# C0 and C1 but for the white space, bidi controls and marks, and characters without width. U+200C and U+200D
# stay: Persian and emoji need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# str.split() knows these too, but also what _UNSEEN took; \x1c-\x1f, \x85, U+2028 and U+2029 break lines.
_BLANK = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029\u3164\u2800]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str, *, entities: bool = False) -> str:
    """The text as one line for display: white space single, ends trimmed, unseen characters gone.

    `entities`: decode HTML entities, once; for text that no parser has decoded yet (feeds' HTML titles, JSON).
    What an HTML parser returned is decoded already, and decoding it again would change the source's words.
    Nothing is cut, unless the line is longer than ABSURD_LENGTH characters; then it ends in "…".
    """
    if entities:
        text = html.unescape(text)
    text = _LONE_SURROGATE.sub("\ufffd", text)
    text = _BLANK.sub(" ", _UNSEEN.sub("", text)).strip()
    if len(text) > ABSURD_LENGTH:
        return text[: ABSURD_LENGTH - 1].rstrip() + "…"
    return text
