"""Draws the pictures into docs/pictures:  python -m tests.pictures.draw [NAME ...]

Needs a Chromium. What each was drawn from is written beside them, so that a test can tell when one is out of date.
"""

import asyncio
import base64
import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.pictures.page import Excerpt, Picture, page
from tests.unit.panel.chromium import Tab, installed, tab

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SOURCES = FOLDER / "sources.json"
QUALITY = 70
LARGEST = 60_000

PICTURES = (
    Picture("first-steps", (Excerpt("first-steps.en", "/start", 2),)),
    Picture("alert", (Excerpt("news.en", "alert 16", 2),)),
    Picture("mute", (Excerpt("mute.en", "/mute", 3),)),
    Picture("quiet-hours", (Excerpt("settings.en", "[🌙 Quiet hours]", 2),)),
    Picture("search", (Excerpt("news.en", "/search bridge litani", 1),)),
    Picture("group", (Excerpt("group.en", "added", 2, title="Family"),)),
    Picture("channel", (Excerpt("channel.en", "[Middle East »]", 3),)),
    Picture("arabic", (Excerpt("first-steps.ar", "/start", 2),), (True,)),
    Picture("spanish", (Excerpt("news.es", "alert 16", 2),)),
    Picture("privacy", (Excerpt("first-steps.en", "/privacy", 2),)),
    Picture("broadcast", (Excerpt("operators.en", "/broadcast We move to a new server tonight.", 2, nth=2),)),
    Picture("readme", (Excerpt("news.en", "alert 16", 2), Excerpt("news.ar", "alert 16", 2)), (False, True), 942),
)


def digest(picture: Picture) -> str:
    """What the picture shows, as one short text."""
    return hashlib.sha256(page(picture).encode()).hexdigest()[:16]


async def drawn(browser: Tab, picture: Picture) -> bytes:
    """The picture as WebP, two dots a pixel."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(page(picture))
        file.flush()
        sized = {"width": picture.width, "height": 200, "deviceScaleFactor": 2, "mobile": False}
        await browser.ask("Emulation.setDeviceMetricsOverride", **sized)
        await browser.ask("Emulation.setDefaultBackgroundColorOverride", color={"r": 0, "g": 0, "b": 0, "a": 0})
        await browser.open(f"file://{file.name}")
        await browser.value("document.fonts.ready.then(() => true)")
        height = await browser.value("document.querySelector('main').getBoundingClientRect().height")
        clip = {"x": 0, "y": 0, "width": picture.width, "height": height, "scale": 1}
        shot = {"format": "webp", "quality": QUALITY, "captureBeyondViewport": True, "clip": clip}
        said = await browser.ask("Page.captureScreenshot", **shot)
        return base64.b64decode(said["data"])


async def main(names: Sequence[str]) -> None:
    program = installed()
    assert program is not None, "pictures need a Chromium on this machine"
    FOLDER.mkdir(exist_ok=True)
    async with tab(program) as browser:
        for picture in PICTURES:
            if not names or picture.name in names:
                data = await drawn(browser, picture)
                (FOLDER / f"{picture.name}.webp").write_bytes(data)
                print(f"{picture.name:<14} {len(data):>7,} bytes")
    known = json.loads(SOURCES.read_text("utf-8")) if SOURCES.exists() else {}
    known |= {one.name: digest(one) for one in PICTURES if not names or one.name in names}
    SOURCES.write_text(
        json.dumps({one.name: known.get(one.name, "") for one in PICTURES}, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
