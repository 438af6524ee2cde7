"""The settings of the soak: those that an operator would write for five sources and five channels."""

from collections.abc import Sequence
from pathlib import Path

from bot.app.rooms import Rooms, region_graph, rooms_for
from bot.config.environment import parse_environment
from bot.config.settings import assembled
from bot.config.toml_file import SettingsFile
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite

CHANNELS = {-1001: ["mena"], -1002: ["europe"], -1003: ["asia", "asia-pacific"], -1004: ["lebanon", "palestine"]}
CHANNELS |= {-1005: ["africa", "latin-america", "us-canada", "world"]}
OPERATOR = 77


def soak_rooms(folder: Path, sites: Sequence[TickerSite], api: FakeBotApi, redis_url: str) -> Rooms:
    """The settings an operator would write: five sources, five channels, a Redis elsewhere, a token."""
    sources = [
        {"name": f"site-{n}", "url": site.url, "every_s": 1, "allow_private": True, "robots": False}
        for n, site in enumerate(sites)
    ]
    channels = [{"chat": chat, "regions": regions} for chat, regions in CHANNELS.items()]
    tables = {"source": sources, "channel": channels, "operators": [OPERATOR], "delivery": {"burst_window_s": 1}}
    values = {
        "TOCSIN_DATA_DIR": str(folder),
        "TOCSIN_HTTP_ADDRESS": "127.0.0.1:0",
        "TOCSIN_REDIS_URL": redis_url,
        "TOCSIN_TELEGRAM_TOKEN": api.token,
        "TOCSIN_TELEGRAM_API_URL": api.base_url,
    }
    file = SettingsFile.model_validate(tables)
    return rooms_for(assembled(parse_environment(values, folder, []), file, region_graph(), []))
