"""Figures, as GraphQL shows them; descriptions quote docs/metrics.md."""

from datetime import date, datetime

import strawberry

from telemetry_graph.analytics.model import ActiveUsers as ActiveUsersModel
from telemetry_graph.analytics.model import AdoptionDay as AdoptionDayModel
from telemetry_graph.analytics.model import Cohort as CohortModel
from telemetry_graph.analytics.model import DayCount as DayCountModel
from telemetry_graph.analytics.model import FunnelStep as FunnelStepModel
from telemetry_graph.analytics.model import ItemUse as ItemUseModel
from telemetry_graph.analytics.model import LiveUse as LiveUseModel
from telemetry_graph.analytics.model import Measure, MeasureUse
from telemetry_graph.analytics.model import Metric as MetricModel
from telemetry_graph.analytics.model import Overview as OverviewModel
from telemetry_graph.analytics.model import Point as PointModel
from telemetry_graph.analytics.model import VersionUse as VersionUseModel
from telemetry_graph.analytics.previous import Before, shown_before
from telemetry_graph.kit.scalars import Count

PreviousVersions = Before[str | None, VersionUseModel]
PreviousItems = Before[str, ItemUseModel]
PreviousUsers = Before[None, ActiveUsersModel]
PreviousAdoption = Before[tuple[date, str | None], AdoptionDayModel]
PreviousCohorts = Before[date, CohortModel]
PreviousSteps = Before[str, FunnelStepModel]

strawberry.enum(
    Measure,
    description="What is measured: session durations in seconds, average frame times in "
    "milliseconds, memory in use in megabytes, startup times in milliseconds.",
)
_ESTIMATED = (
    "Some events were sampled: counts are their weights added up; of devices and sessions those "
    "are counted that were kept."
)


@strawberry.type(description="A figure on one UTC day.")
class Point:
    day: date = strawberry.field(name="date", description="The UTC day.")
    value: float | None = strawberry.field(description="The figure; null when there is no data.")

    @classmethod
    def of(cls, model: PointModel) -> "Point":
        return cls(day=model.day, value=model.value)


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
    estimated: bool = strawberry.field(description=_ESTIMATED)

    series: list[Point] = strawberry.field(
        description="The figure by day; days without data are left out."
    )

    @classmethod
    def of(cls, model: MetricModel) -> "Metric":
        return cls(
            value=model.value,
            previous=model.previous,
            delta_percent=model.delta_percent,
            numerator=model.numerator,
            denominator=model.denominator,
            low_sample=model.is_low_sample,
            estimated=model.is_estimated,
            series=[Point.of(point) for point in model.series],
        )


@strawberry.type(description="Events of one UTC day.")
class DayCount:
    day: date = strawberry.field(name="date", description="The UTC day.")
    count: int = strawberry.field(graphql_type=Count, description="How many events.")
    unique_devices: int = strawberry.field(description="How many devices sent them.")
    estimated: bool = strawberry.field(description=_ESTIMATED)

    @classmethod
    def of(cls, model: DayCountModel) -> "DayCount":
        return cls(
            day=model.day,
            count=model.count,
            unique_devices=model.unique_devices,
            estimated=model.is_estimated,
        )


@strawberry.type(description="How an app does over a range of days.")
class Overview:
    start: date = strawberry.field(description="First UTC day of the range.")
    end: date = strawberry.field(description="Last UTC day of the range.")
    daily_users: Metric = strawberry.field(
        description="Active devices of each day, added up / days of the range."
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
        description="Durations that `app_stop` events tell, added up / how many tell one."
    )
    starts: Metric = strawberry.field(description="`app_start` events in the range.")
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
            fatal_crashes=Metric.of(model.fatal_crashes),
            crash_free_users=Metric.of(model.crash_free_users),
            crash_free_sessions=Metric.of(model.crash_free_sessions),
            sessions=Metric.of(model.sessions),
            average_session_seconds=Metric.of(model.average_session_seconds),
            starts=Metric.of(model.starts),
            series=[DayCount.of(day) for day in model.series],
        )


