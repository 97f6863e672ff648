"""The SQL of crashes."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, GroupFilter, Status
from telemetry_graph.crashes.tally import GroupTally
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.connection import Cursor
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.owned import OwnedTable, Policy

OWNED = (
    OwnedTable("crash_reports", "time", "device_id", 90, Policy.CRASH_REPORTS),
    OwnedTable("crash_groups"),
)

INSERT_OCCURRENCES = """
INSERT INTO crash_reports (
       time, app_id, crash_id, fingerprint, device_id, session_id, app_version, mosis_version,
       crash_type, message, stack_trace, is_fatal, screen, memory_mb, uptime_seconds, received_at)
SELECT * FROM unnest(
       $1::timestamptz[], $2::text[], $3::uuid[], $4::text[], $5::bytea[], $6::text[], $7::text[],
       $8::text[], $9::text[], $10::text[], $11::text[], $12::boolean[], $13::text[], $14::float8[],
       $15::float8[], $16::timestamptz[])
    ON CONFLICT (app_id, crash_id, time) DO NOTHING
 RETURNING app_id, crash_id
"""
UPSERT_GROUP = """
INSERT INTO crash_groups (
       id, app_id, fingerprint, algorithm, crash_type, message, sample_stack_trace,
       first_seen, last_seen, created_at, occurrence_count, affected_versions)
VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (app_id, fingerprint) DO UPDATE SET
       first_seen = least(crash_groups.first_seen, excluded.first_seen),
       last_seen = greatest(crash_groups.last_seen, excluded.last_seen),
       occurrence_count = crash_groups.occurrence_count + excluded.occurrence_count,
       affected_versions = CASE
         WHEN crash_groups.affected_versions @> excluded.affected_versions
           OR cardinality(crash_groups.affected_versions) >= 200
         THEN crash_groups.affected_versions
         ELSE ARRAY(SELECT DISTINCT unnest(
                      crash_groups.affected_versions || excluded.affected_versions) ORDER BY 1)
       END
 RETURNING id, app_id, fingerprint, algorithm, crash_type, message, sample_stack_trace, first_seen,
           last_seen, created_at, occurrence_count, affected_versions, status,
           xmax = 0 AS is_new
"""
GROUP_BY_FINGERPRINT = """
SELECT id, app_id, fingerprint, algorithm, crash_type, message, sample_stack_trace, first_seen,
       last_seen, created_at, occurrence_count, affected_versions, status
  FROM crash_groups
 WHERE app_id = $1 AND fingerprint = $2
"""
GROUPS_RECENT_FIRST = """
SELECT id, app_id, fingerprint, algorithm, crash_type, message, sample_stack_trace, first_seen,
       last_seen, created_at, occurrence_count, affected_versions, status
  FROM crash_groups
 WHERE app_id = $1
   AND ($2::text IS NULL OR status = $2)
   AND ($3::text IS NULL OR $3 = ANY (affected_versions))
   AND ($4::text IS NULL OR crash_type = $4)
   AND ($5::timestamptz IS NULL OR (last_seen, fingerprint) < ($5, $6))
 ORDER BY last_seen DESC, fingerprint DESC
 LIMIT $7 OFFSET $8
"""
COUNT_GROUPS = """
SELECT count(*)
  FROM crash_groups
 WHERE app_id = $1
   AND ($2::text IS NULL OR status = $2)
   AND ($3::text IS NULL OR $3 = ANY (affected_versions))
   AND ($4::text IS NULL OR crash_type = $4)
"""
GROUPS_CREATED_SINCE = """
SELECT id, app_id, fingerprint, algorithm, crash_type, message, sample_stack_trace, first_seen,
       last_seen, created_at, occurrence_count, affected_versions, status
  FROM crash_groups
 WHERE app_id = $1 AND created_at >= $2
 ORDER BY created_at, fingerprint
 LIMIT $3
"""
SET_STATUS = """
UPDATE crash_groups SET status = $3
 WHERE app_id = $1 AND fingerprint = $2
RETURNING id, app_id, fingerprint, algorithm, crash_type, message, sample_stack_trace, first_seen,
          last_seen, created_at, occurrence_count, affected_versions, status
