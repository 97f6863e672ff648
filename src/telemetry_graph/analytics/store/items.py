"""The values of data fields, such as screens, elements and features, with their events."""

from collections.abc import Sequence

from asyncpg import Record

from telemetry_graph.analytics.model import DataField, ItemUsage
from telemetry_graph.analytics.store.weeks import with_week_condition
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId

# $5 and $6 are the event type and the field, $7 the limit, $8 values to select or null for all.
TOP_ITEMS = with_week_condition(
    """
WITH weeks AS (
    SELECT week, item, devices
      FROM weekly_items
     WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND event_type = $5 AND field = $6
       AND WEEK_IS_WITHIN AND app_version = coalesce($4, '')
), parts AS (
    SELECT item, 0 AS events, 0 AS weight, devices
      FROM weeks
     UNION ALL
    SELECT d.item, events, weight, CASE WHEN w.week IS NULL THEN d.devices END
      FROM daily_items d LEFT JOIN weeks w ON w.week = week_of(d.day) AND w.item = d.item
     WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND event_type = $5 AND field = $6
       AND day BETWEEN $2 AND $3 AND app_version = coalesce($4, '')
     UNION ALL
    SELECT item, events, weight, devices
      FROM rollup_delta
     WHERE app_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR app_version = $4)
       AND kind = 'item' AND key = $5 AND field = $6
), whole AS (
    SELECT item, sum(events) AS events, sum(weight) AS weight,
           sum(weight) / nullif(sum(sum(weight)) OVER (), 0) AS share
      FROM parts
     GROUP BY item
), ranked AS (
    SELECT item, events, weight, share
      FROM whole
     WHERE $8::text[] IS NULL OR item = ANY ($8)
     ORDER BY weight DESC, item
     LIMIT $7
)
SELECT r.item, r.events::bigint, r.weight, coalesce(r.share, 0) AS share,
       (SELECT round(#hll_union_agg(p.devices)) FROM parts p WHERE p.item = r.item)::bigint
         AS devices
  FROM ranked r
 ORDER BY r.weight DESC, r.item
""",
    "daily_items WHERE app_id = $1 AND is_total AND event_type = $5 AND field = $6",
)


async def top_items(
    conn: Conn,
    app_id: AppId,
    days: DayRange,
    app_version: str | None,
    field: DataField,
    limit: int,
) -> list[ItemUsage]:
    """The values of a data field with the most events."""
    arguments = (app_id, days.start, days.end, app_version, *field, limit, None)
    return _to_items(await conn.fetch(TOP_ITEMS, *arguments))


async def items(
    conn: Conn,
    app_id: AppId,
    days: DayRange,
    app_version: str | None,
    field: DataField,
    values: Sequence[str],
) -> list[ItemUsage]:
    """These values of a data field; their shares are of all values."""
    arguments = (app_id, days.start, days.end, app_version, *field, len(values), values)
    return _to_items(await conn.fetch(TOP_ITEMS, *arguments))


def _to_items(rows: Sequence[Record]) -> list[ItemUsage]:
    return [
        ItemUsage(
            row["item"],
            round(row["weight"]),
            row["devices"],
            row["share"],
            is_estimated=row["weight"] != row["events"],
        )
        for row in rows
    ]
