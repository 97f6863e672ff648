"""The definitions of docs/metrics.md, as functions of the totals of a period."""

from collections.abc import Callable, Sequence

from telemetry_graph.analytics.model import (
    LOW_SAMPLE,
    DayEvents,
    DayUsage,
    Metric,
    MetricPoint,
    Overview,
    PeriodUsage,
    RangeUsage,
)

Fraction = tuple[float, float]
"""Numerator and denominator."""


def compute_overview(now: PeriodUsage, before: PeriodUsage) -> Overview:
    return Overview(
        range=now.range,
        daily_users=_daily_users(now, before),
        crashes=_sum_of_days(now, before, lambda day: day.crashes),
        fatal_crashes=_sum_of_days(now, before, lambda day: day.fatal_crashes),
        crash_free_users=_rate(now, before, crash_free_users),
        crash_free_sessions=_rate(now, before, crash_free_sessions),
        sessions=_sessions(now, before),
        average_session_seconds=_average_session_seconds(now, before),
        starts=_sum_of_days(
            now, before, lambda day: day.starts_weight, is_estimated=_has_sampled_starts(now)
        ),
        series=[
            DayEvents(
                day.day,
                round(day.starts_weight),
                day.active_devices,
                is_estimated=day.starts_weight != day.starts,
            )
            for day in now.days
            if day.starts
        ],
    )


def event_count(days: Sequence[DayEvents], before: Sequence[DayEvents]) -> Metric:
    total = sum(day.count for day in days)
    return Metric(
        value=float(total),
        previous=float(sum(day.count for day in before)),
        numerator=total,
        denominator=1,
        is_low_sample=False,
        is_estimated=any(day.is_estimated for day in days),
        series=tuple(MetricPoint(day.day, float(day.count)) for day in days),
    )


def crash_free_users(usage: DayUsage | RangeUsage) -> Fraction:
    """The devices without a fatal crash, and the devices seen."""
    return max(usage.seen_devices - usage.fatal_devices, 0), usage.seen_devices


def crash_free_sessions(usage: DayUsage | RangeUsage) -> Fraction:
    """The sessions without a fatal crash, and the sessions seen."""
    return max(usage.seen_sessions - usage.fatal_sessions, 0), usage.seen_sessions


def _daily_users(now: PeriodUsage, before: PeriodUsage) -> Metric:
    """The mean number of active devices per day, over all days of the range."""
    numerator, days = sum(day.active_devices for day in now.days), now.range.days
    return Metric(
        value=numerator / days,
        previous=sum(day.active_devices for day in before.days) / before.range.days,
        numerator=numerator,
        denominator=days,
        is_low_sample=False,
        is_estimated=_has_sampled_starts(now),
        series=_series(now.days, lambda day: float(day.active_devices)),
    )


def _sessions(now: PeriodUsage, before: PeriodUsage) -> Metric:
    return Metric(
        value=float(now.whole.sessions),
        previous=float(before.whole.sessions),
        numerator=now.whole.sessions,
        denominator=1,
        is_low_sample=False,
        is_estimated=_has_sampled_events(now),
        series=_series(now.days, lambda day: float(day.sessions)),
    )


def _average_session_seconds(now: PeriodUsage, before: PeriodUsage) -> Metric:
    numerator, denominator = _session_durations(now)
    return Metric(
        value=_divide(numerator, denominator),
        previous=_divide(*_session_durations(before)),
        numerator=numerator,
        denominator=denominator,
        is_low_sample=denominator < LOW_SAMPLE,
        is_estimated=any(total.weight != total.events for total in now.session_durations),
        series=tuple(MetricPoint(total.day, total.mean) for total in now.session_durations),
    )


def _session_durations(period: PeriodUsage) -> Fraction:
    """The sum of the durations, and the number of events with a duration."""
    return (
        sum(total.total for total in period.session_durations),
        sum(total.weight for total in period.session_durations),
    )


def _rate(
    now: PeriodUsage, before: PeriodUsage, fraction: Callable[[DayUsage | RangeUsage], Fraction]
) -> Metric:
    numerator, denominator = fraction(now.whole)
    return Metric(
        value=_divide(numerator, denominator),
        previous=_divide(*fraction(before.whole)),
        numerator=numerator,
        denominator=denominator,
        is_low_sample=denominator < LOW_SAMPLE,
        is_estimated=_has_sampled_events(now),
        series=_series(now.days, lambda day: _divide(*fraction(day))),
    )


def _sum_of_days(
    now: PeriodUsage,
    before: PeriodUsage,
    of_day: Callable[[DayUsage], float],
    *,
    is_estimated: bool = False,
) -> Metric:
    total = sum(map(of_day, now.days))
    return Metric(
        value=float(total),
        previous=float(sum(map(of_day, before.days))),
        numerator=total,
        denominator=1,
        is_low_sample=False,
        is_estimated=is_estimated,
        series=_series(now.days, lambda day: float(of_day(day))),
    )


def _series(
    days: Sequence[DayUsage], value: Callable[[DayUsage], float | None]
) -> tuple[MetricPoint, ...]:
    return tuple(MetricPoint(day.day, value(day)) for day in days)


def _has_sampled_starts(period: PeriodUsage) -> bool:
    return any(day.starts_weight != day.starts for day in period.days)


def _has_sampled_events(period: PeriodUsage) -> bool:
    """For devices and sessions, which are counted by events of all types."""
    return any(day.weight != day.events for day in period.days)


def _divide(numerator: float, denominator: float) -> float | None:
    return numerator / denominator if denominator else None
