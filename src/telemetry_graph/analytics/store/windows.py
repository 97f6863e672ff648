"""The SQL of events and sessions by time of arrival, for windows of minutes and hours."""

from dataclasses import dataclass
from datetime import datetime

from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

SESSIONS_BY_VERSION = """
SELECT app_version, coalesce(round(#hll_union_agg(sessions)), 0)::bigint AS sessions
  FROM (SELECT app_version, sessions FROM live_versions
         WHERE app_id = $1 AND arrived_at >= $2
         UNION ALL
        SELECT app_version, sessions FROM rollup_delta
         WHERE app_id = $1 AND kind = 'use' AND arrived_at >= $2) AS parts
 GROUP BY app_version
"""
COUNT_EVENTS = """
SELECT coalesce((SELECT sum(events) FROM live_versions
                  WHERE app_id = $1 AND arrived_at >= $2), 0)::bigint
       + coalesce((SELECT sum(events) FROM rollup_delta
                    WHERE app_id = $1 AND kind = 'use' AND arrived_at >= $2), 0)::bigint
"""
REFRESH_HOURS = """
INSERT INTO hourly_events AS stored (app_id, hour, events)
SELECT app_id, date_trunc('hour', arrived_at) AS hour, sum(events)
  FROM live_versions
 WHERE app_id = $1 AND arrived_at >= date_trunc('hour', $2::timestamptz) - interval '1 hour'
 GROUP BY app_id, hour
 ORDER BY hour
    ON CONFLICT (app_id, hour) DO UPDATE SET events = greatest(stored.events, excluded.events)
"""
SAME_HOURS = """
SELECT hour, events
  FROM hourly_events
 WHERE app_id = $1 AND hour = ANY (ARRAY(
       SELECT date_trunc('hour', $2::timestamptz) - day * interval '1 day'
         FROM generate_series(1, 7) AS series (day)))
 ORDER BY hour
"""


@dataclass(frozen=True, slots=True)
class HourCount:
    hour: datetime
    events: int


async def sessions_by_version(conn: Conn, app_id: AppId, since: datetime) -> dict[str, int]:
    """Sessions with events received since then, by version."""
    rows = await conn.fetch(SESSIONS_BY_VERSION, app_id, since)
    return {row["app_version"]: row["sessions"] for row in rows}


async def count_events(conn: Conn, app_id: AppId, since: datetime) -> int:
    return int(await conn.fetchval(COUNT_EVENTS, app_id, since))


async def refresh_hours(conn: Conn, app_id: AppId, now: datetime) -> None:
    """Count the events of this hour and of the one before it."""
    await conn.execute(REFRESH_HOURS, app_id, now)


async def load_same_hours(conn: Conn, app_id: AppId, now: datetime) -> list[HourCount]:
    """The events of this hour of the day on the last seven days, without days that had none."""
    return [HourCount(**row) for row in await conn.fetch(SAME_HOURS, app_id, now)]
