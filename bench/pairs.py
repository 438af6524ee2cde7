"""The labelled pairs, and pairs made from lines of our own: what telling apart is measured on."""

import hashlib
import itertools
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lines, the older first, `hours` apart (None: a minute), and what the newer is to the older."""

    old: str
    new: str
    label: str
    hours: float | None
    name: str

    @property
    def is_held_out(self) -> bool:
        """Half of the older lines, by their hash: never looked at while tuning."""
        return hashlib.sha256(min(self.old, self.new).encode()).digest()[0] % 2 == 1


def labelled_folder() -> Path:
    """Where the labelled files lie: TOCSIN_EVAL_DIR, else beside the repository."""
    return Path(os.environ.get("TOCSIN_EVAL_DIR") or _HERE.parent / "shared" / "data")


def labelled() -> list[Pair]:
    """The pairs of near_misses.jsonl; none where the file is absent."""
    path = labelled_folder() / "near_misses.jsonl"
    if not path.exists():
        return []
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [Pair(row["old"], row["new"], row["label"], row["hours"], row["set"]) for row in rows]


def ticker_pages() -> dict[str, list[str]]:
    """Page -> its lines, oldest first, of ticker_lines.jsonl; none where the file is absent."""
    path = labelled_folder() / "ticker_lines.jsonl"
    if not path.exists():
        return {}
    rows = sorted(map(json.loads, path.read_text("utf-8").splitlines()), key=lambda row: -row["pos"])
    pages: dict[str, list[str]] = {}
    for row in rows:
        pages.setdefault(row["page"], []).append(row["line"])
    return pages


# Spellings of one place, as tickers romanise them. Our own list, for measuring only.
SPELLINGS = tuple(
    tuple(names.split("/"))
    for names in (
        "Bint Jbeil/Bint Jbail/Bint Jubayl/Bint Jubail",
        "Khan Younis/Khan Yunis/Khan Yunus/Khan Younes",
        "Hodeidah/Hudaydah/Al-Hudaydah/Hodeida",
        "Nabatieh/Nabatiyeh/Nabatiyah/Nabatiye",
        "Marjayoun/Marjeyoun/Marjayun/Marj Ayoun",
        "Aitaroun/Aytaroun/Aitarun",
        "Baalbek/Baalbeck/Baalbak",
        "Naqoura/Naqura/Nakoura",
        "Kfar Kila/Kfarkila/Kafr Kila",
        "Mays al-Jabal/Mais al-Jabal/Meiss el-Jabal/Mays al Jabal",
        "Deir ez-Zor/Deir al-Zour/Deir Ezzor/Dayr az-Zawr",
        "Qamishli/Kamishli/Qamishly",
        "Suwayda/Sweida/Suweida/As-Suwayda",
        "Latakia/Lattakia/Latakiya",
        "Jabalia/Jabaliya/Jabalya",
        "Nuseirat/Nusayrat/Nuseyrat",
        "Beit Hanoun/Bayt Hanun/Beit Hanun",
        "Beit Lahia/Beit Lahiya/Bayt Lahia",
        "Tulkarm/Tulkarem/Toulkarem",
        "Jenin/Jenine/Janin",
        "Saada/Sa'ada/Saadah/Sa'dah",
        "Sanaa/Sana'a/San'a/Sana",
        "Marib/Ma'rib/Mareb",
        "Taiz/Ta'izz/Taizz/Taez",
        "Rafah/Rafeh",
        "Hasakah/Hasaka/Al-Hasakah/Hassakeh",
        "Mosul/Mossul/Mousul",
        "Kirkuk/Kirkouk/Karkuk",
        "Fallujah/Falluja/Fallouja",
        "Benghazi/Bengazi/Banghazi",
        "Odaisseh/Odaisse/Adaisseh/Al-Odaisseh",
        "Yaroun/Yarun/Yaroune",
    )
)
# Places of one country, pairwise different: the swapped twins.
PLACES = (
    "Aitaroun",
    "Blida",
    "Houla",
    "Markaba",
    "Odaisseh",
    "Kfar Kila",
    "Khiam",
    "Marjayoun",
    "Naqoura",
    "Tayr Harfa",
    "Yaroun",
    "Maroun al-Ras",
    "Bint Jbeil",
    "Rmeish",
    "Shebaa",
    "Kfarshouba",
    "Nabatieh",
    "Doueir",
    "Harouf",
    "Ansar",
    "Zrarieh",
    "Sarafand",
    "Jezzine",
    "Rihan",
    "Mlita",
    "Jbaa",
    "Tyre",
    "Sidon",
    "Baalbek",
    "Hermel",
)
_FRAMES = (
    "Israeli drone targets a vehicle in the town of {}",
    "Al Mayadeen's correspondent: Israeli warplanes launch two raids on the outskirts of {}",
    "Lebanese Health Ministry: Three martyred in an Israeli strike on {}",
    "Israeli artillery shells the vicinity of {} with phosphorus",
    "Explosion heard in {}, ambulances head to the scene",
    "Two civilians wounded as an Israeli drone strikes a motorcycle in {}, South Lebanon",
)
# Same words but one: each pair must never be told as a repeat.
CONTRASTS = (
    ("Parliament to vote on the budget on Sunday", "Parliament votes on the budget"),
    ("Lebanese cabinet set to approve army plan", "Lebanese cabinet approves army plan"),
    ("Two aid workers feared kidnapped near Kassala", "Two aid workers freed near Kassala"),
    ("Three miners missing after collapse in Zonguldak", "Three miners found dead after collapse in Zonguldak"),
    ("Tsunami warning issued for Kamchatka coast", "Tsunami warning lifted for Kamchatka coast"),
    ("Oil exports from Basra affected by strike", "Oil exports from Basra unaffected by strike"),
    ("Sirens sound in northern Israel", "Sirens sound in southern Israel"),
    ("Strong earthquake hits western Turkey", "Strong earthquake hits eastern Turkey"),
    ("Iran says it will attend the talks in Oman", "Iran says it will not attend the talks in Oman"),
    ("Hamas confirms receipt of the mediators' proposal", "Hamas denies receipt of the mediators' proposal"),
    ("First part of the interview with Sayyed al-Houthi", "Second part of the interview with Sayyed al-Houthi"),
    ("Putin: Russia is ready for talks on Ukraine", "Zelensky: Russia is ready for talks on Ukraine"),
    ("India shells Pakistani positions in Kashmir", "Pakistan shells Indian positions in Kashmir"),
    (
        "Sheikh Qassem: The resistance will respond to the aggression",
        "Sheikh Qassem: The state must respond to the aggression",
    ),
    ("Ceasefire talks resume in Doha", "Ceasefire talks end in Doha"),
    ("Airport in Port Sudan closed after drone attack", "Airport in Port Sudan reopened after drone attack"),
    ("5 killed, 3 wounded in clash near Deir ez-Zor", "3 killed, 5 wounded in clash near Deir ez-Zor"),
    ("Court convicts opposition leader in Tunis", "Court acquits opposition leader in Tunis"),
    ("Magnitude 5.2 quake strikes off Crete", "Magnitude 5.8 quake strikes off Crete"),
    ("UN peacekeepers to withdraw from Naqoura base", "UN peacekeepers withdraw from Naqoura base"),
    ("Egypt accepts proposal for Gaza truce", "Egypt rejects proposal for Gaza truce"),
    ("صفارات الإنذار تدوي في شمال إسرائيل", "صفارات الإنذار تدوي في جنوب إسرائيل"),
    ("غارة إسرائيلية على بلدة حولا", "غارة إسرائيلية على بلدة بليدا"),
    ("وزارة الصحة: 3 شهداء في غارة على النبطية", "وزارة الصحة: 5 شهداء في غارة على النبطية"),
    ("إيران: سنشارك في المحادثات في عمان", "إيران: لن نشارك في المحادثات في عمان"),
    ("Venezuela cierra la frontera con Colombia", "Venezuela reabre la frontera con Colombia"),
    ("Maduro acepta el diálogo con la oposición", "Maduro no acepta el diálogo con la oposición"),
    ("Sismo de magnitud 5,2 sacude el norte de Chile", "Sismo de magnitud 5,2 sacude el sur de Chile"),
)
# One line told twice in other dress: each pair must be told as a repeat.
RETYPED = (
    ("Al Mayadeen correspondent: Israeli raid on Khiam", "Al-Mayadeen’s correspondent: Israeli raid on Khiam."),
    ("Al Mayadeen's correspondent in South Lebanon: Israeli raid on Khiam", "Israeli raid on Khiam"),
    (
        "Reuters, citing White House: Hungary is exempt from sanctions on Russian oil",
        "White House: Hungary is exempt from sanctions on Russian oil",
    ),
    ("Powerful explosions heard in Kharkiv", "Powerful explosions heard in Kharkiv: AP"),
    ("Powerful explosions heard in Kharkiv", "BREAKING: Powerful explosions heard in Kharkiv - Reuters"),
    ("Seven killed in Kabul blast", "UPDATE 1-7 killed in Kabul blast"),
    ("Sirens sounded in the Upper Galilee", "12:11 Sirens sounded in the Upper Galilee"),
    ("7.4-magnitude quake hits Mindanao", "A magnitude 7.4 earthquake hits Mindanao"),
    ("'Israel' violates the ceasefire in Khan Younis", '"Israel" violates the ceasefire in Khan Younis'),
    ("White House: Talks with Iran – constructive", "White House: Talks with Iran - constructive."),
    (
        "Lebanese President Joseph Aoun receives US envoy Barrack in Baabda Palace",
        "Lebanese President Joseph Aoun receives US envoy Barrack in Baabda...",
    ),
    (
        "United States: US State Department: Rubio to visit Doha on Monday",
        "US State Department: Rubio to visit Doha on Monday",
    ),
    ("مراسل الميادين في جنوب لبنان: غارة إسرائيلية على بلدة حولا", "عاجل | غارة اسرائيلية على بلدة حولا"),
    ("زلزال بقوة ٦ درجات يضرب غرب تركيا", "زلزال بقوة 6 درجات يضرب غرب تركيا."),
    ("Última hora: Maduro anuncia elecciones en diciembre", "Maduro anuncia elecciones en diciembre"),
    ("Corresponsal de Al Mayadeen en Caracas: tres detenidos en la frontera", "Tres detenidos en la frontera"),
)


def made() -> Iterator[Pair]:
    """Pairs of our own making: swapped places, romanised places, contrasts, other dress, other languages."""
    for at, (one, other) in enumerate(itertools.combinations(PLACES, 2)):
        frame = _FRAMES[at % len(_FRAMES)]
        yield Pair(frame.format(one), frame.format(other), "new", None, "own_place_swap")
    for at, (one, other) in enumerate(pair for names in SPELLINGS for pair in itertools.permutations(names, 2)):
        frame = _FRAMES[at % len(_FRAMES)]
        yield Pair(frame.format(one), frame.format(other), "duplicate", None, "own_romanised")
    for old, new in CONTRASTS:
        yield Pair(old, new, "distinct", None, "own_contrast")
    for old, new in RETYPED:
        yield Pair(old, new, "duplicate", None, "own_retyped")
    for lang in ("en", "ar", "es"):
        yield from told_in(lang)


def blind() -> Iterator[Pair]:
    """The pairs of lines/blind_pairs.tsv, put aside unseen: set "blind" or "blind_twins", label, older, newer."""
    for row in (_HERE / "bench" / "lines" / "blind_pairs.tsv").read_text("utf-8").splitlines():
        if not row.startswith("#"):
            name, label, old, new = row.split("\t")
            yield Pair(old, new, label, None, name)


def told_in(lang: str) -> Iterator[Pair]:
    """Our own pairs in "en", "ar" or "es", of lines/telling_<lang>.tsv: label, older line, newer line."""
    rows = (_HERE / "bench" / "lines" / f"telling_{lang}.tsv").read_text("utf-8").splitlines()
    for label, old, new in (row.split("\t") for row in rows):
        yield Pair(old, new, label, None, f"own_{lang}")
