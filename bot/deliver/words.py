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
    lost: str
    why: str
    mute: str
    latest: str


_ENGLISH = Words(
    update="update",
    correction="corrected",
    withdrawn="withdrawn",
    late="seen late",
    page="page",
    earlier_one="and 1 earlier line",
    earlier="and {count} earlier lines",
    lost="Earlier lines could not be sent in time and are no longer kept",
    why="Why this?",
    mute="Mute {region} {hours} h",
    latest="Latest",
)
_ARABIC = Words(
    update="تحديث",
    correction="تصحيح",
    withdrawn="سُحب هذا الخبر",
    late="رُصد متأخرًا",
    page="الصفحة",
    earlier_one="وخبر سابق واحد",
    earlier="وأخبار سابقة عددها {count}",
    lost="تعذّر إرسال أخبار سابقة في حينها ولم تعد محفوظة",
    why="لماذا وصلني؟",
    mute="كتم {region} ({hours} س)",
    latest="الأحدث",
)
_SPANISH = Words(
    update="actualización",
    correction="corregido",
    withdrawn="retirado",
    late="visto con retraso",
    page="página",
    earlier_one="y 1 línea anterior",
    earlier="y {count} líneas anteriores",
    lost="Algunas líneas anteriores no se pudieron enviar a tiempo y ya no se conservan",
    why="¿Por qué?",
    mute="Silenciar {region} {hours} h",
    latest="Lo último",
)
WORDS: Mapping[str, Words] = {"en": _ENGLISH, "ar": _ARABIC, "es": _SPANISH}


def words(lang: str) -> Words:
    """The words in `lang`, English where it is none of ours."""
    return WORDS.get(lang, _ENGLISH)
