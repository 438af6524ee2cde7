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


def alerts(start_at: datetime) -> tuple[Alert, ...]:
    """Eight lines, a quarter of an hour apart, oldest first."""
    told = (
        ("lebanon", "s1", "Litani", "A bridge over the Litani is closed to traffic"),
        ("gaza", "s2", "Khan Younis", "Two bakeries in Khan Younis open again"),
        ("lebanon", "s1", "Litani", "Update: the bridge over the Litani is open again"),
        ("syria", "s4", "Homs", "A power cut darkens half of Homs"),
        ("yemen", "s5", "Hodeidah", "The port of Hodeidah unloads its first grain ship of the month"),
        ("venezuela", "s6", "Caracas", "Caracas announces a new airport line"),
        ("lebanon", "s7", "Tyre", "A hospital in Tyre receives new generators"),
        ("united-states", "s8", "", "Snow closes three airports in the north-east"),
    )
    return tuple(
        Alert(
            seq=10 + number,
            ref=f"r{number}",
            story=story,
            kind=AlertKind.UPDATE if text.startswith("Update") else AlertKind.NEW,
            source="almayadeen-en",
            text=text,
            seen_at=start_at + timedelta(minutes=15 * number),
            about=(region,),
            clues=(
                Clue(words, region, "where it happens" if words else "taken from its neighbour"),
                *((Clue("Caracas", "americas", "a role of tomorrow"),) if words == "Caracas" else ()),
            ),
            told_before=told[0][3] if text.startswith("Update") else "",
        )
        for number, (region, story, words, text) in enumerate(told)
    )
