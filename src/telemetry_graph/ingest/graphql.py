"""The mutations that devices call."""

from typing import TYPE_CHECKING, Any

import strawberry

from telemetry_graph.accounts.service import Accounts
from telemetry_graph.ingest import wire
from telemetry_graph.ingest.model import CrashReceipt as CrashReceiptModel
from telemetry_graph.ingest.model import Policy, Rates
from telemetry_graph.ingest.model import Receipt as ReceiptModel
from telemetry_graph.ingest.model import Rejection as RejectionModel
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.kit.graphql_context import CanIngest, CanManage, Info
from telemetry_graph.kit.graphql_structs import graphql_input
from telemetry_graph.kit.ids import AppId

if TYPE_CHECKING:
    from telemetry_graph.ingest.wire import CrashReportInput, EventBatchInput
else:
    _inputs: dict[type[Any], type[Any]] = {}
    EventBatchInput = graphql_input(wire.EventBatchInput, _inputs)
    CrashReportInput = graphql_input(wire.CrashReportInput, _inputs)


@strawberry.type(description="Why one event was not stored.")
class Rejection:
    index: int = strawberry.field(description="Its place in the batch, from 0.")
    code: str = strawberry.field(description="A stable code of docs/errors.md.")
    message: str = strawberry.field(description="What is wrong, for people.")

    @classmethod
    def of(cls, model: RejectionModel) -> "Rejection":
        return cls(index=model.index, code=model.code, message=model.message)


@strawberry.type(description="How much is kept of one type's events.")
class SamplingRate:
    event_type: str = strawberry.field(description="A type of docs/events.md.")
    rate: float = strawberry.field(
        description="The part of sessions whose events are kept: those whose SHA-256 begins with "
        "32 bits below `rate` of their range."
    )

    @classmethod
    def all_of(cls, rates: Rates) -> "list[SamplingRate]":
        return [cls(event_type=name, rate=rate) for name, rate in sorted(rates.items())]


@strawberry.type(description="The answer to a batch; what it counts is committed.")
class IngestReceipt:
    received: int = strawberry.field(description="How many of its events are stored.")
    duplicate: bool = strawberry.field(
        description="The batch was stored before; these are the first answer's counts."
    )
    rejected: list[Rejection] = strawberry.field(description="The others, each with its reason.")
    sampled_out: int = strawberry.field(
        description="Good events left out by the app's sampling. They need not be sent again."
    )
    sampling: list[SamplingRate] = strawberry.field(
        description="The app's rates as they are now; sample by them before sending."
    )

    @classmethod
    def of(cls, model: ReceiptModel) -> "IngestReceipt":
        return cls(
            received=model.received,
            duplicate=model.is_duplicate,
            rejected=[Rejection.of(rejection) for rejection in model.rejected],
            sampled_out=model.sampled_out,
            sampling=SamplingRate.all_of(model.rates),
        )


@strawberry.type(description="The answer to a crash report; it is committed.")
class CrashReceipt:
    id: strawberry.ID = strawberry.field(description="The crash id, the device's or a new one.")
    fingerprint: str = strawberry.field(description="The crash group it fell into.")
    duplicate: bool = strawberry.field(description="The crash was stored before.")

    @classmethod
    def of(cls, model: CrashReceiptModel) -> "CrashReceipt":
        return cls(
            id=strawberry.ID(str(model.crash_id)),
            fingerprint=model.fingerprint,
            duplicate=model.is_duplicate,
        )


@strawberry.type(description="What an ingest key has sent in this minute.")
class KeyUsage:
    id: strawberry.ID = strawberry.field(description="Id of the key.")
    name: str = strawberry.field(description="What it is for.")
    hint: str = strawberry.field(description="How it begins.")
    events: int = strawberry.field(
        description="Events that were let in, over all server processes; up to a second late."
    )


