"""One poll of one source, from the request to a snapshot: the edge that the pipeline calls."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.ports.errors import SourceBroken, SourceError
from bot.scrape.bodies import has_end
from bot.scrape.fetch import Answer, Fetcher
from bot.scrape.readers import Readers
from bot.scrape.reading import Page
from bot.scrape.record import Record, Snapshot, Validators
from bot.scrape.settings import SourceSettings
from bot.scrape.sites.found import Ask, Found, Hint, Sight

# A page with fewer links to others does not show whether its site moves.
LINKS_ENOUGH = 10


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll brought. `snapshot` None: the page is as it was, nothing to fold in but the moment.

    `found`: what the reading says, for diagnosis; None when nothing was read. `links`: to other pages of the site
    where they were asked for. `fresh_for`, `crawl_delay`: what the site says of when to come again.
    """

    at: datetime
    snapshot: Snapshot | None
    found: Found | None = None
    links: tuple[str, ...] | None = None
    fresh_for: timedelta | None = None
    crawl_delay: timedelta | None = None


class Poller:
    """Polls one source. Keeps the page it saw last, to know it again, and where in it the lines stood."""

    def __init__(self, settings: SourceSettings, fetcher: Fetcher, readers: Readers) -> None:
        self.settings = settings
        self._fetcher = fetcher
        self._readers = readers
        self._stands_for = stands_for(settings)
        self._hint: Hint | None = None
        self._came: Page | None = None
        self._found: Found | None = None
        self._ended = False

    async def poll(self, record: Record | None, *, links: bool = False) -> Polled:
        """Ask the source once. `record`: what is remembered of it; its validators make the request conditional.

        Raises a SourceError: SourceBroken when the page came and its lines should be there and are not.
        """
        validators = Validators()
        if record is not None and record.begun and record.validators.stands_for == self._stands_for and not links:
            validators = record.validators
        answer = await self._fetcher.fetch(self.settings, validators)
        if answer.not_modified:
            return Polled(answer.at, None, None, None, answer.fresh_for, answer.crawl_delay)
        found = await self._read(answer, links)
        if found.sight is Sight.BROKEN:
            raise SourceBroken(found.note or "the ticker could not be found")
        elsewhere = await self._links(found) if links else None
        told = Validators(answer.validators.etag, answer.validators.modified, self._stands_for)
        snapshot = Snapshot(found.lines, answer.at, told)
        return Polled(answer.at, snapshot, found, elsewhere, answer.fresh_for, answer.crawl_delay)

    async def _links(self, found: Found) -> tuple[str, ...] | None:
        """Addresses of the site's other pages: those on this page, or on the front page where this one has few.

        None when the front page cannot be had: then nobody knows whether the site moves.
        """
        front = front_page(self.settings)
        if len(found.links) >= LINKS_ENOUGH or front is None:
            return found.links
        try:
            answer = await self._fetcher.fetch(front)
            page = Page(answer.body, answer.content_type, answer.announced)
            read = await self._readers.read(page, ask_of(front, answer.url, links=True), front.parse_deadline)
        except SourceError:
            return None
        return read.links

    async def _read(self, answer: Answer, links: bool) -> Found:
        came = Page(answer.body, answer.content_type, answer.announced)
        if came == self._came and self._found is not None and not links:
            return self._found
        # A source whose pages used to show their end shows us a part when one does not, whatever it announces.
        ends = has_end(answer.body)
        page = replace(came, announced=answer.announced and (ends or not self._ended))
        self._ended = self._ended or ends
        ask = ask_of(self.settings, answer.url, self._hint, links=links)
        found = await self._readers.read(page, ask, self.settings.parse_deadline)
        self._came, self._found = came, found
        if found.lines and (found.selector or found.label):
            self._hint = Hint(found.selector, tuple(line.text for line in found.lines), found.label)
        return found


def front_page(settings: SourceSettings) -> SourceSettings | None:
    """How to ask for the front page of a source's site; None when the source is that page."""
    parts = urlsplit(settings.url)
    if parts.path in ("", "/") and not parts.query and settings.kind == "ticker":
        return None
    return replace(settings, url=f"{parts.scheme}://{parts.netloc}/", kind="ticker", selector=None)


def ask_of(settings: SourceSettings, url: str, hint: Hint | None = None, *, links: bool = False) -> Ask:
    """How to read a page of this source that came from `url`."""
    return Ask(settings.kind, url, settings.selector, settings.labels, settings.path, hint, links)


def stands_for(settings: SourceSettings) -> str:
    """Changes with every setting that changes what a page means: "not modified" is no answer across that."""
    said = "\0".join((settings.kind, settings.url, settings.selector or "", settings.path, *settings.labels))
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()
