"""The SQL of triage."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import Record

from telemetry_graph.crashes.model import CrashGroup, TriageState
from telemetry_graph.crashes.store.groups import to_group, with_group_columns
from telemetry_graph.crashes.triage.model import (
    Activity,
    ActivityDetail,
    ActivityKind,
    FingerprintMembership,
)
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("crash_activity"),)

# Every transaction locks fingerprints, sorted, before groups, sorted by id; so does a flush.
LOCK_GROUPS = with_group_columns("""
SELECT GROUP_COLUMNS
  FROM crash_groups AS g
 WHERE g.id IN (SELECT group_id FROM crash_fingerprints
                 WHERE app_id = $1 AND fingerprint = ANY ($2::text[]))
 ORDER BY g.id
   FOR UPDATE
""")
LOCK_GROUPS_BY_ID = with_group_columns("""
SELECT GROUP_COLUMNS FROM crash_groups AS g WHERE g.id = ANY ($1::uuid[]) ORDER BY g.id FOR UPDATE
""")
# Skips groups that a flush has locked: that flush reopens them, or the next run does.
LOCK_DUE_GROUPS = with_group_columns("""
SELECT GROUP_COLUMNS
  FROM crash_groups AS g
 WHERE g.status = 'ignored' AND g.ignored_until <= $1 AND g.merged_into IS NULL
 ORDER BY g.ignored_until
 LIMIT $2
   FOR UPDATE SKIP LOCKED
""")
LOAD_MEMBERSHIPS = """
SELECT fingerprint, group_id, home_group_id
  FROM crash_fingerprints
 WHERE app_id = $1 AND fingerprint = ANY ($2::text[])
"""
LOCK_FINGERPRINTS = """
SELECT fingerprint, group_id, home_group_id
  FROM crash_fingerprints
 WHERE app_id = $1 AND group_id = ANY ($2::uuid[])
 ORDER BY fingerprint
   FOR UPDATE
"""
SET_TRIAGE = with_group_columns("""
UPDATE crash_groups AS g
   SET status = $2, fix = $3, fixed_in = $4, resolved_at = $5, ignored_until = $6,
       ignored_until_occurrences = $7, ignored_until_devices = $8, assignee = $9
 WHERE id = $1
RETURNING GROUP_COLUMNS
""")
MOVE_FINGERPRINTS = """
UPDATE crash_fingerprints SET group_id = $3 WHERE app_id = $1 AND fingerprint = ANY ($2::text[])
"""
SET_MERGED_INTO = """
UPDATE crash_groups SET merged_into = $2
 WHERE id = ANY ($1::uuid[]) OR merged_into = ANY ($1::uuid[])
"""
UNSET_MERGED_INTO = "UPDATE crash_groups SET merged_into = NULL WHERE id = $1"
# A group without fingerprints keeps its last totals: it is merged and not listed.
REFRESH_GROUP = with_group_columns("""
WITH own AS MATERIALIZED (SELECT * FROM crash_fingerprints WHERE group_id = $1),
     total AS (
       SELECT min(first_seen) AS first_seen, max(last_seen) AS last_seen,
              sum(occurrence_count)::bigint AS occurrence_count, count(*) > 1 AS is_merged,
              hll_cardinality(hll_union_agg(devices))::bigint AS device_count,
              max(heat) + ln(sum(exp(greatest(heat - (SELECT max(heat) FROM own), -50)))) AS heat
         FROM own)
UPDATE crash_groups AS g
   SET first_seen = total.first_seen, last_seen = total.last_seen,
       occurrence_count = total.occurrence_count, device_count = total.device_count,
       is_merged = total.is_merged, heat = total.heat,
       affected_versions = ARRAY(
         SELECT DISTINCT version FROM own, unnest(own.versions) AS version ORDER BY 1 LIMIT 200)
  FROM total
 WHERE g.id = $1 AND total.occurrence_count IS NOT NULL
