"""Devices, sessions, starts and crashes: by day, by version, and over a range."""

from datetime import datetime

from telemetry_graph.analytics.model import AdoptionDay, DayUsage, RangeUsage, VersionUsage
from telemetry_graph.analytics.store.weeks import with_week_condition
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId

_ALL_VERSIONS = "daily_use WHERE app_id = $1 AND is_total"
USAGE_BY_DAY = """
WITH stored AS (
    SELECT day, events, weight, starts, starts_weight, crashes, fatal, active, active_count,
           devices, device_count, sessions, session_count, crash_devices, crash_sessions,
           fatal_devices, fatal_device_count, fatal_sessions, fatal_session_count,
           seen_device_count, seen_session_count
      FROM daily_use
     WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND day BETWEEN $2 AND $3
       AND app_version = coalesce($4, '')
), pending AS (
    SELECT day,
           sum(events) FILTER (WHERE kind = 'use') AS events,
           sum(weight) FILTER (WHERE kind = 'use') AS weight,
           sum(events) FILTER (WHERE kind = 'event') AS starts,
           sum(weight) FILTER (WHERE kind = 'event') AS starts_weight,
           sum(events) FILTER (WHERE kind = 'crash' AND key = 'all') AS crashes,
           sum(events) FILTER (WHERE kind = 'crash' AND key = 'fatal') AS fatal,
           hll_union_agg(devices) FILTER (WHERE kind = 'event') AS active,
           hll_union_agg(devices) FILTER (WHERE kind = 'use') AS devices,
           hll_union_agg(sessions) FILTER (WHERE kind = 'use') AS sessions,
           hll_union_agg(devices) FILTER (WHERE kind = 'crash') AS crash_devices,
           hll_union_agg(sessions) FILTER (WHERE kind = 'crash') AS crash_sessions,
           hll_union_agg(devices) FILTER (WHERE kind = 'crash' AND key = 'fatal') AS fatal_devices,
           hll_union_agg(sessions) FILTER (WHERE kind = 'crash' AND key = 'fatal')
             AS fatal_sessions
      FROM rollup_delta
     WHERE app_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR app_version = $4)
       AND (kind IN ('use', 'crash') OR kind = 'event' AND key = 'app_start')
     GROUP BY day
)
SELECT day,
       (coalesce(s.events, 0) + coalesce(p.events, 0))::bigint AS events,
       coalesce(s.weight, 0) + coalesce(p.weight, 0) AS weight,
       (coalesce(s.starts, 0) + coalesce(p.starts, 0))::bigint AS starts,
       coalesce(s.starts_weight, 0) + coalesce(p.starts_weight, 0) AS starts_weight,
       (coalesce(s.crashes, 0) + coalesce(p.crashes, 0))::bigint AS crashes,
       (coalesce(s.fatal, 0) + coalesce(p.fatal, 0))::bigint AS fatal_crashes,
       CASE WHEN p.day IS NULL THEN s.active_count
            ELSE coalesce(round(#merged(s.active, p.active)), 0) END::bigint AS active_devices,
       CASE WHEN p.day IS NULL THEN s.device_count
            ELSE coalesce(round(#merged(s.devices, p.devices)), 0) END::bigint AS devices,
       CASE WHEN p.day IS NULL THEN s.session_count
            ELSE coalesce(round(#merged(s.sessions, p.sessions)), 0) END::bigint AS sessions,
       CASE WHEN p.day IS NULL THEN s.fatal_device_count
            ELSE coalesce(round(#merged(s.fatal_devices, p.fatal_devices)), 0) END::bigint
         AS fatal_devices,
       CASE WHEN p.day IS NULL THEN s.fatal_session_count
            ELSE coalesce(round(#merged(s.fatal_sessions, p.fatal_sessions)), 0) END::bigint
         AS fatal_sessions,
       CASE WHEN p.day IS NULL THEN s.seen_device_count
            ELSE coalesce(round(#merged(merged(s.devices, p.devices),
                                        merged(s.crash_devices, p.crash_devices))), 0) END::bigint
         AS seen_devices,
       CASE WHEN p.day IS NULL THEN s.seen_session_count
            ELSE coalesce(round(#merged(merged(s.sessions, p.sessions),
                                        merged(s.crash_sessions, p.crash_sessions))), 0) END::bigint
         AS seen_sessions
  FROM stored s FULL JOIN pending p USING (day)
 ORDER BY day
"""
USAGE_OF_RANGE = with_week_condition(
    """
WITH weeks AS (
    SELECT week, devices, sessions
      FROM weekly_use
     WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND WEEK_IS_WITHIN
       AND app_version = coalesce($4, '')
), parts AS (
    SELECT devices, sessions, NULL::hll AS crash_devices, NULL::hll AS crash_sessions,
           NULL::hll AS fatal_devices, NULL::hll AS fatal_sessions
      FROM weeks
     UNION ALL
    SELECT CASE WHEN w.week IS NULL THEN d.devices END,
           CASE WHEN w.week IS NULL THEN d.sessions END,
           crash_devices, crash_sessions, fatal_devices, fatal_sessions
      FROM daily_use d LEFT JOIN weeks w ON w.week = week_of(d.day)
     WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND day BETWEEN $2 AND $3
       AND app_version = coalesce($4, '')
     UNION ALL
    SELECT CASE WHEN kind = 'use' THEN devices END,
           CASE WHEN kind = 'use' THEN sessions END,
           CASE WHEN kind = 'crash' THEN devices END,
           CASE WHEN kind = 'crash' THEN sessions END,
           CASE WHEN kind = 'crash' AND key = 'fatal' THEN devices END,
           CASE WHEN kind = 'crash' AND key = 'fatal' THEN sessions END
      FROM rollup_delta
     WHERE app_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR app_version = $4)
       AND kind IN ('use', 'crash')
)
SELECT coalesce(round(#sessions), 0)::bigint AS sessions,
       coalesce(round(#merged(devices, crash_devices)), 0)::bigint AS seen_devices,
       coalesce(round(#merged(sessions, crash_sessions)), 0)::bigint AS seen_sessions,
       coalesce(round(#fatal_devices), 0)::bigint AS fatal_devices,
       coalesce(round(#fatal_sessions), 0)::bigint AS fatal_sessions
  FROM (SELECT hll_union_agg(devices) AS devices, hll_union_agg(sessions) AS sessions,
               hll_union_agg(crash_devices) AS crash_devices,
               hll_union_agg(crash_sessions) AS crash_sessions,
               hll_union_agg(fatal_devices) AS fatal_devices,
               hll_union_agg(fatal_sessions) AS fatal_sessions
          FROM parts) AS whole
""",
    _ALL_VERSIONS,
)
ACTIVE_DEVICES_OF_RANGE = with_week_condition(
    """
WITH weeks AS (
    SELECT week, active
      FROM weekly_use
     WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND WEEK_IS_WITHIN
       AND app_version = coalesce($4, '')
)
SELECT coalesce(round(#hll_union_agg(active)), 0)::bigint
  FROM (SELECT active FROM weeks
         UNION ALL
        SELECT active FROM daily_use
         WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND day BETWEEN $2 AND $3
           AND app_version = coalesce($4, '') AND week_of(day) NOT IN (SELECT week FROM weeks)
         UNION ALL
        SELECT devices FROM rollup_delta
         WHERE app_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR app_version = $4)
           AND kind = 'event' AND key = 'app_start') AS parts
""",
    _ALL_VERSIONS,
)
VERSIONS = with_week_condition(
    """
WITH weeks AS (
    SELECT week, app_version, devices
      FROM weekly_use
     WHERE app_id = $1 AND NOT is_total AND WEEK_IS_WITHIN
       AND ($4::text IS NULL OR app_version = $4)
), parts AS (
    SELECT app_version, 0 AS starts, 0 AS fatal, devices, false AS is_estimated
      FROM weeks
     UNION ALL
    SELECT d.app_version, starts_weight, fatal, CASE WHEN w.week IS NULL THEN d.devices END,
           events <> weight
      FROM daily_use d
      LEFT JOIN weeks w ON w.week = week_of(d.day) AND w.app_version = d.app_version
     WHERE app_id = $1 AND NOT is_total AND day BETWEEN $2 AND $3
       AND ($4::text IS NULL OR d.app_version = $4)
     UNION ALL
    SELECT app_version,
           CASE WHEN kind = 'event' THEN weight ELSE 0 END,
           CASE WHEN kind = 'crash' AND key = 'fatal' THEN events ELSE 0 END,
           CASE WHEN kind = 'use' THEN devices END,
           events <> weight
      FROM rollup_delta
     WHERE app_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR app_version = $4)
       AND (kind IN ('use', 'crash') OR kind = 'event' AND key = 'app_start')
), whole AS (
    SELECT app_version, round(sum(starts)) AS starts, sum(fatal) AS fatal,
           bool_or(is_estimated) AS is_estimated,
           coalesce(round(#hll_union_agg(devices)), 0) AS devices
      FROM parts
     GROUP BY app_version
)
SELECT nullif(app_version, '') AS app_version, devices::bigint, starts::bigint,
       fatal::bigint AS fatal_crashes,
       coalesce(devices / nullif(sum(devices) OVER (), 0), 0)::float8 AS share, is_estimated
  FROM whole
 ORDER BY devices DESC, app_version DESC
 LIMIT 200
""",
    _ALL_VERSIONS,
)
ADOPTION = """
WITH stored AS (
    SELECT day, app_version, devices, device_count
      FROM daily_use
     WHERE app_id = $1 AND NOT is_total AND day BETWEEN $2 AND $3 AND app_version = ANY ($4::text[])
       AND device_count > 0
), pending AS (
    SELECT day, app_version, hll_union_agg(devices) AS devices
      FROM rollup_delta
     WHERE app_id = $1 AND day BETWEEN $2 AND $3 AND app_version = ANY ($4::text[])
       AND kind = 'use'
     GROUP BY day, app_version
)
SELECT day, app_version,
       CASE WHEN p.day IS NULL THEN s.device_count
            ELSE round(#merged(s.devices, p.devices)) END::bigint AS devices
  FROM stored s FULL JOIN pending p USING (day, app_version)
 ORDER BY day, app_version
"""
# Crash counts are stored for less time than the active users of the same row.
DELETE_CRASH_COUNTS = """
UPDATE daily_use
   SET crashes = 0, fatal = 0, crash_devices = NULL, crash_sessions = NULL, fatal_devices = NULL,
       fatal_device_count = 0, fatal_sessions = NULL, fatal_session_count = 0,
       seen_device_count = device_count, seen_session_count = session_count
 WHERE day < $2 AND ($1::text IS NULL OR app_id = $1) AND crashes > 0
"""
COUNT_CRASH_COUNTS = """
SELECT count(*)
  FROM daily_use
 WHERE day >= $2 AND day < $3 AND ($1::text IS NULL OR app_id = $1) AND crashes > 0
"""