@strawberry.type(description="One version of the app over a range of days.")
class VersionUse:
    before: strawberry.Private[PreviousVersions | None]
    version: str | None = strawberry.field(description="The version; null when it was not sent.")
    devices: int = strawberry.field(description="Devices that sent an event from it.")
    share: float = strawberry.field(
        description="Its devices / the devices of all versions added up; a device that changed "
        "version counts in both."
    )
    starts: int = strawberry.field(graphql_type=Count, description="`app_start` events.")
    fatal_crashes: int = strawberry.field(
        graphql_type=Count, description="Crashes that ended the app."
    )
    crash_rate: float | None = strawberry.field(
        description="Fatal crashes / starts; can exceed 1, null without starts."
    )

    estimated: bool = strawberry.field(description=_ESTIMATED)

    @strawberry.field(
        description="The same over the period of the same length just before; null if the app had "
        "nothing of this version then, and of a `previous` itself."
    )
    async def previous(self) -> "VersionUse | None":
        return await shown_before(self.before, self.version, VersionUse.of)

    @classmethod
    def of(cls, model: VersionUseModel, before: PreviousVersions | None = None) -> "VersionUse":
        return cls(
            before=before,
            estimated=model.is_estimated,
            version=model.version,
            devices=model.devices,
            share=model.share,
            starts=model.starts,
            fatal_crashes=model.fatal_crashes,
            crash_rate=model.crash_rate,
        )


@strawberry.type(description="Devices of a version on one UTC day.")
class AdoptionDay:
    before: strawberry.Private[PreviousAdoption | None]
    day: date = strawberry.field(name="date", description="The UTC day.")
    version: str | None = strawberry.field(description="The version; null when it was not sent.")
    devices: int = strawberry.field(description="Devices that sent an event from it.")

    @strawberry.field(
        description="The version on the day that lies the length of the range before; null if no "
        "device sent anything from it then, and of a `previous` itself."
    )
    async def previous(self) -> "AdoptionDay | None":
        return await shown_before(self.before, (self.day, self.version), AdoptionDay.of)

    @classmethod
    def of(cls, model: AdoptionDayModel, before: PreviousAdoption | None = None) -> "AdoptionDay":
        return cls(before=before, day=model.day, version=model.version, devices=model.devices)


@strawberry.type(description="Distinct active devices up to the last day of a range.")
class ActiveUsers:
    before: strawberry.Private[PreviousUsers | None]
    dau: int = strawberry.field(description="Active devices of the range's last day.")
    wau: int = strawberry.field(description="Active devices of the 7 days up to it, each once.")
    mau: int = strawberry.field(description="Active devices of the 30 days up to it, each once.")
    stickiness: float | None = strawberry.field(description="DAU / MAU; null without any.")
    series: list[Point] = strawberry.field(description="Active devices of each day of the range.")

    @strawberry.field(
        description="The same over the period of the same length just before; null of a "
        "`previous` itself."
    )
    async def previous(self) -> "ActiveUsers | None":
        return await shown_before(self.before, None, ActiveUsers.of)

    @classmethod
    def of(cls, model: ActiveUsersModel, before: PreviousUsers | None = None) -> "ActiveUsers":
        return cls(
            before=before,
            dau=model.dau,
            wau=model.wau,
            mau=model.mau,
            stickiness=model.stickiness,
            series=[Point.of(point) for point in model.series],
        )


@strawberry.type(description="A measure: how many values, their mean and percentiles.")
class Percentiles:
    day: date | None = strawberry.field(name="date", description="The UTC day, if it is by day.")
    version: str | None = strawberry.field(
        description="The version, if it is by version; empty when it was not sent."
    )
    count: int = strawberry.field(graphql_type=Count, description="How many events told a value.")
    mean: float = strawberry.field(description="The values added up / how many.")
    p50: float = strawberry.field(description="Half of the values are not above it.")
    p75: float = strawberry.field(description="75 % of the values are not above it.")
    p95: float = strawberry.field(description="95 % of the values are not above it.")
    p99: float = strawberry.field(description="99 % of the values are not above it.")

    @classmethod
    def of(cls, model: MeasureUse) -> "Percentiles":
        p50, p75, p95, p99 = model.quantiles
        return cls(
            day=model.day,
            version=model.version,
            count=round(model.weight),
            mean=model.mean,
            p50=p50,
            p75=p75,
            p95=p95,
            p99=p99,
        )


@strawberry.type(description="A measure over a range of days, by day and by version.")
class Performance:
    before: strawberry.Private[Before[None, MeasureUse]]
    whole: Percentiles | None = strawberry.field(description="Over all days; null without any.")
    by_day: list[Percentiles] = strawberry.field(description="Days without values are left out.")
    by_version: list[Percentiles] = strawberry.field(description="Most values first.")

    @strawberry.field(
        description="As `whole`, over the period of the same length just before; null without any."
    )
    async def previous(self) -> Percentiles | None:
        return await shown_before(self.before, None, Percentiles.of)


