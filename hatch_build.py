"""A wheel holds the desk's pages: they are built on the way, with Node from the PATH or from PyPI.

Where they can't be built (no network for npm's packages), the wheel is made without them and says so: everything but
the pages works, and `marsad serve` tells what to do.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PagesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds `web/` before the files of a wheel are gathered."""

    PLUGIN_NAME = "custom"

    def _tool(self) -> dict[str, Any]:
        return runpy.run_path(str(Path(self.root) / "tools" / "build_web.py"))

    def _wanted(self) -> bool:
        return self.target_name == "wheel" and (Path(self.root) / "web" / "package.json").is_file()

    def dependencies(self) -> list[str]:
        """Node itself, where this machine has none."""
        if not self._wanted():
            return []
        tool = self._tool()
        return [] if tool["is_fresh"]() or tool["node_folder"]() else [tool["NODE_PACKAGE"]]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pages, unless they are fresh. An editable install leaves that to `make web`."""
        if version == "editable" or not self._wanted():
            return
        tool = self._tool()
        if not tool["is_fresh"]():
            try:
                tool["build"]()
            except tool["BuildError"] as error:
                self.app.display_warning(str(error))
