"""What a label, a headline, a time or an ornament looks like, whatever the mark-up. Pure."""

import re
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Folded, as `folded` leaves them.
LABELS = frozenset(
    (
        *("breaking", "breaking news", "breaking now", "breaking live", "live breaking", "latest breaking"),
        *("latest breaking news", "just in", "urgent", "urgent news", "newsflash", "news flash", "flash news"),
        *("news alert", "عاجل", "خبر عاجل", "اخبار عاجله", "الاخبار العاجله", "عاجل الان", "نبا عاجل"),
        *("ultima hora", "noticias de ultima hora", "urgente", "noticias urgentes", "ultimo momento"),
        *("derniere minute", "flash info", "son dakika", "eilmeldung", "فوری", "מבזק", "מבזקים"),
    )
)
LABEL_MOST = 40

_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0640\u0670]")
_ALEFS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي"})
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"(?:[a-zà-ÿ]{3}|[\u0600-\u06ff]{2})[\"”’']?[.!?؟]\s+(?=[A-ZÁÉÍÓÚÑ\u0600-\u06ff\"“«])")
_ZONE = r"(?:gmt|utc|cet|est|edt|ast|kst|local time)(?:[+-]\d+)?"
_CLOCK = rf"\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?:\s?[ap]\.?m\.?)?(?:\s?{_ZONE})?"
_ZULU = r"\d{4}\s?(?:gmt|utc)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]*\.?"
_YEAR = r"(?:,?\s\d{4})?"
_WEEKDAY = (
    "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    "|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
    "|(?:ال)?(?:احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت))"
)
_DAY = "|".join(
    (
        rf"\d{{1,2}}\s{_MONTH}{_YEAR}",
        rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?{_YEAR}",
        r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}",
        rf"\d{{1,2}} de {_MONTH}(?: de \d{{4}})?",
        "today|yesterday|hoy|ayer|اليوم|امس",
        rf"{_WEEKDAY}[,،]?(?:\s[^:]{{1,24}}\b\d{{4}})?",
    )
)
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d|s)"
_AGO = "|".join(
    (
        "just now|now|ahora|الان",
        rf"(?:about |an? |\d+\s?){_UNIT}\.?(?: ago)?",
        r"hace (?:\d+|un|una|unos) (?:segundos?|minutos?|min|horas?|dias?|h)",
        r"(?:منذ|قبل) .{1,20}",
    )
)
_MOMENT = f"(?:{_CLOCK}|{_ZULU}|{_DAY})"
_TIME = re.compile(rf"[\[(]?\s*(?:{_MOMENT}|{_AGO})(?:[\s,|·•–—-]+{_MOMENT})?\s*[\])]?")
_TIME_PREFIX = re.compile(rf"^[\[(]?(?:{_CLOCK}|{_ZULU})[\])]?\s*[-–—|•·:»>]\s*", re.IGNORECASE)
_BARE_TIME_PREFIX = re.compile(rf"^[\[(]?(?:{_CLOCK}|{_ZULU})[\])]?\s+", re.IGNORECASE)
_ONE_CONTROL = (
    r"(?:read|see|show|view|leer|ver|اقرا|المزيد)(?: (?:more|all|full story|mas|todo|المزيد))?|share|tweet"
    r"|copy(?: link)?|compartir|مشاركه|more|mas|next|prev(?:ious)?|siguiente|anterior|close|play|pause|stop|live"
    r"|new|nuevo|جديد|facebook|x|twitter|whatsapp|telegram|e-?mail|linkedin|instagram|reddit|print|rss"
    r"|\d+\s?/\s?\d+|#?\d{1,3}"
    r"|[\d.,]+\s?[km]?\s?(?:views?|comments?|shares?|likes?|reads?|vistas|comentarios|مشاهده|مشاهدات|تعليقات?)"
)
_CONTROL = re.compile(rf"(?:{_ONE_CONTROL})(?:[\s,|·•]+(?:{_ONE_CONTROL}))*")
_TO_ALL = re.compile(
    r"(?:read|see|show|view|ver|leer)? ?(?:all|more|todas?|mas|كل|جميع|المزيد(?: من)?) ?(?:the |las |los )?"
    r"(?:latest |breaking |ultimas |urgent )?(?:news|headlines|stories|updates|noticias|titulares|الاخبار)"
    r"(?: de ultima hora| urgentes| العاجله)?"
)
_ADVERT = re.compile(
    r"sponsored(?: content| by .{1,30})?|advertisement|adverti[sz]ing|advertorial|ads?|promoted"
    r"|paid (?:content|post)|partner content|publicidad|anuncio|patrocinado(?: por .{1,30})?|contenido patrocinado"
    r"|اعلان(?: ممول)?|ممول|برعايه"
)
_NUMBER = re.compile(r"^[#(]?(\d{1,3})[.):\-–]+\s+")
_ORNAMENT = re.compile(r"[\W_]*")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Case, diacritics, Arabic spelling and everything that is no letter or digit at the ends put aside."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = _MARKS.sub("", plain).translate(_ALEFS)
    return " ".join(re.sub(r"^[\W_]+|[\W_]+$", "", plain).split())


