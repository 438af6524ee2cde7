"""The kinds other than `ticker`: what they take, in which order, and what they make of the wrong page."""

import json

import pytest

from bot.scrape.sites.feed import read as feed
from bot.scrape.sites.found import Ask, Found, Sight
from bot.scrape.sites.json_path import read as by_path
from bot.scrape.sites.liveblog import read as liveblog
from bot.scrape.sites.telegram_preview import read as telegram

ASK = Ask(url="https://news.example/live/")


def texts(found: Found) -> list[str]:
    return [line.text for line in found.lines]


RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Harbour News</title>
<item><title>Older: the ferry &amp;amp; the tug</title><link>https://news.example/1</link>
<pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate></item>
<item><title><![CDATA[Newer: <b>two</b> ships &quot;collide&quot;]]></title><link>/2</link>
<pubDate>Wed, 04 Mar 2026 12:00:00 +0200</pubDate></item>
<item><title>Newest: port closed</title><link>javascript:x</link>
<pubDate>Wed, 04 Mar 2026 11:00:00 GMT</pubDate></item>
<item><title></title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>
<entry><title>First of the feed</title><link href="https://news.example/a"/><updated>2026-03-04T10:00:00Z</updated>
<published>2026-03-04T10:00:00Z</published></entry>
<entry><title type="html">Second &amp;mdash; and later</title><link href="https://news.example/b"/>
<published>2026-03-04T11:00:00Z</published><updated>2026-03-04T11:00:00Z</updated></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour News",
        "items": [
            {"id": "1", "title": "One of the feed", "url": "https://news.example/1"},
            {"id": "2", "title": "Two of the feed", "url": "https://news.example/2"},
        ],
    }
)


def test_rss_by_date_without_markup() -> None:
    found = feed(RSS, ASK)
    assert found.sight is Sight.LINES
    assert set(texts(found)) == {"Older: the ferry & the tug", 'Newer: two ships "collide"', "Newest: port closed"}
    assert texts(found)[0] == "Newest: port closed"
    assert found.lines[0].url is None


def test_atom_newest_first() -> None:
    found = feed(ATOM, ASK)
    assert texts(found) == ["Second — and later", "First of the feed"]
    assert found.lines[0].url == "https://news.example/b"


def test_json_feed_in_its_own_order() -> None:
    found = feed(JSON_FEED, ASK)
    assert texts(found) == ["One of the feed", "Two of the feed"]
    assert found.lines[1].url == "https://news.example/2"


@pytest.mark.parametrize("page", ["<html><body>no feed</body></html>", "nonsense", "https://127.0.0.1/feed", "{}"])
def test_what_is_no_feed_is_never_fetched_and_shows_nothing(page: str) -> None:
    found = feed(page, ASK)
    assert found.lines == ()


def test_a_feed_of_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item>'
    found = feed(bomb + "</channel></rss>", ASK)
    assert found.sight is Sight.BROKEN
    assert "entities" in found.note


ANSWER = {
    "data": {"banner": {"items": [{"title": "One &amp; only"}, {"title": None}, {"title": "Two"}]}, "none": None}
}
PATHS: dict[str, tuple[list[str], Sight]] = {
    "data.banner.items[*].title": (["One & only", "Two"], Sight.LINES),
    "$.data.banner.items[0].title": (["One & only"], Sight.LINES),
    "data.banner.items[-1].title": (["Two"], Sight.LINES),
    "data.banner.items[9].title": ([], Sight.EMPTY),
    "data.none.anything.below": ([], Sight.EMPTY),
    "data.none": ([], Sight.EMPTY),
    "data.banner.gone": ([], Sight.BROKEN),
    "data[*].gone": ([], Sight.BROKEN),
    "data.banner.items": ([], Sight.BROKEN),
    "data.banner[0]": ([], Sight.BROKEN),
}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_leads_to_lines_to_nothing_now_or_astray(path: str) -> None:
    found = by_path(json.dumps(ANSWER), Ask("json", path=path))
    assert (texts(found), found.sight) == PATHS[path]


def test_what_is_no_json_is_broken() -> None:
    for page in ("<html></html>", "", "[" * 100_000, '{"data": '):
        assert by_path(page, Ask("json", path="data")).sight is Sight.BROKEN
    assert texts(by_path('["a b", ["c"]]', Ask("json"))) == ["a b", "c"]


def blog(updates: object, kind: object = "LiveBlogPosting") -> str:
    post = {"@context": "https://schema.org", "@type": kind, "liveBlogUpdate": updates}
    return f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebPage"}, post]})}</script>'


def test_a_live_blog_newest_first() -> None:
    page = blog(
        [
            {
                "@type": "BlogPosting",
                "headline": "Older &amp; wiser",
                "datePublished": "2026-03-04T10:00:00+00:00",
            },
            {
                "headline": "",
                "articleBody": "<p>Newer, <b>in the text</b></p>",
                "datePublished": "2026-03-04T11:00Z",
            },
            {"headline": "Newest", "url": "#post-3", "datePublished": "2026-03-04T13:30:00+02:00"},
            {"headline": None, "datePublished": "2026-03-04T14:00:00Z"},
            "nonsense",
        ],
        ["Thing", "LiveBlogPosting"],
    )
    found = liveblog(page, ASK)
    assert texts(found) == ["Newest", "Newer, in the text", "Older & wiser"]


def test_a_live_blog_of_one_update_or_none_and_a_page_without() -> None:
    assert texts(liveblog(blog({"headline": "Only one"}), ASK)) == ["Only one"]
    assert liveblog(blog([]), ASK).sight is Sight.EMPTY
    assert (
        liveblog('<script type="application/ld+json">{"@type": "NewsArticle"}</script>', ASK).sight is Sight.BROKEN
    )
    assert liveblog('<script type="application/ld+json">{broken</script>', ASK).sight is Sight.BROKEN


def post(number: int, text: str) -> str:
    return (
        f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="harbour/{number}">'
        f"{text}<a class='tgme_widget_message_date' href='https://t.me/harbour/{number}'>"
        "<time datetime='2026-03-04T10:00:00+00:00'>10:00</time></a></div></div>"
    )


def test_a_channel_newest_first() -> None:
    body = '<div class="tgme_widget_message_text js-message_text" dir="auto">{}</div>'
    page = (
        '<section class="tgme_channel_history">'
        + post(1, body.format("<b>Older:</b> a ferry<br>and a tug"))
        + post(2, "<a class='tgme_widget_message_photo_wrap'></a>")
        + post(3, body.format("Newest <tg-emoji>🔴</tg-emoji> &amp; last"))
        + "</section>"
    )
    found = telegram(page, ASK)
    assert found.lines[0].url == "https://t.me/harbour/3"
    assert texts(found)[0] == "Newest 🔴 & last"
    assert texts(found)[1].startswith("Older: a ferry")
    assert len(found.lines) == 2


def test_a_channel_without_posts_is_empty_and_another_page_broken() -> None:
    assert telegram('<div class="tgme_page">x</div>', ASK).sight is Sight.EMPTY
    assert telegram("<html><h1>Hello</h1></html>", ASK).sight is Sight.BROKEN
