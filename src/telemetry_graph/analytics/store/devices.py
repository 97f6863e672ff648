"""Devices over days: who came back, and who is here now."""

from datetime import date, datetime

from telemetry_graph.analytics.model import Cohort
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId

# What two days share is what is counted twice when they are added up. $5: days after a cohort's.
COHORTS = """
WITH kept AS (
    SELECT day, active, active_count
      FROM daily_use
     WHERE app_id = $1 AND is_total = ($4::text IS NULL)
       AND day BETWEEN $2::date AND $3::date + (SELECT max(a) FROM unnest($5::integer[]) a)
       AND app_version = coalesce($4, '')
), fresh AS (
    SELECT day, hll_union_agg(devices) AS active
      FROM rollup_delta
     WHERE app_id = $1 AND ($4::text IS NULL OR app_version = $4)
       AND day BETWEEN $2::date AND $3::date + (SELECT max(a) FROM unnest($5::integer[]) a)
       AND kind = 'event' AND key = 'app_start'
     GROUP BY day
), counted AS MATERIALIZED (
    SELECT day, merged(k.active, f.active) AS active,
           CASE WHEN f.day IS NULL THEN k.active_count
                ELSE #merged(k.active, f.active) END AS devices
      FROM kept k FULL JOIN fresh f USING (day)
     WHERE coalesce(k.active, f.active) IS NOT NULL
)
SELECT c.day, k.after, round(c.devices)::bigint AS devices,
       CASE WHEN c.day + k.after < $6::date
            THEN greatest(0, coalesce(round(c.devices + r.devices
                                            - (#hll_union(c.active, r.active))), 0))::bigint
            END AS returned
  FROM counted c
 CROSS JOIN unnest($5::integer[]) AS k (after)
  LEFT JOIN counted r ON r.day = c.day + k.after
 WHERE c.day <= $3
 ORDER BY c.day, k.after
"""
LIVE = """
SELECT coalesce(round(#hll_union_agg(devices)), 0)::bigint AS devices,
       coalesce(round(#hll_union_agg(sessions)), 0)::bigint AS sessions,
       greatest((SELECT max(arrived_at) FROM live_use WHERE app_id = $1),
                (SELECT max(arrived_at) FROM rollup_delta WHERE app_id = $1 AND kind = 'use'))
         AS last_event_at
  FROM (SELECT devices, sessions FROM live_use WHERE app_id = $1 AND arrived_at >= $2
         UNION ALL
        SELECT devices, sessions FROM rollup_delta
         WHERE app_id = $1 AND kind = 'use' AND arrived_at >= $2) AS parts
"""


async def cohorts(
    conn: Conn, app_id: AppId, span: DayRange, version: str | None, *, after: list[int], today: date
) -> list[Cohort]:
    rows = await conn.fetch(COHORTS, app_id, span.start, span.end, version, after, today)
    found: dict[date, Cohort] = {}
    for row in rows:
        cohort = found.setdefault(row["day"], Cohort(row["day"], row["devices"], {}))
        cohort.returned[row["after"]] = row["returned"]
    return list(found.values())


async def live(conn: Conn, app_id: AppId, since: datetime) -> tuple[int, int, datetime | None]:
    """Devices and sessions heard of since then, and when an event last came, in steps of 10 s."""
    row = await conn.fetchrow(LIVE, app_id, since)
    assert row is not None  # noqa: S101 - a SELECT of aggregates always has one row
    return row["devices"], row["sessions"], row["last_event_at"]
