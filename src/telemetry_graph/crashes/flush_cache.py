"""Caches the grouping rules of all apps for flushes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.crashes.rules import store
from telemetry_graph.crashes.rules.model import AppGroupingRules
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

_REFRESH_INTERVAL = timedelta(seconds=5)


@dataclass(slots=True)
class GroupingRuleCache:
    """Loads the rules of all apps at once, because few apps have any; at most 5 seconds old."""

    _rules: Mapping[AppId, AppGroupingRules] = field(default_factory=dict)
    _refresh_at: datetime | None = None

    async def apply(
        self, conn: Conn, crashes: Sequence[CrashOccurrence], now: datetime
    ) -> Sequence[CrashOccurrence]:
        """The crashes with the fingerprints that their apps' rules give them."""
        if self._refresh_at is None or now >= self._refresh_at:
            self._rules = await store.load_all_rules(conn)
            self._refresh_at = now + _REFRESH_INTERVAL
        if not self._rules:
            return crashes
        return [
            self._rules[crash.app_id].apply(crash) if crash.app_id in self._rules else crash
            for crash in crashes
        ]
