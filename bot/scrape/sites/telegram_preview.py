"""Kind `telegram`: the posts on a channel's public preview page (t.me/s/NAME). Pure."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.scrape.sites.boxes import boxes_below
from bot.scrape.sites.found import Ask, Found, Line, Sight
from bot.scrape.sites.lines import absolute
from bot.text.display import clean

RULE = "the posts of the channel's preview"


def read(page: str, ask: Ask) -> Found:
    """The posts' texts, newest first (the page shows the oldest first). Posts without text are passed over."""
    tree = LexborHTMLParser(page)
    posts = tree.css(".tgme_widget_message_wrap, .tgme_widget_message")
    if not posts:
        known = tree.css_first(".tgme_channel_info, .tgme_channel_history, .tgme_page") is not None
        note = "the channel shows no posts" if known else "the page is no channel's preview"
        return Found((), Sight.EMPTY if known else Sight.BROKEN, RULE, note=note)
    by_text: dict[str, Line] = {}
    for post in reversed(posts):
        text = post.css_first(".js-message_text, .tgme_widget_message_text")
        line = clean(boxes_below(text).text()) if text is not None else ""
        if line:
            by_text.setdefault(line, Line(line, _link(post)))
    lines = absolute(tuple(by_text.values()), ask.url)
    return Found(lines, Sight.LINES if lines else Sight.EMPTY, RULE)


def _link(post: LexborNode) -> str | None:
    date = post.css_first("a.tgme_widget_message_date")
    return date.attributes.get("href") if date is not None else None
