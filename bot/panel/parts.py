"""The instruments of the page: sources, outcomes, roles and loops, key figures."""

from collections.abc import Mapping, Sequence

from bot.panel.markup import Html, join, tag
from bot.panel.plot import quantile
from bot.panel.status import Link, LoopRow, RoleRow, SourceRow, SourceState, StatusView, Tone
from bot.panel.summary import summary
from bot.panel.wording import age, count, duration, plural, since


def lamp(tone: Tone, word: str) -> Html:
    """A word with its colour and shape; the word alone says all."""
    return tag("span", word, class_=f"lamp {tone}")


def top(view: StatusView) -> Html:
    """The state in two words, its reasons, and which process says so."""
    found = summary(view)
    reasons = tag("ul", *(tag("li", reason) for reason in found.reasons), class_="reasons", role="list")
    return join(
        tag("p", lamp(found.tone, found.word), class_="word"),
        reasons if found.reasons else None,
        tag(
            "p",
            f"Tocsin {view.version} on {view.replica}, up ",
            since(view.started_at, view.now),
            class_="faint",
        ),
    )


def figures(view: StatusView) -> Html:
    """What one looks at first."""
    seconds = [point.seconds for point in view.latency]
    due = view.due.get("first", 0) + view.due.get("rest", 0)
    pairs = [
        ("Redis", _link(view.redis, view)),
        ("Telegram", _link(view.telegram, view)),
        ("Ticker to chat, median", tag("strong", duration(quantile(seconds, 0.5)) if seconds else "–")),
        ("95 % within", tag("strong", duration(quantile(seconds, 0.95)) if seconds else "–")),
        ("Chats due now", join(tag("strong", count(due)), tag("small", _turns(view.due)) if due else None)),
        ("Oldest wait", tag("strong", age(view.oldest_wait_s) if due else "–")),
        ("Chats", join(tag("strong", count(view.chats.get("active", 0))), tag("small", _suspended(view)))),
        ("Last alert", tag("strong", since(view.alerts[0].at, view.now)) if view.alerts else tag("strong", "–")),
    ]
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs))


def _turns(due: Mapping[str, int]) -> str:
    first, rest = due.get("first", 0), due.get("rest", 0)
    groups = plural(first, "channel or group", "channels and groups") if first else ""
    people = plural(rest, "person", "people") if rest else ""
    return " " + ", ".join(filter(None, (groups, people)))


def _suspended(view: StatusView) -> str:
    gone = view.chats.get("suspended", 0)
    return f" and {count(gone)} suspended" if gone else ""


def _link(link: Link, view: StatusView) -> Html:
    word = {"ok": "answers", "failing": "fails", "unknown": "not asked yet", "absent": "not in use"}[link.state]
    seen = join(tag("small", " ", since(link.answered_at, view.now), " ago")) if link.answered_at else None
    detail = tag("small", f" {link.detail}") if link.detail else None
    return join(lamp(link.state.tone, word), seen, detail)


def sources(rows: Sequence[SourceRow], view: StatusView) -> Html:
    """One row a source: its state, the age of the last good reading, how often it is asked."""
    if not rows:
        return tag("p", "No source is set.", class_="empty")
    head = _head("Source", "State", "Read", "Every", "Lines")
    table = _table(head, [_source(row, view) for row in rows], "Sources with their state and age")
    return join(_told_by(rows), table)


def _told_by(rows: Sequence[SourceRow]) -> Html | None:
    """On a standby: whose word all this is."""
    by = sorted({row.by for row in rows if row.by})
    if by:
        return tag("p", f"As told by {', '.join(by)}: another replica watches, this one stands by.", class_="told")
    if any(row.state is SourceState.UNKNOWN for row in rows):
        return tag("p", "Another replica watches, and has not told of its sources lately.", class_="told")
    return None


