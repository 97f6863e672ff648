"""Channel kinds in the GraphQL schema, derived from the registry."""

from enum import EnumMeta, StrEnum
from typing import cast

import strawberry

from telemetry_graph.alerting.channels.base import AddressType, AnyKind
from telemetry_graph.alerting.channels.registry import KINDS
from telemetry_graph.kit.graphql_context import Info, IsSignedIn

# Fields have the type str in Python and this enum in the schema: its members are not static.
_MEMBERS = {kind.name.upper(): kind.name for kind in KINDS}
AlertChannelKind: EnumMeta = strawberry.enum(
    cast(EnumMeta, StrEnum("AlertChannelKind", _MEMBERS)),
    description="How a channel delivers. Query `alertChannelKinds` describes each kind.",
)
strawberry.enum(
    AddressType, name="AlertAddressType", description="What the address of a channel is."
)


@strawberry.type(description="A channel kind, as the form for a channel needs it.")
class AlertChannelKindDescription:
    kind: str = strawberry.field(graphql_type=AlertChannelKind, description="The kind.")
    label: str = strawberry.field(description="Name for display.")
    address_type: AddressType | None = strawberry.field(
        description="Null when only the installation can have channels of this kind."
    )
    address_label: str | None = strawberry.field(description="Label of the address.")
    address_hint: str | None = strawberry.field(description="Example of an address.")
    has_secret: bool = strawberry.field(
        description="Whether a channel can have a signing key for what it posts."
    )
    has_confirmation: bool = strawberry.field(
        description="Whether the owner of the address confirms it by a link; channels of other "
        "kinds are verified by a test alert."
    )

    @classmethod
    def of(cls, kind: AnyKind) -> "AlertChannelKindDescription":
        address = kind.address
        return cls(
            kind=kind.name,
            label=kind.label,
            address_type=address.type if address else None,
            address_label=address.label if address else None,
            address_hint=address.hint if address else None,
            has_secret=kind.has_secret,
            has_confirmation=kind.has_confirmation,
        )


@strawberry.type
class AlertChannelKindsQuery:
    @strawberry.field(description="All channel kinds.", permission_classes=[IsSignedIn])
    async def alert_channel_kinds(self, info: Info) -> list[AlertChannelKindDescription]:
        return [AlertChannelKindDescription.of(kind) for kind in KINDS]
