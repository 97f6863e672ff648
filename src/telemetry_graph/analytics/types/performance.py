"""GraphQL types of measures: session durations, frame times, memory and startup times."""

from datetime import date

import strawberry

from telemetry_graph.analytics.model import Measure, MeasureSummary
from telemetry_graph.analytics.previous import Lookup
from telemetry_graph.analytics.types.overview import Metric
from telemetry_graph.kit.scalars import Count

strawberry.enum(
    Measure,
    description="A measured value: session durations in seconds, average frame times in "
    "milliseconds, memory in use in megabytes, startup times in milliseconds.",
)


@strawberry.type(description="Number, mean and percentiles of the values of a measure.")
class Percentiles:
    day: date | None = strawberry.field(name="date", description="The UTC day, in `byDay`.")
    app_version: str | None = strawberry.field(
        description="Version of the app, in `byVersion`; empty when it was not sent."
    )
    count: int = strawberry.field(graphql_type=Count, description="Number of events with a value.")
    mean: float = strawberry.field(description="Sum of the values / `count`.")
    p50: float = strawberry.field(description="50th percentile, the median.")
    p75: float = strawberry.field(description="75th percentile.")
    p95: float = strawberry.field(description="95th percentile.")
    p99: float = strawberry.field(description="99th percentile.")

    @classmethod
    def of(cls, model: MeasureSummary) -> "Percentiles":
        p50, p75, p95, p99 = model.quantiles
        return cls(
            day=model.day,
            app_version=model.app_version,
            count=round(model.weight),
            mean=model.mean,
            p50=p50,
            p75=p75,
            p95=p95,
            p99=p99,
        )


@strawberry.type(description="A measure over a range of days, by day and by version.")
class Performance:
    look_up_previous: strawberry.Private[Lookup[Percentiles]]
    whole: Percentiles | None = strawberry.field(
        description="Over the whole range; null without values."
    )
    by_day: list[Percentiles] = strawberry.field(
        description="By day, without days that have no values."
    )
    by_version: list[Percentiles] = strawberry.field(
        description="By version, the version with the most values first."
    )

    @strawberry.field(
        description="Over the whole previous period, which has the same length; null without "
        "values."
    )
    async def previous(self) -> Percentiles | None:
        return await self.look_up_previous()


@strawberry.type(description="Sessions over a range of days.")
class Sessions:
    count: Metric = strawberry.field(description="Sessions in the range.")
    durations: Performance = strawberry.field(
        description="Percentiles of `app_stop.duration_seconds`."
    )
