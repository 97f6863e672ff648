"""Devices that returned after a day, and devices of the last minutes."""

from datetime import date, datetime

from telemetry_graph.analytics.model import Cohort
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId

# Devices of both days: the sum of both counts, minus the count of their union.
# $5 are days after a cohort's day, $6 is today.
COHORTS = """
WITH stored AS (
    SELECT day, active, active_count
      FROM daily_use
     WHERE app_id = $1 AND is_total = ($4::text IS NULL)
       AND day BETWEEN $2::date AND $3::date + (SELECT max(a) FROM unnest($5::integer[]) a)
       AND app_version = coalesce($4, '')
), pending AS (
    SELECT day, hll_union_agg(devices) AS active
      FROM rollup_delta
     WHERE app_id = $1 AND ($4::text IS NULL OR app_version = $4)
       AND day BETWEEN $2::date AND $3::date + (SELECT max(a) FROM unnest($5::integer[]) a)
       AND kind = 'event' AND key = 'app_start'
     GROUP BY day
), counted AS MATERIALIZED (
    SELECT day, merged(s.active, p.active) AS active,
           CASE WHEN p.day IS NULL THEN s.active_count
                ELSE #merged(s.active, p.active) END AS devices
      FROM stored s FULL JOIN pending p USING (day)
     WHERE coalesce(s.active, p.active) IS NOT NULL
)
SELECT c.day, a.days AS after_days, round(c.devices)::bigint AS devices,
       CASE WHEN c.day + a.days < $6::date
            THEN greatest(0, coalesce(round(c.devices + r.devices
                                            - (#hll_union(c.active, r.active))), 0))::bigint
            END AS returned
  FROM counted c
 CROSS JOIN unnest($5::integer[]) AS a (days)
  LEFT JOIN counted r ON r.day = c.day + a.days
 WHERE c.day <= $3
 ORDER BY c.day, after_days
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
    conn: Conn,
    app_id: AppId,
    days: DayRange,
    app_version: str | None,
    *,
    after: list[int],
    today: date,
) -> list[Cohort]:
    arguments = (app_id, days.start, days.end, app_version, after, today)
    cohorts: dict[date, Cohort] = {}
    for day, after_days, devices, returned in await conn.fetch(COHORTS, *arguments):
        cohort = cohorts.setdefault(day, Cohort(day, devices, {}))
        cohort.returned[after_days] = returned
    return list(cohorts.values())


async def live(conn: Conn, app_id: AppId, since: datetime) -> tuple[int, int, datetime | None]:
    """Devices and sessions with events received since then, and when the latest was received."""
    row = await conn.fetchrow(LIVE, app_id, since)
    assert row is not None  # noqa: S101 - a SELECT of aggregates always has one row
    return row["devices"], row["sessions"], row["last_event_at"]
