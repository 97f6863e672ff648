"""Crash groups and occurrences, as GraphQL shows them."""

from datetime import datetime

import strawberry

from telemetry_graph.crashes.model import CrashGroup as CrashGroupModel
from telemetry_graph.crashes.model import CrashOccurrence as CrashOccurrenceModel
from telemetry_graph.crashes.model import GroupFilter, Status
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.kit.connection import Page
from telemetry_graph.kit.gql import CanTriage, Info, PageInfo
from telemetry_graph.kit.ids import AppId, Fingerprint

strawberry.enum(
    Status, name="CrashGroupStatus", description="Where a crash group stands in triage."
)


@strawberry.type(description="What the app was doing when it crashed.")
class CrashContext:
    screen: str | None = strawberry.field(description="The screen that was shown.")
    memory_mb: float | None = strawberry.field(description="Memory in use, in megabytes.")
    uptime_seconds: float | None = strawberry.field(description="Seconds since the app started.")


@strawberry.type(description="One crash, counted once.")
class CrashOccurrence:
    id: strawberry.ID = strawberry.field(description="The crash id, from the device or given here.")
    fingerprint: str = strawberry.field(description="The group it fell into.")
    time: datetime = strawberry.field(description="When it happened, by the device's clock.")
    received_at: datetime = strawberry.field(description="When it was accepted here.")
    type: str = strawberry.field(description="The kind of crash, such as `lua_error`.")
    message: str = strawberry.field(description="The error message, as sent.")
    stack_trace: str = strawberry.field(description="The stack trace, as sent.")
    is_fatal: bool = strawberry.field(description="Whether the app ended.")
    app_version: str | None = strawberry.field(description="Version of the app.")
    mosis_version: str | None = strawberry.field(description="Version of the platform.")
    session_id: str | None = strawberry.field(description="The session it ended, if known.")
    device: str = strawberry.field(description="The device, as a keyed hash in hexadecimal.")
    context: CrashContext = strawberry.field(description="What the app was doing.")

    @classmethod
    def of(cls, model: CrashOccurrenceModel) -> "CrashOccurrence":
        return cls(
            id=strawberry.ID(str(model.crash_id)),
            fingerprint=model.fingerprint,
            time=model.time,
            received_at=model.received_at,
            type=model.crash_type,
            message=model.message,
            stack_trace=model.stack_trace,
            is_fatal=model.is_fatal,
            app_version=model.app_version,
            mosis_version=model.mosis_version,
            session_id=model.session_id,
            device=model.device_id.hex(),
            context=CrashContext(
                screen=model.screen,
                memory_mb=model.memory_mb,
                uptime_seconds=model.uptime_seconds,
            ),
        )


@strawberry.type(description="Crashes with the same cause, as far as the fingerprint can tell.")
class CrashGroup:
    app_id: strawberry.Private[AppId]
    id: strawberry.ID = strawberry.field(description="Stable id of the group.")
    fingerprint: str = strawberry.field(description="16 hex digits; unique within the app.")
    algorithm: int = strawberry.field(description="Version of the fingerprint algorithm.")
    type: str = strawberry.field(description="The kind of crash, such as `lua_error`.")
    message: str = strawberry.field(description="The message of the first crash.")
    sample_stack_trace: str = strawberry.field(description="The stack trace of the first crash.")
    first_seen: datetime = strawberry.field(description="Time of the earliest crash.")
    last_seen: datetime = strawberry.field(description="Time of the latest crash.")
    created_at: datetime = strawberry.field(description="When the group first appeared here.")
    occurrence_count: int = strawberry.field(description="How many crashes, each counted once.")
    affected_versions: list[str] = strawberry.field(
        description="The app's versions that crashed so, at most 200."
    )
    status: Status = strawberry.field(description="Where the group stands in triage.")

    @classmethod
    def of(cls, model: CrashGroupModel) -> "CrashGroup":
        return cls(
            app_id=model.app_id,
            id=strawberry.ID(str(model.id)),
            fingerprint=model.fingerprint,
            algorithm=model.algorithm,
            type=model.crash_type,
            message=model.message,
            sample_stack_trace=model.sample_stack_trace,
            first_seen=model.first_seen,
            last_seen=model.last_seen,
            created_at=model.created_at,
            occurrence_count=model.occurrence_count,
            affected_versions=model.affected_versions,
            status=model.status,
        )

    @strawberry.field(description="Its latest crashes, newest first; `first` at most 100.")
    async def recent_occurrences(self, info: Info, first: int = 20) -> list[CrashOccurrence]:
        found = await info.context.use(Crashes).recent_occurrences(
            self.app_id, Fingerprint(self.fingerprint), first
        )
        return [CrashOccurrence.of(model) for model in found]


