"""Turns alerts into deliveries: sent now, held for a summary, or suppressed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.pipeline.destinations import Destination, Destinations
from telemetry_graph.alerting.pipeline.escalation import send_due_escalations
from telemetry_graph.alerting.pipeline.model import (
    DeliveryReason,
    DeliveryState,
    LastAlert,
    NewDelivery,
    UndecidedAlert,
)
from telemetry_graph.alerting.pipeline.store import deliveries, outbox, summaries
from telemetry_graph.alerting.pipeline.store.outbox import ChannelKey
from telemetry_graph.alerting.pipeline.summaries import send_due_summaries
from telemetry_graph.alerting.pipeline.suppression import (
    CHANNEL_STAGES,
    HOUR,
    MAX_CALM_GROUPS,
    RULE_STAGES,
    STORM_WINDOW,
    Circumstances,
    Decision,
    Held,
    Suppressed,
    can_storm,
    run_stages,
)
from telemetry_graph.alerting.rules.model import AlertRule
from telemetry_graph.alerting.rules.store import load_rules
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.ids import AppId

Decided = tuple[UndecidedAlert, Destination, Decision | None]
SubjectKey = tuple[UUID, str]
"""A rule and a subject."""

_ANY_CHANNEL = Destination("", "", "")
"""For the stages that do not depend on the channel."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Several processes can run it at once: a lock lets one of them decide at a time."""

    pool: Pool
    clock: Clock
    installed: Sequence[Destination]
    alerts_at_once: int = 500

    async def work(self) -> int:
        """Return how many alerts, summaries and escalations were due."""
        async with self.pool.transaction() as conn:
            await outbox.lock_decisions(conn)
            now = self.clock()
            count = await decide_alerts(conn, self.installed, now, self.alerts_at_once)
            due = await outbox.find_due(conn, now)
            if due.has_summaries:
                count += await send_due_summaries(conn, self.installed, now)
            if due.has_escalations:
                count += await send_due_escalations(conn, self.installed, now)
        return count


async def decide_alerts(
    conn: Conn, installed: Sequence[Destination], now: datetime, limit: int
) -> int:
    """Decide about the oldest alerts, in a transaction with the decision lock; return how many."""
    alerts = await outbox.take_undecided(conn, limit)
    if not alerts:
        return 0
    context = await DecisionContext.load(conn, alerts, installed, now)
    decided = [each for alert in alerts for each in context.decide(alert, now)]
    opened = await _open_summaries(conn, decided, now)
    await deliveries.insert_deliveries(conn, [_to_delivery(each, opened, now) for each in decided])
    await outbox.mark_decided(conn, [alert.id for alert in alerts], now)
    if context.new_last_alerts:
        await outbox.put_last_alerts(conn, context.new_last_alerts)
    if context.escalations:
        await outbox.schedule_escalations(conn, context.escalations)
    return len(alerts)


