"""The SQL of the outbox: alerts raised, and what was decided about them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.content.payload import AlertKind
from telemetry_graph.alerting.pipeline.model import Alert, NewDelivery, Waiting
from telemetry_graph.alerting.pipeline.suppression import Told
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

# One decides at a time, so that caps and storms are counted right. A worker that stands still in
# the middle loses its connection, and with it the lock.
LOCK_DECIDING = """
SELECT set_config('idle_in_transaction_session_timeout', '10s', true),
       pg_advisory_xact_lock(7402551906)
"""
INSERT_OUTBOX = """
INSERT INTO alert_outbox (
       id, app_id, kind, rule_id, fingerprint, subject, payload, created_at, expanded_at)
SELECT id, app_id, kind, rule_id, fingerprint, subject, payload, created_at, $8
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::jsonb[],
              $9::timestamptz[])
       AS fact (id, app_id, kind, rule_id, fingerprint, subject, payload, created_at)
"""
TAKE_WAITING = """
SELECT id, app_id, kind, rule_id, subject, created_at,
       coalesce((payload #>> '{crash,is_fatal}')::boolean, false) AS is_fatal
  FROM alert_outbox
 WHERE expanded_at IS NULL
 ORDER BY created_at, id
 LIMIT $1
   FOR UPDATE SKIP LOCKED
"""
MARK_DECIDED = "UPDATE alert_outbox SET expanded_at = $2 WHERE id = ANY($1::uuid[])"
# What is held for a summary waits for that.
ESCALATE_LATER = """
UPDATE alert_outbox AS fact
   SET escalate_at = coalesce(given.at, 'infinity')
  FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, at)
 WHERE fact.id = given.id
"""
TOLD = """
SELECT told.rule_id, told.subject, told.outbox_id, told.told_at
  FROM unnest($1::uuid[], $2::text[]) AS asked (rule_id, subject)
  JOIN alert_told AS told USING (rule_id, subject)
"""
PUT_TOLD = """
INSERT INTO alert_told (rule_id, subject, app_id, told_at, outbox_id)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::uuid[])
    ON CONFLICT (rule_id, subject) DO UPDATE SET
       told_at = excluded.told_at, outbox_id = excluded.outbox_id
"""
MUTES = """
SELECT mute.app_id, mute.subject, mute.until
  FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[])) AS asked (app_id, subject)
  JOIN alert_mutes AS mute USING (app_id, subject)
"""
PUT_MUTE = """
INSERT INTO alert_mutes (app_id, subject, until, muted_by) VALUES ($1, $2, $3, $4)
    ON CONFLICT (app_id, subject) DO UPDATE SET
       until = excluded.until, muted_by = excluded.muted_by
"""
DELETE_MUTE = "DELETE FROM alert_mutes WHERE app_id = $1 AND subject = $2"
# In a storm the statistics are older than most of the rows: by them a few are expected, and all of
# the last minute are read and sorted, where the newest are at the end of an index.
STEP_THROUGH_INDEX = "SET LOCAL enable_bitmapscan = off"
# As many as matter: what lies further back cannot make it more of a storm.
RECENT_GROUPS = """
SELECT app.app_id, recent.created_at
  FROM unnest($1::text[]) AS app (app_id)
 CROSS JOIN LATERAL (
       SELECT created_at FROM alert_outbox
        WHERE app_id = app.app_id AND created_at > $2 AND expanded_at IS NOT NULL
          AND kind IN ('new_crash_group', 'regression')
        ORDER BY created_at DESC
        LIMIT $3) AS recent
 ORDER BY recent.created_at
"""
SENT_TIMES = """
SELECT asked.app_id, asked.channel_key, sent.created_at
  FROM unnest($1::text[], $2::text[], $3::integer[]) AS asked (app_id, channel_key, cap)
 CROSS JOIN LATERAL (
       SELECT created_at FROM alert_deliveries
        WHERE app_id = asked.app_id AND channel_key = asked.channel_key AND is_counted
          AND created_at > $4
        ORDER BY created_at DESC
        LIMIT asked.cap) AS sent
 ORDER BY sent.created_at
"""
INSERT_DELIVERIES = """
INSERT INTO alert_deliveries (
       id, outbox_id, app_id, channel, target, channel_id, state, reason, bundle_id, is_counted,
       next_attempt_at, created_at)
SELECT * FROM unnest(
       $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[],
       $8::text[], $9::uuid[], $10::boolean[], $11::timestamptz[], $12::timestamptz[])
    ON CONFLICT (outbox_id, channel_key) DO NOTHING
"""
ALERT_BY_ID = """
SELECT app_id, rule_id, subject
  FROM alert_outbox WHERE id = $1 AND ($2::text IS NULL OR app_id = $2)
"""
# With it everything else about the same group or version that was about to be escalated.
ACKNOWLEDGE = """
UPDATE alert_outbox
   SET acknowledged_at = $4, acknowledged_by = $5, escalate_at = NULL
 WHERE app_id = $2 AND acknowledged_at IS NULL
   AND (id = $1 OR subject = $3 AND $3 <> '' AND escalate_at IS NOT NULL)
"""


# A summary has the id of its bundle.
ACKNOWLEDGE_SUMMED_UP = """
UPDATE alert_outbox AS fact
   SET acknowledged_at = $2, acknowledged_by = $3, escalate_at = NULL
  FROM alert_deliveries AS delivery
 WHERE delivery.bundle_id = $1 AND delivery.state = 'held' AND fact.id = delivery.outbox_id
   AND fact.escalate_at IS NOT NULL