async def usage_by_day(
    conn: Conn, app_id: AppId, days: DayRange, app_version: str | None
) -> list[DayUsage]:
    """The totals of each day that has data."""
    rows = await conn.fetch(USAGE_BY_DAY, app_id, days.start, days.end, app_version)
    return [DayUsage(**row) for row in rows]


async def usage_of_range(
    conn: Conn, app_id: AppId, days: DayRange, app_version: str | None
) -> RangeUsage:
    """Distinct counts, from the merged sketches of all days."""
    row = await conn.fetchrow(USAGE_OF_RANGE, app_id, days.start, days.end, app_version)
    assert row is not None  # noqa: S101 - a SELECT of aggregates always has one row
    return RangeUsage(**row)


async def active_devices_of_range(
    conn: Conn, app_id: AppId, days: DayRange, app_version: str | None
) -> int:
    arguments = (app_id, days.start, days.end, app_version)
    return int(await conn.fetchval(ACTIVE_DEVICES_OF_RANGE, *arguments))


async def versions(
    conn: Conn, app_id: AppId, days: DayRange, app_version: str | None
) -> list[VersionUsage]:
    """The versions with the most devices, at most 200."""
    rows = await conn.fetch(VERSIONS, app_id, days.start, days.end, app_version)
    return [VersionUsage(**row) for row in rows]


async def adoption(
    conn: Conn, app_id: AppId, days: DayRange, app_versions: list[str]
) -> list[AdoptionDay]:
    rows = await conn.fetch(ADOPTION, app_id, days.start, days.end, app_versions)
    return [AdoptionDay(row["day"], row["app_version"] or None, row["devices"]) for row in rows]


async def delete_crash_counts(conn: Conn, app_id: AppId | None, before: datetime) -> int:
    """Reset the crash counts of old days, of one app or all; returns how many rows had any."""
    status = await conn.execute(DELETE_CRASH_COUNTS, app_id, before.date())
    return int(status.rsplit(" ", 1)[1])


async def count_crash_counts(
    conn: Conn, app_id: AppId | None, since: datetime, before: datetime
) -> int:
    """The number of rows with crash counts, from the day of `since` to before that of `before`."""
    return int(await conn.fetchval(COUNT_CRASH_COUNTS, app_id, since.date(), before.date()))