def _source(row: SourceRow, view: StatusView) -> Html:
    too_old = row.read_at is not None and 0 < row.limit_s < (view.now - row.read_at).total_seconds()
    held_for = join(" for ", since(row.since_at, view.now)) if row.since_at else None
    note = tag("small", row.note, class_="note") if row.note else None
    return tag(
        "tr",
        tag("th", row.name, tag("small", row.kind), scope="row"),
        tag("td", lamp(row.state.tone, row.state), tag("small", held_for) if held_for else None, note),
        tag("td", since(row.read_at, view.now), class_="number old" if too_old else "number"),
        tag("td", age(row.interval_s), class_="number"),
        tag("td", "–" if row.lines is None else count(row.lines), class_="number"),
    )


def outcomes(title: str, counts: Mapping[str, int]) -> Html:
    """A bar an outcome, in the order of the set; those that never happened in one line at the end."""
    happened = {name: number for name, number in counts.items() if number}
    never = [_spoken(name) for name, number in counts.items() if not number]
    most = max(happened.values(), default=1)
    rows = [
        tag(
            "tr",
            tag("th", _spoken(name), scope="row"),
            tag("td", count(number), class_="number"),
            tag("td", _bar(number / most), class_="bar", aria_hidden="true"),
        )
        for name, number in happened.items()
    ]
    if not rows:
        return tag("p", f"{title}: none yet", class_="empty")
    table = tag("table", tag("caption", title), tag("tbody", *rows))
    return join(table, tag("p", "never: ", ", ".join(never), class_="faint never") if never else None)


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _bar(share: float) -> Html:
    bar = tag("rect", width=f"{max(0.5, 100 * share):.1f}", height="8")
    return tag("svg", bar, viewBox="0 0 100 8", preserveAspectRatio="none", focusable="false")


def duties(roles: Sequence[RoleRow], loops: Sequence[LoopRow]) -> Html:
    """Who holds each role, and whether this process' loops are alive."""
    role_rows = [tag("tr", tag("th", one.role, scope="row"), tag("td", _holder(one))) for one in roles]
    loop_rows = [
        tag(
            "tr",
            tag("th", one.loop, scope="row"),
            tag("td", lamp(Tone.GOOD if one.alive else Tone.BAD, "alive" if one.alive else "stuck")),
            tag("td", f"{age(one.age_s)} of {age(one.limit_s)}", class_="number"),
        )
        for one in loops
    ]
    held = _table(_head("Role", "Held by"), role_rows, "Roles and who holds them")
    beating = _table(_head("Loop here", "State", "Last beat"), loop_rows, "Loops of this process")
    return join(held if roles else None, _loops(loops, beating) if loops else None)


def _loops(loops: Sequence[LoopRow], table: Html) -> Html:
    """In one line while all is well, open when one of them is stuck."""
    stuck = sum(not one.alive for one in loops)
    word = f"{stuck} of {plural(len(loops), 'loop')} stuck" if stuck else f"{plural(len(loops), 'loop')} alive"
    summary_line = tag("summary", lamp(Tone.BAD if stuck else Tone.GOOD, word))
    return tag("details", summary_line, table, data_key="loops", open=bool(stuck), class_="loops")


def _holder(row: RoleRow) -> Html:
    if not row.holder:
        return lamp(Tone.WARN, "nobody")
    return lamp(Tone.GOOD if row.mine else Tone.IDLE, f"{row.holder} (this one)" if row.mine else row.holder)


def _head(*names: str) -> Html:
    return tag("tr", *(tag("th", name, scope="col") for name in names))


def _table(head: Html, rows: Sequence[Html], caption: str) -> Html:
    shown = tag("caption", caption, class_="unseen")
    return tag("table", shown, tag("thead", head), tag("tbody", *rows))


def foot(view: StatusView) -> Html:
    """Whose moment all this is."""
    return join(
        "State of ",
        tag("time", view.now.strftime("%Y-%m-%d %H:%M:%S"), datetime=view.now.isoformat()),
        " UTC, ",
        plural(len(view.sources), "source"),
        ".",
    )
