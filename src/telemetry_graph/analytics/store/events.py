"""The number of events of a type by day."""

from telemetry_graph.analytics.model import DayEvents
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId

EVENTS_BY_DAY = """
WITH stored AS (
    SELECT day, events, weight, devices, device_count
      FROM daily_events
     WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND event_type = $5
       AND day BETWEEN $2 AND $3 AND app_version = coalesce($4, '')
), pending AS (
    SELECT day, sum(events) AS events, sum(weight) AS weight, hll_union_agg(devices) AS devices
      FROM rollup_delta
     WHERE app_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR app_version = $4)
       AND kind = 'event' AND key = $5
     GROUP BY day
)
SELECT day, (coalesce(s.events, 0) + coalesce(p.events, 0))::bigint AS events,
       coalesce(s.weight, 0) + coalesce(p.weight, 0) AS weight,
       CASE WHEN p.day IS NULL THEN s.device_count
            ELSE round(#merged(s.devices, p.devices)) END::bigint AS devices
  FROM stored s FULL JOIN pending p USING (day)
 ORDER BY day
"""


async def events_by_day(
    conn: Conn, app_id: AppId, days: DayRange, app_version: str | None, event_type: str
) -> list[DayEvents]:
    rows = await conn.fetch(EVENTS_BY_DAY, app_id, days.start, days.end, app_version, event_type)
    return [
        DayEvents(
            row["day"],
            round(row["weight"]),
            row["devices"],
            is_estimated=row["weight"] != row["events"],
        )
        for row in rows
    ]
