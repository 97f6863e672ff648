"""GraphQL types of benchmarks."""

import strawberry

from telemetry_graph.analytics.benchmarks import Benchmark as BenchmarkModel
from telemetry_graph.analytics.benchmarks import Category
from telemetry_graph.analytics.benchmarks import Rank as RankModel

strawberry.enum(Category, name="AppCategory", description="The category of an app.")


@strawberry.type(name="BenchmarkRank", description="A figure of the app, compared with other apps.")
class Rank:
    value: float | None = strawberry.field(
        description="The app's figure over 30 days; null with too little data, or before it is "
        "computed."
    )
    percentile: float | None = strawberry.field(
        description="Percentage of the other apps of the category with a worse figure (fewer "
        "crash-free users, a longer median startup, a shorter median session) over 30 days. "
        "Computed every hour; null with fewer than 5 apps. Apps that share no member with this "
        "one are left out when there are fewer than 4 of them."
    )

    @classmethod
    def of(cls, model: RankModel) -> "Rank":
        return cls(value=model.value, percentile=model.percentile)


@strawberry.type(description="The app, compared with the apps of its category that take part.")
class Benchmark:
    category: Category = strawberry.field(description="Category of the app.")
    crash_free_users: Rank = strawberry.field(description="Crash-free users; more is better.")
    startup_ms: Rank = strawberry.field(
        description="Median startup time in milliseconds; less is better."
    )
    session_seconds: Rank = strawberry.field(
        description="Median session duration in seconds; more is better."
    )

    @classmethod
    def of(cls, model: BenchmarkModel) -> "Benchmark":
        return cls(
            category=model.category,
            crash_free_users=Rank.of(model.crash_free_users),
            startup_ms=Rank.of(model.startup_ms),
            session_seconds=Rank.of(model.session_seconds),
        )


@strawberry.input(description="Whether the app takes part in benchmarks, and in which category.")
class SetBenchmarkInput:
    app_id: strawberry.ID = strawberry.field(description="Id of the app.")
    category: Category | None = strawberry.field(
        description="Category of the app; null to stop taking part.", default=None
    )


@strawberry.type(description="The app's category in benchmarks.")
class SetBenchmarkPayload:
    category: Category | None = strawberry.field(
        description="Category of the app; null when it does not take part."
    )
