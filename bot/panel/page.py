"""The status page: whole without JavaScript, the same sections sent again, when they change, with it."""

from collections.abc import Mapping

from bot.panel import feed, parts
from bot.panel.markup import Html, join, tag
from bot.panel.plot import plot
from bot.panel.status import StatusView
from bot.panel.summary import summary

# Name of the section -> its heading ("" for the strips that need none), in reading order.
_HEADINGS = {
    "alerts": "Last alerts",
    "held": "Held back",
    "sources": "Sources",
    "latency": "From ticker to chat",
    "deliveries": "Outcomes",
    "duties": "Roles and loops",
}
_MAIN, _SIDE = ("alerts", "held"), ("sources", "latency", "deliveries", "duties")


def title(view: StatusView) -> str:
    """Of the browser's tab: the state first, so that it shows on a narrow one."""
    return f"{summary(view).word} · Tocsin"


def sections(view: StatusView) -> dict[str, Html]:
    """The content of every section by name."""
    return {
        "top": parts.top(view),
        "figures": parts.figures(view),
        "alerts": feed.alerts(view.alerts, view.now),
        "held": feed.held(view.held, view.now),
        "sources": parts.sources(view.sources, view),
        "latency": plot(view.latency, view.now, elsewhere=_held_elsewhere(view, "courier")),
        "deliveries": join(
            parts.outcomes("Deliveries", view.deliveries), parts.outcomes("Lines decided", view.decisions)
        ),
        "duties": parts.duties(view.roles, view.loops),
        "foot": parts.foot(view),
    }


def _held_elsewhere(view: StatusView, role: str) -> bool:
    return any(one.role == role and one.holder and not one.mine for one in view.roles)


def draw(view: StatusView, drawn: Mapping[str, Html]) -> str:
    """The whole document."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", title(view)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="robots", content="noindex"),
        tag("link", rel="icon", href="/static/bell.svg", type="image/svg+xml"),
        tag("link", rel="stylesheet", href="/static/panel.css"),
        tag("script", src="/static/panel.js", defer=True),
        tag("noscript", tag("meta", http_equiv="refresh", content="30")),
    )
    name = tag("h1", tag("a", "Tocsin", href="/"))
    live = tag("p", tag("noscript", "shown as of now; loads again every 30 s"), id="live", role="status")
    body = tag(
        "body",
        tag("header", name, tag("div", drawn["top"], id="top"), live, data_now=view.now.isoformat()),
        tag(
            "main",
            tag("section", drawn["figures"], id="figures", aria_label="Key figures"),
            tag("div", *(_panel(one, drawn[one]) for one in _MAIN), class_="column"),
            tag("div", *(_panel(one, drawn[one]) for one in _SIDE), class_="column"),
        ),
        tag("footer", tag("p", drawn["foot"], id="foot")),
    )
    return f"<!doctype html>{tag('html', head, body, lang='en')}"


def _panel(name: str, content: Html) -> Html:
    heading = tag("h2", _HEADINGS[name], id=f"{name}-heading")
    return tag("section", heading, tag("div", content, id=name), aria_labelledby=f"{name}-heading", class_="panel")
