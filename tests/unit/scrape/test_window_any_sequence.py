"""Whatever sequence of windows a site shows, several things at once too: each line once, in order, gaps told."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.scrape.settings import SourceSettings
from tests.unit.scrape.test_window import SIZE, Site, text

PINNED = "Live blog: the storm in the north, hour by hour"
SOURCE = SourceSettings("harbour", "https://news.example/")


@dataclass
class Show:
    """One look at a site: what changed before it, in which order, and how it was shown."""

    pushed: int = 0
    edited: frozenset[int] = frozenset()
    swapped: int | None = None
    withdrawn: int | None = None
    again: bool = False
    cut: int | None = None
    stale: int | None = None
    after_s: int = 20


places = st.integers(0, SIZE - 1)
SHOWS = st.lists(
    st.one_of(
        st.builds(Show, pushed=st.integers(0, 2), edited=st.frozensets(places, max_size=3)),
        st.builds(Show, pushed=st.integers(0, SIZE + 2), after_s=st.sampled_from((20, 600, 7200))),
        st.builds(Show, pushed=st.integers(0, 3), swapped=st.integers(0, 1)),
        st.builds(Show, pushed=st.integers(0, 2), withdrawn=st.integers(0, 2), again=st.booleans()),
        st.builds(Show, cut=st.integers(0, 1), pushed=st.integers(0, 1)),
        st.builds(Show, stale=st.integers(1, 3), edited=st.frozensets(places, max_size=1)),
    ),
    min_size=1,
    max_size=12,
)


@dataclass
class Play:
    """A site and what must have been told. `pinned`: a line that always stands on top."""

    pinned: bool
    site: Site = field(default_factory=Site)
    expected: list[str] = field(default_factory=list)
    history: list[list[str]] = field(default_factory=list)
    figures: int = 10
    waiting: list[str] = field(default_factory=list)

    def window(self) -> list[str]:
        return [PINNED, *self.site.lines[: SIZE - 1]] if self.pinned else self.site.window()

    @property
    def room(self) -> int:
        return SIZE - 1 if self.pinned else SIZE

    def changed(self, show: Show) -> tuple[list[str], bool]:
        """Change the site; the lines that are news of it, oldest first, and whether some may have been lost."""
        site = self.site
        del site.lines[self.room :]
        old = list(site.lines)
        told: list[str] = []
        new = site.push(show.pushed)
        standing = max(0, self.room - show.pushed)
        if show.swapped is not None and show.swapped + show.pushed + 1 < standing + show.pushed:
            at = show.pushed + show.swapped
            site.lines[at], site.lines[at + 1] = site.lines[at + 1], site.lines[at]
        for place in sorted(show.edited, reverse=True):
            if place < min(standing, len(old)):
                self.figures += 1
                line = site.lines[show.pushed + place]
                changed = f"{line.removesuffix(' dead').rpartition(' ')[0]} {self.figures} dead"
                site.lines[show.pushed + place] = changed
                told.append(changed)
        if show.withdrawn is not None and len(site.lines) > 4:
            self.waiting = [site.lines.pop(show.pushed + show.withdrawn)] if show.pushed < 2 else []
        return [*told, *new[-self.room :]], show.pushed >= self.room

    def look(self, show: Show) -> None:
        news, gap = self.changed(show)
        if show.stale is not None:
            # An edge that has not heard of the change yet: nothing, and the change with the next answer.
            made = self.site.look(self.history[-min(show.stale, len(self.history))])
            assert not made.headlines
            assert not made.gap
            gap = False
        if show.cut is not None:
            made = self.site.look(self.window()[: show.cut])
            assert made.glitch
            assert not made.gap
            gap = gap and show.cut == 0
        made = self.site.look(self.window(), show.after_s)
        self.expected += news
        assert made.gap == gap
        assert self.site.told == self.expected
        if show.again and self.waiting:
            self.site.lines[1:1] = self.waiting
            del self.site.lines[self.room :]
            made = self.site.look(self.window())
            assert not made.headlines
        self.waiting = []
        self.history.append(self.window())


@pytest.mark.parametrize("pinned", [False, True], ids=["", "pinned"])
@settings(max_examples=150, deadline=None)
@given(shows=SHOWS)
def test_each_line_once_oldest_first_and_a_gap_only_where_lines_may_be_lost(
    pinned: bool, shows: list[Show]
) -> None:
    play = Play(pinned)
    play.site.look(play.window())
    play.history.append(play.window())
    for show in shows:
        play.look(show)
    assert len(set(play.site.told)) == len(play.site.told)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, SIZE - 2), st.booleans()), min_size=1, max_size=10), st.booleans())
def test_a_ticker_that_adds_below_loses_nothing_and_keeps_its_order(
    moves: list[tuple[int, bool]], pinned: bool
) -> None:
    site = Site()
    head = [PINNED] if pinned else []
    shown = [text(n) for n in range(SIZE - len(head))]
    site.look([*head, *shown])
    number, added = 700, 0
    for most, again in (*moves, (1, False), (1, False)):
        count = min(most, len(shown) - 1)
        shown = [*shown[count:], *(text(number + n) for n in range(count))]
        number, added = number + count, added + count
        for _ in range(1 + again):
            site.look([*head, *shown])
    assert site.told == [text(700 + n) for n in range(added)]


def test_two_outages_in_a_row_lose_nothing_that_is_still_shown() -> None:
    site = Site()
    site.look(site.window())
    new: list[str] = []
    for _ in range(2):
        new += site.push(4)
        made = site.look(site.window(), timedelta(hours=3).total_seconds())
        assert not made.gap
        assert all(headline.late for headline in made.headlines)
    assert site.told == new


def turned_over(after_s: float) -> tuple[Site, list[str], list[str]]:
    """A site after a full turnover, what was told of it, and the window before."""
    site = Site()
    site.look(site.window())
    old = site.window()
    new = site.push(SIZE)
    assert site.look(site.window(), after_s).gap
    return site, new, old


def test_a_stale_server_long_after_a_turnover_tells_nothing_again_and_makes_no_gap() -> None:
    site, new, old = turned_over(3 * 3600)
    for _ in range(3):
        made = site.look(old)
        assert not made.gap
        assert not site.look(site.window()).gap
    assert site.told == new


def test_a_server_far_behind_that_moves_by_itself_is_joined_to_its_own_last_window() -> None:
    site, new, old = turned_over(20)
    site.look(old)
    late = text(900)
    made = site.look([late, *old[:-1]])
    assert not made.gap
    assert site.told == [*new, late]


def test_a_line_that_stands_twice_in_a_window_is_told_once() -> None:
    site = Site()
    site.look(site.window())
    (new,) = site.push(1)
    window = site.window()
    made = site.look([new, *window[1:3], new, *window[3:]])
    assert site.told == [new]
    assert made.record.last.count(new) == 1


@pytest.mark.parametrize("pinned", [(), ("Live blog of the storm in the north",)])
@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_a_ticker_that_adds_at_the_bottom_is_told_whole_and_in_its_order(
    pinned: tuple[str, ...], at_once: int
) -> None:
    """Under a pinned line the first lines wait until the next come, for they may have come up from below."""
    site = Site()
    shown = [text(n) for n in range(SIZE - len(pinned))]
    site.look([*pinned, *shown])
    for n in range(600, 600 + 4 * at_once, at_once):
        shown = [*shown[at_once:], *(text(each) for each in range(n, n + at_once))]
        assert not site.look([*pinned, *shown]).gap
    assert site.told == [text(n) for n in range(600, 600 + 4 * at_once)]


def test_what_came_up_from_below_stays_untold_when_the_ticker_moves_on_top() -> None:
    site = Site()
    site.look(site.window())
    site.lines += [text(n) for n in range(500, 506)]
    del site.lines[2]
    site.look(site.window())
    new = site.push(1)
    site.look(site.window())
    new += site.push(2)
    site.look(site.window())
    assert site.told == new
