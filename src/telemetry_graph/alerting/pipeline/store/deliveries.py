"""The SQL of deliveries: claimed, recorded, listed, and sent again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.content.payload import ABOUT_A_CHANNEL, AlertKind
from telemetry_graph.alerting.pipeline.model import Claim, Delivery, DeliveryFilter, DeliveryState
from telemetry_graph.alerting.pipeline.suppression import Reason
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId

_UNREPLAYED = sorted(ABOUT_A_CHANNEL)

# So many of each channel, so that a long queue for one does not hold up the others; the channels
# with anything due are found by steps through the index, of which it has one for each channel.
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
      FROM (SELECT open.channel_key, $3 - coalesce(busy.sends, 0) AS room
              FROM open
              LEFT JOIN unnest($4::text[], $5::integer[]) AS busy (channel_key, sends)
                     USING (channel_key)
             WHERE open.channel_id IS NOT NULL OR open.channel_key = ANY ($1::text[])) AS known
     CROSS JOIN LATERAL (
           SELECT id
             FROM alert_deliveries
            WHERE channel_key = known.channel_key
              AND next_attempt_at IS NOT NULL
              AND coalesce(claimed_until, next_attempt_at) <= $2
            ORDER BY coalesce(claimed_until, next_attempt_at)
            LIMIT greatest(known.room, 0)
              FOR UPDATE SKIP LOCKED) AS ready
     LIMIT $7
)
UPDATE alert_deliveries AS delivery
   SET state = 'sending', attempts = attempts + 1, claimed_until = $6
  FROM due, alert_outbox AS fact
 WHERE delivery.id = due.id AND fact.id = delivery.outbox_id
RETURNING delivery.id, delivery.outbox_id, delivery.app_id, delivery.channel, delivery.channel_id,
          delivery.channel_key, delivery.attempts,
          coalesce(delivery.retry_since, delivery.created_at) AS retry_since,
          fact.created_at AS occurred_at, fact.kind, fact.payload,
          (SELECT address FROM alert_channels WHERE id = delivery.channel_id) AS address,
          (SELECT secret FROM alert_channels WHERE id = delivery.channel_id) AS secret,
          coalesce((SELECT is_enabled FROM alert_channels WHERE id = delivery.channel_id),
                   true) AS is_enabled,
          coalesce((SELECT verified_at IS NOT NULL FROM alert_channels
                     WHERE id = delivery.channel_id), true) AS is_verified
"""
# Whoever holds the claim: what was delivered is delivered, and must not be sent again. A test is
# sent as it is made, by a claim that was not counted.
RECORD_DELIVERED = """
UPDATE alert_deliveries
   SET state = 'delivered', attempts = greatest(attempts, 1), delivered_at = $2,
       latency_ms = $3, response = $4, next_attempt_at = NULL, claimed_until = NULL, error = NULL
 WHERE id = $1 AND delivered_at IS NULL
"""
# Only while the claim is ours: after its lease another worker may have claimed it again.
RECORD_FAILED = """
UPDATE alert_deliveries
   SET state = $3, attempts = greatest(attempts, 1), next_attempt_at = $4, error = $5,
       claimed_until = NULL
 WHERE id = $1 AND attempts = $2 AND state = 'sending'
"""
GIVE_UP_UNKNOWN_CHANNELS = """
UPDATE alert_deliveries
   SET state = 'dead', next_attempt_at = NULL, claimed_until = NULL,
       error = 'the channel is no longer configured'
 WHERE next_attempt_at IS NOT NULL AND channel_id IS NULL AND channel_key <> ALL($1::text[])
   AND coalesce(retry_since, created_at) < $2
"""
GIVE_UP_CHANNEL = """
UPDATE alert_deliveries
   SET state = 'dead', next_attempt_at = NULL, claimed_until = NULL,
       error = 'the channel was deleted'
 WHERE channel_key = $1 AND next_attempt_at IS NOT NULL
"""
# Tests and confirmations are made anew, within their bounds, and never replayed.
REPLAY_ONE = """
UPDATE alert_deliveries AS d
   SET state = 'pending', next_attempt_at = $3, retry_since = $3, error = NULL
  FROM alert_outbox AS fact
 WHERE d.app_id = $1 AND d.id = $2 AND d.state = 'dead'
   AND fact.id = d.outbox_id AND fact.kind <> ALL ($4::text[])
   AND (d.channel_id IS NULL
        OR EXISTS (SELECT FROM alert_channels AS c WHERE c.id = d.channel_id))
RETURNING d.id
"""
REPLAY_DEAD = """
WITH dead AS (
    SELECT d.id
      FROM alert_deliveries AS d
      JOIN alert_outbox AS fact ON fact.id = d.outbox_id
     WHERE d.app_id = $1 AND d.state = 'dead' AND fact.kind <> ALL ($4::text[])
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
COUNT_RECENT_OF_KIND = """
SELECT count(*)
  FROM alert_deliveries AS delivery
  JOIN alert_outbox AS fact ON fact.id = delivery.outbox_id
 WHERE delivery.app_id = $1 AND ($2::text IS NULL OR delivery.channel_key = $2)
   AND delivery.created_at > $4 AND fact.kind = ANY ($3::text[])
