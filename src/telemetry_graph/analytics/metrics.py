"""The definitions of docs/metrics.md, as functions of totals."""

from collections.abc import Callable

from telemetry_graph.analytics.model import LOW_SAMPLE, DayRange, Metric, Totals

Parts = tuple[int, int]
"""Numerator and denominator."""


def daily_users(totals: Totals, days: int) -> Parts:
    """Active devices a day, on average over the days of the range."""
    return totals.dau_sum, days


def crash_free_users(totals: Totals) -> Parts:
    """1 - devices with a fatal crash / devices seen, as a fraction of devices."""
    return totals.devices_seen - totals.devices_with_fatal, totals.devices_seen


def ratio_metric(parts: Callable[[Totals], Parts], now: Totals, before: Totals) -> Metric:
    """A rate; a low sample when it rests on few."""
    numerator, denominator = parts(now)
    return Metric(
        value=_ratio(numerator, denominator),
        previous=_ratio(*parts(before)),
        numerator=numerator,
        denominator=denominator,
        is_low_sample=denominator < LOW_SAMPLE,
    )


def daily_metric(span: DayRange, now: Totals, before: Totals) -> Metric:
    numerator, days = daily_users(now, span.days)
    return Metric(
        numerator / days, daily_users(before, days)[0] / days, numerator, days, is_low_sample=False
    )


def count_metric(now: int, before: int) -> Metric:
    """A plain count, over one."""
    return Metric(float(now), float(before), now, 1, is_low_sample=False)


def _ratio(numerator: int, denominator: int) -> float | None:
    return numerator / denominator if denominator else None
