"""Text made comparable, so that any spelling a person types finds its name; and made safe to be said back."""

import re
import unicodedata

# Tatweel joins letters and means nothing; final ya and ta marbuta are typed either way.
_ARABIC = str.maketrans({"\u0640": None, "\u0649": "\u064a", "\u0629": "\u0647"})
_ARTICLE = re.compile(r"^(?:the|al|el|la|las|los)\s+|^\u0627\u0644(?=\w{3})")
_HIDDEN = frozenset(("Cc", "Cf", "Co", "Cs", "Cn"))
_KEPT = frozenset("\u200c\u200d\n\t")  # joiners shape Persian and emoji


def cleaned(text: str) -> str:
    """`text` without controls, direction overrides and unassigned characters; line breaks stay."""
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _HIDDEN)


def clipped(text: str, most: int = 40) -> str:
    """One line of at most `most` characters, for saying back what somebody typed."""
    line = " ".join(cleaned(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def folded(text: str) -> str:
    """Lower case letters and digits with single blanks: no accents, no article in front; "" when none is left."""
    bare = unicodedata.normalize("NFKD", text).casefold().translate(_ARABIC)
    bare = "".join(c for c in bare if not unicodedata.combining(c) and c not in "'\u2019\u02bc`\u2018.")
    words = " ".join(re.findall(r"\w+", bare.replace("_", " ")))
    return _ARTICLE.sub("", words)
