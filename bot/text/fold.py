"""Spelling differences that mean nothing, folded away: for comparing, never for display. Pure."""

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʼʻʿʾ′＇", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        "…": "...",
        "؟": "?",
        "،": ",",
        "؛": ";",
        "٫": ".",
        "٬": ",",
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    }
)
_ARABIC = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ـ": None,
    }
)
# Words come again and again, lines do not.
_SHORT = 20
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\u061c]")
_SPACE = re.compile(r"\s+")


_BARE = {
    **_ARABIC,
    **str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñç", "aaaaaeeeeiiiiooooouuuunc"),
    **dict.fromkeys(range(0x064B, 0x0653)),
}


def translated(text: str) -> str:
    """`folded` for long lists of lower-case Latin or Arabic words, letter by letter: many times faster."""
    return text.translate(_BARE)


def plain(text: str) -> str:
    """Case kept; quotes, dashes, dots, digits, width and white space made alike; what is invisible dropped."""
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).translate(_QUOTES))).strip()


def folded(text: str) -> str:
    """`plain`, casefolded, without accents and Arabic vowel signs, Arabic letters in their common form."""
    return _folded_word(text) if len(text) <= _SHORT else _fold(text)


@lru_cache(maxsize=65536)
def _folded_word(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.casefold().split())
    spread = unicodedata.normalize("NFD", plain(text).casefold().translate(_ARABIC))
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).translate(_ARABIC)