"""
OCCURRENCES_NEWEST_FIRST = """
SELECT time, app_id, crash_id, fingerprint, device_id, session_id, app_version, mosis_version,
       crash_type, message, stack_trace, is_fatal, screen, memory_mb, uptime_seconds, received_at
  FROM crash_reports
 WHERE app_id = $1 AND fingerprint = $2
 ORDER BY time DESC
 LIMIT $3
"""
OCCURRENCES_RECEIVED_SINCE = """
SELECT time, app_id, crash_id, fingerprint, device_id, session_id, app_version, mosis_version,
       crash_type, message, stack_trace, is_fatal, screen, memory_mb, uptime_seconds, received_at
  FROM crash_reports
 WHERE app_id = $1 AND received_at >= $2
 ORDER BY received_at, crash_id
 LIMIT $3
"""


async def insert_occurrences(
    conn: Conn, crashes: Sequence[CrashOccurrence]
) -> set[tuple[AppId, UUID]]:
    """The keys of those that were not there before."""
    columns = zip(*(astuple(crash) for crash in crashes), strict=True)
    rows = await conn.fetch(INSERT_OCCURRENCES, *(list(column) for column in columns))
    return {(row["app_id"], row["crash_id"]) for row in rows}


async def upsert_groups(
    conn: Conn, tallies: Sequence[GroupTally], algorithm: int, now: datetime
) -> list[CrashGroup]:
    """Adds to the groups; answers those that did not exist before."""
    rows = await conn.fetchmany(
        UPSERT_GROUP, [_group_arguments(tally, algorithm, now) for tally in tallies]
    )
    return [_group(row) for row in rows if row["is_new"]]


async def group_by_fingerprint(
    conn: Conn, app_id: AppId, fingerprint: Fingerprint
) -> CrashGroup | None:
    row = await conn.fetchrow(GROUP_BY_FINGERPRINT, app_id, fingerprint)
    return _group(row) if row else None


async def groups_recent_first(
    conn: Conn,
    app_id: AppId,
    chosen: GroupFilter,
    *,
    limit: int,
    after: Cursor | None = None,
    offset: int = 0,
) -> list[CrashGroup]:
    at, key = (after.at, after.id) if after else (None, None)
    rows = await conn.fetch(GROUPS_RECENT_FIRST, app_id, *_chosen(chosen), at, key, limit, offset)
    return [_group(row) for row in rows]


async def count_groups(conn: Conn, app_id: AppId, chosen: GroupFilter) -> int:
    return int(await conn.fetchval(COUNT_GROUPS, app_id, *_chosen(chosen)))


async def groups_created_since(
    conn: Conn, app_id: AppId, since: datetime, limit: int
) -> list[CrashGroup]:
    return [_group(row) for row in await conn.fetch(GROUPS_CREATED_SINCE, app_id, since, limit)]


async def set_status(
    conn: Conn, app_id: AppId, fingerprint: Fingerprint, status: Status
) -> CrashGroup | None:
    row = await conn.fetchrow(SET_STATUS, app_id, fingerprint, status)
    return _group(row) if row else None


async def occurrences_newest_first(
    conn: Conn, app_id: AppId, fingerprint: Fingerprint, limit: int
) -> list[CrashOccurrence]:
    rows = await conn.fetch(OCCURRENCES_NEWEST_FIRST, app_id, fingerprint, limit)
    return [CrashOccurrence(**row) for row in rows]


async def occurrences_received_since(
    conn: Conn, app_id: AppId, since: datetime, limit: int
) -> list[CrashOccurrence]:
    rows = await conn.fetch(OCCURRENCES_RECEIVED_SINCE, app_id, since, limit)
    return [CrashOccurrence(**row) for row in rows]


def _chosen(chosen: GroupFilter) -> tuple[str | None, str | None, str | None]:
    return chosen.status, chosen.version, chosen.crash_type


def _group(row: Record) -> CrashGroup:
    fields = {name: value for name, value in row.items() if name != "is_new"}
    return CrashGroup(**{**fields, "status": Status(fields["status"])})


def _group_arguments(tally: GroupTally, algorithm: int, now: datetime) -> tuple[object, ...]:
    sample = tally.sample
    return (
        sample.app_id,
        sample.fingerprint,
        algorithm,
        sample.crash_type,
        sample.message,
        sample.stack_trace,
        tally.first_seen,
        tally.last_seen,
        now,
        tally.count,
        sorted(tally.versions),
    )