"""
DELIVERIES_OF_APP = """
SELECT delivery.id, delivery.outbox_id AS alert_id, delivery.app_id, fact.kind, fact.rule_id,
       fact.fingerprint, fact.payload #>> '{crash,message}' AS crash_message, delivery.channel,
       delivery.channel_id, delivery.target, delivery.state, delivery.reason,
       bundle.delivery_id AS summarised_by, delivery.attempts, delivery.next_attempt_at,
       delivery.created_at, delivery.delivered_at, delivery.latency_ms, delivery.response,
       delivery.error, fact.acknowledged_at, fact.acknowledged_by
  FROM alert_deliveries AS delivery
  JOIN alert_outbox AS fact ON fact.id = delivery.outbox_id
  LEFT JOIN alert_bundles AS bundle ON bundle.id = delivery.bundle_id
 WHERE delivery.app_id = $1
   AND (delivery.created_at, delivery.id)
       < (coalesce($2::timestamptz, 'infinity'),
          coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
   AND ($5::text IS NULL OR delivery.state = $5)
   AND ($6::text IS NULL OR fact.kind = $6)
   AND ($7::text IS NULL OR delivery.channel = $7)
   AND ($8::uuid IS NULL OR delivery.channel_id = $8)
   AND ($9::uuid IS NULL OR fact.rule_id = $9)
   AND ($10::text IS NULL OR fact.fingerprint = $10)
 ORDER BY delivery.created_at DESC, delivery.id DESC
 LIMIT $4
"""


@dataclass(frozen=True, slots=True)
class Room:
    """How many more deliveries a worker can take."""

    sends: int
    per_channel: int
    busy: Mapping[str, int]
    """What is under way by channel, which counts against its share."""


async def claim_due(
    conn: Conn, channels: Sequence[str], room: Room, *, now: datetime, until: datetime
) -> list[Claim]:
    """Deliveries that are due, of the channels of apps and of those named."""
    rows = await conn.fetch(
        CLAIM_DUE,
        channels,
        now,
        room.per_channel,
        list(room.busy),
        list(room.busy.values()),
        until,
        room.sends,
    )
    return [Claim(**row) for row in rows]


async def record_delivered(
    conn: Conn, delivery_id: UUID, at: datetime, latency_ms: int, response: str
) -> None:
    await conn.execute(RECORD_DELIVERED, delivery_id, at, latency_ms, response)


async def record_failed(
    conn: Conn, claim: Claim, reason: str, next_attempt_at: datetime | None
) -> None:
    state = DeliveryState.DEAD if next_attempt_at is None else DeliveryState.RETRYING
    await conn.execute(
        RECORD_FAILED, claim.id, claim.attempts, state.value, next_attempt_at, reason
    )


async def give_up_unknown_channels(
    conn: Conn, channels: Sequence[str], since_before: datetime
) -> None:
    await conn.execute(GIVE_UP_UNKNOWN_CHANNELS, channels, since_before)


async def give_up_channel(conn: Conn, channel_id: UUID) -> None:
    await conn.execute(GIVE_UP_CHANNEL, str(channel_id))


async def replay_one(conn: Conn, app_id: AppId, delivery_id: UUID, now: datetime) -> bool:
    """Whether there was such a dead delivery of an alert, to a channel that is still there."""
    return await conn.fetchval(REPLAY_ONE, app_id, delivery_id, now, _UNREPLAYED) is not None


async def replay_dead(conn: Conn, app_id: AppId, now: datetime, limit: int) -> int:
    return int(await conn.fetchval(REPLAY_DEAD, app_id, now, limit, _UNREPLAYED))


async def count_recent_of_kind(
    conn: Conn,
    app_id: AppId,
    channel_id: UUID | None,
    kinds: Collection[AlertKind],
    since: datetime,
) -> int:
    """Without a channel, of all that the app has or had."""
    named, key = [kind.value for kind in kinds], channel_id and str(channel_id)
    return int(await conn.fetchval(COUNT_RECENT_OF_KIND, app_id, key, named, since))


async def deliveries_of_app(
    conn: Conn,
    app_id: AppId,
    before: tuple[datetime, UUID] | None,
    limit: int,
    wanted: DeliveryFilter,
) -> list[Delivery]:
    at, key = before or (None, None)
    rows = await conn.fetch(
        DELIVERIES_OF_APP, app_id, at, key, limit, wanted.state and wanted.state.value,
        wanted.kind and wanted.kind.value, wanted.channel, wanted.channel_id, wanted.rule_id,
        wanted.fingerprint,
    )  # fmt: skip
    return [
        Delivery(
            **{
                **row,
                "kind": AlertKind(row["kind"]),
                "state": DeliveryState(row["state"]),
                "reason": Reason(row["reason"]) if row["reason"] else None,
            }
        )
        for row in rows
    ]
