"""From bytes to text: by byte order mark, header, declaration inside, or detection, each tried strictly. Pure."""

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.IGNORECASE,
)
_PARAM = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Labels as browsers read them (WHATWG Encoding): Latin-1 and ASCII mean windows-1252.
_MEANT = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "l1"), "windows-1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "windows-1254"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift-jis", "x-sjis", "sjis"), "cp932"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr"), "cp949"),
    **dict.fromkeys(("unicode", "utf-16", "utf16", "ucs-2"), "utf-16-le"),
    **dict.fromkeys(("utf8", "unicode-1-1-utf-8", "x-utf-8"), "utf-8"),
}
_KNOWN = re.compile(
    r"utf-8|utf-16-[lb]e|windows-(?:125\d|874)|iso-?8859-\d{1,2}|koi8-[ru]|cp(?:125\d|932|949|866|437)|gb18030|big5"
    r"|euc-jp|iso-2022-jp|macintosh|x-mac-cyrillic|mac-roman|tis-620"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 64 * 1024


def decoded(body: bytes, content_type: str = "") -> tuple[str, bool]:
    """The text, and whether all of it was decoded without doubt (else it holds U+FFFD for what was not).

    The order: byte order mark, Content-Type, <meta> or XML declaration, UTF-8, detection. A charset that does not
    decode the whole body is passed over: headers lie. A body that is UTF-8 but for a few bytes is UTF-8, damaged:
    taken for anything else, all of its lines would read as new ones.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _kept(body[len(mark) :], name)
    declared = ""
    for name in _candidates(body, content_type):
        declared = declared or name
        try:
            return body.decode(name, "strict"), True
        except (UnicodeDecodeError, LookupError):
            continue
    return _kept(body, "utf-8" if _is_damaged_utf8(body) else declared or "utf-8")


def _is_damaged_utf8(body: bytes) -> bool:
    """Whether most of what is not ASCII is valid UTF-8; in other charsets hardly anything is."""
    text = body.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return damaged > 0 and damaged * 2 <= sum(1 for _ in _BEYOND_ASCII.finditer(text))


def _candidates(body: bytes, content_type: str) -> Iterator[str]:
    declared = _PARAM.search(content_type)
    if declared and (name := _meant(declared[1])) and not (name.startswith("utf-16") and b"</" in body):
        # In UTF-16 no two characters of mark-up stand in bytes side by side.
        yield name
    inside = _META.search(body[:4096])
    if inside and (name := _meant((inside[1] or inside[2]).decode("ascii", "replace"))):
        # A page that can tell us so in ASCII is not UTF-16, whatever it says.
        yield "utf-8" if name.startswith("utf-16") else name
    yield "utf-8"
    if _is_damaged_utf8(body):
        return
    guess = from_bytes(body[:_SAMPLE]).best()
    if guess is not None and (name := _meant(guess.encoding.replace("_", "-"))):
        yield name


def _meant(label: str) -> str:
    name = label.strip().lower()
    name = _MEANT.get(name, name)
    return name if _KNOWN.fullmatch(name) else ""


def _kept(body: bytes, name: str) -> tuple[str, bool]:
    text = body.decode(name, "replace")
    return text, "\ufffd" not in text
