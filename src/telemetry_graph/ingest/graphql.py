"""The mutations that devices call."""

from typing import TYPE_CHECKING, Any

import strawberry

from telemetry_graph.ingest import wire
from telemetry_graph.ingest.model import CrashReceipt as CrashReceiptModel
from telemetry_graph.ingest.model import Rates
from telemetry_graph.ingest.model import Receipt as ReceiptModel
from telemetry_graph.ingest.model import Rejection as RejectionModel
from telemetry_graph.ingest.service import Ingest
from telemetry_graph.kit.gql import CanIngest, Info
from telemetry_graph.kit.inputs import graphql_input

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


@strawberry.type
class IngestMutation:
    @strawberry.mutation(
        description="Store a batch of events. Answered once it is committed.",
        permission_classes=[CanIngest],
    )
    async def ingest_events(self, info: Info, batch: EventBatchInput) -> IngestReceipt:
        key_id = info.context.device().key_id
        return IngestReceipt.of(await info.context.use(Ingest).ingest_events(batch, key_id))

    @strawberry.mutation(
        description="Store a crash. Answered once it is committed.",
        permission_classes=[CanIngest],
    )
    async def report_crash(self, info: Info, report: CrashReportInput) -> CrashReceipt:
        key_id = info.context.device().key_id
        return CrashReceipt.of(await info.context.use(Ingest).report_crash(report, key_id))
