"""The worker's loop over measured rules: looks at the figures, and raises what crossed a bound."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.alerting.content.payload import AlertFacts, CrashFacts, Measured
from telemetry_graph.alerting.pipeline.model import Alert
from telemetry_graph.alerting.pipeline.store.outbox import insert_outbox
from telemetry_graph.alerting.rules import store as rules_store
from telemetry_graph.alerting.rules.metric_rules import store
from telemetry_graph.alerting.rules.metric_rules import thresholds as found
from telemetry_graph.alerting.rules.metric_rules.thresholds import GroupFound
from telemetry_graph.alerting.rules.model import AlertRule, CrashFree, CrashFreeBound
from telemetry_graph.alerting.rules.rule_cache import RuleBook
from telemetry_graph.alerting.rules.validation import LONGEST_WINDOW_MINUTES
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.analytics.windows import (
    count_events,
    load_same_hours,
    refresh_hours,
    sessions_by_version,
)
from telemetry_graph.crashes.model import CrashGroup
from telemetry_graph.crashes.reads import (
    GroupWindow,
    load_baselines,
    load_groups,
    load_window,
    refresh_minutes,
)
from telemetry_graph.db.pool import Conn, Pool
from telemetry_graph.kit.clock import Clock
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.ids import AppId, uuid7

log = logging.getLogger(__name__)

_LONGEST = timedelta(minutes=LONGEST_WINDOW_MINUTES)
_APPS_AT_ONCE = 100
_RULES_AT_ONCE = 20
_VERSIONS = 10
_GROUPS = 100


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Safe to run in several processes: each rule is looked at by whoever takes it first."""

    pool: Pool
    clock: Clock
    accounts: Accounts
    analytics: Analytics
    book: RuleBook

    async def work(self) -> bool:
        """Look at the rules whose time has come; whether there were any."""
        now = self.clock()
        await self._set_up_apps(now)
        async with self.pool.connection() as conn:
            due = await rules_store.claim_due(conn, now, _RULES_AT_ONCE)
            names = await self.accounts.app_names(conn, {rule.app_id for rule in due})
        for rule in due:
            if not rule.is_muted(now):
                await self._look_alone(rule, names.get(rule.app_id, rule.app_id), now)
        return bool(due)

    async def _set_up_apps(self, now: datetime) -> None:
        """An app that never crashes is given its rules too: it may fall silent."""
        async with self.pool.transaction() as conn:
            apps = await self.accounts.app_ids(conn)
            new = sorted(set(apps) - await rules_store.apps_set_up(conn, apps))
            if new:
                await self.book.set_up(conn, new[:_APPS_AT_ONCE], now)

    async def _look_alone(self, rule: AlertRule, app_name: str, now: datetime) -> None:
        """What goes wrong with one rule is not the end of the others."""
        look = self._look(rule, app_name, now)
        [error] = await asyncio.gather(look, return_exceptions=True)
        if isinstance(error, Exception):
            log.error("a rule was not looked at", exc_info=error, extra={"rule": str(rule.id)})
        elif error is not None:
            raise error

    async def _look(self, rule: AlertRule, app_name: str, now: datetime) -> None:
        alerts = await self._alerts(rule, app_name, now)
        if not alerts:
            return
        cooled_before = now - timedelta(minutes=rule.settings.cooldown_minutes)
        async with self.pool.transaction() as conn:
            raised = [
                alert
                for alert in sorted(alerts, key=lambda alert: alert.subject)
                if await store.claim_told(
                    conn, (rule.id, alert.subject, rule.app_id), now, alert.id, cooled_before
                )
            ]
            if raised:
                await insert_outbox(conn, raised)

    async def _alerts(self, rule: AlertRule, app_name: str, now: datetime) -> list[Alert]:
        bounds, told = rule.settings.bounds, _Telling(rule, app_name, now)
        if bounds.crash_free is not None:
            below = await self._below_crash_free(rule, bounds.crash_free, now)
            return [told.of_app(measured) for measured in below]
        async with self.pool.connection() as conn:
            if bounds.silence is not None:
                return [told.of_app(each) for each in await _silence(conn, rule, now)]
            groups = await _groups(conn, rule, now)
            if not groups:
                return []
            rows = await load_groups(conn, [each.group_id for each in groups])
        return [told.of_group(each, rows[each.group_id]) for each in groups]

    async def _below_crash_free(
        self, rule: AlertRule, bound: CrashFreeBound, now: datetime
    ) -> list[Measured]:
        span = DayRange.last(bound.days, now.date())
        versions = [
            each.app_version
            for each in await self.analytics.versions(rule.app_id, span)
            if each.app_version and rule.settings.conditions.accept_version(each.app_version)
        ]
        below = []
        for version in versions[:_VERSIONS]:
            users, sessions = await self.analytics.crash_free(rule.app_id, span, version)
            parts = users if bound.of is CrashFree.USERS else sessions
            if measured := found.below_crash_free(bound, version, parts):
                below.append(measured)
        return below


