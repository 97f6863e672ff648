"""How long data is kept, as GraphQL shows it."""

from datetime import datetime

import strawberry

from telemetry_graph.kit.graphql_context import CanManage, Info, IsSignedIn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.tables import RetentionPolicy
from telemetry_graph.retention.model import Removed as RemovedModel
from telemetry_graph.retention.model import Run as RunModel
from telemetry_graph.retention.service import Retention

strawberry.enum(
    RetentionPolicy,
    description="What is kept for a time of its own: raw events; crash reports; daily active "
    "users; event and crash counts; session durations and performance.",
)


@strawberry.type(description="Something that a run removed.")
class Removed:
    table: str = strawberry.field(description="The table it was in.")
    what: str = strawberry.field(description="The chunk that was dropped, or which rows.")
    rows: float = strawberry.field(description="How many rows.")
    bytes: float = strawberry.field(
        description="What its files took; 0 for rows, whose room the table keeps."
    )

    @classmethod
    def of(cls, model: RemovedModel) -> "Removed":
        return cls(table=model.table, what=model.what, rows=model.rows, bytes=model.bytes)


@strawberry.type(description="One run of the daily removal.")
class RetentionRun:
    due_at: datetime = strawberry.field(description="When it was due.")
    started_at: datetime = strawberry.field(description="When it began.")
    finished_at: datetime | None = strawberry.field(description="Null while it is under way.")
    duration_seconds: float | None = strawberry.field(description="How long it took.")
    rows: float = strawberry.field(description="Rows removed, all told.")
    bytes: float = strawberry.field(description="Bytes of dropped chunks, all told.")
    removed: list[Removed] = strawberry.field(
        description="What was removed for everybody; not what single apps chose to shorten."
    )

    @classmethod
    def of(cls, model: RunModel) -> "RetentionRun":
        took = model.finished_at - model.started_at if model.finished_at else None
        return cls(
            due_at=model.due_at,
            started_at=model.started_at,
            finished_at=model.finished_at,
            duration_seconds=took.total_seconds() if took is not None else None,
            rows=sum(each.rows for each in model.removed),
            bytes=sum(each.bytes for each in model.removed),
            removed=[Removed.of(each) for each in model.removed if each.app_id is None],
        )


@strawberry.type(description="The latest runs, and when the next is due.")
class RetentionRuns:
    runs: list[RetentionRun] = strawberry.field(description="The latest first.")
    next_run: datetime = strawberry.field(description="When the next one is due.")


@strawberry.type(description="For how long an app keeps one kind of data.")
class RetentionLimit:
    policy: RetentionPolicy = strawberry.field(description="The kind of data.")
    days: int = strawberry.field(description="Days that it is kept.")


@strawberry.input(description="A shorter time for one kind of an app's data.")
class SetRetentionInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    policy: RetentionPolicy = strawberry.field(description="The kind of data.")
    days: int = strawberry.field(description="Days to keep it; never more than everybody has.")


@strawberry.type(description="For how long the app keeps its data now.")
class SetRetentionPayload:
    limits: list[RetentionLimit] = strawberry.field(description="All kinds of data.")


@strawberry.type
class AppRetention:
    id: strawberry.ID

    @strawberry.field(description="For how long the app keeps its data.")
    async def retention_limits(self, info: Info) -> list[RetentionLimit]:
        return _shown(await info.context.use(Retention).limits(AppId(self.id)))


@strawberry.type
class RetentionQuery:
    @strawberry.field(
        description="What the daily removal of old data did.", permission_classes=[IsSignedIn]
    )
    async def retention_runs(self, info: Info, first: int = 10) -> RetentionRuns:
        retention = info.context.use(Retention)
        runs = await retention.runs(first)
        return RetentionRuns(
            runs=[RetentionRun.of(run) for run in runs], next_run=retention.next_run()
        )


@strawberry.type
class RetentionMutation:
    @strawberry.mutation(
        description="Keep one kind of an app's data for less time.", permission_classes=[CanManage]
    )
    async def set_retention(self, info: Info, input: SetRetentionInput) -> SetRetentionPayload:
        limits = await info.context.use(Retention).set_limit(
            AppId(input.app_id), input.policy, input.days
        )
        return SetRetentionPayload(limits=_shown(limits))


def _shown(limits: dict[RetentionPolicy, int]) -> list[RetentionLimit]:
    return [RetentionLimit(policy=policy, days=days) for policy, days in limits.items()]
