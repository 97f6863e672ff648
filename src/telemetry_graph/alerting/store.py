"""The SQL of alerting."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.model import AlertKind, Claim, CrashFacts, Delivery, DeliveryState
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, uuid7
from telemetry_graph.kit.owned import OwnedTable

OWNED = (
    OwnedTable("alert_outbox", "created_at", default_days=90),
    OwnedTable("alert_deliveries", "created_at", default_days=90),
)

INSERT_OUTBOX = """
INSERT INTO alert_outbox (id, app_id, kind, fingerprint, payload, created_at)
SELECT id, app_id, $5, fingerprint, payload, $6
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[])
       AS fact (id, app_id, fingerprint, payload)
"""
TAKE_WAITING = """
SELECT id, app_id
  FROM alert_outbox
 WHERE expanded_at IS NULL
 ORDER BY created_at, id
 LIMIT $1
   FOR UPDATE SKIP LOCKED
"""
INSERT_DELIVERIES = """
INSERT INTO alert_deliveries (
       id, outbox_id, app_id, channel, target, next_attempt_at, created_at)
SELECT id, outbox_id, app_id, channel, target, $6, $6
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])
       AS delivery (id, outbox_id, app_id, channel, target)
    ON CONFLICT (outbox_id, channel) DO NOTHING
"""
MARK_EXPANDED = """
UPDATE alert_outbox
   SET expanded_at = $2
 WHERE id = ANY($1::uuid[])
"""
# So many of each channel, so that a long queue for one does not hold up the others.
CLAIM_DUE = """
WITH due AS MATERIALIZED (
    SELECT ready.id
      FROM unnest($1::text[]) AS known (channel)
     CROSS JOIN LATERAL (
           SELECT id
             FROM alert_deliveries
            WHERE channel = known.channel
              AND next_attempt_at IS NOT NULL
              AND coalesce(claimed_until, next_attempt_at) <= $2
            ORDER BY coalesce(claimed_until, next_attempt_at)
            LIMIT $3
              FOR UPDATE SKIP LOCKED) AS ready
)
UPDATE alert_deliveries AS delivery
   SET state = 'sending', attempts = attempts + 1, claimed_until = $4
  FROM due, alert_outbox AS fact
 WHERE delivery.id = due.id AND fact.id = delivery.outbox_id
RETURNING delivery.id, delivery.channel, delivery.attempts, delivery.created_at,
          fact.created_at AS occurred_at, fact.kind, fact.payload
"""
# Whoever holds the claim: what was delivered is delivered, and must not be sent again.
RECORD_DELIVERED = """
UPDATE alert_deliveries
   SET state = 'delivered', delivered_at = $2, latency_ms = $3, response = $4,
       next_attempt_at = NULL, claimed_until = NULL, error = NULL
 WHERE id = $1 AND delivered_at IS NULL
"""
# Only while the claim is ours: after its lease another worker may have claimed it again.
RECORD_FAILED = """
UPDATE alert_deliveries
   SET state = $3, next_attempt_at = $4, error = $5, claimed_until = NULL
 WHERE id = $1 AND attempts = $2 AND state = 'sending'
"""
GIVE_UP_UNKNOWN_CHANNELS = """
UPDATE alert_deliveries
   SET state = 'dead', next_attempt_at = NULL, claimed_until = NULL,
       error = 'the channel is no longer configured'
 WHERE next_attempt_at IS NOT NULL AND channel <> ALL($1::text[]) AND created_at < $2
"""
DELIVERIES_OF_APP = """
SELECT delivery.id, delivery.app_id, fact.kind, delivery.channel, delivery.target, delivery.state,
       fact.fingerprint, delivery.attempts, delivery.next_attempt_at, delivery.created_at,
       delivery.delivered_at, delivery.latency_ms, delivery.response, delivery.error
  FROM alert_deliveries AS delivery
  JOIN alert_outbox AS fact ON fact.id = delivery.outbox_id
 WHERE delivery.app_id = $1
   AND (delivery.created_at, delivery.id)
       < (coalesce($2::timestamptz, 'infinity'),
          coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
 ORDER BY delivery.created_at DESC, delivery.id DESC
 LIMIT $4
"""


async def insert_outbox(
    conn: Conn, kind: AlertKind, facts: Sequence[CrashFacts], now: datetime
) -> None:
    await conn.execute(
        INSERT_OUTBOX,
        [uuid7(now) for _ in facts],
        [fact.app_id for fact in facts],
        [fact.fingerprint for fact in facts],
        list(facts),
        kind.value,
        now,
    )


async def take_waiting(conn: Conn, limit: int) -> list[tuple[UUID, AppId]]:
    """Outbox rows without deliveries, locked until the transaction ends."""
    return [(row["id"], row["app_id"]) for row in await conn.fetch(TAKE_WAITING, limit)]


async def expand(
    conn: Conn,
    waiting: Sequence[tuple[UUID, AppId]],
    targets: Sequence[tuple[str, str]],
    now: datetime,
) -> None:
    """One delivery for each waiting row and each (channel, target)."""
    wanted = [(*row, *target) for row in waiting for target in targets]
    await conn.execute(
        INSERT_DELIVERIES,
        [uuid7(now) for _ in wanted],
        *(list(column) for column in zip(*wanted, strict=True)),
        now,
    )
    await conn.execute(MARK_EXPANDED, [outbox_id for outbox_id, _ in waiting], now)


async def claim_due(
    conn: Conn, channels: Sequence[str], *, now: datetime, until: datetime, per_channel: int
) -> list[Claim]:
    rows = await conn.fetch(CLAIM_DUE, channels, now, per_channel, until)
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
    conn: Conn, channels: Sequence[str], created_before: datetime
) -> None:
    await conn.execute(GIVE_UP_UNKNOWN_CHANNELS, channels, created_before)


async def deliveries_of_app(
    conn: Conn, app_id: AppId, before: tuple[datetime, UUID] | None, limit: int
) -> list[Delivery]:
    at, key = before or (None, None)
    rows = await conn.fetch(DELIVERIES_OF_APP, app_id, at, key, limit)
    return [
        Delivery(**{**row, "kind": AlertKind(row["kind"]), "state": DeliveryState(row["state"])})
        for row in rows
    ]
