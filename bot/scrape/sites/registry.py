"""The kinds of sources: one reader each. A new kind is one file beside these and one line here."""

from collections.abc import Callable, Mapping

from bot.scrape.sites import feed, json_path, liveblog, telegram_preview, ticker
from bot.scrape.sites.found import Ask, Found

Reader = Callable[[str, Ask], Found]

KINDS: Mapping[str, Reader] = {
    "ticker": ticker.read,
    "feed": feed.read,
    "liveblog": liveblog.read,
    "json": json_path.read,
    "telegram": telegram_preview.read,
}
