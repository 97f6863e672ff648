"""The SQL of bundles: alerts that one message will sum up, and alerts that nobody answered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.content.payload import AlertKind, SummaryEntry
from telemetry_graph.alerting.pipeline.suppression import Reason
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint, uuid7

# A bundle that is open already keeps its time; the update only makes it answer.
OPEN_BUNDLE = """
INSERT INTO alert_bundles AS bundle (id, app_id, channel_key, reason, opened_at, due_at)
VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (app_id, channel_key, reason) WHERE closed_at IS NULL
    DO UPDATE SET due_at = bundle.due_at
RETURNING id
"""
TAKE_DUE = """
SELECT id, app_id, channel_key, reason, opened_at
  FROM alert_bundles
 WHERE closed_at IS NULL AND due_at <= $1
 ORDER BY due_at
 LIMIT $2
   FOR UPDATE SKIP LOCKED
"""
POSTPONE = "UPDATE alert_bundles SET due_at = $2 WHERE id = $1"
CLOSE = "UPDATE alert_bundles SET closed_at = $2, delivery_id = $3 WHERE id = $1"
COUNT_HELD = """
SELECT count(*) FROM alert_deliveries WHERE bundle_id = $1 AND state = 'held'
"""
HELD_FINGERPRINTS = """
SELECT DISTINCT fact.fingerprint
  FROM alert_deliveries AS delivery
  JOIN alert_outbox AS fact ON fact.id = delivery.outbox_id
 WHERE delivery.bundle_id = $1 AND delivery.state = 'held' AND fact.fingerprint IS NOT NULL
   AND ($2::uuid[] IS NULL OR fact.id = ANY ($2))
