"""The SQL of deliveries: inserted, claimed, recorded, listed and replayed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.content.payload import CHANNEL_CHECKS, AlertKind
from telemetry_graph.alerting.pipeline.model import (
    Claim,
    Delivery,
    DeliveryFilter,
    DeliveryReason,
    DeliveryState,
    NewDelivery,
)
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

_NOT_REPLAYED = sorted(CHANNEL_CHECKS)

INSERT_DELIVERIES = """
INSERT INTO alert_deliveries (
       id, alert_id, app_id, channel_kind, target, channel_id, state, reason, summary_id,
       is_counted, next_attempt_at, created_at)
SELECT * FROM unnest(
       $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[],
       $8::text[], $9::uuid[], $10::boolean[], $11::timestamptz[], $12::timestamptz[])
    ON CONFLICT (alert_id, channel_key) DO NOTHING
"""
# A limited number of each channel, so that a long queue for one does not delay the others. The
# channels with due deliveries are found by one index lookup each.
CLAIM_DUE = """
WITH RECURSIVE open AS (
    (SELECT channel_key, channel_id FROM alert_deliveries
      WHERE next_attempt_at IS NOT NULL
      ORDER BY channel_key LIMIT 1)
    UNION ALL
    SELECT further.channel_key, further.channel_id
      FROM open
     CROSS JOIN LATERAL (
           SELECT channel_key, channel_id FROM alert_deliveries
            WHERE next_attempt_at IS NOT NULL AND channel_key > open.channel_key
            ORDER BY channel_key LIMIT 1) AS further
), due AS MATERIALIZED (
    SELECT ready.id
      FROM (SELECT open.channel_key, $3 - coalesce(busy.sends, 0) AS free
              FROM open
              LEFT JOIN unnest($4::text[], $5::integer[]) AS busy (channel_key, sends)
                     USING (channel_key)
             WHERE open.channel_id IS NOT NULL
                OR open.channel_key = ANY ($1::text[])) AS channel
     CROSS JOIN LATERAL (
           SELECT id
             FROM alert_deliveries
            WHERE channel_key = channel.channel_key
              AND next_attempt_at IS NOT NULL
              AND coalesce(claimed_until, next_attempt_at) <= $2
            ORDER BY coalesce(claimed_until, next_attempt_at)
            LIMIT greatest(channel.free, 0)
              FOR UPDATE SKIP LOCKED) AS ready
     LIMIT $7
)
UPDATE alert_deliveries AS delivery
   SET state = 'sending', attempts = attempts + 1, claimed_until = $6
  FROM due, alert_outbox AS alert
 WHERE delivery.id = due.id AND alert.id = delivery.alert_id
RETURNING delivery.id, delivery.alert_id, delivery.app_id, delivery.channel_kind,
          delivery.channel_id, delivery.channel_key, delivery.attempts,
          coalesce(delivery.retry_since, delivery.created_at) AS retry_since,
          alert.created_at AS raised_at, alert.kind, alert.payload,
          (SELECT address FROM alert_channels WHERE id = delivery.channel_id) AS address,
          (SELECT secret FROM alert_channels WHERE id = delivery.channel_id) AS secret,
          coalesce((SELECT is_enabled FROM alert_channels WHERE id = delivery.channel_id),
                   true) AS is_enabled,
          coalesce((SELECT verified_at IS NOT NULL FROM alert_channels
                     WHERE id = delivery.channel_id), true) AS is_verified
"""
# Even after the lease: a delivered message must not be sent again. A test is sent when it is
# created, before its claim is counted.
RECORD_DELIVERED = """
UPDATE alert_deliveries
   SET state = 'delivered', attempts = greatest(attempts, 1), delivered_at = $2,
       latency_ms = $3, response = $4, next_attempt_at = NULL, claimed_until = NULL, error = NULL
 WHERE id = $1 AND delivered_at IS NULL
"""
# Only during the lease: afterwards another worker can have claimed it.
RECORD_FAILED = """
UPDATE alert_deliveries
   SET state = $3, attempts = greatest(attempts, 1), next_attempt_at = $4, error = $5,
       claimed_until = NULL
 WHERE id = $1 AND attempts = $2 AND state = 'sending'
