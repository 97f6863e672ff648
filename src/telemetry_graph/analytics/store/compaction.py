"""The SQL of compaction: one statement merges deltas into the daily and weekly tables."""

from datetime import datetime

from telemetry_graph.db.pool import Conn

# Only one compaction runs at a time: a second one would only wait for row locks.
TRY_LOCK = "SELECT pg_try_advisory_xact_lock(7402551904)"
# A sketch takes 131 KB while it is built. Sorted groups are built one by one, hashed groups all
# at once.
DISABLE_HASH_AGGREGATION = "SET LOCAL enable_hashagg = off"
COMPACT = """
WITH deltas AS (
    SELECT * FROM take_deltas($1)
), versions AS (
    SELECT s.app_id, s.day, s.app_version,
           CASE WHEN k.app_version IS NOT NULL OR s.app_version = ''
                  OR row_number() OVER (PARTITION BY s.app_id, s.day, k.app_version IS NULL
                                        ORDER BY s.app_version)
                     + (SELECT count(*) FROM daily_use u
                         WHERE u.app_id = s.app_id AND NOT u.is_total AND u.day = s.day) <= $2
                THEN s.app_version ELSE '(other)' END AS stored_as
      FROM (SELECT DISTINCT app_id, day, app_version FROM deltas) s
      LEFT JOIN daily_use k ON k.app_id = s.app_id AND NOT k.is_total AND k.day = s.day
                           AND k.app_version = s.app_version
), items AS (
    SELECT s.app_id, s.day, s.key, s.field, s.item,
           CASE WHEN k.item IS NOT NULL
                  OR row_number() OVER (PARTITION BY s.app_id, s.day, s.key, s.field,
                                                     k.item IS NULL ORDER BY s.item)
                     + (SELECT count(*) FROM daily_items i
                         WHERE i.app_id = s.app_id AND i.is_total AND i.event_type = s.key
                           AND i.field = s.field AND i.day = s.day) <= $3
                THEN s.item ELSE '(other)' END AS stored_as
      FROM (SELECT DISTINCT app_id, day, key, field, item FROM deltas WHERE kind = 'item') s
      LEFT JOIN daily_items k ON k.app_id = s.app_id AND k.is_total AND k.event_type = s.key
                             AND k.field = s.field AND k.day = s.day AND k.item = s.item
                             AND k.app_version = ''
), bounded AS (
    SELECT t.kind, t.app_id, t.day, v.stored_as AS app_version, t.key, t.field, i.stored_as AS item,
           t.events, t.weight, t.devices, t.sessions, t.measured
      FROM deltas t
      JOIN versions v USING (app_id, day, app_version)
      LEFT JOIN items i USING (app_id, day, key, field, item)
), usage_by_version AS (
    SELECT app_id, day, app_version,
           coalesce(sum(events) FILTER (WHERE kind = 'use'), 0) AS events,
           coalesce(sum(weight) FILTER (WHERE kind = 'use'), 0) AS weight,
           coalesce(sum(events) FILTER (WHERE kind = 'event' AND key = 'app_start'), 0) AS starts,
           coalesce(sum(weight) FILTER (WHERE kind = 'event' AND key = 'app_start'), 0)
             AS starts_weight,
           coalesce(sum(events) FILTER (WHERE kind = 'crash' AND key = 'all'), 0) AS crashes,
           coalesce(sum(events) FILTER (WHERE kind = 'crash' AND key = 'fatal'), 0) AS fatal,
           hll_union_agg(devices) FILTER (WHERE kind = 'event' AND key = 'app_start') AS active,
           hll_union_agg(devices) FILTER (WHERE kind = 'use') AS devices,
           hll_union_agg(sessions) FILTER (WHERE kind = 'use') AS sessions,
           hll_union_agg(devices) FILTER (WHERE kind = 'crash' AND key = 'all') AS crash_devices,
           hll_union_agg(sessions) FILTER (WHERE kind = 'crash' AND key = 'all') AS crash_sessions,
           hll_union_agg(devices) FILTER (WHERE kind = 'crash' AND key = 'fatal')
             AS fatal_devices,
           hll_union_agg(sessions) FILTER (WHERE kind = 'crash' AND key = 'fatal')
             AS fatal_sessions
      FROM bounded
     GROUP BY app_id, day, app_version
), usage_of_all AS (
    SELECT false AS is_total, * FROM usage_by_version
     UNION ALL
    SELECT true, app_id, day, '', sum(events), sum(weight), sum(starts), sum(starts_weight),
           sum(crashes), sum(fatal), hll_union_agg(active), hll_union_agg(devices),
           hll_union_agg(sessions), hll_union_agg(crash_devices), hll_union_agg(crash_sessions),
           hll_union_agg(fatal_devices), hll_union_agg(fatal_sessions)
      FROM usage_by_version
     GROUP BY app_id, day
), upserted_usage AS (
    INSERT INTO daily_use AS d (
           app_id, is_total, day, app_version, events, weight, starts, starts_weight, crashes,
           fatal, active, active_count, devices, device_count, sessions, session_count,
           crash_devices, crash_sessions, fatal_devices, fatal_device_count,
           fatal_sessions, fatal_session_count, seen_device_count, seen_session_count)
    SELECT app_id, is_total, day, app_version, events, weight, starts, starts_weight, crashes,
           fatal, active, coalesce(#active, 0), devices, coalesce(#devices, 0),
           sessions, coalesce(#sessions, 0), crash_devices, crash_sessions,
           fatal_devices, coalesce(#fatal_devices, 0), fatal_sessions, coalesce(#fatal_sessions, 0),
           coalesce(#merged(devices, crash_devices), 0),
           coalesce(#merged(sessions, crash_sessions), 0)
      FROM usage_of_all
        ON CONFLICT (app_id, is_total, day, app_version) DO UPDATE SET
           events = d.events + excluded.events,
           weight = d.weight + excluded.weight,
           starts = d.starts + excluded.starts,
           starts_weight = d.starts_weight + excluded.starts_weight,
           crashes = d.crashes + excluded.crashes,
           fatal = d.fatal + excluded.fatal,
           active = merged(d.active, excluded.active),
           active_count = coalesce(#merged(d.active, excluded.active), 0),
           devices = merged(d.devices, excluded.devices),
           device_count = coalesce(#merged(d.devices, excluded.devices), 0),
           sessions = merged(d.sessions, excluded.sessions),
           session_count = coalesce(#merged(d.sessions, excluded.sessions), 0),
           crash_devices = merged(d.crash_devices, excluded.crash_devices),
           crash_sessions = merged(d.crash_sessions, excluded.crash_sessions),
           fatal_devices = merged(d.fatal_devices, excluded.fatal_devices),
           fatal_device_count = coalesce(#merged(d.fatal_devices, excluded.fatal_devices), 0),
           fatal_sessions = merged(d.fatal_sessions, excluded.fatal_sessions),
           fatal_session_count = coalesce(#merged(d.fatal_sessions, excluded.fatal_sessions), 0),
           seen_device_count = coalesce(
             #merged(merged(d.devices, excluded.devices),
                     merged(d.crash_devices, excluded.crash_devices)), 0),
           seen_session_count = coalesce(
             #merged(merged(d.sessions, excluded.sessions),
                     merged(d.crash_sessions, excluded.crash_sessions)), 0)
), usage_by_week AS (
    -- A week is merged when it has a row, or when none of its days has: then its row is complete.
    SELECT app_id, is_total, week_of(day) AS week, app_version, hll_union_agg(active) AS active,
           hll_union_agg(devices) AS devices, hll_union_agg(sessions) AS sessions
      FROM usage_of_all
     GROUP BY app_id, is_total, week_of(day), app_version
), upserted_weekly_usage AS (
    INSERT INTO weekly_use AS w (app_id, is_total, week, app_version, active, devices, sessions)
    SELECT u.*
      FROM usage_by_week u
      LEFT JOIN weekly_use stored USING (app_id, is_total, week, app_version)
     WHERE stored.week IS NOT NULL
        OR NOT EXISTS (SELECT FROM daily_use d
                        WHERE d.app_id = u.app_id AND d.is_total = u.is_total
                          AND d.day BETWEEN u.week AND u.week + 6
                          AND d.app_version = u.app_version)
        ON CONFLICT (app_id, is_total, week, app_version) DO UPDATE SET
           active = merged(w.active, excluded.active),
           devices = merged(w.devices, excluded.devices),
           sessions = merged(w.sessions, excluded.sessions)
), events_by_version AS (
    SELECT app_id, key, day, app_version, sum(events) AS events, sum(weight) AS weight,
           hll_union_agg(devices) AS devices
      FROM bounded
     WHERE kind = 'event'
     GROUP BY app_id, key, day, app_version
), upserted_events AS (
    INSERT INTO daily_events AS d (
           is_total, app_id, event_type, day, app_version, events, weight, devices, device_count)
    SELECT *, coalesce(#devices, 0)
      FROM (SELECT false AS is_total, * FROM events_by_version
             UNION ALL
            SELECT true, app_id, key, day, '', sum(events), sum(weight), hll_union_agg(devices)
              FROM events_by_version
             GROUP BY app_id, key, day) AS new_events
        ON CONFLICT (app_id, is_total, event_type, day, app_version) DO UPDATE SET
           events = d.events + excluded.events,
           weight = d.weight + excluded.weight,
           devices = merged(d.devices, excluded.devices),
           device_count = coalesce(#merged(d.devices, excluded.devices), 0)
), measures_by_version AS (
    SELECT app_id, key, day, app_version, count(*) AS events, sum(weight / events) AS weight,
           sum(value * weight / events) AS total,
           tdigest(value, greatest(round(weight / events), 1)::bigint, 200) AS digest
      FROM (SELECT app_id, key, day, app_version, events, weight, measured
              FROM bounded
             WHERE kind = 'measure'
             -- Sorted here, before each delta becomes hundreds of values.
             ORDER BY app_id, key, day, app_version) AS sorted
     CROSS JOIN LATERAL unnest(measured) AS value
     GROUP BY app_id, key, day, app_version
), upserted_measures AS (
    INSERT INTO daily_measures AS d (
           is_total, app_id, measure, day, app_version, events, weight, total, digest)
    SELECT false, * FROM measures_by_version
     UNION ALL
    SELECT true, app_id, key, day, '', sum(events), sum(weight), sum(total), tdigest(digest)
      FROM measures_by_version
     GROUP BY app_id, key, day
        ON CONFLICT (app_id, is_total, measure, day, app_version) DO UPDATE SET
           events = d.events + excluded.events,
           weight = d.weight + excluded.weight,
           total = d.total + excluded.total,
           digest = tdigest_union(d.digest, excluded.digest)
), items_by_version AS (
    SELECT app_id, key, field, day, item, app_version, sum(events) AS events,
           sum(weight) AS weight, hll_union_agg(devices) AS devices
      FROM bounded
     WHERE kind = 'item'
     GROUP BY app_id, key, field, day, item, app_version
), items_of_all AS (
    SELECT false AS is_total, * FROM items_by_version
     UNION ALL
    SELECT true, app_id, key, field, day, item, '', sum(events), sum(weight),
           hll_union_agg(devices)
      FROM items_by_version
     GROUP BY app_id, key, field, day, item
), upserted_items AS (
    INSERT INTO daily_items AS d (
           is_total, app_id, event_type, field, day, item, app_version, events, weight, devices)
    SELECT * FROM items_of_all
        ON CONFLICT (app_id, is_total, event_type, field, day, item, app_version) DO UPDATE SET
           events = d.events + excluded.events,
           weight = d.weight + excluded.weight,
           devices = merged(d.devices, excluded.devices)
), items_by_week AS (
    SELECT is_total, app_id, key, field, week_of(day) AS week, item, app_version,
           hll_union_agg(devices) AS devices
      FROM items_of_all
     GROUP BY is_total, app_id, key, field, week_of(day), item, app_version
), upserted_weekly_items AS (
    INSERT INTO weekly_items AS w (
           is_total, app_id, event_type, field, week, item, app_version, devices)
    SELECT u.*
      FROM items_by_week u
      LEFT JOIN weekly_items stored
             ON stored.app_id = u.app_id AND stored.is_total = u.is_total
            AND stored.event_type = u.key AND stored.field = u.field AND stored.week = u.week
            AND stored.item = u.item AND stored.app_version = u.app_version
     WHERE stored.week IS NOT NULL
        OR NOT EXISTS (SELECT FROM daily_items d
                        WHERE d.app_id = u.app_id AND d.is_total = u.is_total
                          AND d.event_type = u.key AND d.field = u.field
                          AND d.day BETWEEN u.week AND u.week + 6
                          AND d.item = u.item AND d.app_version = u.app_version)
        ON CONFLICT (app_id, is_total, event_type, field, week, item, app_version) DO UPDATE SET
           devices = merged(w.devices, excluded.devices)
), upserted_live AS (
    INSERT INTO live_use AS d (app_id, arrived_at, devices, sessions)
    SELECT app_id, arrived_at, hll_union_agg(devices), hll_union_agg(sessions)
      FROM deltas
     WHERE kind = 'use'
       AND (arrived_at >= $4 OR (app_id, arrived_at) IN (
                SELECT app_id, max(arrived_at) FROM deltas WHERE kind = 'use' GROUP BY app_id))
     GROUP BY app_id, arrived_at
        ON CONFLICT (app_id, arrived_at) DO UPDATE SET
           devices = merged(d.devices, excluded.devices),
           sessions = merged(d.sessions, excluded.sessions)
), upserted_live_versions AS (
    INSERT INTO live_versions AS d (app_id, arrived_at, app_version, events, sessions)
    SELECT t.app_id, date_bin('5 minutes', t.arrived_at, 'epoch'), v.stored_as, sum(t.events),
           hll_union_agg(t.sessions)
      FROM deltas t
      JOIN versions v USING (app_id, day, app_version)
     WHERE t.kind = 'use' AND t.arrived_at >= $5
     GROUP BY t.app_id, date_bin('5 minutes', t.arrived_at, 'epoch'), v.stored_as
        ON CONFLICT (app_id, arrived_at, app_version) DO UPDATE SET
           events = d.events + excluded.events,
           sessions = merged(d.sessions, excluded.sessions)
)
SELECT count(*) FROM deltas
"""
# The latest row of each app is not deleted: it says when the last event was received.
DELETE_OLD_LIVE_USE = """
DELETE FROM live_use AS old
 WHERE arrived_at < $1
   AND EXISTS (SELECT FROM live_use later
                WHERE later.app_id = old.app_id AND later.arrived_at > old.arrived_at)
"""
DELETE_OLD_LIVE_VERSIONS = "DELETE FROM live_versions WHERE arrived_at < $1"
VACUUM = "VACUUM (SKIP_LOCKED) rollup_delta"


async def compact(
    conn: Conn,
    *,
    max_rows: int,
    max_versions: int,
    max_items: int,
    live_since: datetime,
    versions_since: datetime,
) -> int:
    """Merge up to `max_rows` deltas, in the caller's transaction; returns how many were merged."""
    if not await conn.fetchval(TRY_LOCK):
        return 0
    await conn.execute(DISABLE_HASH_AGGREGATION)
    await conn.execute(DELETE_OLD_LIVE_USE, live_since)
    await conn.execute(DELETE_OLD_LIVE_VERSIONS, versions_since)
    arguments = (max_rows, max_versions, max_items, live_since, versions_since)
    return int(await conn.fetchval(COMPACT, *arguments))


async def vacuum(conn: Conn) -> None:
    """Free the space of merged deltas. Must run outside a transaction."""
    await conn.execute(VACUUM)
