"""Removes what is older than it may be: chunks as a whole, rows of rollups in small steps."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import asyncpg

from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable, RetentionPolicy
from telemetry_graph.retention import store
from telemetry_graph.retention.model import (
    EVER,
    Cut,
    Limit,
    Removed,
    Run,
    cuts,
    default_days,
    in_both,
    latest_due,
)

log = logging.getLogger(__name__)

_STEP_ROWS = 5_000
_ABANDONED = timedelta(hours=1)
MAX_RUNS = 100


@dataclass(frozen=True, slots=True)
class Chore:
    """What a domain removes itself, as its rows hold more than one policy's data."""

    table: str
    policy: RetentionPolicy
    days: int
    run: Callable[[Conn, AppId | None, datetime], Awaitable[int]]
    """Takes the app (None for all) and the cut-off; answers how many rows it changed."""
    count: Callable[[Conn, AppId | None, datetime, datetime], Awaitable[int]]
    """Takes the app and two instants; answers how many rows between them it would change."""


@dataclass(frozen=True, slots=True)
class Retention:
    pool: Pool
    clock: Clock
    tables: tuple[OwnedTable, ...]
    chores: tuple[Chore, ...] = ()

    async def work(self) -> bool:
        """The daily run, when it is due and nobody else has it; also one that was missed."""
        now = self.clock()
        due_at = latest_due(now)
        async with self.pool.transaction() as conn:
            if not await store.claim_run(conn, due_at, now, now - _ABANDONED):
                return False
        await self._run(due_at)
        return False

    async def run_now(self) -> list[Removed]:
        """A run besides the daily ones."""
        now = self.clock()
        async with self.pool.transaction() as conn:
            await store.claim_run(conn, now, now, now)
        return await self._run(now)

    async def plan(self) -> list[Removed]:
        """What a run would remove now."""
        return await self._pass(is_dry=True)

    async def runs(self, first: int) -> list[Run]:
        """The latest first."""
        if not 1 <= first <= MAX_RUNS:
            raise InvalidField(f"`first` must lie in 1 … {MAX_RUNS}.", field="first")
        async with self.pool.connection() as conn:
            return await store.runs(conn, first)

    def next_run(self) -> datetime:
        return latest_due(self.clock()) + timedelta(days=1)

    def defaults(self) -> dict[RetentionPolicy, int]:
        return {policy: default_days(self.tables, policy) for policy in RetentionPolicy}

    async def limits(self, app_id: AppId) -> dict[RetentionPolicy, int]:
        """How long an app keeps what: its own limits, else what everybody has."""
        async with self.pool.connection() as conn:
            own = {limit.policy: limit.days for limit in await store.limits(conn, app_id)}
        return {
            policy: min(days, own.get(policy, days)) for policy, days in self.defaults().items()
        }

    async def set_limit(
        self, app_id: AppId, policy: RetentionPolicy, days: int
    ) -> dict[RetentionPolicy, int]:
        longest = self.defaults()[policy]
        if not 1 <= days <= longest:
            raise InvalidField(f"`days` must lie in 1 … {longest}.", field="days")
        async with self.pool.transaction() as conn:
            await store.set_limit(conn, Limit(app_id, policy, days))
        return await self.limits(app_id)

    async def _run(self, due_at: datetime) -> list[Removed]:
        removed = await self._pass(is_dry=False)
        async with self.pool.transaction() as conn:
            await store.finish_run(conn, due_at, self.clock(), removed)
        log.info("retention ran", extra={"rows": sum(each.rows for each in removed)})
        return removed

    async def _pass(self, *, is_dry: bool) -> list[Removed]:
        now, removed = self.clock(), list[Removed]()
        async with self.pool.connection() as conn:
            limits = await store.limits(conn)
        gone: dict[str, list[Cut]] = {}
        for table in self.tables:
            if table.default_days is None or table.time_column is None:
                continue
            gone[table.name] = cuts(now, table.policy, table.default_days, limits)
            for cut in gone[table.name]:
                removed += await self._clear(table, cut, is_dry=is_dry)
        for chore in self.chores:
            for cut in cuts(now, chore.policy, chore.days, limits):
                if is_dry:
                    rows = await self._would_do(chore, cut, gone.get(chore.table, []))
                else:
                    rows = await self._do(chore, cut)
                found = Removed(chore.table, "crash counts", rows, app_id=cut.app_id)
                removed += [found] if rows else []
        return removed

    async def _clear(self, table: OwnedTable, cut: Cut, *, is_dry: bool) -> list[Removed]:
        async with self.pool.connection() as conn:
            if not await store.is_chunked(conn, table.name):
                rows = await self._clear_rows(table, table.name, cut, is_dry=is_dry)
                found = Removed(table.name, "rows", rows, app_id=cut.app_id)
                return [found] if rows else []
        if cut.app_id is None:
            return await self._drop_chunks(table, cut, is_dry=is_dry)
        return await self._clear_chunks(table, cut, is_dry=is_dry)

    async def _drop_chunks(self, table: OwnedTable, cut: Cut, *, is_dry: bool) -> list[Removed]:
        """One chunk a transaction; one that somebody writes to waits for the next run."""
        removed = []
        async with self.pool.connection() as conn:
            chunks = await store.old_chunks(conn, table.name, cut)
        for chunk in chunks:
            assert table.time_column is not None  # noqa: S101 - checked by _pass
            try:
                async with self.pool.transaction() as conn:
                    rows = await store.count_before(
                        conn, chunk.relation, table.time_column, None, chunk.ends_at
                    )
                    if not is_dry:
                        await store.drop_chunks(conn, table.name, chunk.ends_at)
            except asyncpg.LockNotAvailableError:
                log.warning("chunk is in use, left alone", extra={"chunk": chunk.relation})
                break
            removed.append(Removed(table.name, chunk.relation, rows, chunk.bytes))
        return removed

    async def _clear_chunks(self, table: OwnedTable, cut: Cut, *, is_dry: bool) -> list[Removed]:
        """One app's rows of chunks that others still keep; in steps, each a short transaction."""
        removed = []
        async with self.pool.connection() as conn:
            chunks = await store.old_chunks(conn, table.name, cut)
        for chunk in chunks:
            rows = await self._clear_rows(
                table, chunk.relation, replace(cut, since=EVER), is_dry=is_dry
            )
            if rows:
                removed.append(Removed(table.name, chunk.relation, rows, app_id=cut.app_id))
        return removed

    async def _clear_rows(self, table: OwnedTable, relation: str, cut: Cut, *, is_dry: bool) -> int:
        assert table.time_column is not None  # noqa: S101 - checked by _pass
        if is_dry:
            async with self.pool.connection() as conn:
                older, gone = [
                    await store.count_before(conn, relation, table.time_column, cut.app_id, before)
                    for before in (cut.before, cut.since)
                ]
            return older - gone
        rows, step = 0, _STEP_ROWS
        while step == _STEP_ROWS:
            async with self.pool.transaction() as conn:
                step = await store.delete_before(
                    conn, relation, table.time_column, cut.app_id, cut.before, _STEP_ROWS
                )
            rows += step
        return rows

    async def _do(self, chore: Chore, cut: Cut) -> int:
        async with self.pool.transaction() as conn:
            return await chore.run(conn, cut.app_id, cut.before)

    async def _would_do(self, chore: Chore, cut: Cut, gone: list[Cut]) -> int:
        """Rows that leave as a whole are gone before a chore comes to them."""
        async with self.pool.connection() as conn:
            rows = await chore.count(conn, cut.app_id, cut.since, cut.before)
            for both in filter(None, (in_both(cut, each) for each in gone)):
                rows -= await chore.count(conn, both.app_id, both.since, both.before)
        return rows
