"""From the bytes of an answer to what it shows: decode, then read by kind. Pure; runs in a reader process."""

from dataclasses import dataclass, replace

from bot.scrape.bodies import has_end
from bot.scrape.charset import decoded
from bot.scrape.sites.found import Ask, Found, Sight
from bot.scrape.sites.registry import KINDS


@dataclass(frozen=True, slots=True)
class Page:
    """An answer's body as it came. `announced`: its length was known, so that it cannot have been cut."""

    body: bytes
    content_type: str = ""
    announced: bool = True


def read_page(page: Page, ask: Ask) -> Found:
    """What a page shows. Never raises for any page; KeyError for a kind that is none."""
    reader = KINDS[ask.kind]
    if not page.announced and not has_end(page.body):
        return Found((), Sight.BROKEN, note="the page ends in the middle")
    if not page.body.strip():
        return Found((), Sight.BROKEN, note="the answer is empty")
    text, sure = decoded(page.body, page.content_type)
    found = reader(text, ask)
    if not sure and any("\ufffd" in line.text for line in found.lines):
        return replace(found, lines=(), sight=Sight.BROKEN, note="the lines cannot be decoded without doubt")
    return found
