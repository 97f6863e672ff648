"""Whether a figure crosses its threshold. Functions of values, no I/O."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from telemetry_graph.alerting.content.payload import Measured
from telemetry_graph.alerting.rules.model import (
    Conditions,
    CrashFreeBound,
    SilenceBound,
    SpikeBound,
    VelocityBound,
)
from telemetry_graph.analytics.windows import HourCount
from telemetry_graph.crashes.reads import Baseline, GroupWindow

LEAST_SESSIONS = 50
"""A percentage of fewer says nothing."""
LEAST_DAYS = 3
"""Of an hour of the day: with fewer there is no telling what is usual."""
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class GroupFound:
    group_id: UUID
    is_fatal: bool
    measured: Measured


def minded(windows: Iterable[GroupWindow], conditions: Conditions) -> list[GroupWindow]:
    return [
        each
        for each in windows
        if conditions.accept_status(each.status)
        and conditions.accept(each.crash_type, each.app_version, is_fatal=each.is_fatal)
    ]


def spread(
    windows: Sequence[GroupWindow], bound: VelocityBound, sessions: dict[str, int]
) -> list[GroupFound]:
    """Groups that affect too many devices, or too much of a version's sessions."""
    found = []
    for each in windows:
        total = sessions.get(each.app_version, 0)
        if measured := _spread(each, bound, total):
            found.append(GroupFound(each.group_id, each.is_fatal, measured))
    return found


def _spread(each: GroupWindow, bound: VelocityBound, total: int) -> Measured | None:
    version = each.app_version or None
    if bound.devices is not None and each.devices >= bound.devices:
        return Measured(
            "affected_devices",
            each.devices,
            bound.devices,
            "devices",
            bound.window_minutes,
            version,
        )
    if bound.session_percent is None or total < LEAST_SESSIONS:
        return None
    percent = 100 * min(each.sessions / total, 1.0)
    if percent < bound.session_percent:
        return None
    return Measured(
        "affected_sessions", percent, bound.session_percent, "%", bound.window_minutes, version,
        min(each.sessions, total), total,
    )  # fmt: skip


def spikes(
    windows: Iterable[GroupWindow], bound: SpikeBound, baselines: dict[UUID, Baseline]
) -> list[GroupFound]:
    """Groups that crash far more than on the days before, over all versions together."""
    counts: dict[UUID, tuple[int, int]] = {}
    for each in windows:
        crashes, fatal = counts.get(each.group_id, (0, 0))
        counts[each.group_id] = (crashes + each.crashes, fatal + each.fatal)
    found = []
    for group_id, (crashes, fatal) in counts.items():
        usual = _usual(baselines.get(group_id), bound.window_minutes)
        if usual is None or crashes < max(bound.min_crashes, bound.factor * usual):
            continue
        threshold = max(float(bound.min_crashes), bound.factor * usual)
        measured = Measured(
            "occurrences", crashes, threshold, "crashes", bound.window_minutes, baseline=usual
        )
        found.append(GroupFound(group_id, 2 * fatal > crashes, measured))
    return found


def may_spike(windows: Iterable[GroupWindow], bound: SpikeBound) -> list[UUID]:
    """Groups with enough crashes to be worth a look at their baseline."""
    counts: dict[UUID, int] = {}
    for each in windows:
        counts[each.group_id] = counts.get(each.group_id, 0) + each.crashes
    return [group_id for group_id, crashes in counts.items() if crashes >= bound.min_crashes]


def _usual(baseline: Baseline | None, window_minutes: int) -> float | None:
    """Crashes in as many minutes of an average day; None for a group that has no day behind it."""
    if baseline is None or baseline.days == 0:
        return None
    return baseline.crashes / baseline.days * window_minutes / _DAY_MINUTES


def below_crash_free(
    bound: CrashFreeBound, version: str, parts: tuple[float, float]
) -> Measured | None:
    numerator, denominator = parts
    if denominator < bound.min_sample:
        return None
    percent = 100 * numerator / denominator
    if percent >= bound.below_percent:
        return None
    metric = f"crash_free_{bound.of}"
    return Measured(
        metric, percent, bound.below_percent, "%", bound.days * _DAY_MINUTES, version,
        round(numerator), round(denominator),
    )  # fmt: skip


def is_silent(bound: SilenceBound, events: int, same_hours: Sequence[HourCount]) -> Measured | None:
    """Against the smallest same hour of the days before: a quiet Sunday is no silence."""
    if len(same_hours) < LEAST_DAYS:
        return None
    smallest = min(each.events for each in same_hours)
    usual = smallest * bound.window_minutes / 60
    threshold = usual * bound.below_percent / 100
    if smallest < bound.min_events or events >= threshold:
        return None
    return Measured("events", events, threshold, "events", bound.window_minutes, baseline=usual)
