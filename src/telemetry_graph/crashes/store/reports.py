"""The SQL by which crash reports are read."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from telemetry_graph.crashes.model import CountedCrash, CrashOccurrence
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId, Fingerprint

LOAD_NEWEST = """
SELECT time AS timestamp, app_id, crash_id, fingerprint, device_id, session_id, app_version,
       mosis_version, crash_type, message, stack_trace, is_fatal, screen, memory_mb, uptime_seconds,
       received_at
  FROM crash_reports
 WHERE app_id = $1 AND fingerprint = ANY ($2::text[])
   AND ($3::timestamptz IS NULL OR (time, crash_id) < ($3, $4::uuid))
 ORDER BY time DESC, crash_id DESC
 LIMIT $5
"""
LOAD_RECEIVED_SINCE = """
SELECT time AS timestamp, app_id, crash_id, fingerprint, device_id, session_id, app_version,
       mosis_version, crash_type, message, stack_trace, is_fatal, screen, memory_mb, uptime_seconds,
       received_at
  FROM crash_reports
 WHERE app_id = $1 AND received_at >= $2
 ORDER BY received_at, crash_id
 LIMIT $3
"""
LOAD_COUNTED = """
SELECT crash_id, time AS timestamp, fingerprint, crash_type, message, is_fatal, app_version,
       device_id, session_id
  FROM crash_reports
 WHERE app_id = $1 AND time >= $2 AND time < $3
   AND ($4::text IS NULL OR coalesce(app_version, '') = $4)
   AND ($5::boolean IS NULL OR is_fatal = $5)
   AND ($6::timestamptz IS NULL OR (time, crash_id) < ($6, $7::uuid))
 ORDER BY time DESC, crash_id DESC
 LIMIT $8
"""


async def load_newest(
    conn: Conn,
    app_id: AppId,
    fingerprints: Sequence[Fingerprint],
    limit: int,
    before: tuple[datetime, UUID] | None = None,
) -> list[CrashOccurrence]:
    timestamp, crash_id = before or (None, None)
    rows = await conn.fetch(LOAD_NEWEST, app_id, list(fingerprints), timestamp, crash_id, limit)
    return [CrashOccurrence(**row) for row in rows]


async def load_received_since(
    conn: Conn, app_id: AppId, since: datetime, limit: int
) -> list[CrashOccurrence]:
    rows = await conn.fetch(LOAD_RECEIVED_SINCE, app_id, since, limit)
    return [CrashOccurrence(**row) for row in rows]


async def load_counted(
    conn: Conn,
    app_id: AppId,
    days: DayRange,
    conditions: tuple[str | None, bool | None],
    *,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> list[CountedCrash]:
    """Crashes of these days, newest first; `conditions` are the version and `is_fatal`."""
    timestamp, crash_id = before or (None, None)
    arguments = (app_id, days.since, days.until, *conditions, timestamp, crash_id, limit)
    return [CountedCrash(**row) for row in await conn.fetch(LOAD_COUNTED, *arguments)]
