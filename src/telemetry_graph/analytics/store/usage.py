"""Devices, sessions, starts and crashes: by day, by version, and over a whole range."""

from datetime import datetime

from telemetry_graph.analytics.model import DayUse, RangeUse, VersionUse
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId

USE_BY_DAY = """
WITH kept AS (
    SELECT day, events, weight, starts, starts_weight, crashes, fatal, active, active_count,
           devices, device_count, sessions, session_count, crash_devices, crash_sessions,
           fatal_devices, fatal_device_count, fatal_sessions, fatal_session_count,
           seen_device_count, seen_session_count
      FROM daily_use
     WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND day BETWEEN $2 AND $3
       AND app_version = coalesce($4, '')
), fresh AS (
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
       coalesce(k.events, 0) + coalesce(f.events, 0) AS events,
       coalesce(k.weight, 0) + coalesce(f.weight, 0) AS weight,
       coalesce(k.starts, 0) + coalesce(f.starts, 0) AS starts,
       coalesce(k.starts_weight, 0) + coalesce(f.starts_weight, 0) AS starts_weight,
       coalesce(k.crashes, 0) + coalesce(f.crashes, 0) AS crashes,
       coalesce(k.fatal, 0) + coalesce(f.fatal, 0) AS fatal,
       CASE WHEN f.day IS NULL THEN k.active_count
            ELSE coalesce(round(#merged(k.active, f.active)), 0) END AS active,
       CASE WHEN f.day IS NULL THEN k.device_count
            ELSE coalesce(round(#merged(k.devices, f.devices)), 0) END AS devices,
       CASE WHEN f.day IS NULL THEN k.session_count
            ELSE coalesce(round(#merged(k.sessions, f.sessions)), 0) END AS sessions,
       CASE WHEN f.day IS NULL THEN k.fatal_device_count
            ELSE coalesce(round(#merged(k.fatal_devices, f.fatal_devices)), 0) END
         AS fatal_devices,
       CASE WHEN f.day IS NULL THEN k.fatal_session_count
            ELSE coalesce(round(#merged(k.fatal_sessions, f.fatal_sessions)), 0) END
         AS fatal_sessions,
       CASE WHEN f.day IS NULL THEN k.seen_device_count
            ELSE coalesce(round(#merged(merged(k.devices, f.devices),
                                        merged(k.crash_devices, f.crash_devices))), 0) END
         AS seen_devices,
       CASE WHEN f.day IS NULL THEN k.seen_session_count
            ELSE coalesce(round(#merged(merged(k.sessions, f.sessions),
                                        merged(k.crash_sessions, f.crash_sessions))), 0) END
         AS seen_sessions
  FROM kept k FULL JOIN fresh f USING (day)
 ORDER BY day
"""
_WEEK_IS_WITHIN = """
(week BETWEEN $2 AND $3
            AND (week <= $3::date - 6 OR NOT EXISTS (
                   SELECT FROM daily_use WHERE app_id = $1 AND is_total AND day > $3)))
""".strip()


def _by_weeks(statement: str) -> str:
    """The statement, a constant, with what makes a week one of the range $2 … $3 of app $1.

    One that has begun is read as a whole, too, while no later day is counted.
    """
    return statement.replace("WEEK_IS_WITHIN", _WEEK_IS_WITHIN)


USE_OF_RANGE = _by_weeks("""
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
""")
ACTIVE_OF_RANGE = _by_weeks("""
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
""")
VERSIONS = _by_weeks("""
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
SELECT nullif(app_version, '') AS version, devices::bigint, starts::bigint,
       fatal::bigint AS fatal_crashes,
       coalesce(devices / nullif(sum(devices) OVER (), 0), 0)::float8 AS share, is_estimated
  FROM whole
 ORDER BY devices DESC, app_version DESC
 LIMIT 200
""")
# Crash counts live for less time than the active users of the same row.
FORGET_CRASHES = """
UPDATE daily_use
   SET crashes = 0, fatal = 0, crash_devices = NULL, crash_sessions = NULL, fatal_devices = NULL,
       fatal_device_count = 0, fatal_sessions = NULL, fatal_session_count = 0,
       seen_device_count = device_count, seen_session_count = session_count
 WHERE day < $2 AND ($1::text IS NULL OR app_id = $1) AND crashes > 0
"""
OLD_CRASHES = """
SELECT count(*)
  FROM daily_use
 WHERE day >= $2 AND day < $3 AND ($1::text IS NULL OR app_id = $1) AND crashes > 0
"""


async def use_by_day(
    conn: Conn, app_id: AppId, span: DayRange, version: str | None
) -> list[DayUse]:
    """One of each day that has anything."""
    rows = await conn.fetch(USE_BY_DAY, app_id, span.start, span.end, version)
    return [
        DayUse(
            day=row["day"],
            events=int(row["events"]),
            weight=row["weight"],
            starts=int(row["starts"]),
            starts_weight=row["starts_weight"],
            crashes=int(row["crashes"]),
            fatal=int(row["fatal"]),
            active=int(row["active"]),
            devices=int(row["devices"]),
            sessions=int(row["sessions"]),
            fatal_devices=int(row["fatal_devices"]),
            fatal_sessions=int(row["fatal_sessions"]),
            seen_devices=int(row["seen_devices"]),
            seen_sessions=int(row["seen_sessions"]),
        )
        for row in rows
    ]


async def use_of_range(conn: Conn, app_id: AppId, span: DayRange, version: str | None) -> RangeUse:
    """What does not add up over days: sketches of all days, merged."""
    row = await conn.fetchrow(USE_OF_RANGE, app_id, span.start, span.end, version)
    assert row is not None  # noqa: S101 - a SELECT of aggregates always has one row
    return RangeUse(**row)


async def active_of_range(conn: Conn, app_id: AppId, span: DayRange, version: str | None) -> int:
    return int(await conn.fetchval(ACTIVE_OF_RANGE, app_id, span.start, span.end, version))


async def versions(
    conn: Conn, app_id: AppId, span: DayRange, version: str | None
) -> list[VersionUse]:
    rows = await conn.fetch(VERSIONS, app_id, span.start, span.end, version)
    return [VersionUse(**row) for row in rows]


async def forget_crashes(conn: Conn, app_id: AppId | None, before: datetime) -> int:
    """Of one app or of all; answers how many rows had any."""
    status = await conn.execute(FORGET_CRASHES, app_id, before.date())
    return int(status.rsplit(" ", 1)[1])


async def old_crashes(conn: Conn, app_id: AppId | None, since: datetime, before: datetime) -> int:
    """How many rows of these days have any."""
    return int(await conn.fetchval(OLD_CRASHES, app_id, since.date(), before.date()))
