"""A GeoNames country dump (LB.txt) as places: what `tocsin gazetteer import` reads.

Columns as GeoNames documents them (its readme.txt): 19, tab-separated, without a header.
"""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.classify.overlay import OverlayPlace
from bot.text.tables import TableError

_COLUMNS = 19
_KINDS_BY_CODE = {
    "AIRP": "airport",
    "AIRB": "base",
    "INSM": "base",
    "HSP": "hospital",
    "MSQE": "mosque",
    "CH": "church",
}
_KINDS_BY_CODE |= {"PRN": "prison", "UNIV": "university", "DAM": "dam", "ADM1": "province", "ADM2": "district"}
_KINDS_BY_CODE |= {
    "ADM3": "district",
    "PPLX": "neighbourhood",
    "STLMT": "settlement",
    "MT": "mountain",
    "HLL": "mountain",
}
_KINDS_BY_CODE |= {
    "MTS": "mountain",
    "ISL": "island",
    "STM": "river",
    "RDJCT": "road",
    "CMP": "camp",
    "CMPRF": "camp",
}


def read_dump(path: Path, regions_by_iso: Mapping[str, str]) -> Iterator[OverlayPlace]:
    """The named places of a dump, in its order. `regions_by_iso`: "LB" -> "lebanon".

    Places of other kinds than those that make news (streams, springs, hills without people ...) are left out.
    Raises TableError naming file, line, what stands there and what should.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip() and (
                    place := _place(line.rstrip("\r\n"), f"{path.name}:{number}", regions_by_iso)
                ):
                    yield place
    except (OSError, UnicodeError) as error:
        raise TableError(f"{path.name}: cannot be read as UTF-8 text ({error})") from error


def _place(line: str, where: str, regions_by_iso: Mapping[str, str]) -> OverlayPlace | None:
    cells = line.split("\t")
    if len(cells) != _COLUMNS:
        raise TableError(
            f"{where}: {len(cells)} columns; a GeoNames dump has {_COLUMNS}, tab-separated (unzip it first?)"
        )
    name, alternates, kind_class, code, iso, admin1 = cells[1], cells[3], cells[6], cells[7], cells[8], cells[10]
    if not name:
        raise TableError(f"{where}: the name (column 2) is empty")
    if iso not in regions_by_iso:
        raise TableError(
            f"{where}: the country code (column 9) is {iso!r}; it must be one that `tocsin regions` lists"
        )
    if kind_class not in ("P", "A") and code not in _KINDS_BY_CODE:
        return None
    if not cells[14].isdecimal():
        raise TableError(f"{where}: the population (column 15) is {cells[14]!r}; it must be a whole number")
    kind = _KINDS_BY_CODE.get(code, "village" if kind_class == "P" else "district")
    region = part_of_palestine(iso, admin1) or regions_by_iso[iso]
    # A hamlet weighs 0.8, a city of a million 1.3: below and above what an overlay row of the usual weight has.
    weight = 0.8 + math.log10(int(cells[14]) + 1) / 12
    variants = tuple(other for other in alternates.split(",") if other and other != name)
    return OverlayPlace(name, region, "", kind, variants, (), round(weight, 2))


def part_of_palestine(iso: str, admin1: str) -> str:
    """ "gaza" or "west-bank" for a GeoNames first-level code of Palestine; "" elsewhere."""
    return {"GZ": "gaza", "WE": "west-bank"}.get(admin1, "") if iso == "PS" else ""
