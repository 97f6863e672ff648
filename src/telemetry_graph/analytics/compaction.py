"""Merges what flushes appended into the daily tables; the worker's loop."""

from dataclasses import dataclass
from datetime import timedelta

from telemetry_graph.analytics.service import LIVE_WINDOW
from telemetry_graph.analytics.store import compaction as store
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock

_VERSIONS_WINDOW = timedelta(hours=3)
"""For alerts, which look back on two hours at most."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one round, and of what a day of an app may hold; the rest is counted as `(other)`."""

    rows: int = 20_000
    versions: int = 200
    items: int = 1_000
    """Values of one data field."""


@dataclass(slots=True)
class Compaction:
    """Safe to run several times at once, and to be killed: a round is one statement."""

    pool: Pool
    clock: Clock
    bounds: Bounds = Bounds()
    _merged: int = 0

    async def work(self) -> bool:
        """One round; True when there may be more to do."""
        bounds = self.bounds
        async with self.pool.transaction() as conn:
            taken = await store.compact(
                conn,
                rows=bounds.rows,
                versions=bounds.versions,
                items=bounds.items,
                live_since=self.clock() - 2 * LIVE_WINDOW,
                versions_since=self.clock() - _VERSIONS_WINDOW,
            )
        self._merged += taken
        if self._merged >= 5 * bounds.rows:
            self._merged = 0
            async with self.pool.connection() as conn:
                await store.vacuum(conn)
        return taken >= bounds.rows
