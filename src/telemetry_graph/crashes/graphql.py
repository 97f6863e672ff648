"""Crash groups and occurrences, as GraphQL shows them."""

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry.scalars import JSON

from telemetry_graph.crashes.browse.graphql import (
    CountedCrash,
    CrashActivity,
    CrashDay,
    CrashGrouping,
    CrashTriageState,
)
from telemetry_graph.crashes.model import CrashGroup as CrashGroupModel
from telemetry_graph.crashes.model import CrashOccurrence as CrashOccurrenceModel
from telemetry_graph.crashes.model import GroupFilter, GroupSort, Status
from telemetry_graph.crashes.service import Crashes
from telemetry_graph.crashes.triage.service import CrashTriage
from telemetry_graph.events.model import Breadcrumb as BreadcrumbModel
from telemetry_graph.kit.errors import InvalidField
from telemetry_graph.kit.graphql_arguments import After, AppVersion, First, OptionalRange, to_days
from telemetry_graph.kit.graphql_context import Info
from telemetry_graph.kit.ids import AppId, Fingerprint
from telemetry_graph.kit.relay import Connection
from telemetry_graph.kit.scalars import Count

strawberry.enum(
    Status, name="CrashGroupStatus", description="Where a crash group stands in triage."
)
strawberry.enum(
    GroupSort, name="CrashGroupSort", description="What groups are sorted by, largest first."
)


@strawberry.type(description="What the app was doing when it crashed.")
class CrashContext:
    screen: str | None = strawberry.field(description="The screen that was shown.")
    memory_mb: float | None = strawberry.field(description="Memory in use, in megabytes.")
    uptime_seconds: float | None = strawberry.field(description="Seconds since the app started.")


@strawberry.type(description="An event of the session, before the crash.")
class CrashBreadcrumb:
    time: datetime = strawberry.field(description="When it happened, by the device's clock.")
    type: str = strawberry.field(description="The event's type, such as `screen_view`.")
    data: JSON | None = strawberry.field(description="The event's data.")

    @classmethod
    def of(cls, model: BreadcrumbModel) -> "CrashBreadcrumb":
        return cls(time=model.timestamp, type=model.event_type, data=model.data)