"""
ABANDON_UNKNOWN_CHANNELS = """
UPDATE alert_deliveries
   SET state = 'dead', next_attempt_at = NULL, claimed_until = NULL,
       error = 'the channel is no longer configured'
 WHERE next_attempt_at IS NOT NULL AND channel_id IS NULL AND channel_key <> ALL($1::text[])
   AND coalesce(retry_since, created_at) < $2
"""
ABANDON_CHANNEL = """
UPDATE alert_deliveries
   SET state = 'dead', next_attempt_at = NULL, claimed_until = NULL,
       error = 'the channel was deleted'
 WHERE channel_key = $1 AND next_attempt_at IS NOT NULL
"""
# Tests and confirmations are not replayed: they are sent again, within their rate limits.
REPLAY_ONE = """
UPDATE alert_deliveries AS d
   SET state = 'pending', next_attempt_at = $3, retry_since = $3, error = NULL
  FROM alert_outbox AS alert
 WHERE d.app_id = $1 AND d.id = $2 AND d.state = 'dead'
   AND alert.id = d.alert_id AND alert.kind <> ALL ($4::text[])
   AND (d.channel_id IS NULL
        OR EXISTS (SELECT FROM alert_channels AS c WHERE c.id = d.channel_id))
RETURNING d.id
"""
REPLAY_DEAD = """
WITH dead AS (
    SELECT d.id
      FROM alert_deliveries AS d
      JOIN alert_outbox AS alert ON alert.id = d.alert_id
     WHERE d.app_id = $1 AND d.state = 'dead' AND alert.kind <> ALL ($4::text[])
       AND (d.channel_id IS NULL
            OR EXISTS (SELECT FROM alert_channels AS c WHERE c.id = d.channel_id))
     ORDER BY d.created_at
     LIMIT $3
       FOR UPDATE OF d
), replayed AS (
    UPDATE alert_deliveries AS d
       SET state = 'pending', next_attempt_at = $2, retry_since = $2, error = NULL
      FROM dead
     WHERE d.id = dead.id
    RETURNING d.id
)
SELECT count(*) FROM replayed
"""
COUNT_RECENT = """
SELECT count(*)
  FROM alert_deliveries AS delivery
  JOIN alert_outbox AS alert ON alert.id = delivery.alert_id
 WHERE delivery.app_id = $1 AND ($2::text IS NULL OR delivery.channel_key = $2)
   AND delivery.created_at > $4 AND alert.kind = ANY ($3::text[])
