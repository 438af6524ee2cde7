"""The compiled index's format: written once when the package is built, mapped into memory by every process.

All integers are little-endian. A key's hash is 48 bits: the upper 16 choose a bucket with the lower 32, sorted.
A reading is 24 bits of place number and 7 bits of flags; the top bit of a key's value says that it points into
`lists`, where a count and so many readings stand. `longest` tells of a first word how many words the longest key
has that may begin with it, so that most words of a line need no look-up: a byte per slot of its CRC-32.
"""

import json
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal
from zlib import crc32

MAGIC = b"TOCSINGZ"
FORMAT = 2
BUCKETS = 1 << 16
SLOTS = 1 << 19  # 200,000 first words: of three unknown words one meets a known one's slot, and is looked up
PLACE_BITS = 0xFFFFFF
FLAG_SHIFT = 24
MANY = 0x80000000
ALTERNATE, BARE, COMMON, VERY_COMMON, DIVISION = 1, 2, 4, 8, 16
COLUMNS: tuple[tuple[str, Literal["I", "H", "B"]], ...] = (
    ("ids", "I"),
    ("regions", "H"),
    ("areas", "H"),
    ("kinds", "B"),
    ("populations", "B"),
    ("weights", "B"),
    ("own", "B"),
)
POPULATION_STEP = 20  # a population is kept as round(20 * log10): a step is 12 per cent
WEIGHT_STEP = 50


class IndexFileError(ValueError):
    """The compiled index is absent, of another format, or damaged; says what to do about it."""


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place as it is compiled. `population` is log10; `own`: of our overlay; `name` only where known."""

    id: int
    region: str
    area: str
    kind: str
    population: float
    weight: float
    own: bool
    name: str = ""


def key_hash(key: str) -> int:
    """48 bits of BLAKE2b over the key; the chance that an unknown word meets one of 600,000 keys is 2e-9."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")


def first_slot(word: str) -> int:
    """Where `longest` tells of a first word."""
    return crc32(word.encode("utf-8", "surrogatepass")) % SLOTS


def pack(places: Sequence[PlaceRecord], readings: Mapping[str, Sequence[int]]) -> bytes:
    """The index as bytes, the same for the same input. `readings`: per key, place numbers with flags."""
    tables = {"regions": _names(p.region for p in places), "areas": _names(p.area for p in places)}
    tables["kinds"] = _names(p.kind for p in places)
    numbers = {table: {name: i for i, name in enumerate(names)} for table, names in tables.items()}
    columns = {
        "ids": array("I", (p.id for p in places)),
        "regions": array("H", (numbers["regions"][p.region] for p in places)),
        "areas": array("H", (numbers["areas"][p.area] for p in places)),
        "kinds": array("B", (numbers["kinds"][p.kind] for p in places)),
        "populations": array("B", (min(255, round(p.population * POPULATION_STEP)) for p in places)),
        "weights": array("B", (min(255, round(p.weight * WEIGHT_STEP)) for p in places)),
        "own": array("B", (int(p.own) for p in places)),
    }
    starts, rests, values, lists = _pack_keys(readings)
    named = [(number, place.name.encode()) for number, place in enumerate(places) if place.name]
    ends = array("I")
    total = 0
    for _, name in named:
        total += len(name)
        ends.append(total)
    parts: list[tuple[str, bytes]] = [
        ("starts", starts.tobytes()),
        ("rests", rests.tobytes()),
        ("values", values.tobytes()),
        ("lists", lists.tobytes()),
        ("longest", _longest(readings)),
        *((column, columns[column].tobytes()) for column, _ in COLUMNS),
        ("named", array("I", (number for number, _ in named)).tobytes()),
        ("ends", ends.tobytes()),
        ("names", b"".join(name for _, name in named)),
    ]
    head = {"format": FORMAT, "sizes": [[part, len(content)] for part, content in parts], **tables}
    encoded = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    encoded += b" " * (-len(encoded) % 4)
    padded = b"".join(content + b"\0" * (-len(content) % 4) for _, content in parts)
    return MAGIC + struct.pack("<I", len(encoded)) + encoded + padded


def _longest(keys: Iterable[str]) -> bytes:
    most = bytearray(SLOTS)
    for key in keys:
        slot = first_slot(key.partition(" ")[0])
        most[slot] = max(most[slot], min(255, key.count(" ") + 1))
    return bytes(most)


