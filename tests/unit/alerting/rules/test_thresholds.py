"""When a metric crosses its threshold, and when it is not significant."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from telemetry_graph.alerting.content.payload import Measurement
from telemetry_graph.alerting.rules.metric_rules.thresholds import (
    check_crash_free,
    check_silence,
    filter_windows,
    find_spike_candidates,
    find_spikes,
    find_velocity_breaches,
)
from telemetry_graph.alerting.rules.model import (
    CrashFreeBasis,
    CrashFreeThreshold,
    RuleConditions,
    SilenceThreshold,
    SpikeThreshold,
    VelocityThreshold,
)
from telemetry_graph.analytics.windows import HourCount
from telemetry_graph.crashes.model import GroupStatus
from telemetry_graph.crashes.reads import Baseline, GroupWindow

NOW = datetime(2025, 6, 15, 12, 0, tzinfo=UTC)
GROUP = UUID(int=1)
WINDOW = GroupWindow(
    GROUP, "1.2.0", "lua_error", GroupStatus.OPEN, crashes=60, fatal=60, devices=40, sessions=12
)


def test_many_devices_cross_the_velocity_threshold_regardless_of_sessions() -> None:
    (breach,) = find_velocity_breaches([WINDOW], VelocityThreshold(60, devices=40), {})

    assert breach.measurement == Measurement("affected_devices", 40, 40, "devices", 60, "1.2.0")
    assert breach.is_fatal
    assert find_velocity_breaches([WINDOW], VelocityThreshold(60, devices=41), {}) == []


def test_a_percentage_of_the_versions_sessions_crosses_the_velocity_threshold() -> None:
    threshold = VelocityThreshold(30, session_percent=5.0)

    (breach,) = find_velocity_breaches([WINDOW], threshold, {"1.2.0": 240, "1.1.0": 10_000})

    assert breach.measurement == Measurement(
        "affected_sessions", 5.0, 5.0, "%", 30, "1.2.0", 12, 240
    )
    assert find_velocity_breaches([WINDOW], threshold, {"1.2.0": 241}) == []


@pytest.mark.parametrize("sessions", [{}, {"1.2.0": 49}])
def test_a_percentage_of_few_sessions_is_not_significant(sessions: dict[str, int]) -> None:
    assert (
        find_velocity_breaches([WINDOW], VelocityThreshold(60, session_percent=1.0), sessions) == []
    )


def test_a_spike_compares_all_versions_with_the_days_of_the_group() -> None:
    other = replace(WINDOW, app_version="1.1.0", crashes=40, fatal=0)
    threshold = SpikeThreshold(60, factor=5.0, min_crashes=20)

    (breach,) = find_spikes([WINDOW, other], threshold, {GROUP: Baseline(480 * 7, days=7)})

    assert breach.measurement == Measurement(
        "occurrences", 100, 100.0, "crashes", 60, baseline=20.0
    )
    assert find_spikes([WINDOW, other], threshold, {GROUP: Baseline(481 * 7, days=7)}) == []


@pytest.mark.parametrize("baselines", [{}, {GROUP: Baseline(0, days=0)}])
def test_a_group_that_is_new_today_cannot_spike(baselines: dict[UUID, Baseline]) -> None:
    assert find_spikes([WINDOW], SpikeThreshold(60, 5.0, 20), baselines) == []


def test_few_crashes_are_not_a_spike_however_rare_they_were() -> None:
    threshold = SpikeThreshold(60, factor=2.0, min_crashes=61)

    assert find_spikes([WINDOW], threshold, {GROUP: Baseline(1, days=14)}) == []
    assert find_spike_candidates([WINDOW], threshold) == []
    assert find_spike_candidates([WINDOW, WINDOW], threshold) == [GROUP]


@pytest.mark.parametrize(
    ("conditions", "matches"),
    [
        (RuleConditions(), True),
        (RuleConditions(app_versions=("1.2.*",), crash_types=("lua_*",), is_fatal=True), True),
        (RuleConditions(app_versions=("2.*",)), False),
        (RuleConditions(crash_types=("app_crash",)), False),
        (RuleConditions(is_fatal=False), False),
        (RuleConditions(statuses=(GroupStatus.IGNORED,)), False),
        (RuleConditions(statuses=(GroupStatus.IGNORED, GroupStatus.OPEN)), True),
    ],
)
def test_conditions_select_groups(conditions: RuleConditions, matches: bool) -> None:
    assert bool(filter_windows([WINDOW], conditions)) is matches


def test_a_resolved_group_does_not_match_by_default() -> None:
    assert filter_windows([replace(WINDOW, status=GroupStatus.RESOLVED)], RuleConditions()) == []


def test_a_low_crash_free_rate_has_its_numerator_and_denominator() -> None:
    threshold = CrashFreeThreshold(
        below_percent=95.0, basis=CrashFreeBasis.USERS, days=2, min_sample=100
    )

    measurement = check_crash_free(threshold, "1.2.0", (94.0, 100.0))

    assert measurement == Measurement("crash_free_users", 94.0, 95.0, "%", 2_880, "1.2.0", 94, 100)
    assert check_crash_free(threshold, "1.2.0", (95.0, 100.0)) is None
    assert check_crash_free(threshold, "1.2.0", (0.0, 99.0)) is None


def hours(*events: int) -> list[HourCount]:
    return [HourCount(NOW - timedelta(days=n + 1), count) for n, count in enumerate(events)]


def test_silence_compares_with_the_smallest_of_the_same_hours() -> None:
    threshold = SilenceThreshold(window_minutes=30, below_percent=10.0, min_events=100)

    measurement = check_silence(threshold, 9, hours(400, 200, 900))

    assert measurement == Measurement("events", 9, 10.0, "events", 30, baseline=100.0)
    assert check_silence(threshold, 10, hours(400, 200, 900)) is None


@pytest.mark.parametrize("same_hours", [[], hours(500, 500), hours(500, 99, 500)])
def test_silence_needs_enough_days_and_events_to_compare_with(same_hours: list[HourCount]) -> None:
    threshold = SilenceThreshold(window_minutes=60, below_percent=50.0, min_events=100)

    assert check_silence(threshold, 0, same_hours) is None
