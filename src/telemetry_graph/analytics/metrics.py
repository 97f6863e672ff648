"""The definitions of docs/metrics.md, as functions of what a period adds up to."""

from collections.abc import Callable, Sequence

from telemetry_graph.analytics.model import (
    LOW_SAMPLE,
    DayCount,
    DayUse,
    Metric,
    Overview,
    Period,
    Point,
)

Parts = tuple[float, float]
"""Numerator and denominator."""


def overview(now: Period, before: Period) -> Overview:
    return Overview(
        range=now.range,
        daily_users=daily_users(now, before),
        crashes=_count(now, before, lambda day: day.crashes),
        fatal_crashes=_count(now, before, lambda day: day.fatal),
        crash_free_users=_rate(now, before, crash_free_users, _crash_free_users_of_day),
        crash_free_sessions=_rate(now, before, crash_free_sessions, _crash_free_sessions_of_day),
        sessions=_sessions(now, before),
        average_session_seconds=_average_session(now, before),
        starts=_count(now, before, lambda day: day.starts_weight, is_estimated=_is_sampled(now)),
        series=[
            DayCount(day.day, round(day.starts_weight), day.active, day.starts_weight != day.starts)
            for day in now.days
            if day.starts
        ],
    )


def event_count(days: Sequence[DayCount], before: Sequence[DayCount]) -> Metric:
    """Events, of one type or of all."""
    total = sum(day.count for day in days)
    return Metric(
        value=float(total),
        previous=float(sum(day.count for day in before)),
        numerator=total,
        denominator=1,
        is_low_sample=False,
        is_estimated=any(day.is_estimated for day in days),
        series=tuple(Point(day.day, float(day.count)) for day in days),
    )


def daily_users(now: Period, before: Period) -> Metric:
    """Active devices a day, on average over the days of the range."""
    numerator, days = sum(day.active for day in now.days), now.range.days
    return Metric(
        value=numerator / days,
        previous=sum(day.active for day in before.days) / before.range.days,
        numerator=numerator,
        denominator=days,
        is_low_sample=False,
        is_estimated=_is_sampled(now),
        series=_points(now.days, lambda day: float(day.active)),
    )


def crash_free_users(period: Period) -> Parts:
    """1 - devices with a fatal crash / devices seen, as a fraction of devices."""
    whole = period.whole
    return max(whole.seen_devices - whole.fatal_devices, 0), whole.seen_devices


def crash_free_sessions(period: Period) -> Parts:
    """1 - sessions with a fatal crash / sessions seen, as a fraction of sessions."""
    whole = period.whole
    return max(whole.seen_sessions - whole.fatal_sessions, 0), whole.seen_sessions


def average_session_seconds(period: Period) -> Parts:
    """The durations that `app_stop` events tell, added up / how many tell one."""
    return (
        sum(each.total for each in period.durations),
        sum(each.weight for each in period.durations),
    )


def _crash_free_users_of_day(day: DayUse) -> Parts:
    return max(day.seen_devices - day.fatal_devices, 0), day.seen_devices


def _crash_free_sessions_of_day(day: DayUse) -> Parts:
    return max(day.seen_sessions - day.fatal_sessions, 0), day.seen_sessions


def _sessions(now: Period, before: Period) -> Metric:
    return Metric(
        value=float(now.whole.sessions),
        previous=float(before.whole.sessions),
        numerator=now.whole.sessions,
        denominator=1,
        is_low_sample=False,
        is_estimated=_any_sampled(now),
        series=_points(now.days, lambda day: float(day.sessions)),
    )


def _average_session(now: Period, before: Period) -> Metric:
    numerator, denominator = average_session_seconds(now)
    return Metric(
        value=_ratio(numerator, denominator),
        previous=_ratio(*average_session_seconds(before)),
        numerator=numerator,
        denominator=denominator,
        is_low_sample=denominator < LOW_SAMPLE,
        is_estimated=any(each.weight != each.events for each in now.durations),
        series=tuple(Point(each.day, each.mean) for each in now.durations),
    )


def _rate(
    now: Period,
    before: Period,
    parts: Callable[[Period], Parts],
    of_day: Callable[[DayUse], Parts],
) -> Metric:
    """A rate; a low sample when it rests on few."""
    numerator, denominator = parts(now)
    return Metric(
        value=_ratio(numerator, denominator),
        previous=_ratio(*parts(before)),
        numerator=numerator,
        denominator=denominator,
        is_low_sample=denominator < LOW_SAMPLE,
        is_estimated=_any_sampled(now),
        series=_points(now.days, lambda day: _ratio(*of_day(day))),
    )


def _count(
    now: Period, before: Period, of_day: Callable[[DayUse], float], *, is_estimated: bool = False
) -> Metric:
    """A plain count, over one."""
    total = sum(map(of_day, now.days))
    return Metric(
        value=float(total),
        previous=float(sum(map(of_day, before.days))),
        numerator=total,
        denominator=1,
        is_low_sample=False,
        is_estimated=is_estimated,
        series=_points(now.days, lambda day: float(of_day(day))),
    )


def _points(days: Sequence[DayUse], value: Callable[[DayUse], float | None]) -> tuple[Point, ...]:
    return tuple(Point(day.day, value(day)) for day in days)


def _is_sampled(period: Period) -> bool:
    return any(day.starts_weight != day.starts for day in period.days)


def _any_sampled(period: Period) -> bool:
    """Devices and sessions are seen by events of any type."""
    return any(day.weight != day.events for day in period.days)


def _ratio(numerator: float, denominator: float) -> float | None:
    return numerator / denominator if denominator else None