def _names(values: Iterable[str]) -> list[str]:
    return sorted({"", *values})


def _pack_keys(
    readings: Mapping[str, Sequence[int]],
) -> tuple["array[int]", "array[int]", "array[int]", "array[int]"]:
    hashed = sorted((key_hash(key), tuple(of_key)) for key, of_key in readings.items())
    starts, rests, values, lists = array("I"), array("I"), array("I"), array("I")
    for number, (hashing, of_key) in enumerate(hashed):
        while len(starts) <= hashing >> 32:
            starts.append(number)
        rests.append(hashing & 0xFFFFFFFF)
        if len(of_key) == 1:
            values.append(of_key[0])
        else:
            values.append(MANY | len(lists))
            lists.append(len(of_key))
            lists.extend(of_key)
    while len(starts) <= BUCKETS:
        starts.append(len(hashed))
    return starts, rests, values, lists


class Index:
    """The compiled index, read in place from `content` (bytes or a memory map). Raises IndexFileError."""

    def __init__(self, content: memoryview) -> None:
        if sys.byteorder != "little":
            raise IndexFileError("the gazetteer is compiled for little-endian machines")
        if bytes(content[:8]) != MAGIC:
            raise IndexFileError("the gazetteer's file is not an index; run python -m bot.classify.compile")
        (size,) = struct.unpack("<I", content[8:12])
        try:
            head = json.loads(bytes(content[12 : 12 + size]))
        except ValueError as error:
            raise IndexFileError("the gazetteer's head is damaged; run python -m bot.classify.compile") from error
        if head["format"] != FORMAT:
            raise IndexFileError("the gazetteer is of another version; run python -m bot.classify.compile")
        self.regions: list[str] = head["regions"]
        self.areas: list[str] = head["areas"]
        self.kinds: list[str] = head["kinds"]
        parts: dict[str, memoryview] = {}
        offset = 12 + size
        for part, length in head["sizes"]:
            parts[part] = content[offset : offset + length]
            if len(parts[part]) != length:
                raise IndexFileError("the gazetteer's file is cut short; run python -m bot.classify.compile")
            offset += length + (-length % 4)
        self._starts, self._rests = parts["starts"].cast("I"), parts["rests"].cast("I")
        self._values, self._lists = parts["values"].cast("I"), parts["lists"].cast("I")
        self._longest = parts["longest"]
        self._columns = {column: parts[column].cast(form) for column, form in COLUMNS}
        self._named, self._ends, self._names = parts["named"].cast("I"), parts["ends"].cast("I"), parts["names"]

    def __len__(self) -> int:
        return len(self._columns["ids"])

    @property
    def keys(self) -> int:
        """How many names the index knows."""
        return len(self._rests)

    def longest(self, first: str) -> int:
        """How many words a key may have at most that begins with this word; 0 when surely none does."""
        return self._longest[first_slot(first)]

    def readings(self, key: str) -> Sequence[int]:
        """Place numbers with flags that a key may mean; empty when it is unknown."""
        hashing = key_hash(key)
        bucket, rest = hashing >> 32, hashing & 0xFFFFFFFF
        end = self._starts[bucket + 1]
        at = bisect_left(self._rests, rest, self._starts[bucket], end)
        if at == end or self._rests[at] != rest:
            return ()
        value = self._values[at]
        if not value & MANY:
            return (value,)
        first = value & ~MANY
        return self._lists[first + 1 : first + 1 + self._lists[first]].tolist()

    def place(self, number: int) -> PlaceRecord:
        """The place of a number (the lower 24 bits of a reading)."""
        columns = self._columns
        return PlaceRecord(
            id=columns["ids"][number],
            region=self.regions[columns["regions"][number]],
            area=self.areas[columns["areas"][number]],
            kind=self.kinds[columns["kinds"][number]],
            population=columns["populations"][number] / POPULATION_STEP,
            weight=columns["weights"][number] / WEIGHT_STEP,
            own=bool(columns["own"][number]),
            name=self._name(number),
        )

    def _name(self, number: int) -> str:
        at = bisect_left(self._named, number)
        if at == len(self._named) or self._named[at] != number:
            return ""
        return bytes(self._names[self._ends[at - 1] if at else 0 : self._ends[at]]).decode()

    def __iter__(self) -> Iterator[PlaceRecord]:
        return (self.place(number) for number in range(len(self)))
