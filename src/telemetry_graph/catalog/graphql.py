"""An app's own event types, as GraphQL shows them."""

from datetime import datetime

import strawberry

from telemetry_graph.catalog.custom import CustomField, CustomType, FieldKind
from telemetry_graph.catalog.model import Tier
from telemetry_graph.catalog.service import Catalogue
from telemetry_graph.kit.graphql_context import CanManage, Info
from telemetry_graph.kit.ids import AppId

strawberry.enum(
    FieldKind, description="What a data field holds: up to 200 characters, a number, true or false."
)
strawberry.enum(Tier, description="Why an event may be collected; USAGE needs the user's consent.")


@strawberry.type(description="A data field of a custom event type.")
class EventField:
    name: str = strawberry.field(description="Its name in `data`.")
    kind: FieldKind = strawberry.field(description="What it holds.")


@strawberry.type(description="An event type that the app registered.")
class EventTypeVersion:
    name: str = strawberry.field(description="The `type` of its events.")
    version: int = strawberry.field(description="Counts its changes, from 1.")
    tier: Tier = strawberry.field(description="Why its events may be collected.")
    fields: list[EventField] = strawberry.field(
        description="What this version knows; fields of older versions are still taken."
    )
    collected: bool = strawberry.field(
        description="It came unannounced: its events are counted, their data is not kept."
    )
    registered_at: datetime = strawberry.field(description="When this version was made.")

    @classmethod
    def of(cls, model: CustomType) -> "EventTypeVersion":
        return cls(
            name=model.name,
            version=model.version,
            tier=model.tier,
            fields=[EventField(name=field.name, kind=field.kind) for field in model.fields],
            collected=model.is_collected,
            registered_at=model.registered_at,
        )


@strawberry.input(description="A data field of a custom event type.")
class EventFieldInput:
    name: str = strawberry.field(description="1 to 64 of a-z, 0-9 and _, a letter first.")
    kind: FieldKind = strawberry.field(description="What it holds; cannot change later.")


@strawberry.input(description="An event type of the app's own, or a new version of it.")
class RegisterEventTypeInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    name: str = strawberry.field(description="1 to 64 of a-z, 0-9 and _, a letter first.")
    fields: list[EventFieldInput] = strawberry.field(description="At most 20.")
    tier: Tier = strawberry.field(
        description="Why its events may be collected; not CRASH.", default=Tier.USAGE
    )


@strawberry.type(description="The type as it is now.")
class RegisterEventTypePayload:
    event_type: EventTypeVersion = strawberry.field(description="Its latest version.")


@strawberry.input(description="What becomes of events of unknown types.")
class SetUnknownEventsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    collect: bool = strawberry.field(
        description="Count them, up to 100 types; refuse them otherwise."
    )


@strawberry.type(description="What becomes of events of unknown types now.")
class SetUnknownEventsPayload:
    collect: bool = strawberry.field(description="They are counted.")


@strawberry.type
class AppCatalogue:
    id: strawberry.ID

    @strawberry.field(description="The app's own event types, all versions.")
    async def event_types(self, info: Info) -> list[EventTypeVersion]:
        found = await info.context.use(Catalogue).versions(AppId(self.id))
        return [EventTypeVersion.of(version) for version in found]

    @strawberry.field(description="Whether events of unknown types are counted.")
    async def collects_unknown_events(self, info: Info) -> bool:
        return await info.context.use(Catalogue).collects_unknown(AppId(self.id))


@strawberry.type
class CatalogueMutation:
    @strawberry.mutation(
        description="Register an event type, or change it: a new version.",
        permission_classes=[CanManage],
    )
    async def register_event_type(
        self, info: Info, input: RegisterEventTypeInput
    ) -> RegisterEventTypePayload:
        fields = [CustomField(field.name, field.kind) for field in input.fields]
        made = await info.context.use(Catalogue).register(
            AppId(input.app_id), input.name, fields, input.tier
        )
        return RegisterEventTypePayload(event_type=EventTypeVersion.of(made))

    @strawberry.mutation(
        description="Count events of unknown types, or refuse them.",
        permission_classes=[CanManage],
    )
    async def set_unknown_events(
        self, info: Info, input: SetUnknownEventsInput
    ) -> SetUnknownEventsPayload:
        collects = await info.context.use(Catalogue).set_collects_unknown(
            AppId(input.app_id), collects=input.collect
        )
        return SetUnknownEventsPayload(collect=collects)
