"""The words of telling apart, as they stand in `data/*.toml`. Package files only."""

import tomllib
from importlib import resources
from typing import Any


def table(name: str) -> dict[str, Any]:
    """The table of `data/<name>.toml`.

    Raises FileNotFoundError or tomllib.TOMLDecodeError when the package is broken.
    """
    return tomllib.loads(resources.files("bot.dedupe").joinpath(f"data/{name}.toml").read_text("utf-8"))
