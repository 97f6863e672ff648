"""Refuses rules that could not work, with a reason."""

from collections.abc import Sequence
from typing import Final

from telemetry_graph.alerting.rules.model import (
    Bounds,
    CrashFreeBound,
    RuleKind,
    RuleSettings,
    SilenceBound,
    SpikeBound,
    VelocityBound,
)
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.pattern import check_patterns
from telemetry_graph.kit.text import is_storable

MAX_RULES = 50
LONGEST_WINDOW_MINUTES: Final = 120
_LONGEST_NAME = 100
_MAX_PATTERNS = 20
_MAX_CHANNELS = 20
_WEEK_MINUTES = 7 * 24 * 60
_LARGE = 1_000_000_000


def checked(settings: RuleSettings) -> RuleSettings:
    """The same settings, or InvalidField."""
    if not settings.name.strip() or len(settings.name) > _LONGEST_NAME:
        raise InvalidField(f"A rule's name has 1 … {_LONGEST_NAME} characters.", field="name")
    if not is_storable(settings.name) or not settings.name.isprintable():
        raise InvalidField("A rule's name is one line of visible text.", field="name")
    _check_list("versions", settings.conditions.versions)
    _check_list("types", settings.conditions.types)
    _within("cooldownMinutes", settings.cooldown_minutes, 0, _WEEK_MINUTES)
    if settings.escalate_after_minutes is not None:
        _within("escalateAfterMinutes", settings.escalate_after_minutes, 1, _WEEK_MINUTES)
    if (settings.escalate_after_minutes is None) != (not settings.escalate_to):
        raise InvalidField(
            "Escalation needs both the minutes to wait and the channels to tell.",
            field="escalateTo",
        )
    if max(len(settings.channel_ids or ()), len(settings.escalate_to)) > _MAX_CHANNELS:
        raise InvalidField(f"A rule has at most {_MAX_CHANNELS} channels.", field="channelIds")
    _check_bounds(settings.kind, settings.bounds)
    return settings


def _check_bounds(kind: RuleKind, bounds: Bounds) -> None:
    given = {
        RuleKind.VELOCITY: bounds.velocity,
        RuleKind.SPIKE: bounds.spike,
        RuleKind.CRASH_FREE: bounds.crash_free,
        RuleKind.SILENCE: bounds.silence,
    }
    for name, bound in given.items():
        if (bound is not None) != (name is kind):
            raise InvalidField(
                f"A rule of kind {kind.name} takes "
                f"{'the bounds of its kind' if kind in given else 'no bounds'}, and no others.",
                field="bounds",
            )
        match bound:
            case VelocityBound():
                _check_velocity(bound)
            case SpikeBound():
                _check_window(bound.window_minutes)
                _within("factor", bound.factor, 1, 1_000)
                _within("minCrashes", bound.min_crashes, 1, _LARGE)
            case CrashFreeBound():
                _within("belowPercent", bound.below_percent, 0, 100)
                _within("days", bound.days, 1, 30)
                _within("minSample", bound.min_sample, 1, _LARGE)
            case SilenceBound():
                _check_window(bound.window_minutes)
                _within("belowPercent", bound.below_percent, 0, 100)
                _within("minEvents", bound.min_events, 1, _LARGE)


def _check_velocity(bound: VelocityBound) -> None:
    _check_window(bound.window_minutes)
    if bound.devices is None and bound.session_percent is None:
        raise InvalidField("Velocity needs devices, or a percentage of sessions.", field="velocity")
    if bound.devices is not None:
        _within("devices", bound.devices, 1, _LARGE)
    if bound.session_percent is not None:
        _within("sessionPercent", bound.session_percent, 0.001, 100)


def _check_window(minutes: int) -> None:
    _within("windowMinutes", minutes, 5, LONGEST_WINDOW_MINUTES)


def _within(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:  # false for NaN, too
        raise InvalidField(f"`{name}` must lie in {low:,} … {high:,}.", field=name)


def _check_list(name: str, patterns: Sequence[str]) -> None:
    if len(patterns) > _MAX_PATTERNS:
        raise InvalidField(f"At most {_MAX_PATTERNS} patterns.", field=name)
    check_patterns(patterns, field=name)
