"""Measured values: how many, their sum, and their percentiles, from digests."""

from telemetry_graph.analytics.model import DayTotal, Measure, MeasureUse
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId

QUANTILES = (0.5, 0.75, 0.95, 0.99)

# $6: whole, day or version: what the answer has one row of.
MEASURED = """
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
       CASE $6 WHEN 'version' THEN app_version END AS version,
       sum(events)::bigint AS events, sum(weight) AS weight, sum(total) AS total,
       tdigest_percentile(digest, $7::float8[]) AS quantiles
  FROM parts
 GROUP BY 1, 2
 ORDER BY 1, sum(weight) DESC, 2
 LIMIT 731
"""

# What an average is made of; digests are large, and stay where they are.
TOTALS = """
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
    conn: Conn, app_id: AppId, span: DayRange, version: str | None, measure: Measure
) -> list[DayTotal]:
    """One of each day that has anything."""
    rows = await conn.fetch(TOTALS, app_id, span.start, span.end, version, measure)
    return [DayTotal(**row) for row in rows]


async def measured(
    conn: Conn, app_id: AppId, span: DayRange, version: str | None, measure: Measure, by: str
) -> list[MeasureUse]:
    rows = await conn.fetch(MEASURED, app_id, span.start, span.end, version, measure, by, QUANTILES)
    return [
        MeasureUse(
            day=row["day"],
            version=row["version"],
            events=row["events"],
            weight=row["weight"],
            total=row["total"],
            quantiles=tuple(row["quantiles"]),
        )
        for row in rows
    ]
