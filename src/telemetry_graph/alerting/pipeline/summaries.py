"""Sends the summaries that are due: one message about the alerts that a channel held."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from telemetry_graph.accounts.reads import load_app_names
from telemetry_graph.alerting.content.payload import (
    AlertKind,
    AlertPayload,
    Summary,
)
from telemetry_graph.alerting.pipeline.destinations import Destination, Destinations
from telemetry_graph.alerting.pipeline.held_alerts import find_escalations, load_entries
from telemetry_graph.alerting.pipeline.model import Alert, DeliveryReason
from telemetry_graph.alerting.pipeline.store import deliveries, outbox
from telemetry_graph.alerting.pipeline.store import summaries as store
from telemetry_graph.alerting.pipeline.suppression import HOUR, find_summary_time
from telemetry_graph.alerting.rules.store import load_rules
from telemetry_graph.db.pool import Conn

_AT_ONCE = 50
_KINDS = {
    DeliveryReason.STORM: AlertKind.STORM,
    DeliveryReason.HOURLY_CAP: AlertKind.CAPPED,
    DeliveryReason.QUIET_HOURS: AlertKind.DIGEST,
    DeliveryReason.DIGEST: AlertKind.DIGEST,
}


async def send_due_summaries(conn: Conn, installed: Sequence[Destination], now: datetime) -> int:
    """Queue them, in a transaction with the decision lock; return how many were due."""
    due = await store.take_due(conn, now, _AT_ONCE)
    apps = {summary.app_id for summary in due}
    names = await load_app_names(conn, apps)
    destinations = await Destinations.load(conn, apps, installed)
    for summary in due:
        channel = destinations.find(summary.app_id, summary.channel_key)
        if channel is None or not channel.can_receive:
            await store.suppress_held(conn, summary.id, DeliveryReason.CHANNEL_DISABLED)
            await store.close(conn, summary.id, now, None)
        else:
            app_name = names.get(summary.app_id, summary.app_id)
            await _send_summary(conn, summary, channel, app_name, now)
    return len(due)


async def _send_summary(
    conn: Conn, summary: store.DueSummary, channel: Destination, app_name: str, now: datetime
) -> None:
    send_at = await _find_send_time(conn, summary, channel, now)
    if send_at > now:
        await store.postpone(conn, summary.id, send_at)
        return
    count = await store.count_held(conn, summary.id)
    escalations = await _schedule_held(conn, summary.id, now)
    if count <= 1:  # a single alert is sent itself
        await outbox.schedule_escalations(conn, escalations)
        await store.release(conn, summary.id, now)
        await store.close(conn, summary.id, now, None)
        return
    entries = await load_entries(conn, summary.app_id, summary.id)
    content = Summary(count, summary.opened_at, now, entries).truncate()
    payload = AlertPayload(summary.app_id, app_name, summary.opened_at, summary=content)
    alert = Alert(summary.id, summary.app_id, _KINDS[summary.reason], payload, now)
    delivery = channel.create_delivery(alert.id, alert.app_id, now)
    await outbox.insert_alerts(conn, [alert], decided_at=now)
    await deliveries.insert_deliveries(conn, [delivery])
    if escalations:
        await outbox.schedule_escalations(conn, {alert.id: min(escalations.values())})
    await store.close(conn, summary.id, now, delivery.id)


async def _find_send_time(
    conn: Conn, summary: store.DueSummary, channel: Destination, now: datetime
) -> datetime:
    key = (summary.app_id, summary.channel_key)
    sent = await outbox.load_sent_times(conn, {key: channel.quiet.hourly_cap}, now - HOUR)
    return find_summary_time(channel.quiet, sent[key], now)


async def _schedule_held(conn: Conn, summary_id: UUID, now: datetime) -> dict[UUID, datetime]:
    """When each unacknowledged alert in the summary would be escalated, from now."""
    held = await find_escalations(conn, summary_id)
    rules = await load_rules(conn, sorted(set(held.values())))
    waits = {rule.id: rule.escalation_wait for rule in rules.values()}
    by_alert = {alert_id: waits.get(rule_id) for alert_id, rule_id in held.items()}
    return {alert_id: now + wait for alert_id, wait in by_alert.items() if wait is not None}
