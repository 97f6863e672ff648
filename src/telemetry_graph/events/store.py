"""The SQL of raw events."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime

from telemetry_graph.db.pool import Conn
from telemetry_graph.events.model import Breadcrumb, EventCount, EventFilter, RawEvent
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import OwnedTable, RetentionPolicy

OWNED = (OwnedTable("telemetry_events", "time", "device_id", 7, RetentionPolicy.RAW_EVENTS),)

# Events of the same instant are in the same chunk, so their ctids differ.
PAGE = """
SELECT ctid AS row_id, time AS timestamp, received_at, event_type, app_version, device_id,
       session_id, event_data AS data, weight
  FROM telemetry_events
 WHERE app_id = $1 AND time >= $2 AND time < $3
   AND ($4::text IS NULL OR event_type = $4)
   AND ($5::text IS NULL OR coalesce(app_version, '') = $5)
   AND ($6::bytea IS NULL OR device_id = $6)
   AND ($7::timestamptz IS NULL OR time <= $7 AND (time < $7 OR ctid < $8::tid))
 ORDER BY time DESC, ctid DESC
 LIMIT $9
"""
COUNT = """
SELECT round(coalesce(sum(weight), 0))::bigint AS events, count(DISTINCT device_id) AS devices
  FROM telemetry_events
 WHERE app_id = $1 AND time >= $2 AND time < $3
   AND ($4::text IS NULL OR event_type = $4)
   AND ($5::text IS NULL OR coalesce(app_version, '') = $5)
   AND ($6::bytea IS NULL OR device_id = $6)
"""
# The path of a session has one letter for each event that is a step, in the order of time.
FUNNEL = """
WITH paths AS (
    SELECT session_id,
           string_agg(chr(96 + array_position($5::text[], event_type)), ''
                      ORDER BY time, array_position($5::text[], event_type)) AS path
      FROM telemetry_events
     WHERE app_id = $1 AND time >= $2 AND time < $3
       AND ($4::text IS NULL OR coalesce(app_version, '') = $4)
       AND event_type = ANY ($5::text[]) AND session_id IS NOT NULL
     GROUP BY session_id
)
SELECT ARRAY[count(*) FILTER (WHERE path LIKE '%a%'),
             count(*) FILTER (WHERE path LIKE '%a%b%'),
             count(*) FILTER (WHERE path LIKE '%a%b%c%'),
             count(*) FILTER (WHERE path LIKE '%a%b%c%d%'),
             count(*) FILTER (WHERE path LIKE '%a%b%c%d%e%')]
  FROM paths
"""
# Events are not indexed by session: the window bounds how many are read.
BREADCRUMBS = """
SELECT time AS timestamp, event_type, event_data AS data
  FROM telemetry_events
 WHERE app_id = $1 AND time BETWEEN $4::timestamptz - INTERVAL '15 minutes' AND $4
   AND device_id = $2 AND session_id = $3
 ORDER BY time DESC
 LIMIT $5
"""


async def page(
    conn: Conn,
    app_id: AppId,
    days: DayRange,
    event_filter: EventFilter,
    *,
    after: tuple[datetime, tuple[int, int]] | None,
    limit: int,
) -> list[RawEvent]:
    """The newest first; `after` is the timestamp and row id of the previous page's last event."""
    timestamp, row_id = after or (None, None)
    rows = await conn.fetch(
        PAGE, app_id, days.since, days.until, *astuple(event_filter), timestamp, row_id, limit
    )
    return [RawEvent(**row) for row in rows]


async def count(conn: Conn, app_id: AppId, days: DayRange, event_filter: EventFilter) -> EventCount:
    row = await conn.fetchrow(COUNT, app_id, days.since, days.until, *astuple(event_filter))
    assert row is not None  # noqa: S101 - a SELECT of aggregates always has one row
    return EventCount(**row)


async def funnel(
    conn: Conn,
    app_id: AppId,
    days: DayRange,
    app_version: str | None,
    steps: Sequence[str],
) -> list[int]:
    """The number of sessions that reached each of up to five steps, in order."""
    reached = await conn.fetchval(FUNNEL, app_id, days.since, days.until, app_version, list(steps))
    return list(reached[: len(steps)])


async def breadcrumbs(
    conn: Conn, app_id: AppId, device_id: bytes, session_id: str, until: datetime, limit: int
) -> list[Breadcrumb]:
    """The last events of a session up to an instant, the newest first."""
    rows = await conn.fetch(BREADCRUMBS, app_id, device_id, session_id, until, limit)
    return [Breadcrumb(**row) for row in rows]
