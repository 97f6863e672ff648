"""The values of measures: their number, sum and percentiles."""

from typing import Literal

from telemetry_graph.analytics.model import Measure, MeasureSummary, MeasureTotal
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId

QUANTILES = (0.5, 0.75, 0.95, 0.99)

# $6 is what rows are grouped by: whole (one row), day or version.
SUMMARIES = """
WITH parts AS (
    SELECT day, app_version, events, weight, total, digest
      FROM daily_measures
     WHERE app_id = $1 AND is_total = ($4::text IS NULL AND $6 <> 'version') AND measure = $5
       AND day BETWEEN $2 AND $3
       AND (CASE WHEN $6 = 'version' THEN $4::text IS NULL OR app_version = $4
                 ELSE app_version = coalesce($4, '') END)
     UNION ALL
    SELECT day, app_version, count(*), sum(weight / events), sum(value * weight / events),
           tdigest(value, greatest(round(weight / events), 1)::bigint, 200)
      FROM rollup_delta CROSS JOIN LATERAL unnest(measured) AS value
     WHERE app_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR app_version = $4)
       AND kind = 'measure' AND key = $5
     GROUP BY day, app_version
)
SELECT CASE $6 WHEN 'day' THEN day END AS day,
       CASE $6 WHEN 'version' THEN app_version END AS app_version,
       sum(events)::bigint AS events, sum(weight) AS weight, sum(total) AS total,
       tdigest_percentile(digest, $7::float8[]) AS quantiles
  FROM parts
 GROUP BY 1, 2
 ORDER BY 1, sum(weight) DESC, 2
 LIMIT 731
"""

# Averages need no digests, which are large.
TOTALS_BY_DAY = """
WITH parts AS (
    SELECT day, events, weight, total
      FROM daily_measures
     WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND measure = $5
       AND day BETWEEN $2 AND $3 AND app_version = coalesce($4, '')
     UNION ALL
    SELECT day, count(*), sum(weight / events), sum(value * weight / events)
      FROM rollup_delta CROSS JOIN LATERAL unnest(measured) AS value
     WHERE app_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR app_version = $4)
       AND kind = 'measure' AND key = $5
     GROUP BY day
)
SELECT day, sum(events)::bigint AS events, sum(weight) AS weight, sum(total) AS total
  FROM parts
 GROUP BY day
 ORDER BY day
"""


async def totals_by_day(
    conn: Conn, app_id: AppId, days: DayRange, app_version: str | None, measure: Measure
) -> list[MeasureTotal]:
    """The totals of each day that has values."""
    rows = await conn.fetch(TOTALS_BY_DAY, app_id, days.start, days.end, app_version, measure)
    return [MeasureTotal(**row) for row in rows]


async def summaries(
    conn: Conn,
    app_id: AppId,
    days: DayRange,
    app_version: str | None,
    measure: Measure,
    by: Literal["whole", "day", "version"],
) -> list[MeasureSummary]:
    arguments = (app_id, days.start, days.end, app_version, measure, by, QUANTILES)
    rows = await conn.fetch(SUMMARIES, *arguments)
    return [MeasureSummary(**{**row, "quantiles": tuple(row["quantiles"])}) for row in rows]
