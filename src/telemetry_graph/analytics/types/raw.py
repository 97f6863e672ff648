"""Single crashes and comparisons, as GraphQL shows them."""

from datetime import datetime

import strawberry
from strawberry.scalars import JSON

from telemetry_graph.analytics.benchmarks import Benchmark as BenchmarkModel
from telemetry_graph.analytics.benchmarks import Category
from telemetry_graph.analytics.benchmarks import Rank as RankModel
from telemetry_graph.analytics.service import Analytics
from telemetry_graph.events.model import EventFilter
from telemetry_graph.events.model import RawEvent as RawEventModel
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.graphql_context import Info
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.relay import Connection
from telemetry_graph.kit.scalars import Count

strawberry.enum(Category, description="What an app is for.")


@strawberry.type(description="One of the events that a figure counts.")
class RawEvent:
    time: datetime = strawberry.field(description="When it happened, by the device's clock.")
    received_at: datetime = strawberry.field(description="When it was accepted here.")
    type: str = strawberry.field(description="The event's type.")
    version: str | None = strawberry.field(description="The version; null when it was not sent.")
    device: str = strawberry.field(description="The device, as a keyed hash in hexadecimal.")
    session_id: str | None = strawberry.field(description="The session, if it was sent.")
    data: JSON | None = strawberry.field(description="The event's data.")
    weight: float = strawberry.field(description="How many events it stands for; 1 unless sampled.")

    @classmethod
    def of(cls, model: RawEventModel) -> "RawEvent":
        return cls(
            time=model.timestamp,
            received_at=model.received_at,
            type=model.event_type,
            version=model.app_version,
            device=model.device_id.hex(),
            session_id=model.session_id,
            data=model.data,
            weight=model.weight,
        )


@strawberry.input(description="Which events to list; what is left out matches all.")
class RawEventFilter:
    type: str | None = strawberry.field(default=None, description="Only events of this type.")
    version: str | None = strawberry.field(
        default=None, description="Only this version; empty: those that sent none."
    )
    device: str | None = strawberry.field(
        default=None, description="Only of this device, as lists show it."
    )

    def to_model(self) -> EventFilter:
        try:
            device_id = None if self.device is None else bytes.fromhex(self.device)
        except ValueError as error:
            raise InvalidField(
                "`device` must be the hexadecimal hash of a device, as in `rawEvents`.",
                field="device",
            ) from error
        return EventFilter(self.type, self.version, device_id)


@strawberry.type(description="The events that a metric counts, newest first.")
class RawEventConnection(Connection[RawEvent]):
    query: strawberry.Private[tuple[AppId, DayRange, EventFilter]]

    @strawberry.field(
        graphql_type=Count,
        description="Number of these events, weighted by sampling; equal to `events`.",
    )
    async def count(self, info: Info) -> int:
        return (await info.context.use(Analytics).raw_count(*self.query)).events

    @strawberry.field(graphql_type=Count, description="Number of devices that sent them.")
    async def device_count(self, info: Info) -> int:
        return (await info.context.use(Analytics).raw_count(*self.query)).devices


@strawberry.type(description="A figure of the app, and its place among others.")
class Rank:
    value: float | None = strawberry.field(
        description="The app's own, over 30 days; null with too little data, or not computed yet."
    )
    percentile: float | None = strawberry.field(
        description="Percent of the other apps of the category with a worse figure (fewer "
        "crash-free users, a longer median startup, a shorter median session) over 30 days; "
        "computed every hour, null among fewer than 5 apps; fewer than 4 apps of people who share "
        "none with yours are left out."
    )

    @classmethod
    def of(cls, model: RankModel) -> "Rank":
        return cls(value=model.value, percentile=model.percentile)


@strawberry.type(description="The app among those of its category that take part.")
class Benchmark:
    category: Category = strawberry.field(description="The category it joined.")
    crash_free_users: Rank = strawberry.field(description="More is better.")
    startup_ms: Rank = strawberry.field(description="Median startup time; less is better.")
    session_seconds: Rank = strawberry.field(
        description="Median session duration; longer counts as better."
    )

    @classmethod
    def of(cls, model: BenchmarkModel) -> "Benchmark":
        return cls(
            category=model.category,
            crash_free_users=Rank.of(model.crash_free_users),
            startup_ms=Rank.of(model.startup_ms),
            session_seconds=Rank.of(model.session_seconds),
        )


@strawberry.input(description="Whether the app is compared with others, and with which.")
class SetBenchmarkInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    category: Category | None = strawberry.field(
        description="Take part in this category; null to leave.", default=None
    )


@strawberry.type(description="How the app takes part now.")
class SetBenchmarkPayload:
    category: Category | None = strawberry.field(description="Null when it does not.")
