"""Rejects invalid rules."""

from collections.abc import Sequence
from typing import Final

from telemetry_graph.alerting.rules.model import (
    CrashFreeThreshold,
    RuleKind,
    RuleSettings,
    RuleThresholds,
    SilenceThreshold,
    SpikeThreshold,
    VelocityThreshold,
)
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.pattern import check_patterns
from telemetry_graph.kit.text import is_storable

MAX_RULES = 50
MAX_WINDOW_MINUTES: Final = 120
_MIN_WINDOW_MINUTES = 5
_MAX_NAME_CHARS = 100
_MAX_PATTERNS = 20
_MAX_CHANNELS = 20
_MAX_DAYS = 30
_MAX_FACTOR = 1_000
_MAX_COUNT = 1_000_000_000
_WEEK_MINUTES = 7 * 24 * 60


def check_rule(settings: RuleSettings) -> None:
    """Raise InvalidField; whether its channels exist is checked by the service."""
    name = settings.name
    is_line = bool(name.strip()) and name.isprintable() and is_storable(name)
    if not is_line or len(name) > _MAX_NAME_CHARS:
        raise InvalidField(
            f"`name` must be one line of 1 to {_MAX_NAME_CHARS} characters.", field="name"
        )
    _check_patterns("appVersions", settings.conditions.app_versions)
    _check_patterns("crashTypes", settings.conditions.crash_types)
    _check_range("cooldownMinutes", settings.cooldown_minutes, 0, _WEEK_MINUTES)
    _check_escalation(settings)
    if max(len(settings.channel_ids or ()), len(settings.escalate_to)) > _MAX_CHANNELS:
        raise InvalidField(f"A rule can have at most {_MAX_CHANNELS} channels.", field="channelIds")
    _check_thresholds(settings.kind, settings.thresholds)


def _check_escalation(settings: RuleSettings) -> None:
    minutes = settings.escalate_after_minutes
    if minutes is not None:
        _check_range("escalateAfterMinutes", minutes, 1, _WEEK_MINUTES)
    if (minutes is None) != (not settings.escalate_to):
        raise InvalidField(
            "Escalation needs both `escalateAfterMinutes` and `escalateTo`.", field="escalateTo"
        )


def _check_thresholds(kind: RuleKind, thresholds: RuleThresholds) -> None:
    by_kind = {
        RuleKind.VELOCITY: thresholds.velocity,
        RuleKind.SPIKE: thresholds.spike,
        RuleKind.CRASH_FREE: thresholds.crash_free,
        RuleKind.SILENCE: thresholds.silence,
    }
    for threshold_kind, threshold in by_kind.items():
        if (threshold is not None) != (threshold_kind is kind):
            needed = "the threshold of its kind and no other" if kind in by_kind else "no threshold"
            raise InvalidField(f"A rule of kind {kind.name} needs {needed}.", field="thresholds")
        match threshold:
            case VelocityThreshold():
                _check_velocity(threshold)
            case SpikeThreshold():
                _check_window(threshold.window_minutes)
                _check_range("factor", threshold.factor, 1, _MAX_FACTOR)
                _check_range("minCrashes", threshold.min_crashes, 1, _MAX_COUNT)
            case CrashFreeThreshold():
                _check_range("belowPercent", threshold.below_percent, 0, 100)
                _check_range("days", threshold.days, 1, _MAX_DAYS)
                _check_range("minSample", threshold.min_sample, 1, _MAX_COUNT)
            case SilenceThreshold():
                _check_window(threshold.window_minutes)
                _check_range("belowPercent", threshold.below_percent, 0, 100)
                _check_range("minEvents", threshold.min_events, 1, _MAX_COUNT)


def _check_velocity(threshold: VelocityThreshold) -> None:
    _check_window(threshold.window_minutes)
    if threshold.devices is None and threshold.session_percent is None:
        raise InvalidField("`velocity` needs `devices` or `sessionPercent`.", field="velocity")
    if threshold.devices is not None:
        _check_range("devices", threshold.devices, 1, _MAX_COUNT)
    if threshold.session_percent is not None:
        _check_range("sessionPercent", threshold.session_percent, 0.001, 100)


def _check_window(minutes: int) -> None:
    _check_range("windowMinutes", minutes, _MIN_WINDOW_MINUTES, MAX_WINDOW_MINUTES)


def _check_range(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:  # also rejects NaN
        raise InvalidField(f"`{name}` must be between {low:,} and {high:,}.", field=name)


def _check_patterns(name: str, patterns: Sequence[str]) -> None:
    if len(patterns) > _MAX_PATTERNS:
        raise InvalidField(f"`{name}` can have at most {_MAX_PATTERNS} patterns.", field=name)
    check_patterns(patterns, field=name)
