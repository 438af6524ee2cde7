"""The two lists that matter most: alerts as they went out, and lines held back, each with its evidence."""

from collections.abc import Sequence
from datetime import datetime

from bot.panel.markup import Html, join, tag, words
from bot.panel.status import AlertRow, HeldRow
from bot.panel.wording import clock, duration, plural, since

AT_ONCE = 8
"""So many rows stand open; the others are a click away, and the list after them is not a long way down."""
_KINDS = {"update": "Update", "retyped": "Retyped"}


def alerts(rows: Sequence[AlertRow], now: datetime) -> Html:
    """Newest first."""
    if not rows:
        return tag(
            "p", "Nothing has rung yet. Lines that stood there at the first look ring for nothing.", class_="empty"
        )
    return _feed("alerts", [_alert(row, now) for row in rows])


def held(rows: Sequence[HeldRow], now: datetime) -> Html:
    """Newest first."""
    if not rows:
        return tag("p", "Nothing has been held back yet.", class_="empty")
    return _feed("held", [_held(row, now) for row in rows])


def _feed(name: str, rows: Sequence[Html]) -> Html:
    shown, others = rows[:AT_ONCE], rows[AT_ONCE:]
    feed = tag("ol", *shown, class_="feed", role="list")
    if not others:
        return feed
    more = tag("summary", f"{len(others)} more")
    return join(
        feed, tag("details", more, tag("ol", *others, class_="feed", role="list"), data_key=name, class_="more")
    )


def _alert(row: AlertRow, now: datetime) -> Html:
    badge = tag("b", _KINDS[row.kind], class_=f"badge {row.kind}") if row.kind in _KINDS else None
    late = tag("b", "Seen late", class_="badge late") if row.late else None
    where = tag("span", *_regions(row), class_="regions")
    before = tag("p", tag("span", "before ", class_="faint"), words(row.told_before), class_="before")
    return tag(
        "li",
        _moment(row.at, now),
        tag(
            "div",
            tag("p", row.text, class_="line", dir="auto", lang=row.lang or None),
            before if row.told_before else None,
            tag("p", badge, late, where, _origin(row), _sent(row), class_="meta"),
            _why(f"alert-{row.seq}", row.because),
        ),
        data_row=f"alert-{row.seq}",
    )


def _held(row: HeldRow, now: datetime) -> Html:
    repeats = tag("p", tag("span", "repeats ", class_="faint"), words(row.of), class_="before")
    return tag(
        "li",
        _moment(row.at, now),
        tag(
            "div",
            tag("p", row.text, class_="line", dir="auto", lang=row.lang or None),
            repeats if row.of else None,
            tag(
                "p",
                tag("b", row.outcome.capitalize(), class_="badge held"),
                tag("span", row.source),
                *(tag("span", reason, class_="reason") for reason in row.because),
                class_="meta",
            ),
        ),
        data_row=f"held-{row.at.isoformat()}-{row.source}",
    )


def _moment(at: datetime, now: datetime) -> Html:
    return tag("p", clock(at), tag("small", since(at, now), " ago"), class_="when")


def _regions(row: AlertRow) -> list[Html]:
    about = [tag("b", slug, class_="region") for slug in row.about]
    return about + [tag("span", slug, class_="region also", title="merely named") for slug in row.also]


def _origin(row: AlertRow) -> Html:
    return tag("a", row.source, href=row.url, rel="noreferrer") if _is_web(row.url) else tag("span", row.source)


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _sent(row: AlertRow) -> Html | None:
    said = []
    if row.sent_after_s is not None:
        said.append(f"sent after {duration(row.sent_after_s)}")
    if row.chats is not None:
        said.append(f"to {plural(row.chats, 'chat')}")
    return tag("span", " ".join(said)) if said else None


def _why(key: str, because: Sequence[str]) -> Html | None:
    """The most telling reason at once, the others on request."""
    if not because:
        return None
    first = join(tag("span", "why "), words(because[0]))
    if len(because) == 1:
        return tag("p", first, class_="why")
    others = join(*(tag("li", words(reason)) for reason in because[1:]))
    more = tag("span", f" +{len(because) - 1}", class_="faint")
    return tag("details", tag("summary", first, more), tag("ul", others), data_key=key, class_="why")
