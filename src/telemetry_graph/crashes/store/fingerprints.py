"""The SQL by which fingerprints are read, with their groups and their crashes per day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from telemetry_graph.crashes.flush_counts import FingerprintKey
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

LOAD_APPS_WITH_OLD_FINGERPRINTS = """
SELECT DISTINCT app_id FROM crash_fingerprints WHERE algorithm = 1 AND last_seen > $1
"""
LOAD_GROUP_IDS = """
SELECT f.app_id, f.fingerprint, f.group_id
  FROM unnest($1::text[], $2::text[]) AS wanted (app_id, fingerprint)
  JOIN crash_fingerprints AS f USING (app_id, fingerprint)
"""
LOAD_FINGERPRINTS_OF_GROUP = """
SELECT fingerprint FROM crash_fingerprints WHERE group_id = $1 ORDER BY fingerprint LIMIT 1000
"""
LOAD_GROUP_COUNTS = """
SELECT g.occurrence_count AS occurrences, g.device_count AS devices,
       ARRAY(SELECT coalesce(sum(d.crashes), 0)::bigint
               FROM generate_series($3::date - ($4::integer - 1), $3::date, '1 day') AS series (day)
               LEFT JOIN crash_days AS d
                      ON d.app_id = $1 AND d.day = series.day::date
                     AND d.fingerprint = ANY (ARRAY(
                         SELECT fingerprint FROM crash_fingerprints
                          WHERE group_id = g.id LIMIT 100))
              GROUP BY series.day ORDER BY series.day) AS trend
  FROM crash_fingerprints AS f
  JOIN crash_groups AS g ON g.id = f.group_id
 WHERE f.app_id = $1 AND f.fingerprint = $2
"""


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """The number of crashes of a group, in total and per day."""

    occurrences: int
    devices: int
    trend: tuple[int, ...]
    """Occurrences on each of the last days, oldest first."""


async def load_apps_with_old_fingerprints(conn: Conn, since: datetime) -> frozenset[AppId]:
    rows = await conn.fetch(LOAD_APPS_WITH_OLD_FINGERPRINTS, since)
    return frozenset(AppId(row["app_id"]) for row in rows)


async def load_group_ids(conn: Conn, keys: Sequence[FingerprintKey]) -> dict[FingerprintKey, UUID]:
    """The groups of those fingerprints that exist."""
    app_ids, fingerprints = zip(*keys, strict=True)
    rows = await conn.fetch(LOAD_GROUP_IDS, list(app_ids), list(fingerprints))
    return {(row["app_id"], row["fingerprint"]): row["group_id"] for row in rows}


async def load_fingerprints_of_group(conn: Conn, group_id: UUID) -> list[Fingerprint]:
    rows = await conn.fetch(LOAD_FINGERPRINTS_OF_GROUP, group_id)
    return [Fingerprint(row["fingerprint"]) for row in rows]


async def load_group_counts(
    conn: Conn, app_id: AppId, fingerprint: Fingerprint, last_day: date, days: int
) -> GroupCounts | None:
    """The counts of the fingerprint's group; None if it has no group."""
    row = await conn.fetchrow(LOAD_GROUP_COUNTS, app_id, fingerprint, last_day, days)
    return GroupCounts(row["occurrences"], row["devices"], tuple(row["trend"])) if row else None
