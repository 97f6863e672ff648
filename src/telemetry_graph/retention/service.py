"""Deletes expired data once a day: whole chunks, and rows of other tables in small steps."""

import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import asyncpg

from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.pagination import check_first
from telemetry_graph.kit.tables import OwnedTable, RetentionPolicy
from telemetry_graph.retention import store
from telemetry_graph.retention.model import (
    BEGINNING,
    Chunk,
    ExpiredRows,
    Removal,
    RetentionLimit,
    RetentionRun,
    default_days,
    expired_rows,
    latest_due,
)

log = logging.getLogger(__name__)

_ROWS_PER_STEP = 5_000
_ABANDONED_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ColumnRetention:
    """A domain's deletion of some columns, for a table whose rows hold data of two policies."""

    table: str
    policy: RetentionPolicy
    days: int
    target: str
    """What is deleted, as a run reports it."""
    delete: Callable[[Conn, AppId | None, datetime], Awaitable[int]]
    """Takes the app (None for all) and the cutoff; returns the number of rows that it changed."""
    count: Callable[[Conn, AppId | None, datetime, datetime], Awaitable[int]]
    """Takes the app and two instants; returns how many rows between them it would change."""


@dataclass(frozen=True, slots=True)
class Retention:
    pool: Pool
    clock: Clock
    tables: tuple[OwnedTable, ...]
    columns: tuple[ColumnRetention, ...] = ()

    async def work(self) -> bool:
        """Do the daily run if it is due, or was missed, and no other worker does it."""
        now = self.clock()
        due_at = latest_due(now)
        async with self.pool.transaction() as conn:
            if not await store.claim_run(conn, due_at, now, now - _ABANDONED_AFTER):
                return False
        await self._run(due_at)
        return False

    async def run_now(self) -> list[Removal]:
        """Do a run in addition to the daily ones."""
        now = self.clock()
        async with self.pool.transaction() as conn:
            await store.claim_run(conn, now, now, now)
        return await self._run(now)

    async def plan(self) -> list[Removal]:
        """What a run would delete now."""
        return await self._delete_expired(is_dry_run=True)

    async def runs(self, first: int) -> list[RetentionRun]:
        """The latest runs, newest first."""
        check_first(first)
        async with self.pool.connection() as conn:
            return await store.runs(conn, first)

    def next_run_at(self) -> datetime:
        return latest_due(self.clock()) + timedelta(days=1)

    def defaults(self) -> dict[RetentionPolicy, int]:
        return {policy: default_days(self.tables, policy) for policy in RetentionPolicy}

    async def limits(self, app_id: AppId) -> dict[RetentionPolicy, int]:
        """The days for which data of the app is stored."""
        async with self.pool.connection() as conn:
            own = {limit.policy: limit.days for limit in await store.limits(conn, app_id)}
        return {
            policy: min(days, own.get(policy, days)) for policy, days in self.defaults().items()
        }

    async def set_limit(
        self, app_id: AppId, policy: RetentionPolicy, days: int
    ) -> dict[RetentionPolicy, int]:
        max_days = self.defaults()[policy]
        if not 1 <= days <= max_days:
            raise InvalidField(f"`days` must be between 1 and {max_days}.", field="days")
        async with self.pool.transaction() as conn:
            await store.set_limit(conn, RetentionLimit(app_id, policy, days))
        return await self.limits(app_id)

    async def _run(self, due_at: datetime) -> list[Removal]:
        removals = await self._delete_expired(is_dry_run=False)
        async with self.pool.transaction() as conn:
            await store.finish_run(conn, due_at, self.clock(), removals)
        log.info("retention run finished", extra={"rows": sum(each.rows for each in removals)})
        return removals

    async def _delete_expired(self, *, is_dry_run: bool) -> list[Removal]:
        now, removals = self.clock(), list[Removal]()
        async with self.pool.connection() as conn:
            limits = await store.limits(conn)
        expired_by_table: defaultdict[str, list[ExpiredRows]] = defaultdict(list)
        for table in self.tables:
            if table.default_days is None or table.time_column is None:
                continue
            expired_by_table[table.name] = expired_rows(
                now, table.policy, table.default_days, limits
            )
            for expired in expired_by_table[table.name]:
                removals += await self._delete_from(table, expired, is_dry_run=is_dry_run)
        for columns in self.columns:
            for expired in expired_rows(now, columns.policy, columns.days, limits):
                if is_dry_run:
                    rows = await self._count_columns(
                        columns, expired, expired_by_table[columns.table]
                    )
                else:
                    rows = await self._delete_columns(columns, expired)
                removals += _removals(columns.table, columns.target, rows, expired.app_id)
        return removals

    async def _delete_from(
        self, table: OwnedTable, expired: ExpiredRows, *, is_dry_run: bool
    ) -> list[Removal]:
        async with self.pool.connection() as conn:
            is_chunked = await store.is_chunked(conn, table.name)
            chunks = await store.expired_chunks(conn, table.name, expired) if is_chunked else []
        if not is_chunked:
            rows = await self._delete_rows(table, table.name, expired, is_dry_run=is_dry_run)
            return _removals(table.name, "rows", rows, expired.app_id)
        if expired.app_id is None:
            return await self._drop_chunks(table, chunks, is_dry_run=is_dry_run)
        return await self._delete_from_chunks(table, chunks, expired, is_dry_run=is_dry_run)

    async def _drop_chunks(
        self, table: OwnedTable, chunks: Sequence[Chunk], *, is_dry_run: bool
    ) -> list[Removal]:
        """Drop each chunk in its own transaction; a chunk in use is left to the next run."""
        removals = []
        for chunk in chunks:
            try:
                async with self.pool.transaction() as conn:
                    rows = await store.count_before(
                        conn, chunk.relation, _time_column(table), None, chunk.ends_at
                    )
                    if not is_dry_run:
                        await store.drop_chunks(conn, table.name, chunk.ends_at)
            except asyncpg.LockNotAvailableError:
                log.warning("chunk is in use; not dropped", extra={"chunk": chunk.relation})
                break
            removals.append(Removal(table.name, chunk.relation, rows, chunk.bytes))
        return removals

    async def _delete_from_chunks(
        self, table: OwnedTable, chunks: Sequence[Chunk], expired: ExpiredRows, *, is_dry_run: bool
    ) -> list[Removal]:
        """Delete one app's rows from chunks that other apps still need."""
        removals = list[Removal]()
        for chunk in chunks:
            rows = await self._delete_rows(
                table, chunk.relation, replace(expired, since=BEGINNING), is_dry_run=is_dry_run
            )
            removals += _removals(table.name, chunk.relation, rows, expired.app_id)
        return removals

    async def _delete_rows(
        self, table: OwnedTable, relation: str, expired: ExpiredRows, *, is_dry_run: bool
    ) -> int:
        """Delete the rows in short transactions; returns their number."""
        time_column = _time_column(table)
        if is_dry_run:
            async with self.pool.connection() as conn:
                total, already_deleted = [
                    await store.count_before(conn, relation, time_column, expired.app_id, before)
                    for before in (expired.before, expired.since)
                ]
            return total - already_deleted
        rows, deleted = 0, _ROWS_PER_STEP
        while deleted == _ROWS_PER_STEP:
            async with self.pool.transaction() as conn:
                deleted = await store.delete_before(
                    conn, relation, time_column, expired.app_id, expired.before, _ROWS_PER_STEP
                )
            rows += deleted
        return rows

    async def _delete_columns(self, columns: ColumnRetention, expired: ExpiredRows) -> int:
        async with self.pool.transaction() as conn:
            return await columns.delete(conn, expired.app_id, expired.before)

    async def _count_columns(
        self,
        columns: ColumnRetention,
        expired: ExpiredRows,
        deleted_before: Sequence[ExpiredRows],
    ) -> int:
        """Rows that a run deletes as a whole before have no columns left to delete."""
        async with self.pool.connection() as conn:
            rows = await columns.count(conn, expired.app_id, expired.since, expired.before)
            for both in filter(None, map(expired.intersection, deleted_before)):
                rows -= await columns.count(conn, both.app_id, both.since, both.before)
        return rows


def _removals(table: str, target: str, rows: int, app_id: AppId | None) -> list[Removal]:
    return [Removal(table, target, rows, app_id=app_id)] if rows else []


def _time_column(table: OwnedTable) -> str:
    assert table.time_column is not None  # noqa: S101 - tables without one are skipped
    return table.time_column