"""


async def lock_deciding(conn: Conn) -> None:
    await conn.execute(LOCK_DECIDING)


async def insert_outbox(
    conn: Conn, alerts: Sequence[Alert], *, decided_at: datetime | None = None
) -> None:
    await conn.execute(
        INSERT_OUTBOX,
        [alert.id for alert in alerts],
        [alert.app_id for alert in alerts],
        [alert.kind.value for alert in alerts],
        [alert.rule_id for alert in alerts],
        [alert.fingerprint for alert in alerts],
        [alert.subject for alert in alerts],
        [alert.facts for alert in alerts],
        decided_at,
        [alert.created_at for alert in alerts],
    )


async def take_waiting(conn: Conn, limit: int) -> list[Waiting]:
    """Alerts that nothing was decided about, locked until the transaction ends."""
    rows = await conn.fetch(TAKE_WAITING, limit)
    return [Waiting(**{**row, "kind": AlertKind(row["kind"])}) for row in rows]


async def mark_decided(conn: Conn, alert_ids: Sequence[UUID], now: datetime) -> None:
    await conn.execute(MARK_DECIDED, alert_ids, now)


async def escalate_later(conn: Conn, instants: Mapping[UUID, datetime | None]) -> None:
    """At the instants; None: when the summary that tells of the alert is escalated."""
    await conn.execute(ESCALATE_LATER, list(instants), list(instants.values()))


async def told(conn: Conn, asked: Collection[tuple[UUID, str]]) -> dict[tuple[UUID, str], Told]:
    """The last alert of each rule about each subject."""
    rules, subjects = [rule for rule, _ in asked], [subject for _, subject in asked]
    rows = await conn.fetch(TOLD, rules, subjects)
    return {
        (row["rule_id"], row["subject"]): Told(row["outbox_id"], row["told_at"]) for row in rows
    }


async def put_told(conn: Conn, found: Mapping[tuple[UUID, str], tuple[AppId, Told]]) -> None:
    in_order = sorted(found.items(), key=lambda item: item[0])
    await conn.execute(
        PUT_TOLD,
        [rule_id for (rule_id, _), _ in in_order],
        [subject for (_, subject), _ in in_order],
        [app_id for _, (app_id, _) in in_order],
        [told.at for _, (_, told) in in_order],
        [told.alert_id for _, (_, told) in in_order],
    )


async def mutes(
    conn: Conn, asked: Collection[tuple[AppId, str]]
) -> dict[tuple[AppId, str], datetime]:
    apps, subjects = [app for app, _ in asked], [subject for _, subject in asked]
    rows = await conn.fetch(MUTES, apps, subjects)
    return {(row["app_id"], row["subject"]): row["until"] for row in rows}


async def put_mute(
    conn: Conn, app_id: AppId, subject: str, until: datetime | None, actor: str
) -> None:
    if until is None:
        await conn.execute(DELETE_MUTE, app_id, subject)
    else:
        await conn.execute(PUT_MUTE, app_id, subject, until, actor)


async def recent_groups(
    conn: Conn, app_ids: Collection[AppId], since: datetime, limit: int
) -> dict[AppId, list[datetime]]:
    """When the newest alerts about groups were raised, of those already decided; in order."""
    found: dict[AppId, list[datetime]] = {app_id: [] for app_id in app_ids}
    await conn.execute(STEP_THROUGH_INDEX)
    for row in await conn.fetch(RECENT_GROUPS, list(app_ids), since, limit):
        found[row["app_id"]].append(row["created_at"])
    return found


async def sent_times(
    conn: Conn, asked: Mapping[tuple[AppId, str], int], since: datetime
) -> dict[tuple[AppId, str], list[datetime]]:
    """When each channel was written to, in order; at most its cap, the newest."""
    apps, keys = [app for app, _ in asked], [key for _, key in asked]
    found: dict[tuple[AppId, str], list[datetime]] = {pair: [] for pair in asked}
    for row in await conn.fetch(SENT_TIMES, apps, keys, list(asked.values()), since):
        found[row["app_id"], row["channel_key"]].append(row["created_at"])
    return found


async def insert_deliveries(conn: Conn, deliveries: Sequence[NewDelivery]) -> None:
    await conn.execute(
        INSERT_DELIVERIES,
        [each.id for each in deliveries],
        [each.outbox_id for each in deliveries],
        [each.app_id for each in deliveries],
        [each.channel for each in deliveries],
        [each.target for each in deliveries],
        [each.channel_id for each in deliveries],
        [each.state.value for each in deliveries],
        [each.reason and each.reason.value for each in deliveries],
        [each.bundle_id for each in deliveries],
        [each.is_counted for each in deliveries],
        [each.next_attempt_at for each in deliveries],
        [each.created_at for each in deliveries],
    )


async def alert_subject(
    conn: Conn, alert_id: UUID, app_id: AppId | None
) -> tuple[AppId, UUID | None, str] | None:
    """The app, rule and subject of an alert; with `app_id`, only of that app."""
    row = await conn.fetchrow(ALERT_BY_ID, alert_id, app_id)
    return (row["app_id"], row["rule_id"], row["subject"]) if row else None


async def acknowledge(
    conn: Conn, alert_id: UUID, app_id: AppId, subject: str, now: datetime, actor: str
) -> None:
    """With what it sums up, if it is a summary; under the deciding lock."""
    await conn.execute(ACKNOWLEDGE, alert_id, app_id, subject, now, actor)
    await conn.execute(ACKNOWLEDGE_SUMMED_UP, alert_id, now, actor)