"""
LARGEST_HELD = """
SELECT fact.kind, fact.fingerprint, counts.occurrences,
       coalesce((fact.payload #>> '{crash,is_fatal}')::boolean, false) AS is_fatal,
       coalesce(left(fact.payload #>> '{crash,message}', 300), fact.payload ->> 'rule_name',
                fact.kind) AS title
  FROM alert_deliveries AS delivery
  JOIN alert_outbox AS fact ON fact.id = delivery.outbox_id
  LEFT JOIN unnest($4::text[], $5::bigint[]) AS counts (fingerprint, occurrences)
         ON counts.fingerprint = fact.fingerprint
 WHERE delivery.bundle_id = $1 AND delivery.state = 'held'
   AND ($3::uuid[] IS NULL OR fact.id = ANY ($3))
 ORDER BY counts.occurrences DESC NULLS LAST, is_fatal DESC, fact.created_at
 LIMIT $2
"""
RELEASE = """
UPDATE alert_deliveries
   SET state = 'pending', next_attempt_at = $2, is_counted = true, reason = NULL
 WHERE bundle_id = $1 AND state = 'held'
"""
SUPPRESS = """
UPDATE alert_deliveries SET state = 'suppressed', reason = $2
 WHERE bundle_id = $1 AND state = 'held'
"""
LAST_STORMS = """
SELECT asked.app_id, asked.channel_key, storm.closed_at
  FROM unnest($1::text[], $2::text[]) AS asked (app_id, channel_key)
 CROSS JOIN LATERAL (
       SELECT closed_at FROM alert_bundles
        WHERE app_id = asked.app_id AND channel_key = asked.channel_key AND closed_at > $3
          AND reason = 'storm' AND delivery_id IS NOT NULL
        ORDER BY closed_at DESC
        LIMIT 1) AS storm
"""
TAKE_UNANSWERED = """
SELECT id, app_id, kind, rule_id, fingerprint, payload
  FROM alert_outbox
 WHERE escalate_at <= $1
 ORDER BY escalate_at
 LIMIT $2
   FOR UPDATE SKIP LOCKED
"""
ESCALATED = "UPDATE alert_outbox SET escalate_at = NULL WHERE id = ANY ($1::uuid[])"
# What is held and acknowledged, or told by another channel, does not wait for its summary.
HELD_UNANSWERED = """
SELECT fact.id, fact.app_id, fact.rule_id, fact.fingerprint
  FROM alert_deliveries AS delivery
  JOIN alert_outbox AS fact ON fact.id = delivery.outbox_id
 WHERE delivery.bundle_id = $1 AND delivery.state = 'held' AND fact.escalate_at = 'infinity'
"""


@dataclass(frozen=True, slots=True)
class Bundle:
    id: UUID
    app_id: AppId
    channel_key: str
    reason: Reason
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An alert that is to be escalated, unless its group is handled."""

    id: UUID
    app_id: AppId
    kind: AlertKind
    rule_id: UUID | None
    fingerprint: Fingerprint | None
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HeldAlert:
    """An alert in a summary that is to be escalated, unless its group is handled."""

    id: UUID
    app_id: AppId
    rule_id: UUID
    fingerprint: Fingerprint | None


async def open_bundle(
    conn: Conn, app_id: AppId, channel_key: str, reason: Reason, now: datetime, due_at: datetime
) -> UUID:
    """The open bundle of the kind; a new one when there is none."""
    bundle_id: UUID = await conn.fetchval(
        OPEN_BUNDLE, uuid7(now), app_id, channel_key, reason.value, now, due_at
    )
    return bundle_id


async def take_due(conn: Conn, now: datetime, limit: int) -> list[Bundle]:
    rows = await conn.fetch(TAKE_DUE, now, limit)
    return [Bundle(**{**row, "reason": Reason(row["reason"])}) for row in rows]


async def postpone(conn: Conn, bundle_id: UUID, due_at: datetime) -> None:
    await conn.execute(POSTPONE, bundle_id, due_at)


async def close(conn: Conn, bundle_id: UUID, now: datetime, delivery_id: UUID | None) -> None:
    await conn.execute(CLOSE, bundle_id, now, delivery_id)


async def count_held(conn: Conn, bundle_id: UUID) -> int:
    return int(await conn.fetchval(COUNT_HELD, bundle_id))


async def held_fingerprints(
    conn: Conn, bundle_id: UUID, among: Collection[UUID] | None = None
) -> list[Fingerprint]:
    """Of all alerts that are held in the bundle, or of some."""
    rows = await conn.fetch(HELD_FINGERPRINTS, bundle_id, among)
    return [row["fingerprint"] for row in rows]


async def largest_held(
    conn: Conn,
    bundle_id: UUID,
    limit: int,
    occurrences: Mapping[Fingerprint, int],
    among: Collection[UUID] | None = None,
) -> tuple[SummaryEntry, ...]:
    """Of all alerts that are held in the bundle, or of some; by the occurrences of their groups."""
    names, counts = list(occurrences), list(occurrences.values())
    rows = await conn.fetch(LARGEST_HELD, bundle_id, limit, among, names, counts)
    return tuple(SummaryEntry(**{**row, "kind": AlertKind(row["kind"])}) for row in rows)


async def release(conn: Conn, bundle_id: UUID, now: datetime) -> None:
    """What is held is sent as it is."""
    await conn.execute(RELEASE, bundle_id, now)


async def suppress(conn: Conn, bundle_id: UUID, reason: Reason) -> None:
    await conn.execute(SUPPRESS, bundle_id, reason.value)


async def last_storms(
    conn: Conn, asked: Collection[tuple[AppId, str]], since: datetime
) -> dict[tuple[AppId, str], datetime]:
    """When each channel was last told of a storm."""
    apps, keys = [app for app, _ in asked], [key for _, key in asked]
    rows = await conn.fetch(LAST_STORMS, apps, keys, since)
    return {(row["app_id"], row["channel_key"]): row["closed_at"] for row in rows}


async def take_unanswered(conn: Conn, now: datetime, limit: int) -> list[Unanswered]:
    rows = await conn.fetch(TAKE_UNANSWERED, now, limit)
    return [Unanswered(**{**row, "kind": AlertKind(row["kind"])}) for row in rows]


async def escalated(conn: Conn, alert_ids: Sequence[UUID]) -> None:
    await conn.execute(ESCALATED, alert_ids)


async def held_unanswered(conn: Conn, bundle_id: UUID) -> list[HeldAlert]:
    return [HeldAlert(**row) for row in await conn.fetch(HELD_UNANSWERED, bundle_id)]
