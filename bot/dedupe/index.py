"""Which remembered lines could be the same news: an inverted index on meanings and on the bones of names. Pure."""

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nlargest

from bot.dedupe.line import Line
from bot.dedupe.spelling import skeleton
from bot.dedupe.token import Token
from bot.dedupe.vocabulary import Sort

# Of a word that thousands of lines hold, only the newest are looked at: the older lie beyond its horizon anyway.
_NEWEST = 3_000
# No more places in the lists are visited for one line, rarest words first: this bounds the time of a decision.
_VISITS = 9_000
# Lines that share less than this of the best candidate's weight cannot beat it.
_WORTH = 0.35


def terms(line: Line) -> set[str]:
    """The keys under which a line is found: its words' meanings, and the consonants of its names."""
    found = {token.key for token in line.tokens}
    for token in line.tokens:
        bones = _bones(token)
        if bones:
            found.add(bones)
    return found


@lru_cache(maxsize=32768)
def _bones(token: Token) -> str:
    """Only names, and words the dictionary does not know, may be spelt otherwise."""
    if token.sort not in (Sort.WORD, Sort.PLACE) or not (token.name or not token.known) or len(token.form) < 4:
        return ""
    bones = skeleton(token.form)
    return f"~{bones}" if len(bones) > 1 else ""


class Index:
    """Postings: term -> numbers of the lines that hold it, ascending. Numbers are the caller's and grow."""

    def __init__(self) -> None:
        # A term of one line is a bare number: most terms are, and an array would cost ten times that.
        self._postings: dict[str, int | array[int]] = {}

    def add(self, number: int, held: Iterable[str]) -> None:
        """Enter a line under its terms."""
        for term in held:
            there = self._postings.get(term)
            if there is None:
                self._postings[term] = number
            elif isinstance(there, int):
                self._postings[term] = array("I", (there, number))
            else:
                there.append(number)

    def discard(self, number: int, held: Iterable[str]) -> None:
        """Take a line out again. The oldest lines go fastest."""
        for term in held:
            there = self._postings.get(term)
            if there == number:
                del self._postings[term]
            elif isinstance(there, array) and number in there:
                there.remove(number)
                if len(there) == 1:
                    self._postings[term] = there[0]

    def holding(self, term: str) -> int:
        """How many lines hold the term."""
        there = self._postings.get(term)
        if there is None:
            return 0
        return 1 if isinstance(there, int) else len(there)

    def candidates(self, weighted: Iterable[tuple[str, float]], most: int) -> list[int]:
        """The lines that share most weight with these terms, best first, the newer first among equals.

        The order of the terms is no matter: they come out of sets, whose order changes from one process to the
        next, while sums of fractions and the last lines within the bound depend on it.
        """
        gained: dict[int, float] = {}
        visits = 0
        for term, heavy in sorted(weighted, key=lambda pair: (self.holding(pair[0]), pair[0])):
            for number in self._newest(term):
                gained[number] = gained.get(number, 0.0) + heavy
                visits += 1
            if visits > _VISITS:
                break
        if not gained:
            return []
        worth = _WORTH * max(gained.values())
        good = [(heavy, number) for number, heavy in gained.items() if heavy >= worth]
        return [number for _, number in nlargest(most, good)]

    def _newest(self, term: str) -> Iterator[int]:
        there = self._postings.get(term)
        if there is None:
            return iter(())
        return iter((there,)) if isinstance(there, int) else iter(there[-_NEWEST:])
