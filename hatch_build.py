"""Adds the migrations, the alert templates and the built dashboard to the wheel."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = {"migrations": "migrations", "alerts": "alerts", "web/dist": "web"}


class BundleHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # the files of the checkout are used
            return
        for source, name in BUNDLED.items():
            if not Path(self.root, source).is_dir():
                raise FileNotFoundError(f"{source} does not exist; run `make web` first")
            build_data["force_include"][source] = f"telemetry_graph/_bundled/{name}"
