"""The SQL that reads what is known of crash groups, for alerts about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint

REGRESSIONS = """
SELECT asked.id,
       ARRAY(SELECT fingerprint FROM crash_fingerprints
              WHERE group_id = asked.id LIMIT 1000) AS fingerprints,
       (SELECT detail ->> 'fixed_in' FROM crash_activity
         WHERE group_id = asked.id AND kind = 'regressed'
         ORDER BY at DESC, id DESC LIMIT 1) AS fixed_in
  FROM unnest($1::uuid[]) AS asked (id)
"""
FIGURES = """
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
class Background:
    """Of a group that was resolved, and is open again."""

    fingerprints: tuple[Fingerprint, ...]
    fixed_in: str | None


@dataclass(frozen=True, slots=True)
class Figures:
    occurrences: int
    devices: int
    trend: tuple[int, ...]
    """Occurrences on the last days, the oldest first."""


async def regressions(conn: Conn, group_ids: Sequence[UUID]) -> dict[UUID, Background]:
    rows = await conn.fetch(REGRESSIONS, group_ids)
    return {row["id"]: Background(tuple(row["fingerprints"]), row["fixed_in"]) for row in rows}


async def figures(
    conn: Conn, app_id: AppId, fingerprint: Fingerprint, now: datetime, days: int
) -> Figures | None:
    """Of the group that the fingerprint belongs to; None when it is gone."""
    row = await conn.fetchrow(FIGURES, app_id, fingerprint, now.date(), days)
    return Figures(row["occurrences"], row["devices"], tuple(row["trend"])) if row else None
