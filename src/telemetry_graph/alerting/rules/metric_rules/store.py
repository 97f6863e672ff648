"""The SQL of what rules measure: windows of minutes, never all of history."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from telemetry_graph.alerting.rules.metric_rules.thresholds import Baseline, GroupWindow, HourCount
from telemetry_graph.crashes.model import Status
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

# From the last minute that is there, which may have been read before it was over; at most the
# longest window. In order, so that two workers that do this at once cannot wait for each other.
REFRESH_MINUTES = """
INSERT INTO alert_minutes AS known (
       app_id, minute, fingerprint, app_version, crashes, fatal, devices, sessions)
SELECT app_id, minute, fingerprint, app_version, crashes, fatal, devices, sessions
  FROM (SELECT r.app_id, date_trunc('minute', r.received_at) AS minute, r.fingerprint,
               coalesce(r.app_version, '') AS app_version,
               count(*) AS crashes, count(*) FILTER (WHERE r.is_fatal) AS fatal,
               hll_add_agg(hll_hash_bytea(r.device_id), 12, 5, 512, 1) AS devices,
               coalesce(hll_add_agg(hll_hash_text(r.session_id), 12, 5, 512, 1)
                          FILTER (WHERE r.session_id IS NOT NULL),
                        hll_empty(12, 5, 512, 1)) AS sessions,
               row_number() OVER (PARTITION BY date_trunc('minute', r.received_at)
                                  ORDER BY count(*) DESC, r.fingerprint) AS place
          FROM crash_reports AS r
         WHERE r.app_id = $1 AND r.time > $2::timestamptz - interval '31 days'
           AND r.received_at >= date_trunc('minute', greatest(
               $3::timestamptz,
               (SELECT least($2::timestamptz - interval '2 minutes', max(minute))
                  FROM alert_minutes WHERE app_id = $1 HAVING count(*) > 0)))
         GROUP BY r.app_id, minute, r.fingerprint, coalesce(r.app_version, '')) AS counted
 WHERE place <= 200
 ORDER BY app_id, minute, fingerprint, app_version
    ON CONFLICT (app_id, minute, fingerprint, app_version) DO UPDATE SET
       crashes = excluded.crashes, fatal = excluded.fatal,
       devices = excluded.devices, sessions = excluded.sessions
