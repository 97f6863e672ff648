"""GraphQL types of usage: active users, versions, items, cohorts and funnels."""

from datetime import date

import strawberry

from telemetry_graph.analytics.model import ActiveUsers as ActiveUsersModel
from telemetry_graph.analytics.model import AdoptionDay as AdoptionDayModel
from telemetry_graph.analytics.model import Cohort as CohortModel
from telemetry_graph.analytics.model import FunnelStep as FunnelStepModel
from telemetry_graph.analytics.model import ItemUsage as ItemUsageModel
from telemetry_graph.analytics.model import VersionUsage as VersionUsageModel
from telemetry_graph.analytics.previous import Lookup
from telemetry_graph.analytics.types.overview import IS_ESTIMATED, MetricPoint
from telemetry_graph.analytics.types.previous import WithPrevious
from telemetry_graph.kit.scalars import Count


@strawberry.type(description="Distinct active devices up to the last day of a range.")
class ActiveUsers(WithPrevious):
    dau: int = strawberry.field(description="Active devices of the last day.")
    wau: int = strawberry.field(description="Distinct active devices of the last 7 days.")
    mau: int = strawberry.field(description="Distinct active devices of the last 30 days.")
    stickiness: float | None = strawberry.field(
        description="DAU / MAU; null without active devices."
    )
    series: list[MetricPoint] = strawberry.field(
        description="Active devices of each day of the range."
    )

    @classmethod
    def of(
        cls, model: ActiveUsersModel, previous: "Lookup[ActiveUsers] | None" = None
    ) -> "ActiveUsers":
        return cls(
            look_up_previous=previous,
            dau=model.dau,
            wau=model.wau,
            mau=model.mau,
            stickiness=model.stickiness,
            series=[MetricPoint.of(point) for point in model.series],
        )


@strawberry.type(description="One version of the app over a range of days.")
class VersionUsage(WithPrevious):
    app_version: str | None = strawberry.field(
        description="Version of the app; null when it was not sent."
    )
    devices: int = strawberry.field(description="Devices that sent an event from the version.")
    share: float = strawberry.field(
        description="Devices of the version / sum of the devices of all versions. A device that "
        "changed its version counts for both."
    )
    starts: int = strawberry.field(graphql_type=Count, description="`app_start` events.")
    fatal_crashes: int = strawberry.field(graphql_type=Count, description="Fatal crashes.")
    crash_rate: float | None = strawberry.field(
        description="Fatal crashes / starts; can exceed 1, null without starts."
    )
    is_estimated: bool = strawberry.field(description=IS_ESTIMATED)

    @classmethod
    def of(
        cls, model: VersionUsageModel, previous: "Lookup[VersionUsage] | None" = None
    ) -> "VersionUsage":
        return cls(
            look_up_previous=previous,
            app_version=model.app_version,
            devices=model.devices,
            share=model.share,
            starts=model.starts,
            fatal_crashes=model.fatal_crashes,
            crash_rate=model.crash_rate,
            is_estimated=model.is_estimated,
        )


@strawberry.type(description="Devices of a version on a UTC day.")
class AdoptionDay(WithPrevious):
    day: date = strawberry.field(name="date", description="The UTC day.")
    app_version: str | None = strawberry.field(
        description="Version of the app; null when it was not sent."
    )
    devices: int = strawberry.field(description="Devices that sent an event from the version.")

    @classmethod
    def of(
        cls, model: AdoptionDayModel, previous: "Lookup[AdoptionDay] | None" = None
    ) -> "AdoptionDay":
        return cls(
            look_up_previous=previous,
            day=model.day,
            app_version=model.app_version,
            devices=model.devices,
        )


@strawberry.type(description="One value of a data field, such as a screen, an element, a feature.")
class ItemUsage(WithPrevious):
    item: str = strawberry.field(
        description="The value; `(other)` for all values after the first 1,000 of a day."
    )
    count: int = strawberry.field(graphql_type=Count, description="Events with the value.")
    devices: int = strawberry.field(description="Devices that sent them.")
    share: float = strawberry.field(
        description="Events with the value / events with any value; 0 to 1."
    )
    is_estimated: bool = strawberry.field(description=IS_ESTIMATED)

    @classmethod
    def of(cls, model: ItemUsageModel, previous: "Lookup[ItemUsage] | None" = None) -> "ItemUsage":
        return cls(
            look_up_previous=previous,
            item=model.item,
            count=model.count,
            devices=model.devices,
            share=model.share,
            is_estimated=model.is_estimated,
        )


@strawberry.type(description="Devices of a cohort that were active again.")
class CohortReturn:
    after_days: int = strawberry.field(description="1, 7 or 30 days after the cohort's day.")
    devices: int | None = strawberry.field(
        description="Devices of the cohort that were active that day; null while it is not over."
    )
    rate: float | None = strawberry.field(description="`devices` / devices of the cohort; 0 to 1.")


@strawberry.type(description="The devices that were active on a day, and how many returned.")
class Cohort(WithPrevious):
    day: date = strawberry.field(name="date", description="UTC day of the cohort.")
    devices: int = strawberry.field(description="Active devices of the day.")
    returned: list[CohortReturn] = strawberry.field(description="After 1, 7 and 30 days.")

    @classmethod
    def of(cls, model: CohortModel, previous: "Lookup[Cohort] | None" = None) -> "Cohort":
        return cls(
            look_up_previous=previous,
            day=model.day,
            devices=model.devices,
            returned=[
                CohortReturn(after_days=after, devices=devices, rate=model.rate(devices))
                for after, devices in model.returned.items()
            ],
        )


@strawberry.type(description="One step of a funnel.")
class FunnelStep(WithPrevious):
    event_type: str = strawberry.field(description="Event type of the step.")
    sessions: int = strawberry.field(
        description="Sessions with the events of all steps up to this one, in order."
    )
    rate: float | None = strawberry.field(
        description="`sessions` / sessions of the first step; null when it has none."
    )

    @classmethod
    def of(
        cls, model: FunnelStepModel, previous: "Lookup[FunnelStep] | None" = None
    ) -> "FunnelStep":
        return cls(
            look_up_previous=previous,
            event_type=model.event_type,
            sessions=model.sessions,
            rate=model.rate,
        )
