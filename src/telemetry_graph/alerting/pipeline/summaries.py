"""Messages about alerts: what was held is summed up, and what nobody answered is escalated."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import msgspec

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.content.payload import (
    LONGEST_SUMMARY,
    WITH_A_LIST,
    AlertFacts,
    AlertKind,
    Summary,
    SummaryEntry,
)
from telemetry_graph.alerting.pipeline.model import Alert, DeliveryState, NewDelivery
from telemetry_graph.alerting.pipeline.store import bundles, outbox
from telemetry_graph.alerting.pipeline.suppression import HOUR, Reason, summary_due
from telemetry_graph.alerting.pipeline.targets import Target, Targets
from telemetry_graph.alerting.rules import store as rules_store
from telemetry_graph.alerting.rules.model import AlertRule
from telemetry_graph.crashes.reads import count_occurrences, find_handled
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, uuid7

_AT_ONCE = 50
_KINDS = {
    Reason.STORM: AlertKind.STORM,
    Reason.HOURLY_CAP: AlertKind.CAPPED,
    Reason.QUIET_HOURS: AlertKind.DIGEST,
    Reason.DIGEST: AlertKind.DIGEST,
}


async def sum_up(
    conn: Conn, accounts: Accounts, of_installation: Sequence[Target], now: datetime
) -> bool:
    """Send the summaries that are due, in the caller's transaction and under the deciding lock."""
    due = await bundles.take_due(conn, now, _AT_ONCE)
    if not due:
        return False
    apps = {bundle.app_id for bundle in due}
    names = await accounts.app_names(conn, apps)
    targets = await Targets.of_apps(conn, apps, of_installation)
    for bundle in due:
        target = targets.by_key(bundle.app_id, bundle.channel_key)
        if target is None or not (target.receiver.is_enabled and target.receiver.is_verified):
            await bundles.suppress(conn, bundle.id, Reason.CHANNEL_DISABLED)
            await bundles.close(conn, bundle.id, now, None)
            continue
        await _sum_up_one(conn, bundle, target, names.get(bundle.app_id, bundle.app_id), now)
    return True


async def _sum_up_one(
    conn: Conn, bundle: bundles.Bundle, target: Target, app_name: str, now: datetime
) -> None:
    quiet, pair = target.receiver.quiet, (bundle.app_id, bundle.channel_key)
    sent = await outbox.sent_times(conn, {pair: quiet.hourly_cap}, now - HOUR)
    at = summary_due(quiet, sent[pair], now)
    if at > now:
        await bundles.postpone(conn, bundle.id, at)
        return
    count = await bundles.count_held(conn, bundle.id)
    escalations = await _escalations(conn, bundle.id, now)
    if count <= 1:  # what stands for one alert is that alert
        await outbox.escalate_later(conn, escalations)
        await bundles.release(conn, bundle.id, now)
        await bundles.close(conn, bundle.id, now, None)
        return
    entries = await _largest_held(conn, bundle.app_id, bundle.id)
    summary = Summary(count, bundle.opened_at, now, entries).bounded()
    facts = AlertFacts(bundle.app_id, app_name, bundle.opened_at, summary=summary)
    alert = Alert(bundle.id, bundle.app_id, _KINDS[bundle.reason], facts, now)
    (delivery_id,) = await queue(conn, alert, [target], now)
    if escalations:
        await outbox.escalate_later(conn, {alert.id: min(escalations.values())})
    await bundles.close(conn, bundle.id, now, delivery_id)


async def _escalations(conn: Conn, bundle_id: UUID, now: datetime) -> dict[UUID, datetime]:
    """When others are told of each held alert that nobody has answered."""
    held = await _held_unanswered(conn, bundle_id)
    rules = await rules_store.rules_by_id(conn, sorted(set(held.values())))
    waits = {rule.id: rule.escalation_wait for rule in rules.values()}
    found = {alert_id: waits.get(rule_id) for alert_id, rule_id in held.items()}
    return {alert_id: now + wait for alert_id, wait in found.items() if wait is not None}


async def _held_unanswered(conn: Conn, bundle_id: UUID) -> dict[UUID, UUID]:
    """The alerts of the bundle that are to be escalated, with their rules."""
    held = await bundles.held_unanswered(conn, bundle_id)
    handled = await _handled(conn, held)
    return {each.id: each.rule_id for each in held if each.id not in handled}