"""
FORGET_MINUTES = "DELETE FROM alert_minutes WHERE app_id = $1 AND minute < $2"
WINDOW = """
SELECT f.group_id, m.app_version, g.crash_type, g.status, sum(m.crashes)::bigint AS crashes,
       sum(m.fatal)::bigint AS fatal, round(#hll_union_agg(m.devices))::bigint AS devices,
       round(#hll_union_agg(m.sessions))::bigint AS sessions
  FROM alert_minutes AS m
  JOIN crash_fingerprints AS f USING (app_id, fingerprint)
  JOIN crash_groups AS g ON g.id = f.group_id
 WHERE m.app_id = $1 AND m.minute >= $2
 GROUP BY f.group_id, m.app_version, g.crash_type, g.status
 ORDER BY sum(m.crashes) DESC
 LIMIT 500
"""
SESSIONS = """
SELECT app_version, coalesce(round(#hll_union_agg(sessions)), 0)::bigint AS sessions
  FROM (SELECT app_version, sessions FROM live_versions
         WHERE app_id = $1 AND arrived_at >= $2
         UNION ALL
        SELECT app_version, sessions FROM rollup_delta
         WHERE app_id = $1 AND kind = 'use' AND arrived_at >= $2) AS parts
 GROUP BY app_version
"""
BASELINES = """
SELECT g.id AS group_id,
       coalesce((SELECT sum(d.crashes) FROM crash_days AS d
                  WHERE d.app_id = g.app_id AND d.day BETWEEN $2::date - 14 AND $2::date - 1
                    AND d.fingerprint = ANY (ARRAY(
                        SELECT fingerprint FROM crash_fingerprints
                         WHERE group_id = g.id LIMIT 100))), 0)::bigint AS crashes,
       least(14, greatest(0, $2::date - (g.first_seen AT TIME ZONE 'UTC')::date)) AS days
  FROM crash_groups AS g
 WHERE g.id = ANY ($1::uuid[])
"""
GROUPS = """
SELECT g.id, g.fingerprint, g.crash_type, g.message, g.sample_stack_trace, g.affected_versions,
       g.last_seen, g.occurrence_count, g.device_count
  FROM crash_groups AS g
 WHERE g.id = ANY ($1::uuid[])
"""
EVENTS_SINCE = """
SELECT coalesce((SELECT sum(events) FROM live_versions
                  WHERE app_id = $1 AND arrived_at >= $2), 0)::bigint
       + coalesce((SELECT sum(events) FROM rollup_delta
                    WHERE app_id = $1 AND kind = 'use' AND arrived_at >= $2), 0)::bigint
"""
REFRESH_HOURS = """
INSERT INTO alert_hours AS known (app_id, hour, events)
SELECT app_id, date_trunc('hour', arrived_at) AS hour, sum(events)
  FROM live_versions
 WHERE app_id = $1 AND arrived_at >= date_trunc('hour', $2::timestamptz) - interval '1 hour'
 GROUP BY app_id, hour
 ORDER BY hour
    ON CONFLICT (app_id, hour) DO UPDATE SET events = greatest(known.events, excluded.events)
"""
SAME_HOURS = """
SELECT hour, events
  FROM alert_hours
 WHERE app_id = $1 AND hour = ANY (ARRAY(
       SELECT date_trunc('hour', $2::timestamptz) - day * interval '1 day'
         FROM generate_series(1, 7) AS series (day)))
 ORDER BY hour
"""
# Once within a cooldown, whoever comes first.
CLAIM_TOLD = """
INSERT INTO alert_told AS last (rule_id, subject, app_id, told_at, outbox_id)
VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (rule_id, subject) DO UPDATE SET
       told_at = excluded.told_at, outbox_id = excluded.outbox_id
 WHERE last.told_at <= $6
RETURNING outbox_id
"""


async def refresh_minutes(conn: Conn, app_id: AppId, now: datetime, since: datetime) -> None:
    await conn.execute(FORGET_MINUTES, app_id, since)
    await conn.execute(REFRESH_MINUTES, app_id, now, since)


async def window(conn: Conn, app_id: AppId, since: datetime) -> list[GroupWindow]:
    """Groups by version, the busiest 500."""
    rows = await conn.fetch(WINDOW, app_id, since)
    return [GroupWindow(**{**row, "status": Status(row["status"])}) for row in rows]


async def sessions(conn: Conn, app_id: AppId, since: datetime) -> dict[str, int]:
    """Sessions by version."""
    rows = await conn.fetch(SESSIONS, app_id, since)
    return {row["app_version"]: row["sessions"] for row in rows}


async def baselines(conn: Conn, group_ids: Sequence[UUID], now: datetime) -> dict[UUID, Baseline]:
    rows = await conn.fetch(BASELINES, group_ids, now.date())
    return {row["group_id"]: Baseline(row["crashes"], row["days"]) for row in rows}


async def groups(conn: Conn, group_ids: Sequence[UUID]) -> dict[UUID, Record]:
    """What an alert says of a group."""
    return {row["id"]: row for row in await conn.fetch(GROUPS, group_ids)}


async def events_since(conn: Conn, app_id: AppId, since: datetime) -> int:
    return int(await conn.fetchval(EVENTS_SINCE, app_id, since))


async def refresh_hours(conn: Conn, app_id: AppId, now: datetime) -> None:
    await conn.execute(REFRESH_HOURS, app_id, now)


async def same_hours(conn: Conn, app_id: AppId, now: datetime) -> list[HourCount]:
    """The events of this hour of the day on each of the last seven days that had any."""
    return [HourCount(**row) for row in await conn.fetch(SAME_HOURS, app_id, now)]


async def claim_told(
    conn: Conn,
    told: tuple[UUID, str, AppId],
    now: datetime,
    alert_id: UUID,
    cooled_before: datetime,
) -> bool:
    """Whether the rule may speak of the subject again; if so, this alert is its last."""
    return await conn.fetchval(CLAIM_TOLD, *told, now, alert_id, cooled_before) is not None
