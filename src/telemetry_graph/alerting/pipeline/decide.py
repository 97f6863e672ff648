"""Decides about the alerts that were raised: who is told now, who later, and who is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from telemetry_graph.alerting.pipeline.model import DeliveryState, NewDelivery, Waiting
from telemetry_graph.alerting.pipeline.store import bundles, outbox
from telemetry_graph.alerting.pipeline.suppression import (
    CHANNEL_STAGES,
    HOUR,
    RULE_STAGES,
    STORM_GROUPS,
    STORM_WINDOW,
    Candidate,
    Held,
    Reason,
    Receiver,
    Situation,
    Suppressed,
    Told,
    Verdict,
    verdict,
)
from telemetry_graph.alerting.pipeline.targets import Target, Targets
from telemetry_graph.alerting.rules import store as rules_store
from telemetry_graph.alerting.rules.model import AlertRule
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, uuid7

Decision = tuple[Waiting, Target, Verdict | None]


@dataclass(slots=True)
class Known:
    """What decisions rest on; each one changes it for those that follow."""

    targets: Targets
    rules: dict[UUID, AlertRule]
    told: dict[tuple[UUID, str], Told]
    mutes: dict[tuple[AppId, str], datetime]
    groups: dict[AppId, list[datetime]]
    sent: dict[tuple[AppId, str], list[datetime]]
    storms: dict[tuple[AppId, str], datetime]
    newly_told: dict[tuple[UUID, str], tuple[AppId, Told]] = field(default_factory=dict)
    escalations: dict[UUID, datetime | None] = field(default_factory=dict)
    """When others are told; None: when the summary that tells of it is not answered."""

    @classmethod
    async def about(
        cls,
        conn: Conn,
        waiting: Sequence[Waiting],
        of_installation: Sequence[Target],
        now: datetime,
    ) -> "Known":
        """Looked up for all alerts at once; the number of statements does not grow with them."""
        apps = sorted({alert.app_id for alert in waiting})
        targets = await Targets.of_apps(conn, apps, of_installation)
        caps = {
            (app_id, target.key): target.receiver.quiet.hourly_cap
            for app_id in apps
            for target in targets.every(app_id)
        }
        rules = {alert.rule_id for alert in waiting if alert.rule_id}
        told = {(alert.rule_id, alert.subject) for alert in waiting if alert.rule_id}
        since = min(alert.created_at for alert in waiting) - STORM_WINDOW
        return cls(
            targets=targets,
            rules=await rules_store.rules_by_id(conn, sorted(rules)),
            told=await outbox.told(conn, told),
            mutes=await outbox.mutes(conn, {(each.app_id, each.subject) for each in waiting}),
            groups=await outbox.recent_groups(conn, apps, since, STORM_GROUPS + 1),
            sent=await outbox.sent_times(conn, caps, now - HOUR),
            storms=await bundles.last_storms(conn, list(caps), now - HOUR),
        )

    def decide(self, alert: Waiting, now: datetime) -> Iterator[Decision]:
        rule = self.rules.get(alert.rule_id) if alert.rule_id else None
        candidate = _candidate(alert)
        recent = self._counted(alert, candidate)
        targets = self.targets.of_rule(alert.app_id, rule)
        at = self._situation(alert, rule, recent)
        if stopped := verdict(candidate, at(_NOBODY), now, RULE_STAGES):
            yield from ((alert, target, stopped) for target in targets)
            return
        self._remember(alert)
        for target in targets:
            found = verdict(candidate, at(target), now, CHANNEL_STAGES)
            if found is None:
                self.sent[alert.app_id, target.key].append(now)
            self._escalate_later(alert, rule, found, now)
            yield alert, target, found

    def _situation(self, alert: Waiting, rule: AlertRule | None, recent: int) -> "_Situations":
        told = self.told.get((alert.rule_id, alert.subject)) if alert.rule_id else None
        muted_until = self.mutes.get((alert.app_id, alert.subject)) if alert.subject else None
        return _Situations(self, alert.app_id, rule, told, muted_until, recent)

    def _counted(self, alert: Waiting, candidate: Candidate) -> int:
        if not candidate.can_storm:
            return 0
        times = self.groups[alert.app_id]
        times.append(alert.created_at)
        del times[: -STORM_GROUPS - 1]
        return sum(time > alert.created_at - STORM_WINDOW for time in times)

    def _remember(self, alert: Waiting) -> None:
        if alert.rule_id is not None:
            told, key = Told(alert.id, alert.created_at), (alert.rule_id, alert.subject)
            self.told[key] = told
            self.newly_told[key] = (alert.app_id, told)

    def _escalate_later(
        self, alert: Waiting, rule: AlertRule | None, found: Verdict | None, now: datetime
    ) -> None:
        wait = rule.escalation_wait if rule else None
        if wait is None:
            return
        if found is None:
            self.escalations[alert.id] = now + wait
        elif isinstance(found, Held):
            self.escalations.setdefault(alert.id, None)


@dataclass(frozen=True, slots=True)
class _Situations:
    known: Known
    app_id: AppId
    rule: AlertRule | None
    told: Told | None
    muted_until: datetime | None
    recent: int

    def __call__(self, target: Target) -> Situation:
        pair = (self.app_id, target.key)
        return Situation(
            rule=self.rule,
            told=self.told,
            muted_until=self.muted_until,
            recent_groups=self.recent,
            receiver=target.receiver,
            sent_times=self.known.sent.get(pair, ()),
            last_storm_at=self.known.storms.get(pair),
        )


_NOBODY = Target(Receiver(""), "", "", None)
"""Stands for any channel in the stages that do not look at it."""


async def decide_waiting(
    conn: Conn, of_installation: Sequence[Target], now: datetime, limit: int
) -> int:
    """Decide about what waits, in the caller's transaction and under the deciding lock.

    Answers about how many alerts.
    """
    waiting = await outbox.take_waiting(conn, limit)
    if not waiting:
        return 0
    known = await Known.about(conn, waiting, of_installation, now)
    decisions = [each for alert in waiting for each in known.decide(alert, now)]
    opened = await _bundles(conn, decisions, now)
    await outbox.insert_deliveries(
        conn, [_delivery(decision, opened, now) for decision in decisions]
    )
    await outbox.mark_decided(conn, [alert.id for alert in waiting], now)
    if known.newly_told:
        await outbox.put_told(conn, known.newly_told)
    if known.escalations:
        await outbox.escalate_later(conn, known.escalations)
    return len(waiting)


_BundleKey = tuple[AppId, str, Reason]


async def _bundles(
    conn: Conn, decisions: Sequence[Decision], now: datetime
) -> dict[_BundleKey, UUID]:
    opened: dict[_BundleKey, UUID] = {}
    for alert, target, found in decisions:
        if isinstance(found, Held):
            key = (alert.app_id, target.key, found.reason)
            if key not in opened:
                opened[key] = await bundles.open_bundle(conn, *key, now, found.until)
    return opened


def _delivery(decision: Decision, opened: dict[_BundleKey, UUID], now: datetime) -> NewDelivery:
    alert, target, found = decision
    match found:
        case None:
            state, reason, bundle_id = DeliveryState.PENDING, None, None
        case Suppressed(reason=reason):
            state, bundle_id = DeliveryState.SUPPRESSED, None
        case Held(reason=reason):
            state = DeliveryState.HELD
            bundle_id = opened[alert.app_id, target.key, reason]
    return NewDelivery(
        id=uuid7(now),
        outbox_id=alert.id,
        app_id=alert.app_id,
        channel=target.channel,
        target=target.shown,
        channel_id=target.channel_id,
        state=state,
        reason=reason,
        bundle_id=bundle_id,
        is_counted=found is None,
        next_attempt_at=now if found is None else None,
        created_at=now,
    )


def _candidate(alert: Waiting) -> Candidate:
    return Candidate(
        alert.id, alert.kind, alert.rule_id, alert.subject, alert.is_fatal, alert.created_at
    )
