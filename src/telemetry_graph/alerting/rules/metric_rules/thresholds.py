"""Whether a metric crosses the threshold of a rule. Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from telemetry_graph.alerting.content.payload import Measurement
from telemetry_graph.alerting.rules.model import (
    CrashFreeThreshold,
    RuleConditions,
    SilenceThreshold,
    SpikeThreshold,
    VelocityThreshold,
)
from telemetry_graph.analytics.windows import HourCount
from telemetry_graph.crashes.reads import Baseline, GroupWindow

MIN_SESSIONS = 50
"""A percentage of fewer sessions is not significant."""
MIN_DAYS = 3
"""Fewer days do not show what is usual at an hour of the day."""
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class GroupBreach:
    """A crash group that crosses a threshold."""

    group_id: UUID
    is_fatal: bool
    measurement: Measurement


def filter_windows(windows: Iterable[GroupWindow], conditions: RuleConditions) -> list[GroupWindow]:
    return [
        window
        for window in windows
        if conditions.match_status(window.status)
        and conditions.match_crash(window.crash_type, window.app_version, is_fatal=window.is_fatal)
    ]


def find_velocity_breaches(
    windows: Sequence[GroupWindow], threshold: VelocityThreshold, sessions: dict[str, int]
) -> list[GroupBreach]:
    """Groups that affect too many devices, or too many sessions of a version.

    `sessions` are those of each version within the window.
    """
    breaches = []
    for window in windows:
        total = sessions.get(window.app_version, 0)
        if measurement := _measure_velocity(window, threshold, total):
            breaches.append(GroupBreach(window.group_id, window.is_fatal, measurement))
    return breaches


def _measure_velocity(
    window: GroupWindow, threshold: VelocityThreshold, total: int
) -> Measurement | None:
    minutes, version = threshold.window_minutes, window.app_version or None
    if threshold.devices is not None and window.devices >= threshold.devices:
        return Measurement(
            "affected_devices", window.devices, threshold.devices, "devices", minutes, version
        )
    if threshold.session_percent is None or total < MIN_SESSIONS:
        return None
    percent = 100 * min(window.sessions / total, 1.0)
    if percent < threshold.session_percent:
        return None
    return Measurement(
        "affected_sessions", percent, threshold.session_percent, "%", minutes, version,
        min(window.sessions, total), total,
    )  # fmt: skip


def find_spikes(
    windows: Iterable[GroupWindow], threshold: SpikeThreshold, baselines: dict[UUID, Baseline]
) -> list[GroupBreach]:
    """Groups that crash far more than on the days before, over all versions together."""
    breaches = []
    for group_id, (crashes, fatal) in _sum_by_group(windows).items():
        usual = _usual_crashes(baselines.get(group_id), threshold.window_minutes)
        if usual is None:
            continue
        limit = max(float(threshold.min_crashes), threshold.factor * usual)
        if crashes < limit:
            continue
        measurement = Measurement(
            "occurrences", crashes, limit, "crashes", threshold.window_minutes, baseline=usual
        )
        breaches.append(GroupBreach(group_id, 2 * fatal > crashes, measurement))
    return breaches


def find_spike_candidates(windows: Iterable[GroupWindow], threshold: SpikeThreshold) -> list[UUID]:
    """Groups with enough crashes to compare with their baseline."""
    return [
        group_id
        for group_id, (crashes, _) in _sum_by_group(windows).items()
        if crashes >= threshold.min_crashes
    ]


def _sum_by_group(windows: Iterable[GroupWindow]) -> dict[UUID, tuple[int, int]]:
    """Crashes and fatal crashes of each group."""
    sums: dict[UUID, tuple[int, int]] = {}
    for window in windows:
        crashes, fatal = sums.get(window.group_id, (0, 0))
        sums[window.group_id] = (crashes + window.crashes, fatal + window.fatal)
    return sums


def _usual_crashes(baseline: Baseline | None, window_minutes: int) -> float | None:
    """Crashes in as many minutes of an average day; None for a group that is new today."""
    if baseline is None or baseline.days == 0:
        return None
    return baseline.crashes / baseline.days * window_minutes / _DAY_MINUTES


def check_crash_free(
    threshold: CrashFreeThreshold, app_version: str, parts: tuple[float, float]
) -> Measurement | None:
    """`parts` are the numerator and the denominator of the rate."""
    numerator, denominator = parts
    if denominator < threshold.min_sample:
        return None
    percent = 100 * numerator / denominator
    if percent >= threshold.below_percent:
        return None
    metric = f"crash_free_{threshold.basis}"
    return Measurement(
        metric, percent, threshold.below_percent, "%", threshold.days * _DAY_MINUTES, app_version,
        round(numerator), round(denominator),
    )  # fmt: skip


def check_silence(
    threshold: SilenceThreshold, events: int, same_hours: Sequence[HourCount]
) -> Measurement | None:
    """Compare with the smallest of the same hours, as a quiet Sunday is not silence."""
    if len(same_hours) < MIN_DAYS:
        return None
    smallest = min(hour.events for hour in same_hours)
    usual = smallest * threshold.window_minutes / 60
    limit = usual * threshold.below_percent / 100
    if smallest < threshold.min_events or events >= limit:
        return None
    return Measurement("events", events, limit, "events", threshold.window_minutes, baseline=usual)
