"""Ingestion in GraphQL: the mutations of devices, and an app's rate limits and sampling."""

from typing import Annotated

import strawberry

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.ingest.model import IngestPolicy
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.ingest.wire import (
    BatchReceipt,
    CrashReceipt,
    CrashReportInput,
    EventBatchInput,
    SamplingRate,
)
from telemetry_graph.kit.graphql_context import CanIngest, CanManage, Info
from telemetry_graph.kit.graphql_structs import GraphQLTypes
from telemetry_graph.kit.ids import AppId

TYPES = GraphQLTypes()

BatchArgument = Annotated[
    EventBatchInput, strawberry.argument(graphql_type=TYPES.make_input(EventBatchInput))
]
ReportArgument = Annotated[
    CrashReportInput, strawberry.argument(graphql_type=TYPES.make_input(CrashReportInput))
]
_SAMPLING_RATES = list[TYPES.make_output(SamplingRate)]  # type: ignore[misc,valid-type]


@strawberry.type(description="The events that an ingest key has sent in the current minute.")
class KeyUsage:
    id: strawberry.ID = strawberry.field(description="The id of the key.")
    name: str = strawberry.field(description="The name of the key.")
    hint: str = strawberry.field(description="The first characters of the key.")
    events: int = strawberry.field(
        description="Number of events over all server processes. It can be a second old."
    )


@strawberry.type(
    description="The events per minute that an app may send. More are rejected with status 429."
)
class RateLimits:
    app_id: strawberry.Private[AppId]
    events_per_key: int = strawberry.field(description="Events per minute of one ingest key.")
    events_per_device: int = strawberry.field(description="Events per minute of one device.")

    @strawberry.field(description="The usage of each active key in the current minute.")
    async def usage(self, info: Info) -> list[KeyUsage]:
        keys = [key for key in await info.context.use(Accounts).keys(self.app_id) if key.is_active]
        events = await info.context.use(Ingest).load_key_usage([key.id for key in keys])
        return [
            KeyUsage(
                id=strawberry.ID(str(key.id)), name=key.name, hint=key.hint, events=events[key.id]
            )
            for key in keys
        ]


@strawberry.type(description="The limits and sampling of the events that an app sends.")
class Ingestion:
    rate_limits: RateLimits = strawberry.field(description="The rate limits.")
    sampling: list[SamplingRate] = strawberry.field(
        graphql_type=_SAMPLING_RATES,
        description="The sampling rates. Types without a rate are stored completely.",
    )

    @classmethod
    def of(cls, app_id: AppId, policy: IngestPolicy) -> "Ingestion":
        limits = RateLimits(
            app_id=app_id,
            events_per_key=policy.limits.per_key,
            events_per_device=policy.limits.per_device,
        )
        return cls(rate_limits=limits, sampling=list(policy.sampling))


@strawberry.type
class AppIngest:
    """The ingestion fields of `App`."""

    id: strawberry.ID

    @strawberry.field(description="The rate limits and sampling of the app.")
    async def ingestion(self, info: Info) -> Ingestion:
        app_id = AppId(self.id)
        return Ingestion.of(app_id, await info.context.use(Ingest).policies.load(app_id))


@strawberry.input(description="The sampling rate of an event type.")
class SetSamplingInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    event_type: str = strawberry.field(
        description="A built-in event type. Types of crashes cannot be sampled."
    )
    rate: float = strawberry.field(
        description="The share of sessions to store, from 0.001 to 1. A rate of 1 stores all."
    )


@strawberry.input(
    description="Rate limits. A limit that is left out is reset to the installation's."
)
class SetRateLimitsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    events_per_key: int | None = strawberry.field(
        default=None, description="Events per minute of one ingest key."
    )
    events_per_device: int | None = strawberry.field(
        default=None, description="Events per minute of one device."
    )


@strawberry.type(description="The result of `setSampling`.")
class SetSamplingPayload:
    ingestion: Ingestion = strawberry.field(description="The limits and sampling of the app.")


@strawberry.type(description="The result of `setRateLimits`.")
class SetRateLimitsPayload:
    ingestion: Ingestion = strawberry.field(description="The limits and sampling of the app.")


@strawberry.type
class IngestMutation:
    @strawberry.mutation(
        description="Store a batch of events. Returns after the commit.",
        permission_classes=[CanIngest],
        graphql_type=TYPES.make_output(BatchReceipt, "IngestEventsPayload"),
    )
    async def ingest_events(self, info: Info, input: BatchArgument) -> BatchReceipt:
        key_id = info.context.require_device().key_id
        return await info.context.use(Ingest).ingest_events(input, key_id)

    @strawberry.mutation(
        description="Store a crash. Returns after the commit.",
        permission_classes=[CanIngest],
        graphql_type=TYPES.make_output(CrashReceipt, "ReportCrashPayload"),
    )
    async def report_crash(self, info: Info, input: ReportArgument) -> CrashReceipt:
        key_id = info.context.require_device().key_id
        return await info.context.use(Ingest).report_crash(input, key_id)

    @strawberry.mutation(
        description="Store the events of a type for only a share of the sessions. Takes effect "
        "within 5 seconds.",
        permission_classes=[CanManage],
    )
    async def set_sampling(self, info: Info, input: SetSamplingInput) -> SetSamplingPayload:
        policies, app_id = info.context.use(Ingest).policies, AppId(input.app_id)
        policy = await policies.set_rate(app_id, input.event_type, input.rate)
        return SetSamplingPayload(ingestion=Ingestion.of(app_id, policy))

    @strawberry.mutation(
        description="Set the events per minute that the keys and devices of an app may send. Takes "
        "effect within 5 seconds.",
        permission_classes=[CanManage],
    )
    async def set_rate_limits(self, info: Info, input: SetRateLimitsInput) -> SetRateLimitsPayload:
        policies, app_id = info.context.use(Ingest).policies, AppId(input.app_id)
        policy = await policies.set_limits(app_id, input.events_per_key, input.events_per_device)
        return SetRateLimitsPayload(ingestion=Ingestion.of(app_id, policy))
