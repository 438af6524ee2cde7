"""Which lines are news: whatever a site shows, each distinct line is announced once, oldest first."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.scrape.record import Record, Snapshot
from bot.scrape.settings import SourceSettings
from bot.scrape.sites.found import Line
from bot.scrape.window import Step, step, unchanged

START = datetime(2026, 1, 1, tzinfo=UTC)
SOURCE = SourceSettings("harbour", "https://news.example/")
SIZE = 6
WORDS = (
    *("quarry", "ferry", "grain", "tunnel", "orchard", "bridge"),
    *("lantern", "furnace", "glacier", "market", "violin", "harvest"),
)


def text(n: int, figure: int = 3) -> str:
    """Line number n: unlike all others, but for its figure."""
    one, two = WORDS[n % 12], WORDS[(n * 5 + n // 12) % 12]
    return f"{one.title()} {n * 7919 % 100_003} of the {two}: {'abcdefghijklm'[n % 13] * 9} {figure} dead"


@dataclass
class Site:
    """A ticker and its reader: `shown` holds what was ever on screen, `told` what was announced."""

    lines: list[str] = field(default_factory=lambda: [text(n) for n in range(SIZE - 1, -1, -1)])
    next: int = SIZE
    record: Record | None = None
    at: datetime = START
    told: list[str] = field(default_factory=list)

    def look(self, window: list[str], after: float = 20) -> Step:
        self.at += timedelta(seconds=after)
        self.record = Record.unpack(self.record.pack()) if self.record else None
        made = step(self.record, Snapshot(tuple(Line(each) for each in window), self.at), SOURCE)
        self.record = made.record
        self.told.extend(headline.text for headline in made.headlines)
        return made

    def not_modified(self) -> None:
        assert self.record is not None
        self.record = unchanged(self.record, self.at, SOURCE).record

    def window(self) -> list[str]:
        return self.lines[:SIZE]

    def push(self, count: int) -> list[str]:
        new = [text(n) for n in range(self.next, self.next + count)]
        self.next += count
        self.lines[:0] = reversed(new)
        return new


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("push"), st.integers(0, SIZE + 2)),
        st.tuples(st.just("edit"), st.integers(0, SIZE - 1)),
        st.tuples(st.just("swap"), st.integers(0, SIZE - 2)),
        st.tuples(st.just("glitch"), st.integers(0, 1)),
        st.tuples(st.just("stale"), st.integers(1, 3)),
        st.tuples(st.just("withdraw"), st.integers(0, SIZE - 1)),
        st.tuples(st.just("outage"), st.integers(1, 4)),
        st.tuples(st.just("304"), st.just(0)),
    ),
    max_size=14,
)


def play(site: Site, move: str, n: int, history: list[list[str]]) -> tuple[list[str], bool]:
    """Make one move; the lines expected from the look that follows, oldest first, and whether it must be a gap."""
    expected: list[str] = []
    gap = False
    match move:
        case "push" | "outage":
            new = site.push(n)
            made = site.look(site.window(), 20 if move == "push" else 600)
            expected = new[-SIZE:]
            gap = n >= SIZE
            assert all(headline.late == (move == "outage") for headline in made.headlines)
        case "edit":
            n %= len(site.window())
            old = site.lines[n]
            site.lines[n] = f"{old.removesuffix(' dead').rpartition(' ')[0]} {len(history) + 10} dead"
            made = site.look(site.window())
            expected = [site.lines[n]]
            # After a reorder or a stale server the place is a guess; the line itself never is.
            assert len(made.headlines) == 1
        case "swap":
            n %= len(site.window()) - 1
            site.lines[n], site.lines[n + 1] = site.lines[n + 1], site.lines[n]
            made = site.look(site.window())
        case "glitch":
            made = site.look(site.window()[:n])
            assert made.glitch
        case "stale":
            made = site.look(history[-min(n, len(history))])
        case "withdraw":
            if len(site.lines) > SIZE:
                # What would come back at the bottom was never shown or is known; both have tests of their own.
                del site.lines[SIZE:]
            if len(site.lines) > 3:
                del site.lines[n % len(site.lines)]
            made = site.look(site.window())
        case _:
            site.not_modified()
            return [], False
    assert made.gap == gap, (move, n)
    return expected, gap


@settings(max_examples=150, deadline=None)
@given(MOVES)
def test_each_distinct_line_once_oldest_first_and_gaps_where_lines_may_be_lost(
    moves: list[tuple[str, int]],
) -> None:
    site = Site()
    first = site.look(site.window())
    assert first.first
    assert not first.headlines
    history: list[list[str]] = [site.window()]
    expected: list[str] = []
    for move, n in moves:
        lines, _ = play(site, move, n, history)
        expected.extend(lines)
        assert site.told == expected, (move, n)
        history.append(site.window())
    assert len(set(site.told)) == len(site.told)


def test_a_line_retyped_in_place_names_what_it_replaces() -> None:
    for n in range(SIZE):
        site = Site()
        site.look(site.window())
        old = site.lines[n]
        site.lines[n] = old.replace(" 3 dead", " 15 dead")
        made = site.look(site.window())
        assert [(headline.text, headline.replaces) for headline in made.headlines] == [(site.lines[n], old)]
        assert not made.gap


def test_the_first_poll_announces_the_latest_when_asked() -> None:
    asked = SourceSettings("x", "https://news.example/", first_poll_latest=2)
    made = step(None, Snapshot(tuple(map(Line, ("c", "b", "a"))), START), asked)
    assert [headline.text for headline in made.headlines] == ["b", "c"]


def test_an_empty_first_page_is_no_first_poll() -> None:
    site = Site()
    assert not site.look([]).first
    made = site.look(site.window())
    assert made.first
    assert not made.headlines


def test_a_first_page_cut_to_one_line_does_not_ring_for_the_rest() -> None:
    site = Site()
    site.look(site.window()[:1])
    site.push(1)
    assert [headline.text for headline in site.look(site.window()).headlines] == [text(SIZE)]


def test_two_servers_that_alternate_ring_once() -> None:
    site = Site()
    site.look(site.window())
    old = site.window()
    new = site.push(2)
    for _ in range(5):
        site.look(site.window())
        assert not site.look(old).gap
    assert site.told == new


def test_a_pinned_line_does_not_hide_a_gap() -> None:
    site = Site()
    site.look(["Live blog of the storm in the north", *site.window()[: SIZE - 1]])
    site.push(SIZE + 3)
    assert site.look(["Live blog of the storm in the north", *site.window()[: SIZE - 1]]).gap


def test_a_line_back_on_top_after_the_horizon_is_told_again() -> None:
    site = Site()
    site.look(site.window())
    old = site.window()[-1]
    site.push(2)
    site.look(site.window())
    site.look([old, *site.window()[: SIZE - 1]])
    assert old not in site.told
    site.push(1)
    site.look(site.window())
    site.look([old, *site.window()[: SIZE - 1]], after=2 * 3600)
    assert site.told[-1] == old


def test_a_record_of_another_version_is_refused() -> None:
    for damaged in ("{}", "[]", '{"v":1}', "nonsense"):
        try:
            Record.unpack(damaged)
        except ValueError:
            continue
        raise AssertionError(damaged)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, SIZE - 2), max_size=3, unique=True), st.integers(0, 2))
def test_what_comes_up_from_below_when_a_line_is_withdrawn_is_old_news(withdrawn: list[int], pushed: int) -> None:
    site = Site()
    site.look(site.window())
    # These were there before we came, below the window.
    site.lines += [text(n) for n in range(500, 506)]
    for n in sorted(withdrawn, reverse=True):
        del site.lines[n]
    new = site.push(pushed)
    made = site.look(site.window())
    assert site.told == new
    assert not made.gap
    site.look(site.window())
    assert site.told == [*new, *site.push(0)]


def test_a_ticker_that_adds_at_the_bottom_loses_nothing() -> None:
    site = Site()
    site.look(site.window())
    for n in range(600, 612):
        site.lines = [*site.lines[1:], text(n)]
        site.look(site.lines)
    assert site.told == [text(n) for n in range(600, 612)]


def test_a_window_that_grows_below_is_told() -> None:
    """It may be a ticker that adds at the bottom; losing a line is worse than telling an old one."""
    site = Site()
    site.look(site.window())
    site.lines.append(text(600))
    site.look(site.lines)
    assert site.told == [text(600)]


def test_a_withdrawn_line_fills_up_with_one_seen_before_in_silence() -> None:
    site = Site()
    site.look(site.window())
    new = site.push(3)
    site.look(site.window())
    del site.lines[1]
    made = site.look(site.window())
    assert site.told == new
    assert made.reshown == (site.window()[-1],)


def test_a_line_that_stood_for_hours_unchanged_is_old_when_it_comes_back_soon_after() -> None:
    """Hours of "not modified", or of the same window, are hours in which each of its lines was shown."""
    for same in (Site.not_modified, lambda site: site.look(site.window())):
        site = Site()
        site.look(site.window())
        old = site.lines[SIZE - 1]
        for _ in range(5):
            site.at += timedelta(hours=1)
            same(site)
        new = site.push(2)
        site.look(site.window())
        site.look([old, *site.window()[: SIZE - 1]])
        assert site.told == new


def test_the_same_window_again_costs_no_commit_and_changes_nothing_but_the_moment() -> None:
    site = Site()
    site.look(site.window())
    before = site.record
    made = site.look(site.window())
    assert before is not None
    assert not made.changed
    assert made.record == replace(before, at=site.at)
