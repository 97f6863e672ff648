"""Events by day, and by what they say."""

from collections.abc import Sequence

from asyncpg import Record

from telemetry_graph.analytics.model import AdoptionDay, DayCount, ItemUse
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId

EVENTS_BY_DAY = """
WITH kept AS (
    SELECT day, events, weight, devices, device_count
      FROM daily_events
     WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND event_type = $5
       AND day BETWEEN $2 AND $3 AND app_version = coalesce($4, '')
), fresh AS (
    SELECT day, sum(events) AS events, sum(weight) AS weight, hll_union_agg(devices) AS devices
      FROM rollup_delta
     WHERE app_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR app_version = $4)
       AND kind = 'event' AND key = $5
     GROUP BY day
)
SELECT day, (coalesce(k.events, 0) + coalesce(f.events, 0))::bigint AS events,
       coalesce(k.weight, 0) + coalesce(f.weight, 0) AS weight,
       CASE WHEN f.day IS NULL THEN k.device_count
            ELSE round(#merged(k.devices, f.devices)) END::bigint AS devices
  FROM kept k FULL JOIN fresh f USING (day)
 ORDER BY day
"""
ADOPTION = """
WITH kept AS (
    SELECT day, app_version, devices, device_count
      FROM daily_use
     WHERE app_id = $1 AND NOT is_total AND day BETWEEN $2 AND $3 AND app_version = ANY ($4::text[])
       AND device_count > 0
), fresh AS (
    SELECT day, app_version, hll_union_agg(devices) AS devices
      FROM rollup_delta
     WHERE app_id = $1 AND day BETWEEN $2 AND $3 AND app_version = ANY ($4::text[])
       AND kind = 'use'
     GROUP BY day, app_version
)
SELECT day, app_version,
       CASE WHEN f.day IS NULL THEN k.device_count
            ELSE round(#merged(k.devices, f.devices)) END::bigint AS devices
  FROM kept k FULL JOIN fresh f USING (day, app_version)
 ORDER BY day, app_version
"""
TOP_ITEMS = """
WITH weeks AS (
    SELECT week, item, devices
      FROM weekly_items
     WHERE app_id = $1 AND is_total = ($4::text IS NULL) AND event_type = $5 AND field = $6
       AND week BETWEEN $2 AND $3 AND app_version = coalesce($4, '')
       AND (week <= $3::date - 6 OR NOT EXISTS (
              SELECT FROM daily_items
               WHERE app_id = $1 AND is_total AND event_type = $5 AND field = $6 AND day > $3))
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
"""


async def events_by_day(
    conn: Conn, app_id: AppId, span: DayRange, version: str | None, event_type: str
) -> list[DayCount]:
    rows = await conn.fetch(EVENTS_BY_DAY, app_id, span.start, span.end, version, event_type)
    return [
        DayCount(row["day"], round(row["weight"]), row["devices"], row["weight"] != row["events"])
        for row in rows
    ]


async def adoption(
    conn: Conn, app_id: AppId, span: DayRange, versions: list[str]
) -> list[AdoptionDay]:
    rows = await conn.fetch(ADOPTION, app_id, span.start, span.end, versions)
    return [AdoptionDay(row["day"], row["app_version"] or None, row["devices"]) for row in rows]


async def top_items(
    conn: Conn,
    app_id: AppId,
    span: DayRange,
    version: str | None,
    of: tuple[str, str],
    limit: int,
) -> list[ItemUse]:
    """The values of one data field by their events; `of` is its event type and its name."""
    rows = await conn.fetch(TOP_ITEMS, app_id, span.start, span.end, version, *of, limit, None)
    return _items(rows)


async def items(
    conn: Conn,
    app_id: AppId,
    span: DayRange,
    version: str | None,
    of: tuple[str, str],
    among: Sequence[str],
) -> list[ItemUse]:
    """The same of these values only; their shares are still of all."""
    rows = await conn.fetch(
        TOP_ITEMS, app_id, span.start, span.end, version, *of, len(among), among
    )
    return _items(rows)


def _items(rows: Sequence[Record]) -> list[ItemUse]:
    return [
        ItemUse(row["item"], round(row["weight"]), row["devices"], row["share"],
                row["weight"] != row["events"])
        for row in rows
    ]  # fmt: skip
