"""The SQL of the outbox: alerts, and what decisions about them depend on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.pipeline.model import Alert, LastAlert, UndecidedAlert
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

# One process decides at a time, so that caps and storms are counted right. A worker that hangs
# loses its connection after 10 seconds, and with it the lock.
LOCK_DECISIONS = """
SELECT set_config('idle_in_transaction_session_timeout', '10s', true),
       pg_advisory_xact_lock(7402551906)
"""
INSERT_ALERTS = """
INSERT INTO alert_outbox (
       id, app_id, kind, rule_id, fingerprint, subject, payload, created_at, decided_at)
SELECT id, app_id, kind, rule_id, fingerprint, subject, payload, created_at, $8
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::jsonb[],
              $9::timestamptz[])
       AS alert (id, app_id, kind, rule_id, fingerprint, subject, payload, created_at)
"""
TAKE_UNDECIDED = """
SELECT id, app_id, kind, rule_id, subject, created_at,
       coalesce((payload #>> '{crash,is_fatal}')::boolean, false) AS is_fatal
  FROM alert_outbox
 WHERE decided_at IS NULL
 ORDER BY created_at, id
 LIMIT $1
   FOR UPDATE SKIP LOCKED
"""
MARK_DECIDED = "UPDATE alert_outbox SET decided_at = $2 WHERE id = ANY($1::uuid[])"
HAS_DUE = """
SELECT EXISTS (SELECT FROM alert_summaries
                WHERE closed_at IS NULL AND due_at <= $1) AS has_summaries,
       EXISTS (SELECT FROM alert_outbox WHERE escalate_at <= $1) AS has_escalations
"""
# Infinity: it is escalated with the summary that it is held for.
SCHEDULE_ESCALATIONS = """
UPDATE alert_outbox AS alert
   SET escalate_at = coalesce(given.at, 'infinity')
  FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, at)
 WHERE alert.id = given.id
"""
LAST_ALERTS = """
SELECT last.rule_id, last.subject, last.alert_id, last.alerted_at
  FROM unnest($1::uuid[], $2::text[]) AS given (rule_id, subject)
  JOIN alert_cooldowns AS last USING (rule_id, subject)
"""
PUT_LAST_ALERTS = """
INSERT INTO alert_cooldowns (rule_id, subject, app_id, alerted_at, alert_id)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::uuid[])
    ON CONFLICT (rule_id, subject) DO UPDATE SET
       alerted_at = excluded.alerted_at, alert_id = excluded.alert_id
"""
# Succeeds once within a cooldown, for the first of several workers.
CLAIM_COOLDOWN = """
INSERT INTO alert_cooldowns AS last (rule_id, subject, app_id, alerted_at, alert_id)
VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (rule_id, subject) DO UPDATE SET
       alerted_at = excluded.alerted_at, alert_id = excluded.alert_id
 WHERE last.alerted_at <= $6
RETURNING alert_id
"""
MUTES = """
SELECT mute.app_id, mute.subject, mute.until
  FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[])) AS given (app_id, subject)
  JOIN alert_mutes AS mute USING (app_id, subject)
"""
PUT_MUTE = """
INSERT INTO alert_mutes (app_id, subject, until, muted_by) VALUES ($1, $2, $3, $4)
    ON CONFLICT (app_id, subject) DO UPDATE SET
       until = excluded.until, muted_by = excluded.muted_by
"""
DELETE_MUTE = "DELETE FROM alert_mutes WHERE app_id = $1 AND subject = $2"
# In a storm the statistics are older than most of the rows, so the planner expects few of them. It
# would read and sort all rows of the last minute, while the newest are at the end of an index.
USE_INDEX_ORDER = "SET LOCAL enable_bitmapscan = off"
# Only as many as matter: more of them do not change the decision.
RECENT_GROUPS = """
SELECT app.app_id, recent.created_at
  FROM unnest($1::text[]) AS app (app_id)
 CROSS JOIN LATERAL (
       SELECT created_at FROM alert_outbox
        WHERE app_id = app.app_id AND created_at > $2 AND decided_at IS NOT NULL
          AND kind IN ('new_crash_group', 'regression')
        ORDER BY created_at DESC
        LIMIT $3) AS recent
 ORDER BY recent.created_at
