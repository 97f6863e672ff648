"""Evaluates a metric rule: reads what it needs, and returns what crosses its threshold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from telemetry_graph.alerting.content.payload import CrashDetails, Measurement
from telemetry_graph.alerting.rules.metric_rules.thresholds import (
    GroupBreach,
    check_crash_free,
    check_silence,
    filter_windows,
    find_spike_candidates,
    find_spikes,
    find_velocity_breaches,
)
from telemetry_graph.alerting.rules.model import (
    AlertRule,
    CrashFreeBasis,
    CrashFreeThreshold,
    SilenceThreshold,
)
from telemetry_graph.alerting.rules.validation import MAX_WINDOW_MINUTES
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
from telemetry_graph.kit.day_range import DayRange

_MAX_WINDOW = timedelta(minutes=MAX_WINDOW_MINUTES)
_MAX_VERSIONS = 10
_MAX_GROUPS = 100


@dataclass(frozen=True, slots=True)
class Breach:
    """A measurement that crosses the threshold of a rule, of a crash group or of the app."""

    measurement: Measurement
    crash: CrashDetails | None = None


@dataclass(frozen=True, slots=True)
class MetricRules:
    pool: Pool
    analytics: Analytics

    async def evaluate(self, rule: AlertRule, now: datetime) -> list[Breach]:
        thresholds = rule.settings.thresholds
        if thresholds.crash_free is not None:
            return await self._evaluate_crash_free(rule, thresholds.crash_free, now)
        async with self.pool.connection() as conn:
            if thresholds.silence is not None:
                return await _evaluate_silence(conn, rule, thresholds.silence, now)
            return await _evaluate_groups(conn, rule, now)

    async def _evaluate_crash_free(
        self, rule: AlertRule, threshold: CrashFreeThreshold, now: datetime
    ) -> list[Breach]:
        days = DayRange.last(threshold.days, now.date())
        versions = [
            each.app_version
            for each in await self.analytics.versions(rule.app_id, days)
            if each.app_version and rule.settings.conditions.match_version(each.app_version)
        ]
        breaches = []
        for version in versions[:_MAX_VERSIONS]:
            users, sessions = await self.analytics.crash_free(rule.app_id, days, version)
            parts = users if threshold.basis is CrashFreeBasis.USERS else sessions
            if measurement := check_crash_free(threshold, version, parts):
                breaches.append(Breach(measurement))
        return breaches


async def _evaluate_silence(
    conn: Conn, rule: AlertRule, threshold: SilenceThreshold, now: datetime
) -> list[Breach]:
    await refresh_hours(conn, rule.app_id, now)
    events = await count_events(conn, rule.app_id, _window_start(now, threshold.window_minutes))
    same_hours = await load_same_hours(conn, rule.app_id, now)
    measurement = check_silence(threshold, events, same_hours)
    return [Breach(measurement)] if measurement else []


async def _evaluate_groups(conn: Conn, rule: AlertRule, now: datetime) -> list[Breach]:
    breaches = _select_largest(await _find_group_breaches(conn, rule, now))
    if not breaches:
        return []
    groups = await load_groups(conn, [breach.group_id for breach in breaches])
    return [
        Breach(breach.measurement, _describe_crash(breach, groups[breach.group_id]))
        for breach in breaches
    ]


async def _find_group_breaches(conn: Conn, rule: AlertRule, now: datetime) -> Sequence[GroupBreach]:
    velocity, spike = rule.settings.thresholds.velocity, rule.settings.thresholds.spike
    await refresh_minutes(conn, rule.app_id, now, now - _MAX_WINDOW)
    if velocity is not None:
        since = _window_start(now, velocity.window_minutes)
        windows = await _load_windows(conn, rule, since)
        sessions = await sessions_by_version(conn, rule.app_id, since) if windows else {}
        return find_velocity_breaches(windows, velocity, sessions)
    if spike is not None:
        windows = await _load_windows(conn, rule, _window_start(now, spike.window_minutes))
        if candidates := find_spike_candidates(windows, spike):
            baselines = await load_baselines(conn, candidates, now.date())
            return find_spikes(windows, spike, baselines)
    return []


async def _load_windows(conn: Conn, rule: AlertRule, since: datetime) -> list[GroupWindow]:
    return filter_windows(await load_window(conn, rule.app_id, since), rule.settings.conditions)


def _select_largest(breaches: Sequence[GroupBreach]) -> list[GroupBreach]:
    """The largest breach of each group, of the groups with the largest ones."""
    largest: dict[UUID, GroupBreach] = {}
    for breach in breaches:
        previous = largest.get(breach.group_id)
        if previous is None or breach.measurement.value > previous.measurement.value:
            largest[breach.group_id] = breach
    return sorted(largest.values(), key=lambda breach: -breach.measurement.value)[:_MAX_GROUPS]


def _window_start(now: datetime, minutes: int) -> datetime:
    return (now - timedelta(minutes=minutes)).replace(second=0, microsecond=0)


def _describe_crash(breach: GroupBreach, group: CrashGroup) -> CrashDetails:
    versions = group.affected_versions
    return CrashDetails(
        fingerprint=group.fingerprint,
        crash_type=group.crash_type,
        message=group.message,
        stack_trace=group.sample_stack_trace,
        app_version=breach.measurement.app_version or (versions[-1] if versions else None),
        screen=None,
        is_fatal=breach.is_fatal,
        timestamp=group.last_seen,
        occurrences=group.occurrence_count,
        devices=group.device_count,
    )