@dataclass(slots=True)
class DecisionContext:
    """What decisions depend on. Each decision changes it for the following ones."""

    destinations: Destinations
    rules: dict[UUID, AlertRule]
    last_alerts: dict[SubjectKey, LastAlert]
    mutes: dict[tuple[AppId, str], datetime]
    recent_groups: dict[AppId, list[datetime]]
    sent_times: dict[ChannelKey, list[datetime]]
    last_storms: dict[ChannelKey, datetime]
    new_last_alerts: dict[SubjectKey, tuple[AppId, LastAlert]] = field(default_factory=dict)
    escalations: dict[UUID, datetime | None] = field(default_factory=dict)
    """When each alert is escalated; None: with the summary that it is held for."""

    @classmethod
    async def load(
        cls,
        conn: Conn,
        alerts: Sequence[UndecidedAlert],
        installed: Sequence[Destination],
        now: datetime,
    ) -> "DecisionContext":
        """Load it for all alerts at once: the number of statements is fixed."""
        apps = sorted({alert.app_id for alert in alerts})
        destinations = await Destinations.load(conn, apps, installed)
        caps = {
            (app_id, destination.key): destination.quiet.hourly_cap
            for app_id in apps
            for destination in destinations.of_app(app_id)
        }
        rules = {alert.rule_id for alert in alerts if alert.rule_id}
        subjects = {(alert.rule_id, alert.subject) for alert in alerts if alert.rule_id}
        since = min(alert.created_at for alert in alerts) - STORM_WINDOW
        return cls(
            destinations=destinations,
            rules=await load_rules(conn, sorted(rules)),
            last_alerts=await outbox.load_last_alerts(conn, subjects),
            mutes=await outbox.load_mutes(conn, {(each.app_id, each.subject) for each in alerts}),
            recent_groups=await outbox.load_recent_groups(conn, apps, since, MAX_CALM_GROUPS + 1),
            sent_times=await outbox.load_sent_times(conn, caps, now - HOUR),
            last_storms=await outbox.load_last_storms(conn, list(caps), now - HOUR),
        )

    def decide(self, alert: UndecidedAlert, now: datetime) -> Iterator[Decided]:
        """The decision for each channel of the alert's rule."""
        rule = self.rules.get(alert.rule_id) if alert.rule_id else None
        on = self._describe(alert, rule, self._count_recent_groups(alert))
        channels = self.destinations.of_rule(alert.app_id, rule)
        if suppressed := run_stages(alert, on, now, RULE_STAGES):
            yield from ((alert, channel, suppressed) for channel in channels)
            return
        self._set_last_alert(alert)
        for channel in channels:
            key = (alert.app_id, channel.key)
            on_channel = replace(
                on,
                destination=channel,
                sent_times=self.sent_times.get(key, ()),
                last_storm_at=self.last_storms.get(key),
            )
            decision = run_stages(alert, on_channel, now, CHANNEL_STAGES)
            if decision is None:
                self.sent_times[key].append(now)
            self._schedule_escalation(alert, rule, decision, now)
            yield alert, channel, decision

    def _describe(
        self, alert: UndecidedAlert, rule: AlertRule | None, recent_groups: int
    ) -> Circumstances:
        """The circumstances of the alert, without those of a channel."""
        last_alert = self.last_alerts.get((alert.rule_id, alert.subject)) if alert.rule_id else None
        muted_until = self.mutes.get((alert.app_id, alert.subject)) if alert.subject else None
        return Circumstances(
            rule=rule,
            last_alert=last_alert,
            muted_until=muted_until,
            recent_groups=recent_groups,
            destination=_ANY_CHANNEL,
            sent_times=(),
            last_storm_at=None,
        )

    def _count_recent_groups(self, alert: UndecidedAlert) -> int:
        if not can_storm(alert):
            return 0
        times = self.recent_groups[alert.app_id]
        times.append(alert.created_at)
        del times[: -MAX_CALM_GROUPS - 1]
        return sum(time > alert.created_at - STORM_WINDOW for time in times)

    def _set_last_alert(self, alert: UndecidedAlert) -> None:
        if alert.rule_id is not None:
            key, last = (alert.rule_id, alert.subject), LastAlert(alert.id, alert.created_at)
            self.last_alerts[key] = last
            self.new_last_alerts[key] = (alert.app_id, last)

    def _schedule_escalation(
        self,
        alert: UndecidedAlert,
        rule: AlertRule | None,
        decision: Decision | None,
        now: datetime,
    ) -> None:
        wait = rule.escalation_wait if rule else None
        if wait is None:
            return
        if decision is None:
            self.escalations[alert.id] = now + wait
        elif isinstance(decision, Held):
            self.escalations.setdefault(alert.id, None)


SummaryKey = tuple[AppId, str, DeliveryReason]


async def _open_summaries(
    conn: Conn, decided: Sequence[Decided], now: datetime
) -> dict[SummaryKey, UUID]:
    """The open summaries of all channels that hold an alert."""
    opened: dict[SummaryKey, UUID] = {}
    for alert, channel, decision in decided:
        if isinstance(decision, Held):
            key = (alert.app_id, channel.key, decision.reason)
            if key not in opened:
                opened[key] = await summaries.open_summary(
                    conn, (alert.app_id, channel.key), decision.reason, now, decision.until
                )
    return opened


def _to_delivery(decided: Decided, opened: dict[SummaryKey, UUID], now: datetime) -> NewDelivery:
    alert, channel, decision = decided
    delivery = channel.create_delivery(alert.id, alert.app_id, now)
    if decision is None:
        return delivery
    is_suppressed = isinstance(decision, Suppressed)
    summary_key = (alert.app_id, channel.key, decision.reason)
    return replace(
        delivery,
        state=DeliveryState.SUPPRESSED if is_suppressed else DeliveryState.HELD,
        reason=decision.reason,
        summary_id=None if is_suppressed else opened[summary_key],
        is_counted=False,
        next_attempt_at=None,
    )
