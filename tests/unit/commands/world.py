"""A small world to talk about, and a log of invented lines."""

from datetime import datetime, timedelta
from zoneinfo import available_timezones

from bot.commands.names import RegionNames
from bot.commands.scene import House
from bot.commands.settings import CommandSettings
from bot.commands.texts import load_texts
from bot.commands.zones import Zones
from bot.model.news import Alert, AlertKind, Clue
from bot.model.region import Region, RegionGraph

BOT = "tocsin_bot"


def _region(slug: str, parents: tuple[str, ...], en: str, ar: str = "", es: str = "") -> Region:
    names = {lang: tuple(names.split("|")) for lang, names in (("en", en), ("ar", ar), ("es", es)) if names}
    return Region(slug, names["en"][0], parents, None, names)


GRAPH = RegionGraph(
    (
        _region("world", (), "World", "العالم", "Mundo"),
        _region("middle-east", (), "Middle East", "الشرق الأوسط", "Oriente Medio"),
        _region("lebanon", ("middle-east",), "Lebanon", "لبنان", "Líbano"),
        _region("palestine", ("middle-east",), "Palestine", "فلسطين", "Palestina"),
        _region("gaza", ("palestine",), "Gaza|Gaza Strip", "غزة|قطاع غزة", "Gaza|Franja de Gaza"),
        _region("west-bank", ("palestine",), "West Bank", "الضفة الغربية|الضفة", "Cisjordania"),
        _region("syria", ("middle-east",), "Syria", "سوريا", "Siria"),
        _region("yemen", ("middle-east",), "Yemen", "اليمن", "Yemen"),
        _region("iran", ("middle-east",), "Iran", "إيران", "Irán"),
        _region("iraq", ("middle-east",), "Iraq", "العراق", "Irak"),
        _region("israel", ("middle-east",), "Israel", "إسرائيل", "Israel"),
        _region("africa", (), "Africa", "أفريقيا", "África"),
        _region("niger", ("africa",), "Niger", "النيجر", "Níger"),
        _region("nigeria", ("africa",), "Nigeria", "نيجيريا", "Nigeria"),
        _region("dr-congo", ("africa",), "DR Congo|Congo", "الكونغو الديمقراطية", "RD Congo"),
        _region("congo", ("africa",), "Congo Republic|Congo", "الكونغو", "República del Congo|Congo"),
        _region("americas", (), "Americas", "الأمريكتان", "América"),
        _region(
            "united-states",
            ("americas",),
            "United States|USA|America",
            "الولايات المتحدة|أمريكا",
            "Estados Unidos|EE. UU.",
        ),
        _region("venezuela", ("americas",), "Venezuela", "فنزويلا", "Venezuela"),
        _region("trinidad-and-tobago", ("americas",), "Trinidad and Tobago", "", "Trinidad y Tobago"),
    )
)

SETTINGS = CommandSettings(
    operators=frozenset((7, -700)), sources=("almayadeen-en", "aljazeera"), contact="@tocsin_news"
)

_TEXTS = load_texts()
_NAMES = RegionNames(GRAPH)
_ZONES = Zones(available_timezones())


def house(settings: CommandSettings = SETTINGS) -> House:
    return House(settings, GRAPH, _NAMES, _ZONES, _TEXTS, BOT)


REGIONS_TOLD = ("lebanon", "gaza", "lebanon", "syria", "yemen", "venezuela", "lebanon", "united-states")
STORIES = ("s1", "s2", "s1", "s4", "s5", "s6", "s7", "s8")
UPDATED = 2
"""Of the lines below, by place: that one updates the first."""
# (the name of a place, "" for none, and the line), the same events in each language
LINES = {
    "en": (
        ("Litani", "A bridge over the Litani is closed to traffic"),
        ("Khan Younis", "Two bakeries in Khan Younis open again"),
        ("Litani", "Update: the bridge over the Litani is open again"),
        ("Homs", "A power cut darkens half of Homs"),
        ("Hodeidah", "The port of Hodeidah unloads its first grain ship of the month"),
        ("Caracas", "Caracas announces a new airport line"),
        ("Tyre", "A hospital in Tyre receives new generators"),
        ("", "Snow closes three airports in the north-east"),
    ),
    "ar": (
        ("الليطاني", "إغلاق جسر على نهر الليطاني أمام السيارات"),
        ("خان يونس", "مخبزان في خان يونس يعاودان العمل"),
        ("الليطاني", "تحديث: إعادة فتح الجسر على نهر الليطاني"),
        ("حمص", "انقطاع الكهرباء عن نصف مدينة حمص"),
        ("الحديدة", "ميناء الحديدة يفرغ أول سفينة حبوب هذا الشهر"),
        ("كاراكاس", "كاراكاس تعلن عن خط جديد إلى المطار"),
        ("صور", "مستشفى في صور يتسلم مولدات جديدة"),
        ("", "الثلوج تغلق ثلاثة مطارات في الشمال الشرقي"),
    ),
    "es": (
        ("Litani", "Cierran al tráfico un puente sobre el Litani"),
        ("Jan Yunis", "Dos panaderías de Jan Yunis vuelven a abrir"),
        ("Litani", "Actualización: reabren el puente sobre el Litani"),
        ("Homs", "Un apagón deja a oscuras media ciudad de Homs"),
        ("Hodeida", "El puerto de Hodeida descarga el primer barco de grano del mes"),
        ("Caracas", "Caracas anuncia una nueva línea al aeropuerto"),
        ("Tiro", "Un hospital de Tiro recibe nuevos generadores"),
        ("", "La nieve cierra tres aeropuertos del noreste"),
    ),
}


def alerts(start_at: datetime, lang: str = "en") -> tuple[Alert, ...]:
    """Eight lines, a quarter of an hour apart, oldest first, as a ticker in that language tells them."""
    lines = LINES[lang]
    return tuple(
        Alert(
            seq=10 + number,
            ref=f"r{number}",
            story=story,
            kind=AlertKind.UPDATE if number == UPDATED else AlertKind.NEW,
            source=f"almayadeen-{lang}",
            text=text,
            seen_at=start_at + timedelta(minutes=15 * number),
            about=(region,),
            lang=lang,
            clues=(
                Clue(words, region, "where it happens" if words else "taken from its neighbour"),
                *((Clue(words, "americas", "a role of tomorrow"),) if region == "venezuela" else ()),
            ),
            told_before=lines[0][1] if number == UPDATED else "",
        )
        for number, (region, story, (words, text)) in enumerate(zip(REGIONS_TOLD, STORIES, lines, strict=True))
    )
