"""The GraphQL types of an app's event types."""

from datetime import datetime

import strawberry

from telemetry_graph.catalog.custom import CustomEventType, CustomField, FieldKind
from telemetry_graph.catalog.model import Tier
from telemetry_graph.catalog.service import Catalog
from telemetry_graph.kit.graphql_context import CanManage, Info
from telemetry_graph.kit.ids import AppId

strawberry.enum(
    FieldKind,
    description="The type of a data field: text of up to 200 characters, number or boolean.",
)
strawberry.enum(Tier, description="The consent that an event type needs; USAGE must be opted in.")

_NAME_RULE = "1 to 64 characters of a-z, 0-9 and _, beginning with a letter."
_TIER = "The consent that the events need."


@strawberry.type(description="A data field of a custom event type.")
class EventField:
    name: str = strawberry.field(description="Name of the field in `data`.")
    kind: FieldKind = strawberry.field(description="Type of the field.")


@strawberry.type(description="A version of a custom event type.")
class EventTypeVersion:
    name: str = strawberry.field(description="Value of `type` in the events.")
    version: int = strawberry.field(description="Number of the version, from 1.")
    tier: Tier = strawberry.field(description=_TIER)
    fields: list[EventField] = strawberry.field(
        description="Fields of this version. Fields of older versions are still accepted."
    )
    is_collected: bool = strawberry.field(
        description="Whether the type was registered automatically, because the app collects "
        "unknown event types. Its events are counted without their data."
    )
    registered_at: datetime = strawberry.field(description="When the version was registered.")

    @classmethod
    def of(cls, model: CustomEventType) -> "EventTypeVersion":
        return cls(
            name=model.name,
            version=model.version,
            tier=model.tier,
            fields=[EventField(name=field.name, kind=field.kind) for field in model.fields],
            is_collected=model.is_collected,
            registered_at=model.registered_at,
        )


@strawberry.input(description="A data field of a custom event type.")
class EventFieldInput:
    name: str = strawberry.field(description=_NAME_RULE)
    kind: FieldKind = strawberry.field(
        description="Type of the field. A later version cannot change it."
    )


@strawberry.input(description="Input of `registerEventType`.")
class RegisterEventTypeInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    name: str = strawberry.field(description=_NAME_RULE)
    fields: list[EventFieldInput] = strawberry.field(description="Data fields, at most 20.")
    tier: Tier = strawberry.field(description=f"{_TIER} CRASH is invalid.", default=Tier.USAGE)


@strawberry.type(description="Result of `registerEventType`.")
class RegisterEventTypePayload:
    event_type: EventTypeVersion = strawberry.field(description="Latest version of the type.")


@strawberry.input(description="Input of `setUnknownEventCollection`.")
class SetUnknownEventCollectionInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    is_enabled: bool = strawberry.field(
        description="True to count events of unknown types, false to reject them."
    )


@strawberry.type(description="Result of `setUnknownEventCollection`.")
class SetUnknownEventCollectionPayload:
    is_enabled: bool = strawberry.field(description="Whether events of unknown types are counted.")


@strawberry.type
class AppCatalog:
    """The fields of `App` about event types."""

    id: strawberry.ID

    @strawberry.field(description="Custom event types of the app, in all versions.")
    async def event_types(self, info: Info) -> list[EventTypeVersion]:
        versions = await info.context.use(Catalog).list_versions(AppId(self.id))
        return [EventTypeVersion.of(version) for version in versions]

    @strawberry.field(description="Whether events of unknown types are counted.")
    async def is_collecting_unknown_events(self, info: Info) -> bool:
        return await info.context.use(Catalog).is_collecting_unknown(AppId(self.id))


@strawberry.type
class CatalogMutation:
    @strawberry.mutation(
        description="Register an event type, or a new version of it.",
        permission_classes=[CanManage],
    )
    async def register_event_type(
        self, info: Info, input: RegisterEventTypeInput
    ) -> RegisterEventTypePayload:
        fields = [CustomField(field.name, field.kind) for field in input.fields]
        registered = await info.context.use(Catalog).register(
            AppId(input.app_id), input.name, fields, input.tier
        )
        return RegisterEventTypePayload(event_type=EventTypeVersion.of(registered))

    @strawberry.mutation(
        description="Count events of unknown types, up to 100 types per app, or reject them.",
        permission_classes=[CanManage],
    )
    async def set_unknown_event_collection(
        self, info: Info, input: SetUnknownEventCollectionInput
    ) -> SetUnknownEventCollectionPayload:
        is_enabled = await info.context.use(Catalog).set_collecting_unknown(
            AppId(input.app_id), is_enabled=input.is_enabled
        )
        return SetUnknownEventCollectionPayload(is_enabled=is_enabled)
