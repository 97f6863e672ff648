"""Remembers which app versions are stored, so that flushes do not write them again."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telemetry_graph.kit.ids import AppId

_LIFETIME = timedelta(minutes=1)
_MAX_VERSIONS = 10_000


@dataclass(slots=True)
class VersionCache:
    """Versions already written. Cleared every minute, because a flush may roll back."""

    _versions: set[tuple[AppId, str]] = field(default_factory=set)
    _clear_at: datetime | None = None

    def add_new(
        self, versions: Collection[tuple[AppId, str]], now: datetime
    ) -> list[tuple[AppId, str]]:
        """Add the versions; return those that were missing, sorted."""
        is_full = len(self._versions) >= _MAX_VERSIONS
        if self._clear_at is None or now >= self._clear_at or is_full:
            self._versions.clear()
            self._clear_at = now + _LIFETIME
        new = sorted(set(versions) - self._versions)
        self._versions.update(new)
        return new
