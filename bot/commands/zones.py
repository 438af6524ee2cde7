"""Which time zone a person means: "Europe/Madrid", "madrid", "بيروت", "UTC+3"."""

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.commands.fold import folded

# Cities as our readers write them, where the zone's own name is in English or is another city's.
_CITIES = {
    "Asia/Beirut": ("بيروت", "لبنان", "lebanon", "libano"),
    "Asia/Damascus": ("دمشق", "سوريا", "damasco", "syria", "siria"),
    "Asia/Gaza": ("غزة", "palestine", "palestina", "فلسطين"),
    "Asia/Jerusalem": ("القدس", "jerusalen", "tel aviv"),
    "Asia/Amman": ("عمان", "jordan", "الأردن"),
    "Asia/Baghdad": ("بغداد", "bagdad", "iraq", "العراق"),
    "Asia/Tehran": ("طهران", "teheran", "iran", "إيران"),
    "Asia/Aden": ("صنعاء", "عدن", "sanaa", "yemen", "اليمن"),
    "Asia/Riyadh": ("الرياض", "riad", "jeddah", "mecca", "السعودية"),
    "Asia/Kuwait": ("الكويت",),
    "Asia/Qatar": ("الدوحة", "doha", "قطر"),
    "Asia/Dubai": ("دبي", "أبوظبي", "abu dhabi", "الإمارات"),
    "Asia/Bahrain": ("البحرين", "manama"),
    "Asia/Muscat": ("مسقط", "oman"),
    "Africa/Cairo": ("القاهرة", "el cairo", "egypt", "egipto", "مصر"),
    "Africa/Khartoum": ("الخرطوم", "jartum", "sudan", "السودان"),
    "Africa/Tripoli": ("طرابلس", "libya", "ليبيا"),
    "Africa/Tunis": ("تونس", "tunez"),
    "Africa/Algiers": ("الجزائر", "argel", "algeria"),
    "Africa/Casablanca": ("الدار البيضاء", "الرباط", "rabat", "morocco", "marruecos"),
    "Europe/Istanbul": ("اسطنبول", "estambul", "ankara", "turkey", "تركيا"),
    "Europe/London": ("لندن", "londres", "uk"),
    "Europe/Paris": ("باريس", "france", "francia"),
    "Europe/Madrid": ("مدريد", "spain", "españa", "barcelona"),
    "Europe/Berlin": ("برلين", "germany", "alemania"),
    "America/New_York": ("نيويورك", "nueva york", "washington", "est"),
    "America/Mexico_City": ("mexico", "ciudad de mexico", "cdmx"),
    "America/Caracas": ("venezuela",),
    "America/Argentina/Buenos_Aires": ("argentina",),
    "America/Havana": ("la habana", "cuba"),
    "America/Los_Angeles": ("california", "san francisco"),
}
_OFFSET = re.compile(r"^(?:utc|gmt)\s*([+-])\s*(\d{1,2})$")


class Zones:
    """All time zones by the names people give them. `known`: IANA names."""

    def __init__(self, known: Iterable[str]) -> None:
        zones = sorted(zone for zone in known if "/" in zone or zone == "UTC")
        self._index: dict[str, str] = {}
        for zone in zones:
            for name in (zone.replace("/", " "), zone.rpartition("/")[2]):
                self._index.setdefault(folded(name), zone)
        for zone, names in _CITIES.items():
            if zone in zones:
                self._index.update((folded(name), zone) for name in names)
        self._index["gmt"] = "UTC"
        self._known = frozenset(zones)

    def find(self, text: str) -> str | None:
        """The IANA name meant by `text`; a slip of one letter in a long name is forgiven; None when unknown."""
        offset = _OFFSET.match(text.strip().casefold())
        if offset is not None:
            # POSIX signs: Etc/GMT-3 lies east of Greenwich.
            sign = "-" if offset[1] == "+" else "+"
            zone = f"Etc/GMT{sign}{int(offset[2])}" if int(offset[2]) else "UTC"
            return zone if zone in self._known else None
        name = folded(text[:60])
        exact = self._index.get(name)
        if exact is not None or len(name) < 6:
            return exact
        near = process.extractOne(name, tuple(self._index), scorer=OSA.distance, score_cutoff=1)
        return None if near is None else self._index[near[0]]
