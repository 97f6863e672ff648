"""The SQL of summaries and escalations: held alerts, and alerts that were not acknowledged."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.content.payload import AlertKind, SummaryEntry
from telemetry_graph.alerting.pipeline.model import DeliveryReason
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint, uuid7

# A summary that is already open keeps its time; the update only returns its id.
OPEN_SUMMARY = """
INSERT INTO alert_summaries AS summary (id, app_id, channel_key, reason, opened_at, due_at)
VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (app_id, channel_key, reason) WHERE closed_at IS NULL
    DO UPDATE SET due_at = summary.due_at
RETURNING id
"""
TAKE_DUE = """
SELECT id, app_id, channel_key, reason, opened_at
  FROM alert_summaries
 WHERE closed_at IS NULL AND due_at <= $1
 ORDER BY due_at
 LIMIT $2
   FOR UPDATE SKIP LOCKED
"""
POSTPONE = "UPDATE alert_summaries SET due_at = $2 WHERE id = $1"
CLOSE = "UPDATE alert_summaries SET closed_at = $2, delivery_id = $3 WHERE id = $1"
COUNT_HELD = """
SELECT count(*) FROM alert_deliveries WHERE summary_id = $1 AND state = 'held'
"""
HELD_FINGERPRINTS = """
SELECT DISTINCT alert.fingerprint
  FROM alert_deliveries AS delivery
  JOIN alert_outbox AS alert ON alert.id = delivery.alert_id
 WHERE delivery.summary_id = $1 AND delivery.state = 'held' AND alert.fingerprint IS NOT NULL
   AND ($2::uuid[] IS NULL OR alert.id = ANY ($2))
"""
LARGEST_HELD = """
SELECT alert.kind, alert.fingerprint, counts.occurrences,
       coalesce((alert.payload #>> '{crash,is_fatal}')::boolean, false) AS is_fatal,
       coalesce(left(alert.payload #>> '{crash,message}', 300), alert.payload ->> 'rule_name',
                alert.kind) AS title
  FROM alert_deliveries AS delivery
  JOIN alert_outbox AS alert ON alert.id = delivery.alert_id
  LEFT JOIN unnest($4::text[], $5::bigint[]) AS counts (fingerprint, occurrences)
         ON counts.fingerprint = alert.fingerprint
 WHERE delivery.summary_id = $1 AND delivery.state = 'held'
   AND ($3::uuid[] IS NULL OR alert.id = ANY ($3))
 ORDER BY counts.occurrences DESC NULLS LAST, is_fatal DESC, alert.created_at
 LIMIT $2
"""
RELEASE = """
UPDATE alert_deliveries
   SET state = 'pending', next_attempt_at = $2, is_counted = true, reason = NULL
 WHERE summary_id = $1 AND state = 'held'
"""
SUPPRESS_HELD = """
UPDATE alert_deliveries SET state = 'suppressed', reason = $2
 WHERE summary_id = $1 AND state = 'held'
"""
TAKE_ESCALATIONS = """
SELECT id, app_id, kind, rule_id, fingerprint, payload
  FROM alert_outbox
 WHERE escalate_at <= $1
 ORDER BY escalate_at
 LIMIT $2
   FOR UPDATE SKIP LOCKED
"""
CLEAR_ESCALATIONS = "UPDATE alert_outbox SET escalate_at = NULL WHERE id = ANY ($1::uuid[])"
# Neither acknowledged alerts nor those that another channel received wait for their summary.
HELD_ESCALATIONS = """
SELECT alert.id, alert.app_id, alert.rule_id, alert.fingerprint
  FROM alert_deliveries AS delivery
  JOIN alert_outbox AS alert ON alert.id = delivery.alert_id
 WHERE delivery.summary_id = $1 AND delivery.state = 'held' AND alert.escalate_at = 'infinity'
"""


@dataclass(frozen=True, slots=True)
class DueSummary:
    id: UUID
    app_id: AppId
    channel_key: str
    reason: DeliveryReason
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class DueEscalation:
    """An alert that is due to be escalated, unless its group is handled."""

    id: UUID
    app_id: AppId
    kind: AlertKind
    rule_id: UUID | None
    fingerprint: Fingerprint | None
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HeldEscalation:
    """An alert that is escalated with its summary, unless its group is handled."""

    id: UUID
    app_id: AppId
    rule_id: UUID
    fingerprint: Fingerprint | None


async def open_summary(
    conn: Conn,
    channel: tuple[AppId, str],
    reason: DeliveryReason,
    now: datetime,
    due_at: datetime,
) -> UUID:
    """The id of the channel's open summary of this reason, which is created if needed."""
    summary_id: UUID = await conn.fetchval(
        OPEN_SUMMARY, uuid7(now), *channel, reason.value, now, due_at
    )
    return summary_id


async def take_due(conn: Conn, now: datetime, limit: int) -> list[DueSummary]:
    rows = await conn.fetch(TAKE_DUE, now, limit)
    return [DueSummary(**{**row, "reason": DeliveryReason(row["reason"])}) for row in rows]


async def postpone(conn: Conn, summary_id: UUID, due_at: datetime) -> None:
    await conn.execute(POSTPONE, summary_id, due_at)


async def close(conn: Conn, summary_id: UUID, now: datetime, delivery_id: UUID | None) -> None:
    await conn.execute(CLOSE, summary_id, now, delivery_id)


async def count_held(conn: Conn, summary_id: UUID) -> int:
    return int(await conn.fetchval(COUNT_HELD, summary_id))


async def load_held_fingerprints(
    conn: Conn, summary_id: UUID, alert_ids: Collection[UUID] | None
) -> list[Fingerprint]:
    """Of all alerts in the summary, or of some."""
    rows = await conn.fetch(HELD_FINGERPRINTS, summary_id, alert_ids)
    return [row["fingerprint"] for row in rows]


async def load_largest_held(
    conn: Conn,
    summary_id: UUID,
    alert_ids: Collection[UUID] | None,
    occurrences: Mapping[Fingerprint, int],
    limit: int,
) -> tuple[SummaryEntry, ...]:
    """Of all alerts in the summary, or of some; sorted by the occurrences of their groups."""
    fingerprints, counts = list(occurrences), list(occurrences.values())
    rows = await conn.fetch(LARGEST_HELD, summary_id, limit, alert_ids, fingerprints, counts)
    return tuple(SummaryEntry(**{**row, "kind": AlertKind(row["kind"])}) for row in rows)


async def release(conn: Conn, summary_id: UUID, now: datetime) -> None:
    """Send the held alerts themselves."""
    await conn.execute(RELEASE, summary_id, now)


async def suppress_held(conn: Conn, summary_id: UUID, reason: DeliveryReason) -> None:
    await conn.execute(SUPPRESS_HELD, summary_id, reason.value)


async def take_escalations(conn: Conn, now: datetime, limit: int) -> list[DueEscalation]:
    rows = await conn.fetch(TAKE_ESCALATIONS, now, limit)
    return [DueEscalation(**{**row, "kind": AlertKind(row["kind"])}) for row in rows]


async def clear_escalations(conn: Conn, alert_ids: Sequence[UUID]) -> None:
    await conn.execute(CLEAR_ESCALATIONS, alert_ids)


async def load_held_escalations(conn: Conn, summary_id: UUID) -> list[HeldEscalation]:
    return [HeldEscalation(**row) for row in await conn.fetch(HELD_ESCALATIONS, summary_id)]
