"""Finds the groups of older algorithms, so that a new algorithm splits none of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from telemetry_graph.crashes.fingerprint import v1
from telemetry_graph.crashes.model import CrashOccurrence, GroupedBy
from telemetry_graph.crashes.store import fingerprints
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

LASTS = timedelta(days=90)
"""An old fingerprint is looked up until it was not seen for as long."""
_REFRESHED = timedelta(minutes=1)


@dataclass(slots=True)
class Transition:
    """Which apps still have groups of an older algorithm; asked once a minute."""

    _apps: frozenset[AppId] = frozenset()
    _refresh_at: datetime | None = None

    async def kept(self, conn: Conn, crashes: Sequence[CrashOccurrence], now: datetime) -> "Kept":
        """The crashes, under their old fingerprint where a group is known by it."""
        if self._refresh_at is None or now >= self._refresh_at:
            self._apps = await fingerprints.apps_with_old_fingerprints(conn, now - LASTS)
            self._refresh_at = now + _REFRESHED
        old = {id(crash): _old(crash) for crash in crashes if self._concerns(crash)}
        if not old:
            return Kept(list(crashes))
        keys = {(crash.app_id, old[id(crash)]) for crash in crashes if id(crash) in old}
        known = await fingerprints.known_fingerprints(conn, sorted(keys))
        kept = Kept([])
        for crash in crashes:
            name = old.get(id(crash))
            if name is None or (crash.app_id, name) not in known:
                kept.crashes.append(crash)
            else:
                kept.crashes.append(replace(crash, fingerprint=name))
                kept.renamed.append((crash, name))
        return kept

    def _concerns(self, crash: CrashOccurrence) -> bool:
        return crash.app_id in self._apps and crash.grouped_by is GroupedBy.ALGORITHM


@dataclass(slots=True)
class Kept:
    crashes: list[CrashOccurrence]
    renamed: list[tuple[CrashOccurrence, Fingerprint]] = field(default_factory=list)
    """Crashes under their new fingerprint, with the old one that their group is known by."""


def _old(crash: CrashOccurrence) -> Fingerprint:
    return Fingerprint(v1.fingerprint(crash.crash_type, crash.message, crash.stack_trace))
