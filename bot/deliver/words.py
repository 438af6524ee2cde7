"""The few words that delivery itself puts into a message, in the languages of the interface. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """`earlier`: takes `count`; `more` is added where /latest can be asked for."""

    update: str
    correction: str
    withdrawn: str
    late: str
    page: str
    earlier_one: str
    earlier: str
    why: str
    mute: str
    latest: str
    continued: str


_ENGLISH = Words(
    update="update",
    correction="corrected",
    withdrawn="withdrawn",
    late="seen late",
    page="page",
    earlier_one="and 1 earlier line",
    earlier="and {count} earlier lines",
    why="Why this?",
    mute="Mute {region} {hours} h",
    latest="Latest",
    continued="continued",
)
_ARABIC = Words(
    update="تحديث",
    correction="تصحيح",
    withdrawn="سُحب هذا الخبر",
    late="رُصد متأخرًا",
    page="الصفحة",
    earlier_one="وخبر سابق واحد",
    earlier="وأخبار سابقة عددها {count}",
    why="لماذا وصلني؟",
    mute="كتم {region} ({hours} س)",
    latest="الأحدث",
    continued="تتمة",
)
_SPANISH = Words(
    update="actualización",
    correction="corregido",
    withdrawn="retirado",
    late="visto con retraso",
    page="página",
    earlier_one="y 1 línea anterior",
    earlier="y {count} líneas anteriores",
    why="¿Por qué?",
    mute="Silenciar {region} {hours} h",
    latest="Lo último",
    continued="continúa",
)
WORDS: Mapping[str, Words] = {"en": _ENGLISH, "ar": _ARABIC, "es": _SPANISH}


def words(lang: str) -> Words:
    """The words in `lang`, English where it is none of ours."""
    return WORDS.get(lang, _ENGLISH)
