"""What an operator may say of a source, and ready-made sources. The settings file is read by config, not here."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.ops.secret import Secret


@dataclass(frozen=True, slots=True)
class NoticeAfter:
    """How long a state must last before the operators hear of it. A gap is told at once.

    `frozen`: how long the ticker may stand still while `frozen_links` new pages of the same site appear.
    `quiet`: when the status page says "quiet"; nobody is notified of that.
    """

    blocked: timedelta = timedelta(minutes=5)
    throttled: timedelta = timedelta(minutes=15)
    unreachable: timedelta = timedelta(minutes=5)
    broken: timedelta = timedelta(minutes=5)
    empty: timedelta = timedelta(minutes=30)
    frozen: timedelta = timedelta(hours=3)
    frozen_links: int = 12
    quiet: timedelta = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One ticker to watch.

    `kind`: ticker, feed, liveblog, json or telegram. `lang`: of its lines ("en", "ar", "es" ...).
    `every`: the floor between two polls, `ceiling`: the longest interval when `adapt` is set.
    `selector`: CSS of the lines' elements, or of the element that holds them; without it the label leads there.
    `labels`: words that stand before the lines, besides those known. `path`: into a JSON answer ("a.b[*].title").
    `first_poll_latest`: how many lines the very first poll announces. `repeat`: for how long a line that comes
    back is the same line. `late_after`: lines found that long after the last good poll are "seen late"; None:
    three intervals, at least five seconds. `proxy`: an http:// address. `max_bytes`: of the page, decompressed.
    `deadline`: for the whole exchange; `parse_deadline`: for reading the page, in a process of its own.
    `untried`: ready-made settings that were never tried against the live site. `title`: what readers call it.
    """

    name: str
    url: str
    kind: str = "ticker"
    lang: str = "en"
    every: timedelta = timedelta(seconds=20)
    ceiling: timedelta = timedelta(minutes=2)
    adapt: bool = False
    selector: str | None = None
    labels: tuple[str, ...] = ()
    path: str = ""
    allow_private: bool = False
    proxy: Secret | None = None
    robots: bool = True
    first_poll_latest: int = 0
    repeat: timedelta = timedelta(hours=1)
    late_after: timedelta | None = None
    max_bytes: int = 4 * 1024 * 1024
    deadline: timedelta = timedelta(seconds=15)
    parse_deadline: timedelta = timedelta(seconds=2)
    notice_after: NoticeAfter = field(default_factory=NoticeAfter)
    untried: bool = False
    title: str = ""

    @property
    def is_late_after(self) -> timedelta:
        """The effective `late_after`."""
        if self.late_after is not None:
            return self.late_after
        longest = self.ceiling if self.adapt else self.every
        return max(3 * longest, timedelta(seconds=5))


# The live sites have not been read: the label is known from stored pages, mark-up and selector are not.
READY_MADE: dict[str, SourceSettings] = {
    each.name: each
    for each in (
        SourceSettings(
            "almayadeen-en",
            "https://english.almayadeen.net/",
            lang="en",
            untried=True,
            title="Al Mayadeen English",
        ),
        SourceSettings(
            "almayadeen-ar",
            "https://www.almayadeen.net/",
            lang="ar",
            labels=("عاجل",),
            untried=True,
            title="الميادين",
        ),
        SourceSettings(
            "almayadeen-es",
            "https://espanol.almayadeen.net/",
            lang="es",
            labels=("Última hora",),
            untried=True,
            title="Al Mayadeen Español",
        ),
    )
}