async def _silence(conn: Conn, rule: AlertRule, now: datetime) -> list[Measured]:
    bound = rule.settings.bounds.silence
    assert bound is not None  # noqa: S101 - a rule has the bounds of its kind
    await refresh_hours(conn, rule.app_id, now)
    events = await count_events(conn, rule.app_id, _since(now, bound.window_minutes))
    measured = found.is_silent(bound, events, await load_same_hours(conn, rule.app_id, now))
    return [measured] if measured else []


async def _groups(conn: Conn, rule: AlertRule, now: datetime) -> Sequence[GroupFound]:
    bounds = rule.settings.bounds
    await refresh_minutes(conn, rule.app_id, now, now - _LONGEST)
    if bounds.velocity is not None:
        since = _since(now, bounds.velocity.window_minutes)
        windows = await _windows(conn, rule, since)
        sessions = await sessions_by_version(conn, rule.app_id, since) if windows else {}
        return _largest(found.spread(windows, bounds.velocity, sessions))
    if bounds.spike is not None:
        windows = await _windows(conn, rule, _since(now, bounds.spike.window_minutes))
        candidates = found.may_spike(windows, bounds.spike)
        if candidates:
            baselines = await load_baselines(conn, candidates, now.date())
            return _largest(found.spikes(windows, bounds.spike, baselines))
    return []


async def _windows(conn: Conn, rule: AlertRule, since: datetime) -> list[GroupWindow]:
    return found.minded(await load_window(conn, rule.app_id, since), rule.settings.conditions)


def _largest(groups: Sequence[GroupFound]) -> list[GroupFound]:
    """Each group once, by its largest figure; as many as one look may raise."""
    best: dict[object, GroupFound] = {}
    for each in groups:
        known = best.get(each.group_id)
        if known is None or each.measured.value > known.measured.value:
            best[each.group_id] = each
    return sorted(best.values(), key=lambda each: -each.measured.value)[:_GROUPS]


def _since(now: datetime, minutes: int) -> datetime:
    return (now - timedelta(minutes=minutes)).replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Makes the alerts of one rule."""

    rule: AlertRule
    app_name: str
    now: datetime

    def of_app(self, measured: Measured) -> Alert:
        return self._alert(self._facts(measured))

    def of_group(self, group: GroupFound, row: CrashGroup) -> Alert:
        versions = row.affected_versions
        crash = CrashFacts(
            app_id=self.rule.app_id,
            app_name=self.app_name,
            fingerprint=row.fingerprint,
            crash_type=row.crash_type,
            message=row.message,
            stack_trace=row.sample_stack_trace,
            app_version=group.measured.app_version or (versions[-1] if versions else None),
            screen=None,
            is_fatal=group.is_fatal,
            seen_at=row.last_seen,
            occurrences=row.occurrence_count,
            devices=row.device_count,
        )
        return self._alert(replace(self._facts(group.measured), crash=crash))

    def _facts(self, measured: Measured) -> AlertFacts:
        return AlertFacts(
            app_id=AppId(self.rule.app_id),
            app_name=self.app_name,
            occurred_at=self.now,
            rule_id=self.rule.id,
            rule_name=self.rule.settings.name,
            measured=measured,
        )

    def _alert(self, facts: AlertFacts) -> Alert:
        kind = self.rule.kind.alert
        return Alert(
            uuid7(self.now), self.rule.app_id, kind, facts.bounded(), self.now, self.rule.id
        )
