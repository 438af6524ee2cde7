"""Nationalities by region and language, from `data/demonyms.tsv`, for placing and for telling apart. Pure."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

PEOPLES = Path(str(resources.files("bot.text").joinpath("data/demonyms.tsv")))


@cache
def peoples(lang: str) -> Mapping[str, tuple[str, ...]]:
    """Region -> its nationalities in "en", "ar" or "es", as adjectives and nouns in all genders and numbers."""
    header, *rows = (
        line.split("\t")
        for line in PEOPLES.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    )
    at = header.index(lang)
    return {row[0]: tuple(name for name in row[at].split("|") if name) for row in rows if len(row) > at}
