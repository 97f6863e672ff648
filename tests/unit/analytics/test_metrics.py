from datetime import date, timedelta
from typing import Any

import pytest

from telemetry_graph.analytics import metrics
from telemetry_graph.analytics.model import (
    DayTotal,
    DayUse,
    Metric,
    Period,
    Point,
    RangeUse,
)
from telemetry_graph.kit.day_range import DayRange

_MONDAY = date(2025, 6, 9)
_WEEK = DayRange(_MONDAY, _MONDAY + timedelta(days=6))


def _period(*days: DayUse, durations: list[DayTotal] | None = None, **whole: int) -> Period:
    usual = dict.fromkeys(
        ("sessions", "seen_devices", "seen_sessions", "fatal_devices", "fatal_sessions"), 0
    )
    return Period(_WEEK, list(days), RangeUse(**{**usual, **whole}), durations or [])


def _day(number: int, **parts: Any) -> DayUse:
    return DayUse(_MONDAY + timedelta(days=number), **parts)


def test_daily_users_are_averaged_over_all_days_of_the_range() -> None:
    now, before = _period(_day(0, active=4), _day(2, active=10)), _period(_day(0, active=7))

    found = metrics.overview(now, before).daily_users

    assert found == Metric(
        2.0, 1.0, numerator=14, denominator=7, is_low_sample=False,
        series=(Point(_MONDAY, 4.0), Point(_MONDAY + timedelta(days=2), 10.0)),
    )  # fmt: skip
    assert found.delta_percent == 100.0


def test_crash_free_users_are_those_without_a_fatal_crash() -> None:
    now = _period(_day(0, seen_devices=4, fatal_devices=1), seen_devices=40, fatal_devices=1)
    before = _period(seen_devices=10, fatal_devices=5)

    found = metrics.overview(now, before).crash_free_users

    assert found == Metric(
        0.975, 0.5, numerator=39, denominator=40, is_low_sample=False,
        series=(Point(_MONDAY, 0.75),),
    )  # fmt: skip


def test_crash_free_sessions_are_those_without_a_fatal_crash() -> None:
    now = _period(_day(0), seen_sessions=50, fatal_sessions=10)

    found = metrics.overview(now, _period()).crash_free_sessions

    assert found == Metric(
        0.8, None, numerator=40, denominator=50, is_low_sample=False,
        series=(Point(_MONDAY, None),),
    )  # fmt: skip


def test_a_rate_stays_between_zero_and_one_though_sketches_are_not_exact() -> None:
    now = _period(seen_devices=1_000, fatal_devices=1_004)

    assert metrics.overview(now, _period()).crash_free_users.value == 0.0


@pytest.mark.parametrize(("devices", "is_low"), [(29, True), (30, False)])
def test_a_rate_over_fewer_than_thirty_is_a_low_sample(devices: int, is_low: bool) -> None:
    now = _period(seen_devices=devices)

    assert metrics.overview(now, _period()).crash_free_users.is_low_sample is is_low


def test_a_rate_over_nothing_has_no_value() -> None:
    found = metrics.overview(_period(), _period())

    assert found.crash_free_users == Metric(None, None, 0, 0, is_low_sample=True)
    assert found.average_session_seconds == Metric(None, None, 0, 0, is_low_sample=True)


def test_a_count_is_over_one() -> None:
    found = metrics.overview(_period(_day(0, crashes=3)), _period(_day(0, crashes=2))).crashes

    assert found == Metric(3.0, 2.0, 3, 1, is_low_sample=False, series=(Point(_MONDAY, 3.0),))


def test_sampled_starts_are_weighted_and_marked_as_estimated() -> None:
    found = metrics.overview(_period(_day(0, starts=3, starts_weight=30.0)), _period())

    assert found.starts.value == 30.0
    assert found.starts.is_estimated
    assert found.series[0].count == 30
    assert found.series[0].is_estimated


def test_the_average_session_is_over_those_that_told_their_duration() -> None:
    durations = [
        DayTotal(_MONDAY, 2, 2.0, 30.0),
        DayTotal(_MONDAY + timedelta(days=1), 1, 1.0, 90.0),
    ]

    found = metrics.overview(_period(durations=durations), _period()).average_session_seconds

    assert found.value == 40.0
    assert found.numerator == 120.0
    assert found.denominator == 3.0
    assert found.series == (
        Point(_MONDAY, 15.0),
        Point(_MONDAY + timedelta(days=1), 90.0),
    )