def is_label(text: str, own: Iterable[str] = ()) -> bool:
    """Whether the whole text is a word that stands before breaking lines. `own`: the operator's words, folded."""
    if len(text) > LABEL_MOST:
        return False
    plain = folded(text)
    return plain in LABELS or plain in own


def without_label(text: str, own: Sequence[str] = ()) -> str | None:
    """The rest of a line that begins with a label and a separator ("BREAKING: ..."); None when it does not."""
    head = re.match(r"^[\W_]*(?P<label>[\w\s]{2,40}?)\s*(?P<sep>[\]):|•·»>›/–—-]+|\s)\s*(?=\S)", text)
    while head is not None:
        label, sep = head["label"], head["sep"]
        if is_label(label, own) and (sep.strip() or label == label.upper()):
            return text[head.end() :]
        if len(label) >= LABEL_MOST:
            return None
        head = re.match(
            rf"^[\W_]*(?P<label>[\w\s]{{{len(label) + 1},40}}?)\s*(?P<sep>[\]):|•·»>›/–—-]+|\s)\s*(?=\S)", text
        )
    return None


def is_time(text: str) -> bool:
    """Whether the whole text tells a time, a day or an age ("12:45", "1952 GMT", "5 min ago", "منذ 5 دقائق")."""
    return len(text) <= 40 and _TIME.fullmatch(folded(text) or "-") is not None


def is_control(text: str) -> bool:
    """Whether the whole text belongs to the page's machinery: "Read more", "Share", "3/10", "All news"."""
    if len(text) > 40:
        return False
    plain = folded(text)
    return _CONTROL.fullmatch(plain) is not None or _TO_ALL.fullmatch(plain) is not None


def is_advert(text: str) -> bool:
    """Whether the whole text marks what it stands by as paid for."""
    return len(text) <= 40 and _ADVERT.fullmatch(folded(text)) is not None


def is_ornament(text: str) -> bool:
    """Whether the text holds no letter and no digit."""
    return _ORNAMENT.fullmatch(text) is not None


def count_of_words(text: str) -> int:
    return len(_WORD.findall(text[:2000]))


def is_headline(text: str) -> bool:
    """Whether a single text may be a headline by itself: four words and twenty characters, or more."""
    return len(text) >= 20 and count_of_words(text) >= 4


def are_told_in_words(lines: Sequence[str]) -> bool:
    """Whether most lines have four words of letters, and more of them than figures; those of prices have not."""
    told = [(len(_LETTERS.findall(line[:2000])), count_of_words(line)) for line in lines]
    return statistics.median(min(letters, 4 if letters * 2 > count else 0) for letters, count in told) >= 4


def are_headlines(lines: Sequence[str]) -> bool:
    """Whether the lines of a group look like headlines rather than a menu (short) or an article (sentences)."""
    if not lines:
        return False
    if statistics.median(map(len, lines)) < 20 or statistics.median(map(count_of_words, lines)) < 3.5:
        return False
    breaks = [len(_SENTENCE_END.findall(line[:1000])) for line in lines]
    told = sum(each >= 2 for each in breaks) * 3 <= len(lines) and sum(map(bool, breaks)) * 2 <= len(lines)
    return (told or len(lines) == 1) and statistics.median(map(len, lines)) <= 400


def without_times(lines: Sequence[str]) -> list[str]:
    """Times before a separator taken off; times without one only where every line (three or more) has one."""
    bare = len(lines) >= 3 and all(_BARE_TIME_PREFIX.match(line) for line in lines)
    return [_without_time(line, bare=bare) for line in lines]


def _without_time(line: str, *, bare: bool) -> str:
    rest = _TIME_PREFIX.sub("", line, count=1)
    return _BARE_TIME_PREFIX.sub("", line, count=1) if bare and rest == line else rest


def without_numbers(lines: Sequence[str]) -> list[str]:
    """Numbers at the beginning taken off where they count the lines: 1, 2, 3 ..."""
    numbers = [_NUMBER.match(line) for line in lines]
    counted = [int(each[1]) for each in numbers if each is not None]
    if len(lines) < 3 or counted != list(range(1, len(lines) + 1)):
        return list(lines)
    return [_NUMBER.sub("", line, count=1) for line in lines]
