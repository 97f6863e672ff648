"""GraphQL types of raw events."""

from datetime import datetime

import strawberry
from strawberry.scalars import JSON

from telemetry_graph.analytics.service import Analytics
from telemetry_graph.events.model import EventFilter
from telemetry_graph.events.model import RawEvent as RawEventModel
from telemetry_graph.kit.day_range import DayRange
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.graphql_context import Info
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.relay import Connection
from telemetry_graph.kit.scalars import Count


@strawberry.type(description="An event as stored.")
class RawEvent:
    timestamp: datetime = strawberry.field(description="When it happened, by the device's clock.")
    received_at: datetime = strawberry.field(description="When the server received it.")
    type: str = strawberry.field(description="Event type.")
    app_version: str | None = strawberry.field(
        description="Version of the app; null when it was not sent."
    )
    device: str = strawberry.field(description="Keyed hash of the device's id, in hexadecimal.")
    session_id: str | None = strawberry.field(
        description="Id of the session; null when it was not sent."
    )
    data: JSON | None = strawberry.field(description="Data of the event.")
    weight: float = strawberry.field(
        description="Number of events that it represents; 1 unless its type is sampled."
    )

    @classmethod
    def of(cls, model: RawEventModel) -> "RawEvent":
        return cls(
            timestamp=model.timestamp,
            received_at=model.received_at,
            type=model.event_type,
            app_version=model.app_version,
            device=model.device_id.hex(),
            session_id=model.session_id,
            data=model.data,
            weight=model.weight,
        )


@strawberry.input(description="Which events to list; an omitted field matches all.")
class RawEventFilter:
    type: str | None = strawberry.field(default=None, description="Only events of this type.")
    app_version: str | None = strawberry.field(
        default=None,
        description="Only this version of the app; empty selects events without a version.",
    )
    device: str | None = strawberry.field(
        default=None, description="Only events of this device, as in `RawEvent.device`."
    )

    def to_model(self) -> EventFilter:
        try:
            device_id = None if self.device is None else bytes.fromhex(self.device)
        except ValueError as error:
            raise InvalidField(
                "`device` must be a hash in hexadecimal, as in `RawEvent.device`.", field="device"
            ) from error
        return EventFilter(self.type, self.app_version, device_id)


@strawberry.type(description="A page of raw events.")
class RawEventConnection(Connection[RawEvent]):
    query: strawberry.Private[tuple[AppId, DayRange, EventFilter]]

    @strawberry.field(
        graphql_type=Count,
        description="Number of matching events, as a sum of weights; equals the sum of `events`.",
    )
    async def count(self, info: Info) -> int:
        return (await info.context.use(Analytics).raw_count(*self.query)).events

    @strawberry.field(
        graphql_type=Count, description="Number of devices that sent the matching events."
    )
    async def device_count(self, info: Info) -> int:
        return (await info.context.use(Analytics).raw_count(*self.query)).devices
