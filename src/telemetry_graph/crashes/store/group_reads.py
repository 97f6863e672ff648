"""The SQL by which other domains read several groups at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from telemetry_graph.crashes.model import CrashGroup
from telemetry_graph.crashes.store.groups import to_group, with_group_columns
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

BASELINE_DAYS = 14

LOAD_GROUPS = with_group_columns("""
SELECT GROUP_COLUMNS FROM crash_groups AS g WHERE g.id = ANY ($1::uuid[])
""")
LOAD_REGRESSIONS = """
SELECT given.id,
       ARRAY(SELECT fingerprint FROM crash_fingerprints
              WHERE group_id = given.id LIMIT 1000) AS fingerprints,
       (SELECT detail ->> 'fixed_in_version' FROM crash_activity
         WHERE group_id = given.id AND kind = 'regressed'
         ORDER BY at DESC, id DESC LIMIT 1) AS fixed_in_version
  FROM unnest($1::uuid[]) AS given (id)
"""
LOAD_BASELINES = """
SELECT g.id AS group_id,
       coalesce((SELECT sum(d.crashes) FROM crash_days AS d
                  WHERE d.app_id = g.app_id AND d.day < $2::date
                    AND d.day >= $2::date - $3::integer
                    AND d.fingerprint = ANY (ARRAY(
                        SELECT fingerprint FROM crash_fingerprints
                         WHERE group_id = g.id LIMIT 100))), 0)::bigint AS crashes,
       least($3::integer, greatest(0, $2::date - (g.first_seen AT TIME ZONE 'UTC')::date)) AS days
  FROM crash_groups AS g
 WHERE g.id = ANY ($1::uuid[])
"""
COUNT_OCCURRENCES = """
SELECT f.fingerprint, g.occurrence_count
  FROM crash_fingerprints AS f
  JOIN crash_groups AS g ON g.id = f.group_id
 WHERE f.app_id = $1 AND f.fingerprint = ANY ($2::text[])
"""
FIND_HANDLED = """
SELECT f.app_id, f.fingerprint
  FROM unnest($1::text[], $2::text[]) AS given (app_id, fingerprint)
  JOIN crash_fingerprints AS f USING (app_id, fingerprint)
  JOIN crash_groups AS g ON g.id = f.group_id
 WHERE g.status <> 'open' OR g.assignee IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class RegressedGroup:
    """A resolved group that reopened because of a regression."""

    fingerprints: tuple[Fingerprint, ...]
    fixed_in_version: str | None
    """The version that should have the fix."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The crashes of a group on the days before today."""

    crashes: int
    days: int
    """Days since its first crash, at most `BASELINE_DAYS`; 0 when it first crashed today."""


async def load_groups(conn: Conn, group_ids: Sequence[UUID]) -> dict[UUID, CrashGroup]:
    return {row["id"]: to_group(row) for row in await conn.fetch(LOAD_GROUPS, group_ids)}


async def load_regressions(conn: Conn, group_ids: Sequence[UUID]) -> dict[UUID, RegressedGroup]:
    rows = await conn.fetch(LOAD_REGRESSIONS, group_ids)
    return {
        row["id"]: RegressedGroup(tuple(row["fingerprints"]), row["fixed_in_version"])
        for row in rows
    }


async def load_baselines(
    conn: Conn, group_ids: Sequence[UUID], today: date
) -> dict[UUID, Baseline]:
    rows = await conn.fetch(LOAD_BASELINES, group_ids, today, BASELINE_DAYS)
    return {row["group_id"]: Baseline(row["crashes"], row["days"]) for row in rows}


async def count_occurrences(
    conn: Conn, app_id: AppId, fingerprints: Collection[Fingerprint]
) -> dict[Fingerprint, int]:
    """The number of crashes of each fingerprint's group."""
    rows = await conn.fetch(COUNT_OCCURRENCES, app_id, list(fingerprints))
    return {row["fingerprint"]: row["occurrence_count"] for row in rows}


async def find_handled(
    conn: Conn, keys: Collection[tuple[AppId, Fingerprint]]
) -> set[tuple[AppId, Fingerprint]]:
    """The fingerprints whose group is resolved, ignored or assigned."""
    app_ids = [app_id for app_id, _ in keys]
    fingerprints = [fingerprint for _, fingerprint in keys]
    rows = await conn.fetch(FIND_HANDLED, app_ids, fingerprints)
    return {(row["app_id"], row["fingerprint"]) for row in rows}
