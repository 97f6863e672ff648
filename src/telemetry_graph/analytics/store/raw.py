"""The one figure from raw events: what happened in which order within a session."""

from collections.abc import Sequence

from telemetry_graph.analytics.model import DayRange
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


async def funnel(
    conn: Conn, app_id: AppId, span: DayRange, version: str | None, steps: Sequence[str]
) -> list[int]:
    """How many sessions reached each of up to five steps, in their order."""
    found = await conn.fetchval(FUNNEL, app_id, span.begins, span.ends, version, list(steps))
    return list(found[: len(steps)])
