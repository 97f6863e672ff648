"""Keeps crashes in the groups of an older fingerprint algorithm, so that a new one splits none."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from telemetry_graph.crashes.fingerprint import v1
from telemetry_graph.crashes.model import CrashOccurrence, GroupedBy
from telemetry_graph.crashes.store import fingerprints
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

LOOKUP_PERIOD = timedelta(days=90)
"""How long after its last crash an old fingerprint is still looked up."""
_REFRESH_INTERVAL = timedelta(minutes=1)


@dataclass(slots=True)
class MigratedCrashes:
    crashes: list[CrashOccurrence]
    """All crashes; with their old fingerprint if a group has it."""
    new_fingerprints: list[tuple[CrashOccurrence, Fingerprint]] = field(default_factory=list)
    """Crashes with their new fingerprint, and the old fingerprint of their group."""


@dataclass(slots=True)
class AlgorithmMigration:
    """Knows which apps have groups of an older algorithm; refreshed once a minute."""

    _apps: frozenset[AppId] = frozenset()
    _refresh_at: datetime | None = None

    async def find_old_groups(
        self, conn: Conn, crashes: Sequence[CrashOccurrence], now: datetime
    ) -> MigratedCrashes:
        await self._refresh(conn, now)
        old = {id(crash): _to_old(crash) for crash in crashes if self._may_have_old_group(crash)}
        if not old:
            return MigratedCrashes(list(crashes))
        keys = {(crash.app_id, old[id(crash)]) for crash in crashes if id(crash) in old}
        stored = await fingerprints.load_group_ids(conn, sorted(keys))
        migrated = MigratedCrashes([])
        for crash in crashes:
            fingerprint = old.get(id(crash))
            if fingerprint is None or (crash.app_id, fingerprint) not in stored:
                migrated.crashes.append(crash)
            else:
                migrated.crashes.append(replace(crash, fingerprint=fingerprint))
                migrated.new_fingerprints.append((crash, fingerprint))
        return migrated

    async def _refresh(self, conn: Conn, now: datetime) -> None:
        if self._refresh_at is None or now >= self._refresh_at:
            self._apps = await fingerprints.load_apps_with_old_fingerprints(
                conn, now - LOOKUP_PERIOD
            )
            self._refresh_at = now + _REFRESH_INTERVAL

    def _may_have_old_group(self, crash: CrashOccurrence) -> bool:
        return crash.app_id in self._apps and crash.grouped_by is GroupedBy.ALGORITHM


def _to_old(crash: CrashOccurrence) -> Fingerprint:
    return Fingerprint(v1.fingerprint(crash.crash_type, crash.message, crash.stack_trace))