@strawberry.type(description="Sessions over a range of days.")
class Sessions:
    count: Metric = strawberry.field(description="Sessions in the range.")
    durations: Performance = strawberry.field(description="What `app_stop.duration_seconds` says.")


@strawberry.type(description="One value of a data field: a screen, an element, a feature.")
class ItemUse:
    before: strawberry.Private[PreviousItems | None]
    item: str = strawberry.field(
        description="The value; `(other)` for those beyond the thousandth of a day."
    )
    count: int = strawberry.field(graphql_type=Count, description="Events with it.")
    devices: int = strawberry.field(description="Devices that sent them.")
    share: float = strawberry.field(description="Its part of the events with any value; 0 to 1.")
    estimated: bool = strawberry.field(description=_ESTIMATED)

    @strawberry.field(
        description="The same over the period of the same length just before; null if nothing had "
        "this value then, and of a `previous` itself."
    )
    async def previous(self) -> "ItemUse | None":
        return await shown_before(self.before, self.item, ItemUse.of)

    @classmethod
    def of(cls, model: ItemUseModel, before: PreviousItems | None = None) -> "ItemUse":
        return cls(
            before=before,
            item=model.item,
            count=model.count,
            devices=model.devices,
            share=model.share,
            estimated=model.is_estimated,
        )


@strawberry.type(description="How many of a cohort were active again.")
class Return:
    after_days: int = strawberry.field(description="1, 7 or 30 days after the cohort's day.")
    devices: int | None = strawberry.field(
        description="Devices of the cohort active on that day; null while it is not over."
    )
    rate: float | None = strawberry.field(description="`devices` / those of the cohort; 0 to 1.")


@strawberry.type(description="The devices active on one day, and their return.")
class Cohort:
    before: strawberry.Private[PreviousCohorts | None]
    day: date = strawberry.field(name="date", description="The cohort's UTC day.")
    devices: int = strawberry.field(description="Active devices of that day.")
    returned: list[Return] = strawberry.field(description="After 1, 7 and 30 days.")

    @strawberry.field(
        description="The cohort of the day that lies the length of the range before; null if no "
        "device was active then, and of a `previous` itself."
    )
    async def previous(self) -> "Cohort | None":
        return await shown_before(self.before, self.day, Cohort.of)

    @classmethod
    def of(cls, model: CohortModel, before: PreviousCohorts | None = None) -> "Cohort":
        return cls(
            before=before,
            day=model.day,
            devices=model.devices,
            returned=[
                Return(after_days=after, devices=found, rate=model.rate(found))
                for after, found in model.returned.items()
            ],
        )


@strawberry.type(description="One step of a funnel.")
class FunnelStep:
    before: strawberry.Private[PreviousSteps | None]
    event_type: str = strawberry.field(description="The event of this step.")
    sessions: int = strawberry.field(
        description="Sessions with the events of all steps up to this one, in their order."
    )
    rate: float | None = strawberry.field(description="`sessions` / those of the first step.")

    @strawberry.field(
        description="The same over the period of the same length just before; null unless the raw "
        "events of all its days are kept still, and of a `previous` itself."
    )
    async def previous(self) -> "FunnelStep | None":
        return await shown_before(self.before, self.event_type, FunnelStep.of)

    @classmethod
    def of(cls, model: FunnelStepModel, before: PreviousSteps | None = None) -> "FunnelStep":
        return cls(
            before=before,
            event_type=model.event_type,
            sessions=model.sessions,
            rate=model.rate,
        )


@strawberry.type(description="Who sent something in the last 5 minutes.")
class LiveNow:
    at: datetime = strawberry.field(description="When this was counted.")
    devices: int = strawberry.field(description="Devices whose events arrived since then.")
    sessions: int = strawberry.field(description="Sessions whose events arrived since then.")
    last_event_at: datetime | None = strawberry.field(
        description="When the latest event arrived, however long ago, in steps of 10 seconds."
    )

    @classmethod
    def of(cls, model: LiveUseModel) -> "LiveNow":
        return cls(
            at=model.at,
            devices=model.devices,
            sessions=model.sessions,
            last_event_at=model.last_event_at,
        )