@strawberry.type(description="How many events a minute may be sent. More is answered with 429.")
class RateLimits:
    app_id: strawberry.Private[AppId]
    events_per_key: int = strawberry.field(description="By one ingest key.")
    events_per_device: int = strawberry.field(description="By one device.")

    @strawberry.field(description="The keys in use, and what each has sent in this minute.")
    async def usage(self, info: Info) -> list[KeyUsage]:
        keys = [key for key in await info.context.use(Accounts).keys(self.app_id) if key.is_active]
        used = await info.context.use(Ingest).used([key.id for key in keys])
        return [
            KeyUsage(
                id=strawberry.ID(str(key.id)), name=key.name, hint=key.hint, events=used[key.id]
            )
            for key in keys
        ]


@strawberry.type(description="What holds for the events that an app's devices send.")
class Ingestion:
    rate_limits: RateLimits = strawberry.field(description="How much may be sent.")
    sampling: list[SamplingRate] = strawberry.field(
        description="How much is kept, by type; what is not in it is kept whole."
    )

    @classmethod
    def of(cls, app_id: AppId, policy: Policy) -> "Ingestion":
        limits = RateLimits(
            app_id=app_id,
            events_per_key=policy.limits.per_key,
            events_per_device=policy.limits.per_device,
        )
        return cls(rate_limits=limits, sampling=SamplingRate.all_of(policy.rates))


@strawberry.type
class AppIngest:
    """The ingestion fields of `App`."""

    id: strawberry.ID

    @strawberry.field(description="Limits and sampling, and how much of the limits is used.")
    async def ingestion(self, info: Info) -> Ingestion:
        app_id = AppId(self.id)
        return Ingestion.of(app_id, await info.context.use(Ingest).policies.of(app_id))


@strawberry.input(description="A sampling rate to set.")
class SetSamplingInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    event_type: str = strawberry.field(description="A type of docs/events.md that is no crash.")
    rate: float = strawberry.field(description="The part of sessions to keep: 0.001 to 1.")


@strawberry.input(description="Limits to set; one left out is the installation's own again.")
class SetRateLimitsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    events_per_key: int | None = strawberry.field(
        default=None, description="Events a minute by one ingest key."
    )
    events_per_device: int | None = strawberry.field(
        default=None, description="Events a minute by one device."
    )


@strawberry.type
class IngestMutation:
    @strawberry.mutation(
        description="Store a batch of events. Answered once it is committed.",
        permission_classes=[CanIngest],
    )
    async def ingest_events(self, info: Info, batch: EventBatchInput) -> IngestReceipt:
        key_id = info.context.require_device().key_id
        return IngestReceipt.of(await info.context.use(Ingest).ingest_events(batch, key_id))

    @strawberry.mutation(
        description="Store a crash. Answered once it is committed.",
        permission_classes=[CanIngest],
    )
    async def report_crash(self, info: Info, report: CrashReportInput) -> CrashReceipt:
        key_id = info.context.require_device().key_id
        return CrashReceipt.of(await info.context.use(Ingest).report_crash(report, key_id))

    @strawberry.mutation(
        description="Keep one type's events of a part of the sessions only; 1 keeps all. Holds "
        "within 5 seconds.",
        permission_classes=[CanManage],
    )
    async def set_sampling(self, info: Info, input: SetSamplingInput) -> Ingestion:
        policies, app_id = info.context.use(Ingest).policies, AppId(input.app_id)
        policy = await policies.set_rate(app_id, input.event_type, input.rate)
        return Ingestion.of(app_id, policy)

    @strawberry.mutation(
        description="Set how many events a minute the app's keys and devices may send. Holds "
        "within 5 seconds.",
        permission_classes=[CanManage],
    )
    async def set_rate_limits(self, info: Info, input: SetRateLimitsInput) -> Ingestion:
        policies, app_id = info.context.use(Ingest).policies, AppId(input.app_id)
        policy = await policies.set_limits(app_id, input.events_per_key, input.events_per_device)
        return Ingestion.of(app_id, policy)
