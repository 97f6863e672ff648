"""GraphQL types of metrics and of the overview; their descriptions quote docs/metrics.md."""

from datetime import date, datetime

import strawberry

from telemetry_graph.analytics.model import DayEvents as DayEventsModel
from telemetry_graph.analytics.model import LiveUsage
from telemetry_graph.analytics.model import Metric as MetricModel
from telemetry_graph.analytics.model import MetricPoint as MetricPointModel
from telemetry_graph.analytics.model import Overview as OverviewModel
from telemetry_graph.kit.scalars import Count

IS_ESTIMATED = (
    "Whether some events were sampled: counts are sums of weights, and only devices and sessions "
    "whose events were stored are counted."
)


@strawberry.type(description="The value of a metric on a UTC day.")
class MetricPoint:
    day: date = strawberry.field(name="date", description="The UTC day.")
    value: float | None = strawberry.field(description="The value; null without data.")

    @classmethod
    def of(cls, model: MetricPointModel) -> "MetricPoint":
        return cls(day=model.day, value=model.value)


@strawberry.type(description="A figure, its parts, and its change since the previous period.")
class Metric:
    value: float | None = strawberry.field(description="The value; null without data.")
    previous: float | None = strawberry.field(description="The value in the previous period.")
    delta_percent: float | None = strawberry.field(
        description="Change since the previous period in percent; null when `previous` is null "
        "or 0."
    )
    numerator: float = strawberry.field(description="Numerator of the value.")
    denominator: float = strawberry.field(description="Denominator of the value; 1 for counts.")
    is_low_sample: bool = strawberry.field(
        description="Whether this is a rate with a denominator below 30."
    )
    is_estimated: bool = strawberry.field(description=IS_ESTIMATED)
    series: list[MetricPoint] = strawberry.field(
        description="The metric by day, without days that have no data."
    )

    @classmethod
    def of(cls, model: MetricModel) -> "Metric":
        return cls(
            value=model.value,
            previous=model.previous,
            delta_percent=model.delta_percent,
            numerator=model.numerator,
            denominator=model.denominator,
            is_low_sample=model.is_low_sample,
            is_estimated=model.is_estimated,
            series=[MetricPoint.of(point) for point in model.series],
        )


@strawberry.type(description="Events of a UTC day.")
class DayEvents:
    day: date = strawberry.field(name="date", description="The UTC day.")
    count: int = strawberry.field(graphql_type=Count, description="Number of events.")
    unique_devices: int = strawberry.field(description="Number of devices that sent them.")
    is_estimated: bool = strawberry.field(description=IS_ESTIMATED)

    @classmethod
    def of(cls, model: DayEventsModel) -> "DayEvents":
        return cls(
            day=model.day,
            count=model.count,
            unique_devices=model.unique_devices,
            is_estimated=model.is_estimated,
        )


@strawberry.type(description="The main metrics of an app over a range of days.")
class Overview:
    start: date = strawberry.field(description="First UTC day of the range.")
    end: date = strawberry.field(description="Last UTC day of the range.")
    daily_users: Metric = strawberry.field(
        description="Sum of the active devices of each day / days of the range."
    )
    crashes: Metric = strawberry.field(description="Crashes in the range, fatal or not.")
    fatal_crashes: Metric = strawberry.field(description="Fatal crashes in the range.")
    crash_free_users: Metric = strawberry.field(
        description="1 - devices with a fatal crash / devices seen; 0 to 1."
    )
    crash_free_sessions: Metric = strawberry.field(
        description="1 - sessions with a fatal crash / sessions seen; 0 to 1."
    )
    sessions: Metric = strawberry.field(description="Sessions in the range.")
    average_session_seconds: Metric = strawberry.field(
        description="Mean of `app_stop.duration_seconds`."
    )
    starts: Metric = strawberry.field(description="`app_start` events in the range.")
    series: list[DayEvents] = strawberry.field(
        description="`app_start` events and their devices by day, without days that have none."
    )

    @classmethod
    def of(cls, model: OverviewModel) -> "Overview":
        return cls(
            start=model.range.start,
            end=model.range.end,
            daily_users=Metric.of(model.daily_users),
            crashes=Metric.of(model.crashes),
            fatal_crashes=Metric.of(model.fatal_crashes),
            crash_free_users=Metric.of(model.crash_free_users),
            crash_free_sessions=Metric.of(model.crash_free_sessions),
            sessions=Metric.of(model.sessions),
            average_session_seconds=Metric.of(model.average_session_seconds),
            starts=Metric.of(model.starts),
            series=[DayEvents.of(day) for day in model.series],
        )


@strawberry.type(description="Devices and sessions with events in the last 5 minutes.")
class LiveNow:
    counted_at: datetime = strawberry.field(description="When this was counted.")
    devices: int = strawberry.field(description="Number of devices.")
    sessions: int = strawberry.field(description="Number of sessions.")
    last_event_at: datetime | None = strawberry.field(
        description="When the latest event was received, at any time, in steps of 10 seconds."
    )

    @classmethod
    def of(cls, model: LiveUsage) -> "LiveNow":
        return cls(
            counted_at=model.counted_at,
            devices=model.devices,
            sessions=model.sessions,
            last_event_at=model.last_event_at,
        )
