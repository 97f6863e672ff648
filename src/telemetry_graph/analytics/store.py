"""The SQL of analytics."""

from collections.abc import Sequence

from telemetry_graph.analytics.model import DayCount, DayRange, Totals, VersionUse
from telemetry_graph.db.copy import copy_rows
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.owned import OwnedTable

OWNED = (OwnedTable("rollup_delta"),)

DELTA_COLUMNS = (
    "day", "app_id", "app_version", "event_type", "events", "weight", "devices",
)  # fmt: skip

TOTALS = """
WITH events AS (
    SELECT date_trunc('day', time) AS day, event_type, device_id, session_id
      FROM telemetry_events
     WHERE app_id = $1 AND time >= $2 AND time < $3
), crashes AS (
    SELECT device_id, is_fatal, session_id
      FROM crash_reports
     WHERE app_id = $1 AND time >= $2 AND time < $3
)
SELECT (SELECT count(*) FROM (
           SELECT DISTINCT day, device_id FROM events WHERE event_type = 'app_start') AS active
       ) AS dau_sum,
       (SELECT count(*) FROM events WHERE event_type = 'app_start') AS starts,
       (SELECT count(DISTINCT session_id) FROM events) AS sessions,
       (SELECT count(*) FROM (
           SELECT device_id FROM events UNION SELECT device_id FROM crashes) AS seen
       ) AS devices_seen,
       (SELECT count(*) FROM crashes) AS crashes,
       (SELECT count(*) FROM crashes WHERE is_fatal) AS fatal_crashes,
       (SELECT count(DISTINCT device_id) FROM crashes WHERE is_fatal) AS devices_with_fatal
"""
EVENTS_BY_DAY = """
SELECT date_trunc('day', time)::date AS day, count(*) AS count,
       count(DISTINCT device_id) AS unique_devices
  FROM telemetry_events
 WHERE app_id = $1 AND time >= $2 AND time < $3 AND ($4::text IS NULL OR event_type = $4)
 GROUP BY 1
 ORDER BY 1
"""
VERSIONS = """
WITH used AS (
    SELECT app_version AS version, count(DISTINCT device_id) AS devices,
           count(*) FILTER (WHERE event_type = 'app_start') AS starts
      FROM telemetry_events
     WHERE app_id = $1 AND time >= $2 AND time < $3
     GROUP BY 1
), crashed AS (
    SELECT app_version AS version, count(*) FILTER (WHERE is_fatal) AS fatal_crashes
      FROM crash_reports
     WHERE app_id = $1 AND time >= $2 AND time < $3
     GROUP BY 1
)
SELECT coalesce(u.version, c.version) AS version, coalesce(u.devices, 0) AS devices,
       coalesce(u.starts, 0) AS starts, coalesce(c.fatal_crashes, 0) AS fatal_crashes,
       coalesce(u.devices / nullif(sum(u.devices) OVER (), 0), 0)::float8 AS share
  FROM used u FULL JOIN crashed c ON coalesce(u.version, '') = coalesce(c.version, '')
 ORDER BY devices DESC, version DESC
 LIMIT 200
"""


async def copy_deltas(conn: Conn, rows: Sequence[bytes]) -> None:
    await copy_rows(conn, "rollup_delta", DELTA_COLUMNS, rows)


async def totals(conn: Conn, app_id: AppId, span: DayRange) -> Totals:
    row = await conn.fetchrow(TOTALS, app_id, span.begins, span.ends)
    assert row is not None  # noqa: S101 - a SELECT of aggregates always has one row
    return Totals(**row)


async def events_by_day(
    conn: Conn, app_id: AppId, span: DayRange, event_type: str | None
) -> list[DayCount]:
    rows = await conn.fetch(EVENTS_BY_DAY, app_id, span.begins, span.ends, event_type)
    return [DayCount(**row) for row in rows]


async def versions(conn: Conn, app_id: AppId, span: DayRange) -> list[VersionUse]:
    rows = await conn.fetch(VERSIONS, app_id, span.begins, span.ends)
    return [VersionUse(**row) for row in rows]