@strawberry.type(description="A crash group in a list.")
class CrashGroupEdge:
    node: CrashGroup = strawberry.field(description="The group.")
    cursor: str = strawberry.field(description="Its position in the list.")


@strawberry.type(description="A page of crash groups.")
class CrashGroupConnection:
    chosen: strawberry.Private[GroupFilter]
    app_id: strawberry.Private[AppId]
    edges: list[CrashGroupEdge] = strawberry.field(description="The groups of this page.")
    page_info: PageInfo = strawberry.field(description="Whether and where the list goes on.")

    @classmethod
    def of(
        cls, app_id: AppId, chosen: GroupFilter, page: Page[CrashGroupModel]
    ) -> "CrashGroupConnection":
        edges = [
            CrashGroupEdge(node=CrashGroup.of(model), cursor=cursor)
            for model, cursor in zip(page.items, page.cursors, strict=True)
        ]
        info = PageInfo(has_next_page=page.has_next, end_cursor=page.end_cursor)
        return cls(chosen=chosen, app_id=app_id, edges=edges, page_info=info)

    @strawberry.field(description="How many groups the filter matches; counted when asked for.")
    async def total_count(self, info: Info) -> int:
        return await info.context.use(Crashes).count(self.app_id, self.chosen)


@strawberry.input(description="Which crash groups to list; what is left out matches all.")
class CrashGroupFilter:
    status: Status | None = strawberry.field(default=None, description="Only groups that stand so.")
    version: str | None = strawberry.field(
        default=None, description="Only groups that crashed in this version of the app."
    )
    type: str | None = strawberry.field(default=None, description="Only crashes of this type.")

    def model(self) -> GroupFilter:
        return GroupFilter(self.status, self.version, self.type)


@strawberry.type
class AppCrashes:
    """The crash fields of `App`."""

    id: strawberry.ID

    @strawberry.field(description="Crash groups, latest crash first.")
    async def crash_groups(
        self,
        info: Info,
        first: int,
        after: str | None = None,
        filter: CrashGroupFilter | None = None,
    ) -> CrashGroupConnection:
        chosen = filter.model() if filter else GroupFilter()
        page = await info.context.use(Crashes).groups(AppId(self.id), chosen, first, after)
        return CrashGroupConnection.of(AppId(self.id), chosen, page)

    @strawberry.field(description="One crash group; null when the app has no such group.")
    async def crash_group(self, info: Info, fingerprint: str) -> CrashGroup | None:
        model = await info.context.use(Crashes).group(AppId(self.id), fingerprint)
        return CrashGroup.of(model) if model else None


@strawberry.input(description="A triage decision about one crash group.")
class UpdateCrashGroupInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    fingerprint: str = strawberry.field(description="The group's fingerprint.")
    status: Status = strawberry.field(
        description="RESOLVED to resolve, IGNORED to ignore, OPEN to reopen."
    )


@strawberry.type(description="What `updateCrashGroup` came to.")
class UpdateCrashGroupPayload:
    crash_group: CrashGroup = strawberry.field(description="The group as it stands now.")


@strawberry.type
class CrashesMutation:
    @strawberry.mutation(
        description="Resolve, ignore or reopen a crash group.", permission_classes=[CanTriage]
    )
    async def update_crash_group(
        self, info: Info, input: UpdateCrashGroupInput
    ) -> UpdateCrashGroupPayload:
        model = await info.context.use(Crashes).set_status(
            AppId(input.app_id), input.fingerprint, input.status
        )
        return UpdateCrashGroupPayload(crash_group=CrashGroup.of(model))
