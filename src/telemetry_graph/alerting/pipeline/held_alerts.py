"""The alerts in a summary: the largest of them, and those that have to be escalated."""

from collections.abc import Collection, Sequence
from uuid import UUID

from telemetry_graph.alerting.content.payload import MAX_SUMMARY_ENTRIES, SummaryEntry
from telemetry_graph.alerting.pipeline.store import summaries as store
from telemetry_graph.crashes.reads import count_occurrences, find_handled
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId


async def load_entries(
    conn: Conn, app_id: AppId, summary_id: UUID, alert_ids: Collection[UUID] | None = None
) -> tuple[SummaryEntry, ...]:
    """The largest alerts in a summary, or the largest of some of them."""
    fingerprints = await store.load_held_fingerprints(conn, summary_id, alert_ids)
    occurrences = await count_occurrences(conn, app_id, fingerprints)
    return await store.load_largest_held(
        conn, summary_id, alert_ids, occurrences, MAX_SUMMARY_ENTRIES
    )


async def find_escalations(conn: Conn, summary_id: UUID) -> dict[UUID, UUID]:
    """The rules of the alerts in a summary that are escalated with it, by alert."""
    held = await store.load_held_escalations(conn, summary_id)
    handled = await find_handled_alerts(conn, held)
    return {alert.id: alert.rule_id for alert in held if alert.id not in handled}


async def find_handled_alerts(
    conn: Conn, alerts: Sequence[store.HeldEscalation | store.DueEscalation]
) -> set[UUID]:
    """Those of the alerts whose crash group is resolved, ignored or assigned."""
    keys = {(alert.app_id, alert.fingerprint) for alert in alerts if alert.fingerprint is not None}
    handled = await find_handled(conn, keys)
    return {alert.id for alert in alerts if (alert.app_id, alert.fingerprint) in handled}
