"""The rules as a flush needs them: at hand, and not older than a few seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telemetry_graph.crashes.model import CrashOccurrence
from telemetry_graph.crashes.rules import store
from telemetry_graph.crashes.rules.model import AppRules
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

_REFRESHED = timedelta(seconds=5)


@dataclass(slots=True)
class RuleBook:
    _rules: Mapping[AppId, AppRules] = field(default_factory=dict)
    _refresh_at: datetime | None = None

    async def applied(
        self, conn: Conn, crashes: Sequence[CrashOccurrence], now: datetime
    ) -> Sequence[CrashOccurrence]:
        """The crashes under the names that their apps' rules give them."""
        if self._refresh_at is None or now >= self._refresh_at:
            self._rules = await store.all_rules(conn)
            self._refresh_at = now + _REFRESHED
        if not self._rules:
            return crashes
        return [
            self._rules[crash.app_id].applied(crash) if crash.app_id in self._rules else crash
            for crash in crashes
        ]
