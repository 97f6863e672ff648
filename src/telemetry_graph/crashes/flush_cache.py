"""What a process remembers between flushes, so that most of them need no extra statements."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from telemetry_graph.crashes.algorithm_migration import LOOKUP_PERIOD
from telemetry_graph.crashes.rules.model import AppGroupingRules
from telemetry_graph.crashes.rules.store import load_all_rules
from telemetry_graph.crashes.store.fingerprints import load_apps_with_old_fingerprints
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

_RULES_LIFETIME = timedelta(seconds=5)
_OLD_GROUPS_LIFETIME = timedelta(minutes=1)
_VERSIONS_LIFETIME = timedelta(minutes=1)
_MAX_VERSIONS = 10_000
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class FlushCache:
    """Rules and old groups are loaded for all apps at once, because few apps have any."""

    rules: Mapping[AppId, AppGroupingRules] = field(default_factory=dict)
    """The grouping rules by app; at most 5 seconds old."""
    apps_with_old_groups: frozenset[AppId] = frozenset()
    """The apps that have groups of an older algorithm; at most a minute old."""
    _versions: set[tuple[AppId, str]] = field(default_factory=set)
    """Versions already written. Cleared every minute, because a flush may roll back."""
    _rules_expire_at: datetime = _NEVER
    _old_groups_expire_at: datetime = _NEVER
    _versions_expire_at: datetime = _NEVER

    async def refresh(self, conn: Conn, now: datetime) -> None:
        """Load what has expired."""
        if now >= self._rules_expire_at:
            self.rules = await load_all_rules(conn)
            self._rules_expire_at = now + _RULES_LIFETIME
        if now >= self._old_groups_expire_at:
            since = now - LOOKUP_PERIOD
            self.apps_with_old_groups = await load_apps_with_old_fingerprints(conn, since)
            self._old_groups_expire_at = now + _OLD_GROUPS_LIFETIME

    def add_versions(
        self, versions: Collection[tuple[AppId, str]], now: datetime
    ) -> list[tuple[AppId, str]]:
        """Add the versions; return those that were missing, sorted."""
        if now >= self._versions_expire_at or len(self._versions) >= _MAX_VERSIONS:
            self._versions.clear()
            self._versions_expire_at = now + _VERSIONS_LIFETIME
        new = sorted(set(versions) - self._versions)
        self._versions.update(new)
        return new