async def _handled(
    conn: Conn, alerts: Sequence[bundles.HeldAlert | bundles.Unanswered]
) -> set[UUID]:
    """Those of the alerts whose group is resolved, ignored or assigned."""
    keys = {(each.app_id, each.fingerprint) for each in alerts if each.fingerprint is not None}
    handled = await find_handled(conn, keys)
    return {each.id for each in alerts if (each.app_id, each.fingerprint) in handled}


async def _largest_held(
    conn: Conn, app_id: AppId, bundle_id: UUID, among: Sequence[UUID] | None = None
) -> tuple[SummaryEntry, ...]:
    fingerprints = await bundles.held_fingerprints(conn, bundle_id, among)
    occurrences = await count_occurrences(conn, app_id, fingerprints)
    return await bundles.largest_held(conn, bundle_id, LONGEST_SUMMARY, occurrences, among)


async def escalate(conn: Conn, of_installation: Sequence[Target], now: datetime) -> bool:
    """Tell those who are next of what nobody acknowledged in time."""
    waiting = await bundles.take_unanswered(conn, now, _AT_ONCE)
    if not waiting:
        return False
    await bundles.escalated(conn, [each.id for each in waiting])
    apps: set[AppId] = {each.app_id for each in waiting}
    handled = await _handled(conn, waiting)
    targets = await Targets.of_apps(conn, apps, of_installation)
    rules = await rules_store.rules_by_id(conn, [each.rule_id for each in waiting if each.rule_id])
    for each in waiting:
        rule = rules.get(each.rule_id) if each.rule_id else None
        facts = msgspec.convert(each.payload, AlertFacts)
        if each.kind in WITH_A_LIST:
            await _escalate_summary(conn, each.id, facts, targets, now)
        elif rule is not None and each.id not in handled:
            await _escalate_one(conn, facts, [rule], targets, now)
    return True


async def _escalate_summary(
    conn: Conn, summary_id: UUID, facts: AlertFacts, targets: Targets, now: datetime
) -> None:
    """What of it nobody answered by now; two summaries of the same alerts are escalated once."""
    held = await _held_unanswered(conn, summary_id)
    rules = await rules_store.rules_by_id(conn, sorted(set(held.values())))
    if not rules or facts.summary is None:
        return
    entries = await _largest_held(conn, facts.app_id, summary_id, list(held))
    await bundles.escalated(conn, list(held))
    summary = replace(facts.summary, count=len(held), entries=entries).bounded()
    await _escalate_one(conn, replace(facts, summary=summary), rules.values(), targets, now)


async def _escalate_one(
    conn: Conn, facts: AlertFacts, rules: Collection[AlertRule], targets: Targets, now: datetime
) -> None:
    named = {channel_id for rule in rules for channel_id in rule.settings.escalate_to}
    told = [
        target
        for target in targets.named(facts.app_id, named)
        if target.receiver.is_enabled and target.receiver.is_verified
    ]
    if not told:
        return
    waits = [rule.settings.escalate_after_minutes for rule in rules]
    facts = replace(facts, escalated_after_minutes=min(filter(None, waits), default=None))
    alert = Alert(uuid7(now), facts.app_id, AlertKind.ESCALATION, facts, now, facts.rule_id)
    await queue(conn, alert, told, now)


async def queue(conn: Conn, alert: Alert, targets: Sequence[Target], now: datetime) -> list[UUID]:
    """An alert that nothing needs to be decided about; answers the deliveries' ids."""
    await outbox.insert_outbox(conn, [alert], decided_at=now)
    deliveries = [
        NewDelivery(
            id=uuid7(now),
            outbox_id=alert.id,
            app_id=alert.app_id,
            channel=target.channel,
            target=target.shown,
            channel_id=target.channel_id,
            state=DeliveryState.PENDING,
            reason=None,
            bundle_id=None,
            is_counted=True,
            next_attempt_at=now,
            created_at=now,
        )
        for target in targets
    ]
    await outbox.insert_deliveries(conn, deliveries)
    return [delivery.id for delivery in deliveries]
