"""Raises alerts from what recording crashes came to, in the crashes' own transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from telemetry_graph.alerting.content.payload import AlertFacts, CrashFacts
from telemetry_graph.alerting.pipeline.model import Alert
from telemetry_graph.alerting.pipeline.store.outbox import insert_outbox
from telemetry_graph.alerting.rules.model import AlertRule, RuleKind
from telemetry_graph.alerting.rules.rule_cache import AppRules, RuleBook
from telemetry_graph.crashes.model import CrashGroup, CrashOccurrence, RecordedCrashes
from telemetry_graph.crashes.reads import load_regressions
from telemetry_graph.db.pool import Conn
from telemetry_graph.kit.ids import AppId, Fingerprint, uuid7

CrashKey = tuple[AppId, Fingerprint]


async def raise_alerts(
    conn: Conn, book: RuleBook, recorded: RecordedCrashes, now: datetime
) -> bool:
    """Whether any rule has something to say of the new and the regressed groups."""
    groups = [*recorded.new_groups, *recorded.regressed_groups]
    if not groups:
        return False
    rules = await book.of_apps(conn, {group.app_id for group in groups}, now)
    crashes = {(crash.app_id, crash.fingerprint): crash for crash in reversed(recorded.crashes)}
    alerts = [
        *_of_new_groups(recorded.new_groups, crashes, rules, now),
        *await _of_regressions(conn, recorded.regressed_groups, crashes, rules, now),
    ]
    if alerts:
        await insert_outbox(conn, alerts)
    return bool(alerts)


def _of_new_groups(
    groups: Sequence[CrashGroup],
    crashes: Mapping[CrashKey, CrashOccurrence],
    rules: Mapping[AppId, AppRules],
    now: datetime,
) -> list[Alert]:
    return [
        alert
        for group in groups
        for alert in _alerts(
            RuleKind.NEW_CRASH_GROUP,
            group,
            crashes[group.app_id, group.fingerprint],
            rules[group.app_id],
            now,
        )
    ]


async def _of_regressions(
    conn: Conn,
    groups: Sequence[CrashGroup],
    crashes: Mapping[CrashKey, CrashOccurrence],
    rules: Mapping[AppId, AppRules],
    now: datetime,
) -> list[Alert]:
    if not groups:
        return []
    backgrounds = await load_regressions(conn, [group.id for group in groups])
    alerts = []
    for group in groups:
        known = backgrounds[group.id]
        crash = _latest(group, known.fingerprints, crashes)
        if crash is not None:
            found = _alerts(RuleKind.REGRESSION, group, crash, rules[group.app_id], now)
            alerts += [_fixed_in(alert, known.fixed_in_version) for alert in found]
    return alerts


def _latest(
    group: CrashGroup,
    fingerprints: Sequence[Fingerprint],
    crashes: Mapping[CrashKey, CrashOccurrence],
) -> CrashOccurrence | None:
    """The group's newest crash of this flush, under whichever of its fingerprints."""
    own = [crashes.get((group.app_id, name)) for name in fingerprints]
    return max((crash for crash in own if crash), key=lambda crash: crash.timestamp, default=None)


def _alerts(
    kind: RuleKind, group: CrashGroup, crash: CrashOccurrence, app: AppRules, now: datetime
) -> list[Alert]:
    facts = CrashFacts(
        app_id=group.app_id,
        app_name=app.name,
        fingerprint=group.fingerprint,
        crash_type=crash.crash_type,
        message=crash.message,
        stack_trace=crash.readable_stack_trace,
        app_version=crash.app_version,
        screen=crash.screen,
        is_fatal=crash.is_fatal,
        seen_at=crash.timestamp,
        occurrences=group.occurrence_count,
        devices=group.device_count,
    )
    return [
        alert_of(rule, app.name, now, facts)
        for rule in app.rules
        if rule.kind is kind and rule.settings.is_enabled and _minds(rule, crash)
    ]


def _minds(rule: AlertRule, crash: CrashOccurrence) -> bool:
    return rule.settings.conditions.accept(
        crash.crash_type, crash.app_version, is_fatal=crash.is_fatal
    )


def alert_of(rule: AlertRule, app_name: str, now: datetime, crash: CrashFacts) -> Alert:
    facts = AlertFacts(
        app_id=rule.app_id,
        app_name=app_name,
        occurred_at=now,
        rule_id=rule.id,
        rule_name=rule.settings.name,
        crash=crash,
    )
    return Alert(uuid7(now), rule.app_id, rule.kind.alert, facts.bounded(), now, rule.id)


def _fixed_in(alert: Alert, version: str | None) -> Alert:
    crash = alert.facts.crash
    assert crash is not None  # noqa: S101 - made above, of a crash
    return replace(alert, facts=replace(alert.facts, crash=replace(crash, fixed_in=version)))
