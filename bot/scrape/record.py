"""What is remembered of a source between polls, and its packed form in the store. Pure."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from bot.scrape.sites.found import Line

VERSION = 1

_QUOTES = re.compile("[\u0022\u0027\u0060\u00ab\u00bb\u2018-\u201f\u2039\u203a\u02bc\u0640]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_EDGES = re.compile(r"^[\s.,;:!…-]+|[\s.,;:!…-]+$")


@lru_cache(maxsize=4096)
def line_key(text: str) -> str:
    """16 hex digits, the same for spellings that differ in case, quotes, dashes, white space or a full stop."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _DASHES.sub("-", _QUOTES.sub("", folded))
    folded = _EDGES.sub("", " ".join(folded.split()))
    return hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request may quote. `stands_for`: the settings under which the page was read."""

    etag: str = ""
    modified: str = ""
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one poll showed: lines newest first, cleaned, none empty. `at`: when the page came."""

    lines: tuple[Line, ...]
    at: datetime
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of a source. Lines are texts, newest first.

    `at`: the last good poll. `begun`: the first poll that showed lines has been. `narrow`: it showed one line
    at most, and so has every poll since. `front`: the window with the newest lines known. `last`: the window
    shown last, which differs from `front` while a stale server answers. `seen`: line keys with the moment
    (whole seconds) each was shown last. `kept_at`: when the record last was worth a commit. `floor`: the line
    key of the oldest line that the first window showed, "" when the first poll showed one line at most.
    `held_back`: lines of the window that were not told, for they seemed to have come up from below.
    """

    at: datetime
    begun: bool = False
    narrow: bool = False
    front: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    seen: Mapping[str, int] = field(default_factory=dict)
    validators: Validators = Validators()
    kept_at: datetime | None = None
    floor: str = ""
    held_back: tuple[str, ...] = ()

    def pack(self) -> str:
        """The opaque text that the store keeps."""
        kept = self.kept_at or self.at
        return json.dumps(
            {
                "v": VERSION,
                "at": self.at.timestamp(),
                "kept": kept.timestamp(),
                "begun": self.begun,
                "narrow": self.narrow,
                "front": self.front,
                "last": None if self.last == self.front else self.last,
                "seen": self.seen,
                "floor": self.floor,
                "held": self.held_back,
                "validators": [self.validators.etag, self.validators.modified, self.validators.stands_for],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def unpack(cls, text: str) -> "Record":
        """The inverse of pack(). Raises ValueError for what this version does not understand."""
        kept = json.loads(text)
        if not isinstance(kept, dict) or kept.get("v") != VERSION:
            raise ValueError("the record of the source was written by another version")
        try:
            front = tuple(str(line) for line in kept["front"])
            last = front if kept["last"] is None else tuple(str(line) for line in kept["last"])
            return cls(
                at=datetime.fromtimestamp(kept["at"], UTC),
                begun=bool(kept["begun"]),
                narrow=bool(kept["narrow"]),
                front=front,
                last=last,
                seen={str(key): int(at) for key, at in kept["seen"].items()},
                validators=Validators(*kept["validators"]),
                kept_at=datetime.fromtimestamp(kept["kept"], UTC),
                floor=str(kept.get("floor", "")),
                held_back=tuple(str(line) for line in kept.get("held", ())),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("the record of the source is damaged") from error
