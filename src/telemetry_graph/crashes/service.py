"""Records crashes into groups, lists them, and changes where a group stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from telemetry_graph.crashes import store
from telemetry_graph.crashes.fingerprint import ALGORITHM
from telemetry_graph.crashes.model import (
    CrashGroup,
    CrashOccurrence,
    GroupFilter,
    Recorded,
    Status,
)
from telemetry_graph.crashes.tally import tally
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.connection import Cursor, Page, page_bounds
from telemetry_graph.kit.errors import CrashGroupNotFound, InvalidField
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.text import is_storable

_MAX_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Crashes:
    pool: Pool
    clock: Clock

    async def record(self, conn: Conn, crashes: Sequence[CrashOccurrence]) -> Recorded:
        """Store what is new and add it to its groups, in the caller's transaction."""
        if not crashes:
            return Recorded([], [])
        by_key = {(crash.app_id, crash.crash_id): crash for crash in reversed(crashes)}
        # Sorted so that two flushes touching the same crashes or groups lock them in one order.
        inserted = await store.insert_occurrences(conn, [by_key[key] for key in sorted(by_key)])
        stored = [crash for key, crash in by_key.items() if key in inserted]
        tallies = [group for _, group in sorted(tally(stored).items())]
        new_groups = (
            await store.upsert_groups(conn, tallies, ALGORITHM, self.clock()) if tallies else []
        )
        return Recorded(stored, new_groups)

    async def groups(
        self, app_id: AppId, chosen: GroupFilter, first: int, after: str | None
    ) -> Page[CrashGroup]:
        """Groups by their last crash, newest first."""
        cursor = page_bounds(first, after)
        async with self.pool.connection() as conn:
            rows = await store.groups_recent_first(
                conn, app_id, chosen, limit=first + 1, after=cursor
            )
        return Page.of(rows, first, lambda group: Cursor(group.last_seen, group.fingerprint))

    async def numbered_page(
        self, app_id: AppId, chosen: GroupFilter, *, page: int, limit: int
    ) -> tuple[list[CrashGroup], int]:
        """A page by its number, from 1, and how many groups there are in all."""
        page_bounds(limit, None, name="limit")
        if not 1 <= page <= _MAX_PAGE:
            raise InvalidField(f"`page` must lie in 1 … {_MAX_PAGE}.")
        async with self.pool.connection() as conn:
            groups = await store.groups_recent_first(
                conn, app_id, chosen, limit=limit, offset=(page - 1) * limit
            )
            return groups, await store.count_groups(conn, app_id, chosen)

    async def count(self, app_id: AppId, chosen: GroupFilter) -> int:
        async with self.pool.connection() as conn:
            return await store.count_groups(conn, app_id, chosen)

    async def group(self, app_id: AppId, fingerprint: str) -> CrashGroup | None:
        if not is_storable(fingerprint):
            return None
        async with self.pool.connection() as conn:
            return await store.group_by_fingerprint(conn, app_id, Fingerprint(fingerprint))

    async def recent_occurrences(
        self, app_id: AppId, fingerprint: Fingerprint, first: int
    ) -> list[CrashOccurrence]:
        page_bounds(first, None)
        async with self.pool.connection() as conn:
            return await store.occurrences_newest_first(conn, app_id, fingerprint, first)

    async def received_since(
        self, app_id: AppId, since: datetime, limit: int
    ) -> list[CrashOccurrence]:
        """Crashes in the order they were received, for a feed that missed some."""
        async with self.pool.connection() as conn:
            return await store.occurrences_received_since(conn, app_id, since, limit)

    async def created_since(self, app_id: AppId, since: datetime, limit: int) -> list[CrashGroup]:
        """Groups in the order they appeared, for a feed that missed some."""
        async with self.pool.connection() as conn:
            return await store.groups_created_since(conn, app_id, since, limit)

    async def set_status(self, app_id: AppId, fingerprint: str, status: Status) -> CrashGroup:
        group = None
        if is_storable(fingerprint):
            async with self.pool.transaction() as conn:
                group = await store.set_status(conn, app_id, Fingerprint(fingerprint), status)
        if group is None:
            raise CrashGroupNotFound("There is no such crash group in this app.")
        return group
