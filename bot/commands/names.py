"""Which regions a person means: names, slugs, aliases, native names, in any case, with typing errors."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.commands.fold import cleaned, clipped, folded
from bot.model.region import RegionGraph

MOST_WORDS = 120  # of one message; a longer one is not a list of regions
LONGEST_NAME = 6  # words
OFFERS = 4
_LINKS = frozenset(("and", "or", "y", "e", "o", "u", "و", "أو", "او", "&", "+"))
_PHRASE = re.compile(r'"([^"]*)"|\u201c([^\u201d]*)\u201d|\u00ab([^\u00bb]*)\u00bb|([^",;\n\u060c\u201c\u00ab]+)')


@dataclass(frozen=True, slots=True)
class Guess:
    """What was typed and the regions it may mean, likeliest first."""

    typed: str
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a list of names was read. `found`: slugs in order, the corrected among them; `unknown`: as typed."""

    found: tuple[str, ...] = ()
    corrected: tuple[Guess, ...] = ()
    offered: tuple[Guess, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """One name as read: `kind` is found, corrected, offered or unknown."""

    kind: str
    typed: str
    slugs: tuple[str, ...] = ()


class RegionNames:
    """All names of all regions, folded. Building takes some milliseconds; asking is pure."""

    def __init__(self, graph: RegionGraph) -> None:
        index: dict[str, list[str]] = {}
        for region in graph:
            spoken = [name for names in region.names.values() for name in names]
            for name in (region.slug, region.slug.replace("-", " "), region.name, *spoken):
                slugs = index.setdefault(folded(name), [])
                if region.slug not in slugs:
                    slugs.append(region.slug)
        index.pop("", None)
        self._index = {name: tuple(slugs) for name, slugs in index.items()}
        self._names = tuple(self._index)

    def read(self, text: str) -> Reading:
        """`text` is a list: blanks, commas, line breaks or "and" between names; quotes around several words."""
        pieces = tuple(self._pieces(cleaned(text)))
        found = dict.fromkeys(slug for p in pieces if p.kind in ("found", "corrected") for slug in p.slugs)
        return Reading(
            tuple(found),
            tuple(Guess(p.typed, p.slugs) for p in pieces if p.kind == "corrected"),
            tuple(Guess(p.typed, p.slugs) for p in pieces if p.kind == "offered"),
            tuple(dict.fromkeys(p.typed for p in pieces if p.kind == "unknown")),
        )

    def named(self, name: str) -> str | None:
        """The one region that goes by exactly this name, if any."""
        slugs = self._index.get(folded(name), ())
        return slugs[0] if len(slugs) == 1 else None

    def _pieces(self, text: str) -> Iterator[_Piece]:
        for match in _PHRASE.finditer(text):
            phrase = match.group(1) or match.group(2) or match.group(3)
            if phrase is not None:
                yield self._whole(phrase)
            elif match.group(4):
                yield from self._run(match.group(4).split()[:MOST_WORDS])

    def _whole(self, phrase: str) -> _Piece:
        exact = self._exact(phrase)
        return exact or self._near(phrase)[1] or _Piece("unknown", clipped(phrase))

    def _run(self, words: list[str]) -> Iterator[_Piece]:
        at = 0
        strange: list[str] = []
        while at < len(words):
            used, piece = self._longest(words, at) or self._nearest(words, at) or (1, None)
            if piece is None:
                if folded(words[at]) not in _LINKS and words[at] not in _LINKS:
                    strange.append(words[at])
            else:
                yield from _unknown(strange)
                strange.clear()
                yield piece
            at += used
        yield from _unknown(strange)

    def _longest(self, words: list[str], at: int) -> tuple[int, _Piece] | None:
        for used in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            piece = self._exact(" ".join(words[at : at + used]))
            if piece is not None:
                return used, piece
        return None

    def _nearest(self, words: list[str], at: int) -> tuple[int, _Piece] | None:
        """The likeliest misspelt name that begins here, up to the next word that is a name by itself."""
        if words[at].casefold() in _LINKS:
            return None
        best: tuple[float, int, _Piece] | None = None
        for used in range(1, min(3, len(words) - at) + 1):
            if used > 1 and self._exact(words[at + used - 1]) is not None:
                break
            score, piece = self._near(" ".join(words[at : at + used]))
            if piece is not None and (best is None or score >= best[0]):
                best = (score, used, piece)
        return None if best is None else (best[1], best[2])

    def _exact(self, phrase: str) -> _Piece | None:
        slugs = self._index.get(folded(phrase)) if len(phrase) <= 80 else None
        if slugs is None:
            return None
        return _Piece("found" if len(slugs) == 1 else "offered", clipped(phrase), slugs)

    def _near(self, phrase: str) -> tuple[float, _Piece | None]:
        typed = folded(phrase[:80])
        if len(typed) < 3:
            return 0.0, None
        begun = [(name, 0.8) for name in self._names if name.startswith(typed)]
        alike = process.extract(typed, self._names, scorer=OSA.normalized_similarity, score_cutoff=0.6, limit=12)
        ranked = sorted([*begun, *((name, score) for name, score, _ in alike)], key=lambda pair: -pair[1])
        slugs = tuple(dict.fromkeys(slug for name, _ in ranked for slug in self._index[name]))
        if not slugs:
            return 0.0, None
        best, score = ranked[0]
        rivals = [name for name, _ in ranked if slugs[0] not in self._index[name]]
        if _is_slip(typed, best) and len(self._index[best]) == 1 and _all_far(typed, rivals):
            return score, _Piece("corrected", clipped(phrase), slugs[:1])
        return score, _Piece("offered", clipped(phrase), slugs[:OFFERS])


def _unknown(words: list[str]) -> Iterator[_Piece]:
    if words:
        yield _Piece("unknown", clipped(" ".join(words)))


def _is_slip(typed: str, name: str) -> bool:
    """A letter doubled, lost or transposed in a long name. Another letter makes another word (Iran, Iraq): ask."""
    same_letters = sorted(typed) == sorted(name)
    return len(name) >= 6 and OSA.distance(typed, name) == 1 and (same_letters or len(typed) != len(name))


def _all_far(typed: str, names: Iterable[str]) -> bool:
    return all(OSA.distance(typed, name) >= 3 for name in names)
