from datetime import date, timedelta
from typing import Any

import pytest

from telemetry_graph.analytics.metrics import compute_overview
from telemetry_graph.analytics.model import (
    DayUsage,
    MeasureTotal,
    Metric,
    MetricPoint,
    PeriodUsage,
    RangeUsage,
)
from telemetry_graph.kit.day_range import DayRange

_MONDAY = date(2025, 6, 9)
_TUESDAY, _WEDNESDAY = _MONDAY + timedelta(days=1), _MONDAY + timedelta(days=2)
_WEEK = DayRange(_MONDAY, _MONDAY + timedelta(days=6))
_NO_USAGE = RangeUsage(
    sessions=0, seen_devices=0, seen_sessions=0, fatal_devices=0, fatal_sessions=0
)


def _period(*days: DayUsage, whole: RangeUsage = _NO_USAGE) -> PeriodUsage:
    return PeriodUsage(_WEEK, list(days), whole, [])


def _whole(**counts: int) -> RangeUsage:
    return RangeUsage(**{**dict.fromkeys(RangeUsage.__slots__, 0), **counts})


def _day(day: date, **counts: Any) -> DayUsage:
    return DayUsage(day, **counts)


def test_daily_users_are_the_mean_over_all_days_of_the_range() -> None:
    now = _period(_day(_MONDAY, active_devices=4), _day(_WEDNESDAY, active_devices=10))
    before = _period(_day(_MONDAY, active_devices=7))

    daily_users = compute_overview(now, before).daily_users

    assert daily_users == Metric(
        2.0, 1.0, numerator=14, denominator=7, is_low_sample=False,
        series=(MetricPoint(_MONDAY, 4.0), MetricPoint(_WEDNESDAY, 10.0)),
    )  # fmt: skip
    assert daily_users.delta_percent == 100.0


def test_crash_free_users_have_no_fatal_crash() -> None:
    now = _period(
        _day(_MONDAY, seen_devices=4, fatal_devices=1),
        whole=_whole(seen_devices=40, fatal_devices=1),
    )
    before = _period(whole=_whole(seen_devices=10, fatal_devices=5))

    assert compute_overview(now, before).crash_free_users == Metric(
        0.975, 0.5, numerator=39, denominator=40, is_low_sample=False,
        series=(MetricPoint(_MONDAY, 0.75),),
    )  # fmt: skip


def test_crash_free_sessions_have_no_fatal_crash() -> None:
    now = _period(_day(_MONDAY), whole=_whole(seen_sessions=50, fatal_sessions=10))

    assert compute_overview(now, _period()).crash_free_sessions == Metric(
        0.8, None, numerator=40, denominator=50, is_low_sample=False,
        series=(MetricPoint(_MONDAY, None),),
    )  # fmt: skip


def test_a_rate_is_not_negative_when_sketches_are_inexact() -> None:
    now = _period(whole=_whole(seen_devices=1_000, fatal_devices=1_004))

    assert compute_overview(now, _period()).crash_free_users.value == 0.0


@pytest.mark.parametrize(("devices", "is_low"), [(29, True), (30, False)])
def test_a_rate_with_a_denominator_below_thirty_is_a_low_sample(devices: int, is_low: bool) -> None:
    now = _period(whole=_whole(seen_devices=devices))

    assert compute_overview(now, _period()).crash_free_users.is_low_sample is is_low


def test_a_rate_without_data_has_no_value() -> None:
    overview = compute_overview(_period(), _period())

    assert overview.crash_free_users == Metric(None, None, 0, 0, is_low_sample=True)
    assert overview.average_session_seconds == Metric(None, None, 0, 0, is_low_sample=True)


def test_a_count_has_the_denominator_one() -> None:
    now, before = _period(_day(_MONDAY, crashes=3)), _period(_day(_MONDAY, crashes=2))

    assert compute_overview(now, before).crashes == Metric(
        3.0, 2.0, 3, 1, is_low_sample=False, series=(MetricPoint(_MONDAY, 3.0),)
    )


def test_sampled_starts_are_weighted_and_estimated() -> None:
    now = _period(_day(_MONDAY, starts=3, starts_weight=30.0))

    overview = compute_overview(now, _period())

    assert overview.starts.value == 30.0
    assert overview.starts.is_estimated
    assert overview.series[0].count == 30
    assert overview.series[0].is_estimated


def test_the_average_session_is_the_mean_of_the_durations() -> None:
    durations = [MeasureTotal(_MONDAY, 2, 2.0, 30.0), MeasureTotal(_TUESDAY, 1, 1.0, 90.0)]
    now = PeriodUsage(_WEEK, [], _NO_USAGE, durations)

    average = compute_overview(now, _period()).average_session_seconds

    assert average.value == 40.0
    assert average.numerator == 120.0
    assert average.denominator == 3.0
    assert average.series == (MetricPoint(_MONDAY, 15.0), MetricPoint(_TUESDAY, 90.0))