RETURNING GROUP_COLUMNS
""")
LOAD_VERSIONS = "SELECT app_version FROM crash_versions WHERE app_id = $1"
INSERT_ACTIVITY = """
INSERT INTO crash_activity (id, app_id, group_id, at, actor, kind, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
LOAD_NEWEST_ACTIVITY = """
SELECT id, app_id, group_id, at AS created_at, actor, kind, detail
  FROM crash_activity
 WHERE group_id = $1 AND ($2::timestamptz IS NULL OR (at, id) < ($2, $3::uuid))
 ORDER BY at DESC, id DESC
 LIMIT $4
"""
COUNT_COMMENTS = """
SELECT count(*) FROM crash_activity WHERE group_id = $1 AND kind = 'commented'
"""


async def lock_groups(
    conn: Conn, app_id: AppId, fingerprints: Collection[Fingerprint]
) -> list[CrashGroup]:
    rows = await conn.fetch(LOCK_GROUPS, app_id, list(fingerprints))
    return [to_group(row) for row in rows]


async def lock_groups_by_id(conn: Conn, group_ids: Collection[UUID]) -> dict[UUID, CrashGroup]:
    rows = await conn.fetch(LOCK_GROUPS_BY_ID, list(group_ids))
    return {row["id"]: to_group(row) for row in rows}


async def lock_due_groups(conn: Conn, now: datetime, limit: int) -> list[CrashGroup]:
    """Groups that were ignored until an instant that has passed."""
    return [to_group(row) for row in await conn.fetch(LOCK_DUE_GROUPS, now, limit)]


async def load_memberships(
    conn: Conn, app_id: AppId, fingerprints: Collection[Fingerprint]
) -> list[FingerprintMembership]:
    rows = await conn.fetch(LOAD_MEMBERSHIPS, app_id, list(fingerprints))
    return [FingerprintMembership(**row) for row in rows]


async def lock_fingerprints(
    conn: Conn, app_id: AppId, group_ids: Collection[UUID]
) -> list[FingerprintMembership]:
    """All fingerprints of the groups; they cannot move until the transaction ends."""
    rows = await conn.fetch(LOCK_FINGERPRINTS, app_id, list(group_ids))
    return [FingerprintMembership(**row) for row in rows]


async def set_triage(conn: Conn, group_id: UUID, state: TriageState) -> CrashGroup:
    """Set the triage state of a group that the caller has locked."""
    row = await conn.fetchrow(
        SET_TRIAGE, group_id, state.status, state.fix, state.fixed_in_version, state.resolved_at,
        state.ignored_until, state.ignored_until_occurrences, state.ignored_until_devices,
        state.assignee,
    )  # fmt: skip
    assert row is not None  # noqa: S101 - the caller has locked the row
    return to_group(row)


async def move_fingerprints(
    conn: Conn, app_id: AppId, fingerprints: Sequence[Fingerprint], group_id: UUID
) -> None:
    await conn.execute(MOVE_FINGERPRINTS, app_id, list(fingerprints), group_id)


async def set_merged_into(conn: Conn, group_ids: Collection[UUID], target: UUID) -> None:
    """Mark the groups, and those merged into them before, as merged into the target."""
    await conn.execute(SET_MERGED_INTO, list(group_ids), target)


async def unset_merged_into(conn: Conn, group_id: UUID) -> None:
    await conn.execute(UNSET_MERGED_INTO, group_id)


async def refresh_group(conn: Conn, group_id: UUID) -> CrashGroup | None:
    """Recompute the group's totals from its fingerprints; None when it has none."""
    row = await conn.fetchrow(REFRESH_GROUP, group_id)
    return to_group(row) if row else None


async def load_versions(conn: Conn, app_id: AppId) -> list[str]:
    return [row["app_version"] for row in await conn.fetch(LOAD_VERSIONS, app_id)]


async def insert_activity(conn: Conn, entries: Iterable[Activity]) -> None:
    await conn.executemany(
        INSERT_ACTIVITY,
        [
            (each.id, each.app_id, each.group_id, each.created_at, each.actor, each.kind,
             each.detail)
            for each in entries
        ],
    )  # fmt: skip


async def load_newest_activity(
    conn: Conn, group_id: UUID, limit: int, before: tuple[datetime, UUID] | None
) -> list[Activity]:
    created_at, entry_id = before or (None, None)
    rows = await conn.fetch(LOAD_NEWEST_ACTIVITY, group_id, created_at, entry_id, limit)
    return [_to_activity(row) for row in rows]


async def count_comments(conn: Conn, group_id: UUID) -> int:
    return int(await conn.fetchval(COUNT_COMMENTS, group_id))


def _to_activity(row: Record) -> Activity:
    detail = msgspec.convert(row["detail"], ActivityDetail)
    return Activity(**{**row, "kind": ActivityKind(row["kind"]), "detail": detail})