@strawberry.type(description="One crash, counted once.")
class CrashOccurrence:
    model: strawberry.Private[CrashOccurrenceModel]
    id: strawberry.ID = strawberry.field(description="The crash id, from the device or given here.")
    fingerprint: str = strawberry.field(description="The group it fell into.")
    time: datetime = strawberry.field(description="When it happened, by the device's clock.")
    received_at: datetime = strawberry.field(description="When it was accepted here.")
    type: str = strawberry.field(description="The kind of crash, such as `lua_error`.")
    message: str = strawberry.field(description="The error message, as sent.")
    stack_trace: str = strawberry.field(
        description="The stack trace; where source maps know it, with the code as it was written."
    )
    sent_stack_trace: str = strawberry.field(description="The stack trace, as sent.")
    is_fatal: bool = strawberry.field(description="Whether the app ended.")
    app_version: str | None = strawberry.field(description="Version of the app.")
    mosis_version: str | None = strawberry.field(description="Version of the platform.")
    session_id: str | None = strawberry.field(description="The session it ended, if known.")
    device: str = strawberry.field(description="The device, as a keyed hash in hexadecimal.")
    context: CrashContext = strawberry.field(description="What the app was doing.")

    @classmethod
    def of(cls, model: CrashOccurrenceModel) -> "CrashOccurrence":
        return cls(
            model=model,
            id=strawberry.ID(str(model.crash_id)),
            fingerprint=model.fingerprint,
            time=model.time,
            received_at=model.received_at,
            type=model.crash_type,
            message=model.message,
            stack_trace=model.readable_stack_trace,
            sent_stack_trace=model.stack_trace,
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

    @strawberry.field(
        description="The session's last events of the 15 minutes before it, oldest first."
    )
    async def breadcrumbs(self, info: Info, first: int = 20) -> list[CrashBreadcrumb]:
        found = await info.context.use(Crashes).breadcrumbs(self.model, first)
        return [CrashBreadcrumb.of(model) for model in found]


@strawberry.type(description="Crashes with the same cause, as far as the fingerprint can tell.")
class CrashGroup:
    model: strawberry.Private[CrashGroupModel]
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
    occurrence_count: int = strawberry.field(
        graphql_type=Count, description="Its crashes since it exists, each counted once."
    )
    device_count: int = strawberry.field(
        description="How many devices; exact up to 512, then within about 2 %."
    )
    affected_versions: list[str] = strawberry.field(
        description="The app's versions that crashed so, at most 200."
    )
    status: Status = strawberry.field(description="Where the group stands in triage.")
    triage: CrashTriageState = strawberry.field(description="What was decided about it.")

    @classmethod
    def of(cls, model: CrashGroupModel) -> "CrashGroup":
        return cls(
            model=model,
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
            device_count=model.device_count,
            affected_versions=model.affected_versions,
            status=model.status,
            triage=CrashTriageState.of(model.triage),
        )

    @strawberry.field(description="Its latest crashes, newest first; `first` at most 100.")
    async def recent_occurrences(self, info: Info, first: int = 20) -> list[CrashOccurrence]:
        found = await info.context.use(Crashes).recent_occurrences(
            self.app_id, Fingerprint(self.fingerprint), first
        )
        return [CrashOccurrence.of(model) for model in found]

    @strawberry.field(description="Its crashes, newest first.")
    async def occurrences(
        self, info: Info, first: int, after: str | None = None
    ) -> Connection[CrashOccurrence]:
        page = await info.context.use(Crashes).occurrences(self.model, first, after)
        return Connection[CrashOccurrence].of(page, CrashOccurrence.of)

    @strawberry.field(description="Why its crashes are together, by the first of them.")
    async def grouping(self, info: Info) -> CrashGrouping:
        found = await info.context.use(Crashes).grouping(self.model)
        return CrashGrouping.of(self.model, found)

    @strawberry.field(description="All fingerprints that belong to it, at most 1,000.")
    async def fingerprints(self, info: Info) -> list[str]:
        return list(await info.context.use(Crashes).fingerprints(self.model))

    @strawberry.field(description="Its crashes by day, oldest first; `days` at most 365.")
    async def histogram(self, info: Info, days: int = 30) -> list[CrashDay]:
        found = await info.context.use(Crashes).histogram(self.model, days)
        return [CrashDay.of(model) for model in found]

    @strawberry.field(description="Groups that crash in functions and files of the same names.")
    async def similar(self, info: Info, first: int = 10) -> list["CrashGroup"]:
        found = await info.context.use(Crashes).similar(self.model, first)
        return [CrashGroup.of(model) for model in found]

    @strawberry.field(description="What was done to it, newest first.")
    async def activity(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[CrashActivity]:
        page = await info.context.use(CrashTriage).activity(self.model, first, after)
        return Connection[CrashActivity].of(page, CrashActivity.of)


@strawberry.type(description="A page of crash groups.")
class CrashGroupConnection(Connection[CrashGroup]):
    app_id: strawberry.Private[AppId]
    chosen: strawberry.Private[GroupFilter]

    @strawberry.field(
        graphql_type=Count,
        description="Number of groups that match the filter. Counted on request.",
    )
    async def total_count(self, info: Info) -> int:
        return await info.context.use(Crashes).count(self.app_id, self.chosen)


@strawberry.input(description="Which crash groups to list; what is left out matches all.")
class CrashGroupFilter:
    status: Status | None = strawberry.field(default=None, description="Only groups that stand so.")
    version: str | None = strawberry.field(
        default=None, description="Only groups that crashed in this version of the app."
    )
    type: str | None = strawberry.field(default=None, description="Only crashes of this type.")
    assignee: str | None = strawberry.field(
        default=None, description="Only groups of this address; empty for nobody's."
    )
    first_seen_since: datetime | None = strawberry.field(
        default=None, description="Only groups whose earliest crash is not before it."
    )
    first_seen_before: datetime | None = strawberry.field(
        default=None, description="Only groups whose earliest crash is before it."
    )
    last_seen_since: datetime | None = strawberry.field(
        default=None, description="Only groups whose latest crash is not before it."
    )
    last_seen_before: datetime | None = strawberry.field(
        default=None, description="Only groups whose latest crash is before it."
    )
    search: str | None = strawberry.field(
        default=None,
        description="Only groups with all these words, or beginnings of them, in type, message "
        "and frames.",
    )

    def model(self) -> GroupFilter:
        instants = (
            self.first_seen_since,
            self.first_seen_before,
            self.last_seen_since,
            self.last_seen_before,
        )
        for instant in instants:
            if instant is not None and instant.tzinfo is None:
                raise InvalidField("An instant needs a time zone.", field="filter")
        return GroupFilter(
            status=self.status,
            version=self.version,
            crash_type=self.type,
            assignee=self.assignee,
            first_seen_since=self.first_seen_since,
            first_seen_before=self.first_seen_before,
            last_seen_since=self.last_seen_since,
            last_seen_before=self.last_seen_before,
            search=self.search,
        )


@strawberry.type
class AppCrashes:
    """The crash fields of `App`."""

    id: strawberry.ID

    @strawberry.field(description="Crash groups, by default latest crash first.")
    async def crash_groups(
        self,
        info: Info,
        first: int,
        after: str | None = None,
        filter: CrashGroupFilter | None = None,
        sort: GroupSort = GroupSort.LAST_SEEN,
    ) -> CrashGroupConnection:
        chosen = filter.model() if filter else GroupFilter()
        page = await info.context.use(Crashes).groups(AppId(self.id), chosen, first, after, sort)
        return CrashGroupConnection.of(page, CrashGroup.of, app_id=AppId(self.id), chosen=chosen)

    @strawberry.field(description="The crash group of a fingerprint; null when the app has none.")
    async def crash_group(self, info: Info, fingerprint: str) -> CrashGroup | None:
        model = await info.context.use(Crashes).group(AppId(self.id), fingerprint)
        return CrashGroup.of(model) if model else None

    @strawberry.field(
        description="The crashes that `overview.crashes` counts, newest first, as long as their "
        "reports are stored."
    )
    async def counted_crashes(
        self,
        info: Info,
        first: First,
        after: After = None,
        range: OptionalRange = None,
        app_version: AppVersion = None,
        is_fatal: Annotated[
            bool | None, strawberry.argument(description="Only crashes that ended the app, or not.")
        ] = None,
    ) -> Connection[CountedCrash]:
        crashes = info.context.use(Crashes)
        page = await crashes.counted_crashes(
            AppId(self.id),
            to_days(range, crashes.clock().date()),
            app_version,
            is_fatal=is_fatal,
            first=first,
            after=after,
        )
        return Connection[CountedCrash].of(page, CountedCrash.of)