"""
DELIVERIES_OF_APP = """
SELECT delivery.id, delivery.alert_id, delivery.app_id, alert.kind, alert.rule_id,
       alert.fingerprint, alert.payload #>> '{crash,message}' AS crash_message,
       delivery.channel_kind, delivery.channel_id, delivery.target, delivery.state,
       delivery.reason, summary.delivery_id AS summary_delivery_id, delivery.attempts,
       delivery.next_attempt_at, delivery.created_at, delivery.delivered_at, delivery.latency_ms,
       delivery.response, delivery.error, alert.acknowledged_at, alert.acknowledged_by
  FROM alert_deliveries AS delivery
  JOIN alert_outbox AS alert ON alert.id = delivery.alert_id
  LEFT JOIN alert_summaries AS summary ON summary.id = delivery.summary_id
 WHERE delivery.app_id = $1
   AND (delivery.created_at, delivery.id)
       < (coalesce($2::timestamptz, 'infinity'),
          coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
   AND ($5::text IS NULL OR delivery.state = $5)
   AND ($6::text IS NULL OR alert.kind = $6)
   AND ($7::text IS NULL OR delivery.channel_kind = $7)
   AND ($8::uuid IS NULL OR delivery.channel_id = $8)
   AND ($9::uuid IS NULL OR alert.rule_id = $9)
   AND ($10::text IS NULL OR alert.fingerprint = $10)
 ORDER BY delivery.created_at DESC, delivery.id DESC
 LIMIT $4
"""
SENT_DELIVERY = "SELECT channel_id, created_at FROM alert_deliveries WHERE id = $1"


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many deliveries a worker can claim."""

    sends: int
    per_channel: int
    """Including those that are being sent."""
    sending: Mapping[str, int]
    """Deliveries that are being sent, by channel."""


async def insert_deliveries(conn: Conn, deliveries: Sequence[NewDelivery]) -> None:
    await conn.execute(
        INSERT_DELIVERIES,
        [each.id for each in deliveries],
        [each.alert_id for each in deliveries],
        [each.app_id for each in deliveries],
        [each.channel_kind for each in deliveries],
        [each.target for each in deliveries],
        [each.channel_id for each in deliveries],
        [each.state.value for each in deliveries],
        [each.reason and each.reason.value for each in deliveries],
        [each.summary_id for each in deliveries],
        [each.is_counted for each in deliveries],
        [each.next_attempt_at for each in deliveries],
        [each.created_at for each in deliveries],
    )


async def claim_due(
    conn: Conn, installed: Sequence[str], capacity: Capacity, *, now: datetime, until: datetime
) -> list[Claim]:
    """Claim due deliveries to channels of apps and to the channels `installed`."""
    rows = await conn.fetch(
        CLAIM_DUE,
        installed,
        now,
        capacity.per_channel,
        list(capacity.sending),
        list(capacity.sending.values()),
        until,
        capacity.sends,
    )
    return [Claim(**row) for row in rows]


async def record_delivered(
    conn: Conn, delivery_id: UUID, delivered_at: datetime, latency_ms: int, response: str
) -> None:
    await conn.execute(RECORD_DELIVERED, delivery_id, delivered_at, latency_ms, response)


async def record_failed(
    conn: Conn, claim: Claim, reason: str, next_attempt_at: datetime | None
) -> None:
    state = DeliveryState.DEAD if next_attempt_at is None else DeliveryState.RETRYING
    await conn.execute(
        RECORD_FAILED, claim.id, claim.attempts, state.value, next_attempt_at, reason
    )


async def abandon_unknown_channels(conn: Conn, installed: Sequence[str], before: datetime) -> None:
    """Make deliveries dead that wait since `before` for a channel that is not installed."""
    await conn.execute(ABANDON_UNKNOWN_CHANNELS, installed, before)


async def abandon_channel(conn: Conn, channel_id: UUID) -> None:
    """Make all open deliveries to a deleted channel dead."""
    await conn.execute(ABANDON_CHANNEL, str(channel_id))


async def replay_one(conn: Conn, app_id: AppId, delivery_id: UUID, now: datetime) -> bool:
    """Send a dead delivery again; False if it does not exist or its channel was deleted."""
    return await conn.fetchval(REPLAY_ONE, app_id, delivery_id, now, _NOT_REPLAYED) is not None


async def replay_dead(conn: Conn, app_id: AppId, now: datetime, limit: int) -> int:
    return int(await conn.fetchval(REPLAY_DEAD, app_id, now, limit, _NOT_REPLAYED))


async def count_recent(
    conn: Conn,
    app_id: AppId,
    channel_id: UUID | None,
    kinds: Collection[AlertKind],
    since: datetime,
) -> int:
    """Count deliveries to a channel, or to all present and former channels of the app."""
    names, key = [kind.value for kind in kinds], channel_id and str(channel_id)
    return int(await conn.fetchval(COUNT_RECENT, app_id, key, names, since))


async def find_sent(conn: Conn, delivery_id: UUID) -> tuple[UUID, datetime] | None:
    """The app's channel that a delivery is for, and when the delivery was created."""
    row = await conn.fetchrow(SENT_DELIVERY, delivery_id)
    return (row["channel_id"], row["created_at"]) if row and row["channel_id"] else None


async def load_deliveries(
    conn: Conn,
    app_id: AppId,
    before: tuple[datetime, UUID] | None,
    limit: int,
    filter: DeliveryFilter,
) -> list[Delivery]:
    """Newest first."""
    created_at, delivery_id = before or (None, None)
    rows = await conn.fetch(
        DELIVERIES_OF_APP, app_id, created_at, delivery_id, limit,
        filter.state and filter.state.value, filter.kind and filter.kind.value,
        filter.channel_kind, filter.channel_id, filter.rule_id, filter.fingerprint,
    )  # fmt: skip
    return [
        Delivery(
            **{
                **row,
                "kind": AlertKind(row["kind"]),
                "state": DeliveryState(row["state"]),
                "reason": DeliveryReason(row["reason"]) if row["reason"] else None,
            }
        )
        for row in rows
    ]
