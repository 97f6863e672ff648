"""The SQL of retention."""

from datetime import datetime

import msgspec

from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable, RetentionPolicy
from telemetry_graph.retention.model import (
    Chunk,
    ExpiredRows,
    Removal,
    RetentionLimit,
    RetentionRun,
)

OWNED = (OwnedTable("retention_runs", "due_at", default_days=730), OwnedTable("retention_limits"))

CLAIM_RUN = """
INSERT INTO retention_runs AS r (due_at, started_at) VALUES ($1, $2)
    ON CONFLICT (due_at) DO UPDATE SET started_at = excluded.started_at
 WHERE r.finished_at IS NULL AND r.started_at < $3
 RETURNING due_at
"""
FINISH_RUN = "UPDATE retention_runs SET finished_at = $2, removed = $3 WHERE due_at = $1"
RUNS = """
SELECT due_at, started_at, finished_at, removed
  FROM retention_runs
 ORDER BY due_at DESC
 LIMIT $1
"""
LIMITS = """
SELECT app_id, policy, days FROM retention_limits
 WHERE $1::text IS NULL OR app_id = $1
 ORDER BY app_id, policy
"""
SET_LIMIT = """
INSERT INTO retention_limits (app_id, policy, days) VALUES ($1, $2, $3)
    ON CONFLICT (app_id, policy) DO UPDATE SET days = excluded.days
"""
# Only chunks whose rows have all expired. Those that end by $2 were dropped before.
EXPIRED_CHUNKS = """
SELECT hypertable_name AS table, format('%I.%I', chunk_schema, chunk_name) AS relation,
       range_end AS ends_at,
       pg_total_relation_size(format('%I.%I', chunk_schema, chunk_name)::regclass) AS bytes
  FROM timescaledb_information.chunks
 WHERE hypertable_schema = 'public' AND hypertable_name = $1
   AND range_end > $2 AND range_end <= $3
 ORDER BY range_end
"""
IS_CHUNKED = """
SELECT EXISTS (SELECT FROM timescaledb_information.hypertables
                WHERE hypertable_schema = 'public' AND hypertable_name = $1)
"""
# Ingestion must not wait: a chunk that is in use is left to the next run.
SET_SHORT_LOCK_TIMEOUT = "SET LOCAL lock_timeout = '500ms'"
DROP_CHUNKS = """
SELECT count(*) FROM drop_chunks($1::text::regclass, older_than => $2::timestamptz)
"""
COUNT_BEFORE = "SELECT count_before($1::text::regclass, $2, $3, $4)"
DELETE_BEFORE = "SELECT delete_before($1::text::regclass, $2, $3, $4, $5)"


async def claim_run(
    conn: Conn, due_at: datetime, now: datetime, abandoned_before: datetime
) -> bool:
    """False when another worker has the run; an unfinished one that is abandoned is taken over."""
    return await conn.fetchval(CLAIM_RUN, due_at, now, abandoned_before) is not None


async def finish_run(conn: Conn, due_at: datetime, now: datetime, removals: list[Removal]) -> None:
    await conn.execute(FINISH_RUN, due_at, now, removals)


async def runs(conn: Conn, limit: int) -> list[RetentionRun]:
    return [
        RetentionRun(
            row["due_at"],
            row["started_at"],
            row["finished_at"],
            msgspec.convert(row["removed"], list[Removal]),
        )
        for row in await conn.fetch(RUNS, limit)
    ]


async def limits(conn: Conn, app_id: AppId | None = None) -> list[RetentionLimit]:
    return [
        RetentionLimit(AppId(row["app_id"]), RetentionPolicy(row["policy"]), row["days"])
        for row in await conn.fetch(LIMITS, app_id)
    ]


async def set_limit(conn: Conn, limit: RetentionLimit) -> None:
    await conn.execute(SET_LIMIT, limit.app_id, limit.policy, limit.days)


async def is_chunked(conn: Conn, table: str) -> bool:
    return bool(await conn.fetchval(IS_CHUNKED, table))


async def expired_chunks(conn: Conn, table: str, expired: ExpiredRows) -> list[Chunk]:
    return [
        Chunk(**row)
        for row in await conn.fetch(EXPIRED_CHUNKS, table, expired.since, expired.before)
    ]


async def drop_chunks(conn: Conn, table: str, ends_at: datetime) -> None:
    """Drop all chunks that end by then; joins the caller's transaction."""
    await conn.execute(SET_SHORT_LOCK_TIMEOUT)
    await conn.execute(DROP_CHUNKS, table, ends_at)


async def count_before(
    conn: Conn, relation: str, time_column: str, app_id: AppId | None, before: datetime
) -> int:
    return int(await conn.fetchval(COUNT_BEFORE, relation, time_column, app_id, before))


async def delete_before(
    conn: Conn,
    relation: str,
    time_column: str,
    app_id: AppId | None,
    before: datetime,
    max_rows: int,
) -> int:
    deleted = await conn.fetchval(DELETE_BEFORE, relation, time_column, app_id, before, max_rows)
    return int(deleted)
