"""The build hook: compiles the gazetteer when the package is built, so that nothing is compiled at start."""

from __future__ import annotations

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles bot/classify/data into one index file before the wheel (or the editable install) is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Placeholder until classify lands."""
