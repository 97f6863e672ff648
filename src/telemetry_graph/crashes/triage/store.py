"""The SQL of triage."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from telemetry_graph.crashes.model import CrashGroup, Triage
from telemetry_graph.crashes.store.groups import group_of, with_group_columns
from telemetry_graph.crashes.triage.model import Activity, ActivityKind, Membership
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.tables import OwnedTable

OWNED = (OwnedTable("crash_activity"),)

# Every transaction locks fingerprints by name before groups by id, as a flush does.
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
# A group that a flush holds just now is opened by that flush, or the next time.
LOCK_DUE_GROUPS = with_group_columns("""
SELECT GROUP_COLUMNS
  FROM crash_groups AS g
 WHERE g.status = 'ignored' AND g.ignored_until <= $1 AND g.merged_into IS NULL
 ORDER BY g.ignored_until
 LIMIT $2
   FOR UPDATE SKIP LOCKED
""")
MEMBERSHIPS = """
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
# A group without fingerprints keeps its last figures: it is merged and not shown.
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
VERSIONS_OF_APP = "SELECT app_version FROM crash_versions WHERE app_id = $1"
INSERT_ACTIVITY = """
INSERT INTO crash_activity (id, app_id, group_id, at, actor, kind, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
ACTIVITY_NEWEST_FIRST = """
SELECT id, app_id, group_id, at, actor, kind, detail
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
    return [group_of(row) for row in rows]


async def lock_groups_by_id(conn: Conn, group_ids: Collection[UUID]) -> dict[UUID, CrashGroup]:
    rows = await conn.fetch(LOCK_GROUPS_BY_ID, list(group_ids))
    return {row["id"]: group_of(row) for row in rows}


async def lock_due_groups(conn: Conn, now: datetime, limit: int) -> list[CrashGroup]:
    """Groups that were ignored until an instant that has passed."""
    return [group_of(row) for row in await conn.fetch(LOCK_DUE_GROUPS, now, limit)]


async def memberships(
    conn: Conn, app_id: AppId, fingerprints: Collection[Fingerprint]
) -> dict[Fingerprint, Membership]:
    rows = await conn.fetch(MEMBERSHIPS, app_id, list(fingerprints))
    return {row["fingerprint"]: Membership(**row) for row in rows}


async def lock_fingerprints(
    conn: Conn, app_id: AppId, group_ids: Collection[UUID]
) -> list[Membership]:
    """All fingerprints of the groups; none of them moves until the transaction ends."""
    rows = await conn.fetch(LOCK_FINGERPRINTS, app_id, list(group_ids))
    return [Membership(**row) for row in rows]


async def set_triage(conn: Conn, group_id: UUID, triage: Triage) -> CrashGroup:
    row = await conn.fetchrow(
        SET_TRIAGE, group_id, triage.status, triage.fix, triage.fixed_in, triage.resolved_at,
        triage.ignored_until, triage.ignored_until_occurrences, triage.ignored_until_devices,
        triage.assignee,
    )  # fmt: skip
    assert row is not None  # noqa: S101 - the caller holds its lock
    return group_of(row)


async def move_fingerprints(
    conn: Conn, app_id: AppId, fingerprints: Sequence[Fingerprint], group_id: UUID
) -> None:
    await conn.execute(MOVE_FINGERPRINTS, app_id, list(fingerprints), group_id)


async def set_merged_into(conn: Conn, group_ids: Collection[UUID], target: UUID) -> None:
    """Those that were merged into the groups before go along."""
    await conn.execute(SET_MERGED_INTO, list(group_ids), target)


async def unset_merged_into(conn: Conn, group_id: UUID) -> None:
    await conn.execute(UNSET_MERGED_INTO, group_id)


async def refresh_group(conn: Conn, group_id: UUID) -> CrashGroup | None:
    """Adds the group's figures up anew, from its fingerprints; None when it has none."""
    row = await conn.fetchrow(REFRESH_GROUP, group_id)
    return group_of(row) if row else None


async def versions_of_app(conn: Conn, app_id: AppId) -> list[str]:
    return [row["app_version"] for row in await conn.fetch(VERSIONS_OF_APP, app_id)]


async def insert_activity(conn: Conn, entries: Iterable[Activity]) -> None:
    await conn.executemany(
        INSERT_ACTIVITY,
        [(e.id, e.app_id, e.group_id, e.at, e.actor, e.kind, e.detail) for e in entries],
    )


async def activity_newest_first(
    conn: Conn, group_id: UUID, limit: int, before: tuple[datetime, UUID] | None
) -> list[Activity]:
    at, entry = before or (None, None)
    rows = await conn.fetch(ACTIVITY_NEWEST_FIRST, group_id, at, entry, limit)
    return [Activity(**{**row, "kind": ActivityKind(row["kind"])}) for row in rows]


async def count_comments(conn: Conn, group_id: UUID) -> int:
    return int(await conn.fetchval(COUNT_COMMENTS, group_id))
