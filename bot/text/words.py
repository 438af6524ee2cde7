"""The word lists of attribution, read once from `data/attribution.toml`. Pure; package files only."""

import re
import tomllib
from functools import cache
from importlib import resources

from bot.text.fold import folded

Words = dict[str, frozenset[str]]


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads(resources.files("bot.text").joinpath("data/attribution.toml").read_text("utf-8"))


@cache
def words() -> Words:
    """Every list of the file by its name, its entries folded as `bot.text.fold.folded` does."""
    return {name: frozenset(folded(entry) for entry in entries) for name, entries in _lists().items()}


@cache
def alternation(name: str) -> str:
    """The entries of a list as one regular expression alternative, longest first, escaped, as they stand."""
    return "|".join(re.escape(entry) for entry in sorted(_lists()[name], key=lambda entry: (-len(entry), entry)))
