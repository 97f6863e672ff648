from datetime import date
from typing import Any

from telemetry_graph.analytics import metrics
from telemetry_graph.analytics.model import DayRange, Metric, Totals

_WEEK = DayRange(date(2025, 6, 9), date(2025, 6, 15))
_NOTHING = Totals(0, 0, 0, 0, 0, 0, 0)


def _totals(**parts: Any) -> Totals:
    usual = {"dau_sum": 0, "starts": 0, "sessions": 0, "devices_seen": 0, "crashes": 0,
             "fatal_crashes": 0, "devices_with_fatal": 0}  # fmt: skip
    return Totals(**{**usual, **parts})


def test_daily_users_are_averaged_over_all_days_of_the_range() -> None:
    found = metrics.daily_metric(_WEEK, _totals(dau_sum=14), _totals(dau_sum=7))

    assert found == Metric(2.0, 1.0, numerator=14, denominator=7, is_low_sample=False)
    assert found.delta_percent == 100.0


def test_crash_free_users_are_those_without_a_fatal_crash() -> None:
    now, before = (
        _totals(devices_seen=40, devices_with_fatal=1),
        _totals(devices_seen=10, devices_with_fatal=5),
    )

    found = metrics.ratio_metric(metrics.crash_free_users, now, before)

    assert found == Metric(0.975, 0.5, numerator=39, denominator=40, is_low_sample=False)


def test_a_rate_over_fewer_than_thirty_is_a_low_sample() -> None:
    def is_low(devices: int) -> bool:
        now = _totals(devices_seen=devices)
        return metrics.ratio_metric(metrics.crash_free_users, now, _NOTHING).is_low_sample

    assert is_low(29)
    assert not is_low(30)


def test_a_rate_over_nothing_has_no_value() -> None:
    found = metrics.ratio_metric(metrics.crash_free_users, _NOTHING, _NOTHING)

    assert found == Metric(None, None, numerator=0, denominator=0, is_low_sample=True)


def test_a_count_is_over_one() -> None:
    found = metrics.count_metric(3, 2)

    assert found == Metric(3.0, 2.0, numerator=3, denominator=1, is_low_sample=False)
