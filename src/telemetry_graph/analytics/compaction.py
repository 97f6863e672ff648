"""Merges the deltas of flushes into the daily tables; run by the worker."""

from dataclasses import dataclass
from datetime import timedelta

from telemetry_graph.analytics.service import LIVE_WINDOW
from telemetry_graph.analytics.store import compaction as store
from telemetry_graph.db.pool import Pool
from telemetry_graph.kit.clock import Clock

_VERSIONS_WINDOW = timedelta(hours=3)
"""Alert rules read at most the last two hours."""
_ROUNDS_PER_VACUUM = 5


@dataclass(frozen=True, slots=True)
class CompactionLimits:
    max_rows: int = 20_000
    """Deltas per round."""
    max_versions: int = 200
    """Versions of an app per day. Further ones are counted as `(other)`, as are further items."""
    max_items: int = 1_000
    """Values of a data field per day."""


@dataclass(slots=True)
class Compaction:
    """Several may run at once, and each can be killed at any time: a round is one statement."""

    pool: Pool
    clock: Clock
    limits: CompactionLimits = CompactionLimits()
    _merged_since_vacuum: int = 0

    async def work(self) -> bool:
        """Run one round; returns whether there may be more deltas."""
        limits, now = self.limits, self.clock()
        async with self.pool.transaction() as conn:
            merged = await store.compact(
                conn,
                max_rows=limits.max_rows,
                max_versions=limits.max_versions,
                max_items=limits.max_items,
                live_since=now - 2 * LIVE_WINDOW,
                versions_since=now - _VERSIONS_WINDOW,
            )
        self._merged_since_vacuum += merged
        if self._merged_since_vacuum >= _ROUNDS_PER_VACUUM * limits.max_rows:
            self._merged_since_vacuum = 0
            async with self.pool.connection() as conn:
                await store.vacuum(conn)
        return merged >= limits.max_rows
