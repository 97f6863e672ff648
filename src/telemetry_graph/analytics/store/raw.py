"""What is read from raw rows: the order of events within a session, the crashes of a figure."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from uuid import UUID

from telemetry_graph.analytics.model import ChosenEvents, CountedCrash, DayRange, RawEvent
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

# A session's path is one letter for each of its events that is a step, in the order of time.
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
# Newest first; what the figure `crashes` counts, while reports are kept.
COUNTED_CRASHES = """
SELECT crash_id, time, fingerprint, crash_type, message, is_fatal, app_version AS version,
       device_id, session_id
  FROM crash_reports
 WHERE app_id = $1 AND time >= $2 AND time < $3
   AND ($4::text IS NULL OR coalesce(app_version, '') = $4)
   AND (is_fatal OR NOT $5)
   AND ($6::timestamptz IS NULL OR (time, crash_id) < ($6, $7::uuid))
 ORDER BY time DESC, crash_id DESC
 LIMIT $8
"""

# Events of one instant are in one chunk, where each has a ctid of its own.
RAW_EVENTS = """
SELECT ctid AS row, time, received_at, event_type, app_version AS version, device_id, session_id,
       event_data AS data, weight
  FROM telemetry_events
 WHERE app_id = $1 AND time >= $2 AND time < $3
   AND ($4::text IS NULL OR event_type = $4)
   AND ($5::text IS NULL OR coalesce(app_version, '') = $5)
   AND ($6::bytea IS NULL OR device_id = $6)
   AND ($7::timestamptz IS NULL OR time <= $7 AND (time < $7 OR ctid < $8::tid))
 ORDER BY time DESC, ctid DESC
 LIMIT $9
"""
RAW_COUNT = """
SELECT round(coalesce(sum(weight), 0))::bigint AS count, count(DISTINCT device_id) AS devices
  FROM telemetry_events
 WHERE app_id = $1 AND time >= $2 AND time < $3
   AND ($4::text IS NULL OR event_type = $4)
   AND ($5::text IS NULL OR coalesce(app_version, '') = $5)
   AND ($6::bytea IS NULL OR device_id = $6)
"""


async def funnel(
    conn: Conn, app_id: AppId, span: DayRange, version: str | None, steps: Sequence[str]
) -> list[int]:
    """How many sessions reached each of up to five steps, in their order."""
    found = await conn.fetchval(FUNNEL, app_id, span.begins, span.ends, version, list(steps))
    return list(found[: len(steps)])


async def counted_crashes(
    conn: Conn,
    app_id: AppId,
    span: DayRange,
    chosen: tuple[str | None, bool],
    *,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[CountedCrash]:
    """`chosen` is a version, and whether only fatal ones count."""
    at, crash_id = after or (None, None)
    rows = await conn.fetch(
        COUNTED_CRASHES, app_id, span.begins, span.ends, *chosen, at, crash_id, limit
    )
    return [CountedCrash(**row) for row in rows]


async def raw_events(
    conn: Conn,
    app_id: AppId,
    span: DayRange,
    chosen: ChosenEvents,
    *,
    after: tuple[datetime, tuple[int, int]] | None,
    limit: int,
) -> list[RawEvent]:
    at, row = after or (None, None)
    rows = await conn.fetch(
        RAW_EVENTS, app_id, span.begins, span.ends, *astuple(chosen), at, row, limit
    )
    return [RawEvent(**row) for row in rows]


async def raw_count(
    conn: Conn, app_id: AppId, span: DayRange, chosen: ChosenEvents
) -> tuple[int, int]:
    """The events by their weight, and the devices that sent them."""
    row = await conn.fetchrow(RAW_COUNT, app_id, span.begins, span.ends, *astuple(chosen))
    assert row is not None  # noqa: S101 - a SELECT of aggregates always has one row
    return row["count"], row["devices"]
