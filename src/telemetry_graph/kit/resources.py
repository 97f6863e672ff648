"""Finds folders that ship inside the wheel or, in a checkout, beside the package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT_FOLDERS = {"migrations": "migrations", "alerts": "alerts", "web": "web/dist"}


def find_resource_folder(name: str) -> Path:
    """Find the folder `migrations`, `alerts` or `web`. `web` may not have been built yet."""
    bundled = _PACKAGE / "_bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parents[1] / _CHECKOUT_FOLDERS[name]
