"""Nationalities by region and language, from `data/demonyms.tsv`, for placing and for telling apart. Pure."""

from functools import cache
from importlib import resources
from pathlib import Path

from bot.text.tables import Row, read

_TABLE = Path(str(resources.files("bot.text").joinpath("data/demonyms.tsv")))


@cache
def peoples() -> tuple[Row, ...]:
    """A row per region: its `slug`, and its nationalities in `en`, `ar` and `es`, in all genders and numbers."""
    return read(_TABLE, ("slug", "en", "ar", "es"))
