"""The crashes that a figure counts."""

from datetime import datetime
from uuid import UUID

from telemetry_graph.analytics.model import CountedCrash
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId

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
        COUNTED_CRASHES, app_id, span.since, span.until, *chosen, at, crash_id, limit
    )
    return [CountedCrash(**row) for row in rows]
