"""Raises alerts about new and regressed crash groups, in the transaction of the crash."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from telemetry_graph.alerting.content.payload import AlertPayload, CrashDetails
from telemetry_graph.alerting.pipeline.model import Alert
from telemetry_graph.alerting.pipeline.store.outbox import insert_alerts
from telemetry_graph.alerting.rules.model import AlertRule, RuleKind
from telemetry_graph.alerting.rules.rule_cache import AlertRuleCache, AppRules
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, RecordedCrashes
from telemetry_graph.crashes.reads import load_regressions
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.ids import AppId, Fingerprint, uuid7

CrashesByKey = Mapping[tuple[AppId, Fingerprint], CrashOccurrence]


@dataclass(frozen=True, slots=True)
class CrashTriggers:
    clock: Clock
    rules: AlertRuleCache
    wake_worker: Callable[[], None]
    """Makes the worker decide about the alerts at once, instead of within half a second."""

    async def raise_alerts(self, conn: Conn, recorded: RecordedCrashes) -> bool:
        """Write an alert for each matching rule; they are sent if and only if `conn` commits.

        Returns whether there are any: then call `wake_worker` after the commit.
        """
        groups = [*recorded.new_groups, *recorded.regressed_groups]
        if not groups:
            return False
        now = self.clock()
        rules = await self.rules.load(conn, {group.app_id for group in groups}, now)
        crashes = {(crash.app_id, crash.fingerprint): crash for crash in reversed(recorded.crashes)}
        alerts = [
            *_alert_new_groups(recorded.new_groups, crashes, rules, now),
            *await _alert_regressions(conn, recorded.regressed_groups, crashes, rules, now),
        ]
        if alerts:
            await insert_alerts(conn, alerts)
        return bool(alerts)


def _alert_new_groups(
    groups: Sequence[CrashGroup],
    crashes: CrashesByKey,
    rules: Mapping[AppId, AppRules],
    now: datetime,
) -> list[Alert]:
    return [
        alert
        for group in groups
        for alert in _match_rules(
            RuleKind.NEW_CRASH_GROUP,
            group,
            crashes[group.app_id, group.fingerprint],
            rules[group.app_id],
            now,
        )
    ]


async def _alert_regressions(
    conn: Conn,
    groups: Sequence[CrashGroup],
    crashes: CrashesByKey,
    rules: Mapping[AppId, AppRules],
    now: datetime,
) -> list[Alert]:
    if not groups:
        return []
    regressions = await load_regressions(conn, [group.id for group in groups])
    alerts = []
    for group in groups:
        regression = regressions[group.id]
        crash = _find_newest(group, regression.fingerprints, crashes)
        if crash is not None:
            matching = _match_rules(RuleKind.REGRESSION, group, crash, rules[group.app_id], now)
            alerts += [_set_fixed_in(alert, regression.fixed_in_version) for alert in matching]
    return alerts


def _find_newest(
    group: CrashGroup, fingerprints: Sequence[Fingerprint], crashes: CrashesByKey
) -> CrashOccurrence | None:
    """The group's newest crash in this flush, under any of its fingerprints."""
    own = [crashes.get((group.app_id, fingerprint)) for fingerprint in fingerprints]
    return max((crash for crash in own if crash), key=lambda crash: crash.timestamp, default=None)


def _match_rules(
    kind: RuleKind, group: CrashGroup, crash: CrashOccurrence, app: AppRules, now: datetime
) -> list[Alert]:
    """An alert for each rule of this kind that the crash matches."""
    details = CrashDetails(
        fingerprint=group.fingerprint,
        crash_type=crash.crash_type,
        message=crash.message,
        stack_trace=crash.readable_stack_trace,
        app_version=crash.app_version,
        screen=crash.screen,
        is_fatal=crash.is_fatal,
        timestamp=crash.timestamp,
        occurrences=group.occurrence_count,
        devices=group.device_count,
    )
    return [
        _create_alert(rule, app.app_name, details, now)
        for rule in app.rules
        if rule.kind is kind and rule.settings.is_enabled and _matches(rule, crash)
    ]


def _matches(rule: AlertRule, crash: CrashOccurrence) -> bool:
    return rule.settings.conditions.match_crash(
        crash.crash_type, crash.app_version, is_fatal=crash.is_fatal
    )


def _create_alert(rule: AlertRule, app_name: str, crash: CrashDetails, now: datetime) -> Alert:
    payload = AlertPayload(
        app_id=rule.app_id,
        app_name=app_name,
        occurred_at=now,
        rule_id=rule.id,
        rule_name=rule.settings.name,
        crash=crash,
    )
    return Alert(uuid7(now), rule.app_id, rule.kind.alert_kind, payload.truncate(), now, rule.id)


def _set_fixed_in(alert: Alert, app_version: str | None) -> Alert:
    crash = alert.payload.crash
    assert crash is not None  # noqa: S101 - created above with a crash
    changed = replace(crash, fixed_in=app_version)
    return replace(alert, payload=replace(alert.payload, crash=changed))
