"""GraphQL of the retention of data."""

from datetime import datetime

import strawberry

from telemetry_graph.kit.graphql_arguments import First
from telemetry_graph.kit.graphql_context import CanManage, Info, IsSignedIn
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.scalars import Count
from telemetry_graph.kit.tables import RetentionPolicy
from telemetry_graph.retention.model import Removal as RemovalModel
from telemetry_graph.retention.model import RetentionRun as RetentionRunModel
from telemetry_graph.retention.service import Retention

strawberry.enum(
    RetentionPolicy,
    description="A kind of data with its own retention: raw events; crash reports; daily active "
    "users; event and crash counts; session durations and performance.",
)


@strawberry.type(name="RetentionRemoval", description="Data that a run deleted.")
class Removal:
    table: str = strawberry.field(description="Name of the table.")
    target: str = strawberry.field(
        description="Name of the dropped chunk, or the kind of deleted rows."
    )
    rows: int = strawberry.field(graphql_type=Count, description="Number of deleted rows.")
    bytes: int = strawberry.field(
        graphql_type=Count,
        description="Size of the dropped chunk; 0 for rows, whose space the table reuses.",
    )

    @classmethod
    def of(cls, model: RemovalModel) -> "Removal":
        return cls(table=model.table, target=model.target, rows=model.rows, bytes=model.bytes)


@strawberry.type(description="A run of the daily deletion of old data.")
class RetentionRun:
    due_at: datetime = strawberry.field(description="When the run was due.")
    started_at: datetime = strawberry.field(description="When the run started.")
    finished_at: datetime | None = strawberry.field(
        description="When the run finished; null while it is running."
    )
    duration_seconds: float | None = strawberry.field(
        description="Duration of the run; null while it is running."
    )
    rows: int = strawberry.field(graphql_type=Count, description="Deleted rows in total.")
    bytes: int = strawberry.field(
        graphql_type=Count, description="Size of the dropped chunks in total."
    )
    removals: list[Removal] = strawberry.field(
        description="Data of all apps that was deleted; excludes data that was deleted because a "
        "single app has a shorter retention."
    )

    @classmethod
    def of(cls, model: RetentionRunModel) -> "RetentionRun":
        duration = model.finished_at - model.started_at if model.finished_at else None
        return cls(
            due_at=model.due_at,
            started_at=model.started_at,
            finished_at=model.finished_at,
            duration_seconds=duration.total_seconds() if duration is not None else None,
            rows=sum(removal.rows for removal in model.removals),
            bytes=sum(removal.bytes for removal in model.removals),
            removals=[Removal.of(each) for each in model.removals if each.app_id is None],
        )


@strawberry.type(description="The latest runs of the daily deletion, and the next one.")
class RetentionRuns:
    runs: list[RetentionRun] = strawberry.field(description="The latest runs, newest first.")
    next_run_at: datetime = strawberry.field(description="When the next run is due.")


@strawberry.type(description="The retention of one kind of data of an app.")
class RetentionLimit:
    policy: RetentionPolicy = strawberry.field(description="The kind of data.")
    days: int = strawberry.field(description="Number of days for which it is stored.")


@strawberry.input(description="A shorter retention for one kind of data of an app.")
class SetRetentionInput:
    app_id: strawberry.ID = strawberry.field(description="Id of the app.")
    policy: RetentionPolicy = strawberry.field(description="The kind of data.")
    days: int = strawberry.field(
        description="Number of days to store it, at most the default of the installation."
    )


@strawberry.type(description="The retention of the app's data.")
class SetRetentionPayload:
    limits: list[RetentionLimit] = strawberry.field(description="All kinds of data.")


@strawberry.type
class AppRetention:
    id: strawberry.ID

    @strawberry.field(description="How long each kind of the app's data is stored.")
    async def retention_limits(self, info: Info) -> list[RetentionLimit]:
        return _to_limits(await info.context.use(Retention).limits(AppId(self.id)))


@strawberry.type
class RetentionQuery:
    @strawberry.field(
        description="The runs of the daily deletion of old data.", permission_classes=[IsSignedIn]
    )
    async def retention_runs(self, info: Info, first: First = 10) -> RetentionRuns:
        retention = info.context.use(Retention)
        runs = await retention.runs(first)
        return RetentionRuns(
            runs=[RetentionRun.of(run) for run in runs], next_run_at=retention.next_run_at()
        )


@strawberry.type
class RetentionMutation:
    @strawberry.mutation(
        description="Shorten the retention of one kind of data of an app.",
        permission_classes=[CanManage],
    )
    async def set_retention(self, info: Info, input: SetRetentionInput) -> SetRetentionPayload:
        limits = await info.context.use(Retention).set_limit(
            AppId(input.app_id), input.policy, input.days
        )
        return SetRetentionPayload(limits=_to_limits(limits))


def _to_limits(limits: dict[RetentionPolicy, int]) -> list[RetentionLimit]:
    return [RetentionLimit(policy=policy, days=days) for policy, days in limits.items()]
