"""Figures, as GraphQL shows them."""

from datetime import date

import strawberry

from telemetry_graph.analytics.model import DayCount as DayCountModel
from telemetry_graph.analytics.model import DayRange as DayRangeModel
from telemetry_graph.analytics.model import Metric as MetricModel
from telemetry_graph.analytics.model import Overview as OverviewModel
from telemetry_graph.analytics.model import VersionUse as VersionUseModel
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.kit.gql import Info
from telemetry_graph.kit.ids import AppId


@strawberry.input(description="UTC days, both ends included; at most 731.")
class DateRange:
    start: date = strawberry.field(description="The first day.")
    end: date = strawberry.field(description="The last day.")

    def model(self) -> DayRangeModel:
        return DayRangeModel(self.start, self.end)


@strawberry.type(description="A figure, its parts, and its change against the period before.")
class Metric:
    value: float | None = strawberry.field(description="The figure; null when there is no data.")
    previous: float | None = strawberry.field(
        description="The same over the period of the same length just before."
    )
    delta_percent: float | None = strawberry.field(
        description="Change against `previous`, in percent; null when there is none."
    )
    numerator: float = strawberry.field(description="What the figure is made from.")
    denominator: float = strawberry.field(description="What it is divided by; 1 for counts.")
    low_sample: bool = strawberry.field(description="A rate over fewer than 30.")

    @classmethod
    def of(cls, model: MetricModel) -> "Metric":
        return cls(
            value=model.value,
            previous=model.previous,
            delta_percent=model.delta_percent,
            numerator=model.numerator,
            denominator=model.denominator,
            low_sample=model.is_low_sample,
        )


@strawberry.type(description="Events of one UTC day.")
class DayCount:
    day: date = strawberry.field(name="date", description="The UTC day.")
    count: int = strawberry.field(description="How many events.")
    unique_devices: int = strawberry.field(description="How many devices sent them.")

    @classmethod
    def of(cls, model: DayCountModel) -> "DayCount":
        return cls(day=model.day, count=model.count, unique_devices=model.unique_devices)


@strawberry.type(description="How an app does over a range of days.")
class Overview:
    start: date = strawberry.field(description="First UTC day of the range.")
    end: date = strawberry.field(description="Last UTC day of the range.")
    daily_users: Metric = strawberry.field(
        description="Devices with an `app_start` a day, on average over the range."
    )
    crashes: Metric = strawberry.field(description="Crashes, fatal or not, each counted once.")
    crash_free_users: Metric = strawberry.field(
        description="1 - devices with a fatal crash / devices seen; 0 to 1."
    )
    sessions: Metric = strawberry.field(description="Sessions with an event.")
    starts: Metric = strawberry.field(description="`app_start` events.")
    series: list[DayCount] = strawberry.field(
        description="`app_start` events and their devices, by day; days without any are left out."
    )

    @classmethod
    def of(cls, model: OverviewModel) -> "Overview":
        return cls(
            start=model.range.start,
            end=model.range.end,
            daily_users=Metric.of(model.daily_users),
            crashes=Metric.of(model.crashes),
            crash_free_users=Metric.of(model.crash_free_users),
            sessions=Metric.of(model.sessions),
            starts=Metric.of(model.starts),
            series=[DayCount.of(day) for day in model.series],
        )


@strawberry.type(description="One version of the app over a range of days.")
class VersionUse:
    version: str | None = strawberry.field(description="The version; null when it was not sent.")
    devices: int = strawberry.field(description="Devices that sent an event from it.")
    share: float = strawberry.field(description="Its part of all devices by version; 0 to 1.")
    starts: int = strawberry.field(description="`app_start` events.")
    fatal_crashes: int = strawberry.field(description="Crashes that ended the app.")
    crash_rate: float | None = strawberry.field(
        description="Fatal crashes / starts; null without starts."
    )

    @classmethod
    def of(cls, model: VersionUseModel) -> "VersionUse":
        return cls(
            version=model.version,
            devices=model.devices,
            share=model.share,
            starts=model.starts,
            fatal_crashes=model.fatal_crashes,
            crash_rate=model.crash_rate,
        )


@strawberry.type
class AppAnalytics:
    """The figures of `App`. A range left out means the last 30 days."""

    id: strawberry.ID

    @strawberry.field(description="How the app does; the last 30 days by default.")
    async def overview(self, info: Info, range: DateRange | None = None) -> Overview:
        analytics = info.context.use(Analytics)
        span = range.model() if range else analytics.default_range()
        return Overview.of(await analytics.overview(AppId(self.id), span))

    @strawberry.field(description="Events by day, of one `type` or of all.")
    async def events(
        self, info: Info, range: DateRange | None = None, type: str | None = None
    ) -> list[DayCount]:
        analytics = info.context.use(Analytics)
        span = range.model() if range else analytics.default_range()
        return [DayCount.of(day) for day in await analytics.events(AppId(self.id), span, type)]

    @strawberry.field(description="The app's versions by devices, at most 200.")
    async def versions(self, info: Info, range: DateRange | None = None) -> list[VersionUse]:
        analytics = info.context.use(Analytics)
        span = range.model() if range else analytics.default_range()
        return [VersionUse.of(use) for use in await analytics.versions(AppId(self.id), span)]
