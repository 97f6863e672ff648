"""When a figure crosses its threshold, and when it says nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from telemetry_graph.alerting.content.payload import Measured
from telemetry_graph.alerting.rules.metric_rules import thresholds as found
from telemetry_graph.alerting.rules.model import (
    Conditions,
    CrashFree,
    CrashFreeBound,
    SilenceBound,
    SpikeBound,
    VelocityBound,
)
from telemetry_graph.analytics.windows import HourCount
from telemetry_graph.crashes.model import GroupStatus
from telemetry_graph.crashes.reads import Baseline, GroupWindow

NOW = datetime(2025, 6, 15, 12, 0, tzinfo=UTC)
GROUP = UUID(int=1)
WINDOW = GroupWindow(
    GROUP, "1.2.0", "lua_error", GroupStatus.OPEN, crashes=60, fatal=60, devices=40, sessions=12
)


def test_many_devices_are_a_velocity_whatever_the_sessions() -> None:
    (each,) = found.spread([WINDOW], VelocityBound(60, devices=40), {})

    assert each.measured == Measured("affected_devices", 40, 40, "devices", 60, "1.2.0")
    assert each.is_fatal
    assert found.spread([WINDOW], VelocityBound(60, devices=41), {}) == []


def test_a_share_of_the_versions_sessions_is_a_velocity() -> None:
    bound = VelocityBound(30, session_percent=5.0)

    (each,) = found.spread([WINDOW], bound, {"1.2.0": 240, "1.1.0": 10_000})

    assert each.measured == Measured("affected_sessions", 5.0, 5.0, "%", 30, "1.2.0", 12, 240)
    assert found.spread([WINDOW], bound, {"1.2.0": 241}) == []


@pytest.mark.parametrize("sessions", [{}, {"1.2.0": 49}])
def test_a_share_of_few_sessions_says_nothing(sessions: dict[str, int]) -> None:
    assert found.spread([WINDOW], VelocityBound(60, session_percent=1.0), sessions) == []


def test_a_spike_is_measured_over_all_versions_against_the_groups_own_days() -> None:
    other = replace(WINDOW, app_version="1.1.0", crashes=40, fatal=0)
    bound = SpikeBound(60, factor=5.0, min_crashes=20)

    (each,) = found.spikes([WINDOW, other], bound, {GROUP: Baseline(480 * 7, days=7)})

    assert each.measured == Measured("occurrences", 100, 100.0, "crashes", 60, baseline=20.0)
    assert found.spikes([WINDOW, other], bound, {GROUP: Baseline(481 * 7, days=7)}) == []


@pytest.mark.parametrize("baselines", [{}, {GROUP: Baseline(0, days=0)}])
def test_a_group_of_today_has_no_baseline_to_spike_from(baselines: dict[UUID, Baseline]) -> None:
    assert found.spikes([WINDOW], SpikeBound(60, 5.0, 20), baselines) == []


def test_a_few_crashes_are_no_spike_however_rare_they_were() -> None:
    bound = SpikeBound(60, factor=2.0, min_crashes=61)

    assert found.spikes([WINDOW], bound, {GROUP: Baseline(1, days=14)}) == []
    assert found.may_spike([WINDOW], bound) == []
    assert found.may_spike([WINDOW, WINDOW], bound) == [GROUP]


@pytest.mark.parametrize(
    ("conditions", "is_minded"),
    [
        (Conditions(), True),
        (Conditions(versions=("1.2.*",), types=("lua_*",), is_fatal=True), True),
        (Conditions(versions=("2.*",)), False),
        (Conditions(types=("app_crash",)), False),
        (Conditions(is_fatal=False), False),
        (Conditions(statuses=(GroupStatus.IGNORED,)), False),
        (Conditions(statuses=(GroupStatus.IGNORED, GroupStatus.OPEN)), True),
    ],
)
def test_conditions_choose_the_groups(conditions: Conditions, is_minded: bool) -> None:
    assert bool(found.minded([WINDOW], conditions)) is is_minded


def test_a_group_that_was_dealt_with_is_not_minded_without_a_word_on_it() -> None:
    assert found.minded([replace(WINDOW, status=GroupStatus.RESOLVED)], Conditions()) == []


def test_a_crash_free_rate_below_its_threshold_is_told_with_its_parts() -> None:
    bound = CrashFreeBound(below_percent=95.0, of=CrashFree.USERS, days=2, min_sample=100)

    measured = found.below_crash_free(bound, "1.2.0", (94.0, 100.0))

    assert measured == Measured("crash_free_users", 94.0, 95.0, "%", 2_880, "1.2.0", 94, 100)
    assert found.below_crash_free(bound, "1.2.0", (95.0, 100.0)) is None
    assert found.below_crash_free(bound, "1.2.0", (0.0, 99.0)) is None


def hours(*events: int) -> list[HourCount]:
    return [HourCount(NOW - timedelta(days=n + 1), count) for n, count in enumerate(events)]


def test_silence_is_far_less_than_in_the_smallest_same_hour_of_other_days() -> None:
    bound = SilenceBound(window_minutes=30, below_percent=10.0, min_events=100)

    measured = found.is_silent(bound, 9, hours(400, 200, 900))

    assert measured == Measured("events", 9, 10.0, "events", 30, baseline=100.0)
    assert found.is_silent(bound, 10, hours(400, 200, 900)) is None


@pytest.mark.parametrize("same_hours", [[], hours(500, 500), hours(500, 99, 500)])
def test_without_enough_to_compare_nothing_is_silence(same_hours: list[HourCount]) -> None:
    bound = SilenceBound(window_minutes=60, below_percent=50.0, min_events=100)

    assert found.is_silent(bound, 0, same_hours) is None