"""
SENT_TIMES = """
SELECT given.app_id, given.channel_key, sent.created_at
  FROM unnest($1::text[], $2::text[], $3::integer[]) AS given (app_id, channel_key, cap)
 CROSS JOIN LATERAL (
       SELECT created_at FROM alert_deliveries
        WHERE app_id = given.app_id AND channel_key = given.channel_key AND is_counted
          AND created_at > $4
        ORDER BY created_at DESC
        LIMIT given.cap) AS sent
 ORDER BY sent.created_at
"""
LAST_STORMS = """
SELECT given.app_id, given.channel_key, storm.closed_at
  FROM unnest($1::text[], $2::text[]) AS given (app_id, channel_key)
 CROSS JOIN LATERAL (
       SELECT closed_at FROM alert_summaries
        WHERE app_id = given.app_id AND channel_key = given.channel_key AND closed_at > $3
          AND reason = 'storm' AND delivery_id IS NOT NULL
        ORDER BY closed_at DESC
        LIMIT 1) AS storm
"""
ALERT_BY_ID = """
SELECT app_id, rule_id, subject
  FROM alert_outbox WHERE id = $1 AND ($2::text IS NULL OR app_id = $2)
"""
# Acknowledges all alerts about the same subject that would be escalated.
ACKNOWLEDGE = """
UPDATE alert_outbox
   SET acknowledged_at = $4, acknowledged_by = $5, escalate_at = NULL
 WHERE app_id = $2 AND acknowledged_at IS NULL
   AND (id = $1 OR subject = $3 AND $3 <> '' AND escalate_at IS NOT NULL)
"""
# The alert of a summary has the id of the summary.
ACKNOWLEDGE_HELD = """
UPDATE alert_outbox AS alert
   SET acknowledged_at = $2, acknowledged_by = $3, escalate_at = NULL
  FROM alert_deliveries AS delivery
 WHERE delivery.summary_id = $1 AND delivery.state = 'held' AND alert.id = delivery.alert_id
   AND alert.escalate_at IS NOT NULL
