"""Finds files that ship inside the wheel or, in a checkout, beside the package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT_PLACES = {"migrations": "migrations", "alerts": "alerts", "web": "web/dist"}


def resource_dir(name: str) -> Path:
    """The folder `migrations`, `alerts` or `web`; it need not exist (an unbuilt dashboard)."""
    bundled = _PACKAGE / "_bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parents[1] / _CHECKOUT_PLACES[name]
