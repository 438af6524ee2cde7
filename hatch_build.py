"""The build hook: compiles the gazetteer when the package is built, so that nothing is compiled at start."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles bot/classify/data into one index file before the wheel (or the editable install) is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Writes bot/classify/data/gazetteer.bin; a wrong table stops the build, named by file and line."""
        sys.path.insert(0, self.root)
        try:
            compiler = import_module("bot.classify.compile")
        finally:
            sys.path.remove(self.root)
        folder = Path(self.root) / "bot" / "classify" / "data"
        try:
            content: bytes = compiler.compiled(folder)
        except compiler.TableError as error:
            raise SystemExit(f"gazetteer: {error}") from error
        compiler.put(content, folder / compiler.INDEX_FILE.name)
