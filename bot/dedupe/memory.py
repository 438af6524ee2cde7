"""What was told lately, and what a headline is to it. Pure: the clock is the headline's `seen_at`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush

from bot.dedupe.horizons import Horizons
from bot.dedupe.index import Index, terms
from bot.dedupe.judge import Weighed, retyped, verdict, weighed
from bot.dedupe.line import Line, parse
from bot.dedupe.story import Story, story
from bot.dedupe.token import Token
from bot.dedupe.weights import weight
from bot.model.news import Headline, Told, Verdict
from bot.ports.places import PlaceFinder

# What happens every day tells little of which day it was.
_DAILY = 1 / 3
# So many remembered lines are laid beside a new one: the true earlier line is as often among these as among 16.
_LAID_BESIDE = 12


@dataclass(frozen=True, slots=True)
class _Kept:
    told: Told
    line: Line


class Memory:
    """The lines told within the horizon, indexed. Not safe for use by several threads at once.

    Nothing is remembered by judging: `add` what was decided, once it is committed. Lines may be added in any order
    of time; one that is added twice (the same `ref`) counts once, the later replacing the earlier.
    """

    def __init__(self, finder: PlaceFinder | None = None, settings: Horizons | None = None) -> None:
        self._finder = finder
        self._settings = settings or Horizons()
        self._index = Index()
        self._lines: dict[int, _Kept] = {}
        self._numbers: dict[str, int] = {}
        self._stories: dict[str, tuple[int, ...]] = {}
        # (told at, seq, number), the oldest first; numbers that were discarded stay until they come up.
        self._ages: list[tuple[datetime, int, int]] = []
        self._next = 0
        self._last = ("", parse(""))

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, told: Told) -> None:
        """Remember a line."""
        if told.ref in self._numbers:
            self.discard((told.ref,))
        number, self._next = self._next, self._next + 1
        line = self._parsed(told.text)
        self._lines[number] = _Kept(told, line)
        self._numbers[told.ref] = number
        self._stories[told.story] = (*self._stories.get(told.story, ()), number)
        self._index.add(number, terms(line))
        heappush(self._ages, (told.at, told.seq, number))

    def _parsed(self, text: str) -> Line:
        """The line; the last one is kept, for a headline is judged and then added."""
        if self._last[0] != text:
            self._last = (text, parse(text, self._finder))
        return self._last[1]

    def discard(self, refs: Iterable[str]) -> None:
        """Forget these lines; unknown ones are no matter."""
        for ref in refs:
            number = self._numbers.pop(ref, None)
            if number is not None:
                self._drop(number)

    def _drop(self, number: int) -> None:
        kept = self._lines.pop(number)
        self._index.discard(number, terms(kept.line))
        rest = tuple(one for one in self._stories[kept.told.story] if one != number)
        if rest:
            self._stories[kept.told.story] = rest
        else:
            del self._stories[kept.told.story]

    def forget(self, before: datetime, keep_most: int) -> None:
        """Forget what was told earlier than `before`, and all but the `keep_most` newest lines."""
        keep_most = max(0, keep_most)
        while self._ages:
            at, _, number = self._ages[0]
            kept = self._lines.get(number)
            if kept is not None:
                if at >= before and len(self._lines) <= keep_most:
                    return
                self.discard((kept.told.ref,))
            heappop(self._ages)

    def judge(self, headline: Headline, *, explain: bool = False) -> Verdict:
        """What the headline is to what is remembered. Changes nothing. `explain` lists the nearest lines."""
        line = self._parsed(headline.text)
        weigh = self._weigh()
        said = sum(weigh(token) * (_DAILY if token.daily else 1.0) for token in line.body)
        found = [
            weighed(line, kept.line, kept.told, weigh, at=headline.seen_at, said=said, settings=self._settings)
            for kept in self._candidates(line, weigh, headline.seen_at)
        ]
        if headline.replaces is not None:
            found.extend(self._replaced(headline, line, weigh))
        return verdict(found, explain=explain)

    def _weigh(self) -> Callable[[Token], float]:
        lines, holding = len(self._lines), self._index.holding
        known: dict[str, float] = {}

        def weigh(token: Token) -> float:
            heavy = known.get(token.key)
            if heavy is None:
                heavy = known[token.key] = weight(lines, holding(token.key), token.share)
            return heavy

        return weigh

    def _candidates(self, line: Line, weigh: Callable[[Token], float], at: datetime) -> Iterator[_Kept]:
        heavy = {token.key: weigh(token) for token in line.tokens}
        weighted = [(term, heavy.get(term, 4.0)) for term in terms(line)]
        for number in self._index.candidates(weighted, _LAID_BESIDE):
            kept = self._lines[number]
            if kept.line.lang == line.lang and abs(at - kept.told.at) <= self._settings.longest:
                yield kept

    def _replaced(self, headline: Headline, line: Line, weigh: Callable[[Token], float]) -> list[Weighed]:
        """The remembered line that stood in this line's place on the page, the newest of that text."""
        text = headline.replaces or ""
        places = terms(parse(text, self._finder))
        weighted = [(term, 1.0) for term in places]
        kept = [self._lines[number] for number in self._index.candidates(weighted, _LAID_BESIDE)]
        same = [one for one in kept if one.told.text == text and one.told.source == headline.source]
        if not same:
            return []
        newest = max(same, key=lambda one: (one.told.at, one.told.seq))
        return [retyped(line, newest.line, newest.told, weigh, self._settings)]

    @property
    def stories(self) -> Mapping[str, Story]:
        """Every remembered story by its ref; a view, each story put together when it is looked at."""
        return _Stories(self._stories, self._lines)


class _Stories(Mapping[str, Story]):
    def __init__(self, numbers: Mapping[str, tuple[int, ...]], lines: Mapping[int, _Kept]) -> None:
        self._numbers, self._lines = numbers, lines

    def __getitem__(self, ref: str) -> Story:
        return story(ref, [self._lines[number].told for number in self._numbers[ref]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