"""

ChannelKey = tuple[AppId, str]
"""A channel of an app or of the installation, for one app."""


@dataclass(frozen=True, slots=True)
class DueMessages:
    has_summaries: bool
    has_escalations: bool


@dataclass(frozen=True, slots=True)
class AlertReference:
    app_id: AppId
    rule_id: UUID | None
    subject: str


async def lock_decisions(conn: Conn) -> None:
    await conn.execute(LOCK_DECISIONS)


async def insert_alerts(
    conn: Conn, alerts: Sequence[Alert], *, decided_at: datetime | None = None
) -> None:
    await conn.execute(
        INSERT_ALERTS,
        [alert.id for alert in alerts],
        [alert.app_id for alert in alerts],
        [alert.kind.value for alert in alerts],
        [alert.rule_id for alert in alerts],
        [alert.payload.fingerprint for alert in alerts],
        [alert.payload.subject for alert in alerts],
        [alert.payload for alert in alerts],
        decided_at,
        [alert.created_at for alert in alerts],
    )


async def take_undecided(conn: Conn, limit: int) -> list[UndecidedAlert]:
    """The oldest alerts without a decision, locked until the transaction ends."""
    rows = await conn.fetch(TAKE_UNDECIDED, limit)
    return [UndecidedAlert(**{**row, "kind": AlertKind(row["kind"])}) for row in rows]


async def mark_decided(conn: Conn, alert_ids: Sequence[UUID], now: datetime) -> None:
    await conn.execute(MARK_DECIDED, alert_ids, now)


async def find_due(conn: Conn, now: datetime) -> DueMessages:
    row = await conn.fetchrow(HAS_DUE, now)
    assert row is not None  # noqa: S101 - a SELECT of two values has one row
    return DueMessages(**row)


async def schedule_escalations(conn: Conn, times: Mapping[UUID, datetime | None]) -> None:
    """Set when each alert is escalated; None means with the summary that it is held for."""
    await conn.execute(SCHEDULE_ESCALATIONS, list(times), list(times.values()))


async def load_last_alerts(
    conn: Conn, keys: Collection[tuple[UUID, str]]
) -> dict[tuple[UUID, str], LastAlert]:
    """The last alert of each rule about each subject."""
    rules, subjects = [rule for rule, _ in keys], [subject for _, subject in keys]
    rows = await conn.fetch(LAST_ALERTS, rules, subjects)
    return {
        (row["rule_id"], row["subject"]): LastAlert(row["alert_id"], row["alerted_at"])
        for row in rows
    }


async def put_last_alerts(
    conn: Conn, alerts: Mapping[tuple[UUID, str], tuple[AppId, LastAlert]]
) -> None:
    in_order = sorted(alerts.items(), key=lambda item: item[0])
    await conn.execute(
        PUT_LAST_ALERTS,
        [rule_id for (rule_id, _), _ in in_order],
        [subject for (_, subject), _ in in_order],
        [app_id for _, (app_id, _) in in_order],
        [last.alerted_at for _, (_, last) in in_order],
        [last.alert_id for _, (_, last) in in_order],
    )


async def claim_cooldown(conn: Conn, rule_id: UUID, alert: Alert, cooled_before: datetime) -> bool:
    """Start the cooldown with this alert; False while an earlier one lasts."""
    claimed = await conn.fetchval(
        CLAIM_COOLDOWN, rule_id, alert.payload.subject, alert.app_id, alert.created_at, alert.id,
        cooled_before,
    )  # fmt: skip
    return claimed is not None


async def load_mutes(
    conn: Conn, keys: Collection[tuple[AppId, str]]
) -> dict[tuple[AppId, str], datetime]:
    """When the mute of each subject ends."""
    apps, subjects = [app for app, _ in keys], [subject for _, subject in keys]
    rows = await conn.fetch(MUTES, apps, subjects)
    return {(row["app_id"], row["subject"]): row["until"] for row in rows}


async def put_mute(
    conn: Conn, app_id: AppId, subject: str, until: datetime | None, actor: str
) -> None:
    if until is None:
        await conn.execute(DELETE_MUTE, app_id, subject)
    else:
        await conn.execute(PUT_MUTE, app_id, subject, until, actor)


async def load_recent_groups(
    conn: Conn, app_ids: Collection[AppId], since: datetime, limit: int
) -> dict[AppId, list[datetime]]:
    """When the newest decided alerts about groups of each app were raised, sorted."""
    times: dict[AppId, list[datetime]] = {app_id: [] for app_id in app_ids}
    await conn.execute(USE_INDEX_ORDER)
    for row in await conn.fetch(RECENT_GROUPS, list(app_ids), since, limit):
        times[row["app_id"]].append(row["created_at"])
    return times


async def load_sent_times(
    conn: Conn, caps: Mapping[ChannelKey, int], since: datetime
) -> dict[ChannelKey, list[datetime]]:
    """The times of each channel's newest messages, at most its cap, sorted."""
    apps, keys = [app for app, _ in caps], [key for _, key in caps]
    times: dict[ChannelKey, list[datetime]] = {channel: [] for channel in caps}
    for row in await conn.fetch(SENT_TIMES, apps, keys, list(caps.values()), since):
        times[row["app_id"], row["channel_key"]].append(row["created_at"])
    return times


async def load_last_storms(
    conn: Conn, channels: Collection[ChannelKey], since: datetime
) -> dict[ChannelKey, datetime]:
    """When each channel last received a storm summary."""
    apps, keys = [app for app, _ in channels], [key for _, key in channels]
    rows = await conn.fetch(LAST_STORMS, apps, keys, since)
    return {(row["app_id"], row["channel_key"]): row["closed_at"] for row in rows}


async def find_alert(conn: Conn, alert_id: UUID, app_id: AppId | None) -> AlertReference | None:
    """The alert; with `app_id`, only of that app."""
    row = await conn.fetchrow(ALERT_BY_ID, alert_id, app_id)
    return AlertReference(**row) if row else None


async def acknowledge(
    conn: Conn, alert_id: UUID, alert: AlertReference, now: datetime, actor: str
) -> None:
    """Acknowledge the alert and, of a summary, the alerts in it; needs the decision lock."""
    await conn.execute(ACKNOWLEDGE, alert_id, alert.app_id, alert.subject, now, actor)
    await conn.execute(ACKNOWLEDGE_HELD, alert_id, now, actor)
