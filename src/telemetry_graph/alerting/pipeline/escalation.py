"""Escalates alerts and summaries that were not acknowledged in time."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import msgspec

from telemetry_graph.alerting.content.payload import SUMMARY_KINDS, AlertKind, AlertPayload
from telemetry_graph.alerting.pipeline.destinations import Destination, Destinations
from telemetry_graph.alerting.pipeline.held_alerts import (
    find_escalations,
    find_handled_alerts,
    load_entries,
)
from telemetry_graph.alerting.pipeline.model import Alert
from telemetry_graph.alerting.pipeline.store import deliveries, outbox
from telemetry_graph.alerting.pipeline.store import summaries as store
from telemetry_graph.alerting.rules.model import AlertRule
from telemetry_graph.alerting.rules.store import load_rules
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import uuid7

_AT_ONCE = 50


async def send_due_escalations(conn: Conn, installed: Sequence[Destination], now: datetime) -> int:
    """Queue them, in a transaction with the decision lock; return how many were due."""
    due = await store.take_escalations(conn, now, _AT_ONCE)
    await store.clear_escalations(conn, [alert.id for alert in due])
    handled = await find_handled_alerts(conn, due)
    destinations = await Destinations.load(conn, {alert.app_id for alert in due}, installed)
    rules = await load_rules(conn, [alert.rule_id for alert in due if alert.rule_id])
    for alert in due:
        rule = rules.get(alert.rule_id) if alert.rule_id else None
        payload = msgspec.convert(alert.payload, AlertPayload)
        if alert.kind in SUMMARY_KINDS:
            await _escalate_summary(conn, alert.id, payload, destinations, now)
        elif rule is not None and alert.id not in handled:
            await _escalate(conn, payload, [rule], destinations, now)
    return len(due)


async def _escalate_summary(
    conn: Conn, summary_id: UUID, payload: AlertPayload, destinations: Destinations, now: datetime
) -> None:
    """Escalate its unacknowledged alerts; another summary of the same alerts will not."""
    held = await find_escalations(conn, summary_id)
    rules = await load_rules(conn, sorted(set(held.values())))
    if not rules or payload.summary is None:
        return
    entries = await load_entries(conn, payload.app_id, summary_id, list(held))
    await store.clear_escalations(conn, list(held))
    summary = replace(payload.summary, count=len(held), entries=entries).truncate()
    await _escalate(conn, replace(payload, summary=summary), rules.values(), destinations, now)


async def _escalate(
    conn: Conn,
    payload: AlertPayload,
    rules: Collection[AlertRule],
    destinations: Destinations,
    now: datetime,
) -> None:
    """Queue one message to the channels that the rules escalate to."""
    channel_ids = {channel_id for rule in rules for channel_id in rule.settings.escalate_to}
    channels = [
        channel
        for channel in destinations.select(payload.app_id, channel_ids)
        if channel.can_receive
    ]
    if not channels:
        return
    waits = [rule.settings.escalate_after_minutes for rule in rules]
    payload = replace(payload, escalated_after_minutes=min(filter(None, waits), default=None))
    alert = Alert(uuid7(now), payload.app_id, AlertKind.ESCALATION, payload, now, payload.rule_id)
    await outbox.insert_alerts(conn, [alert], decided_at=now)
    await deliveries.insert_deliveries(
        conn, [channel.create_delivery(alert.id, alert.app_id, now) for channel in channels]
    )
